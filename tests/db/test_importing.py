"""What is brought in from a file can be found, is counted, and can be taken back."""

import datetime as dt
from functools import partial

import pytest
from sqlalchemy import select, text

from db.checking import look_over
from db.domain.enquiry import Channel, Outcome
from db.domain.errors import NotPossibleError
from db.domain.importing import ImportedEnquiry, ImportedNumber, ImportedRow, Matching
from db.models import (
    Enquiry,
    Person,
    PersonPhone,
    Phone,
    counted,
    day_count,
    lexicon,
    person_key,
    phone_suffix,
    tally,
)
from db.services.derived import rebuild
from db.services.importing import begin_import, finish_import, store_rows, undo_import
from db.services.people import NumberLine, PersonFields, add_person, change_person

DERIVED = (phone_suffix, person_key, counted, tally, day_count)


@pytest.fixture
def bring_in(database, actor, now):
    def bring(*rows, matching=Matching.JOIN, chunk=2):
        by = {"actor": actor, "at": now}
        begun = partial(begin_import, file_name="log.csv", fingerprint="f" * 64, **by)
        run = database.write(begun).record_id
        for start in range(0, len(rows), chunk):
            some = rows[start : start + chunk]
            work = partial(store_rows, import_id=run, rows=some, matching=matching, region="US")
            database.write(partial(work, **by))
        database.write(partial(finish_import, import_id=run, **by))
        return run

    return bring


@pytest.fixture
def undo(database, actor, now):
    return lambda run: database.write(partial(undo_import, import_id=run, actor=actor, at=now))


def row(line, name, number="", day=1, concern="", **fields):
    enquiry = ImportedEnquiry(
        dt.date(2025, 11, day), concern=concern, outcome=Outcome.INFORMATION_GIVEN, **fields
    )
    numbers = (ImportedNumber(number),) if number else ()
    return ImportedRow(line, name, numbers, enquiry=enquiry)


LOG = (
    row(2, "Élodie Marchetti", "(828) 555-0142", 3, "stiff knee", channel=Channel.EMAIL),
    row(3, "Tom Okafor", "828.555.0143", 3, "price of cupping"),
    row(4, "Elodie Marchetti", "8285550142", 9, "second visit", time=dt.time(17, 5)),
    row(5, "", "828 555 0199", 10),
    row(6, "Ben Ito", "", 11, "asked by e-mail"),
)


def everything(database, *tables):
    with database.reading() as session:
        return {table.name: sorted(map(str, session.execute(select(table)))) for table in tables}


def names(database):
    with database.reading() as session:
        return sorted(session.scalars(select(Person.name)))


def test_a_caller_who_stands_in_a_log_twice_is_one_person_with_two_enquiries(database, bring_in):
    bring_in(*LOG)
    assert names(database) == ["", "Ben Ito", "Tom Okafor", "Élodie Marchetti"]
    with database.reading() as session:
        callers = session.scalars(select(Enquiry.caller_id).order_by(Enquiry.id)).all()
        numbers = session.scalars(select(Enquiry.number).order_by(Enquiry.id)).all()
    assert callers[0] == callers[2]
    assert numbers == [1, 2, 3, 4, 5]


def test_what_is_computed_is_the_same_as_when_it_is_made_anew(database, bring_in):
    bring_in(*LOG)
    texts = (Person.__table__, Enquiry.__table__)
    kept = everything(database, *DERIVED, *texts)
    database.write(rebuild)
    assert everything(database, *DERIVED, *texts) == kept


def test_the_database_is_whole_after_an_import_and_after_its_undoing(database, bring_in, undo):
    run = bring_in(*LOG)
    assert not [found for found in look_over(database) if found.faults]
    undo(run)
    assert not [found for found in look_over(database) if found.faults]


def test_an_undone_import_leaves_no_person_no_number_and_no_word(database, bring_in, undo):
    undo(bring_in(*LOG))
    tables = (Enquiry.__table__, Person.__table__, Phone.__table__, PersonPhone.__table__)
    left = everything(database, *tables, phone_suffix, person_key, counted, lexicon)
    assert not any(left.values())
    with database.reading() as session:
        assert not session.scalar(select(tally.c.asked).where(tally.c.asked != 0))


def test_an_import_is_undone_once(bring_in, undo):
    run = bring_in(*LOG)
    undo(run)
    with pytest.raises(NotPossibleError):
        undo(run)


def test_what_was_edited_since_stays(database, bring_in, undo, actor, now):
    run = bring_in(*LOG)
    with database.reading() as session:
        tom = session.scalars(select(Person).where(Person.name == "Tom Okafor")).one()
        known = {"person_id": tom.id, "seen_version": tom.version}
    fields = PersonFields("Tom Okafor", [NumberLine("828.555.0143")], note="Prefers mornings")
    edit = partial(change_person, fields=fields, region="US", **known)
    database.write(partial(edit, actor=actor, at=now))
    undo(run)
    assert names(database) == ["Tom Okafor"]
    with database.reading() as session:
        kept = session.scalar(text("SELECT kept FROM import_run"))
    assert kept == 1


@pytest.fixture
def known(database, actor, now):
    fields = PersonFields("Tom Okafor", [NumberLine("(828) 555-0143")], note="Old note")
    add = partial(add_person, fields=fields, region="US", actor=actor, at=now)
    return database.write(add).record_id


@pytest.mark.parametrize(
    ("matching", "people", "enquiries"),
    [(Matching.JOIN, 4, 5), (Matching.SEPARATE, 5, 5), (Matching.SKIP, 4, 4)],
)
def test_rows_of_people_who_are_known_are_joined_kept_apart_or_left_out(
    database, bring_in, known, matching, people, enquiries
):
    bring_in(*LOG, matching=matching)
    assert len(names(database)) == people
    with database.reading() as session:
        assert len(session.scalars(select(Enquiry.id)).all()) == enquiries


def test_somebody_known_learns_a_number_and_loses_it_with_the_import(
    database, bring_in, known, undo
):
    numbers = (ImportedNumber("828 555 0143"), ImportedNumber("828 555 0177", "work"))
    run = bring_in(ImportedRow(2, "Tom Okafor", numbers, email="tom@example.org", note="New"))

    def tom(session):
        person = session.get_one(Person, known)
        return len(person.numbers), person.email, person.note

    assert database.read(tom) == (2, "tom@example.org", "Old note\nNew")
    undo(run)
    assert database.read(tom) == (1, "", "Old note")
    assert not [found for found in look_over(database) if found.faults]
