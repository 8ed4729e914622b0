"""Somebody is erased: nothing of them is left, no restore brings them back, counts stay."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from functools import partial

import pytest
from sqlalchemy import func, select

from db.audit_anchor import Anchor
from db.backups.making import make_copy
from db.backups.restoring import restore, write_down
from db.backups.shelf import Reason
from db.checking import look_over
from db.domain.call import CallDirection
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, Outcome
from db.erasures import LOG_NAME, apply_log, clean, keep_log, log_beside, read_log
from db.models import Enquiry, Person, Phone
from db.models.call import Call
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.privacy import count_forgettable, everything_about
from db.queries.search import search_everything
from db.queries.tallies import ALL_OF_THEM
from db.services.enquiries import log_enquiry
from db.services.people import NumberLine, PersonFields, add_person
from db.services.privacy import erase_person, forget_enquiries

MARK = "Qzxmarker"
NUMBER = "(212) 555-0177"
DIGITS = "2125550177"


@pytest.fixture
def log(database, actor, now):
    def write(name=MARK, phone=NUMBER, on=None, outcome=None, **fields):
        day = on or now.date()
        new = NewEnquiry(
            uuid.uuid4(),
            dt.datetime.combine(day, dt.time(15), dt.UTC),
            day,
            EnquiryFields(
                channel=Channel.PHONE, caller_name=name, phone=phone, outcome=outcome, **fields
            ),
            None,
        )
        change = partial(log_enquiry, actor=actor, at=now, new=new, region="US")
        return database.write(change).record_id

    return write


@pytest.fixture
def erase(database, actor, now):
    def do(person_id):
        database.write(partial(erase_person, actor=actor, at=now, person_id=person_id))

    return do


def person_of(database, enquiry_id):
    statement = select(Enquiry.caller_id).where(Enquiry.id == enquiry_id)
    return database.read(lambda s: s.scalar(statement))


def count(database, kind):
    return database.read(lambda s: s.scalar(select(func.count()).select_from(kind)))


def bytes_of(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_everything_of_a_person_is_gone_and_what_is_counted_stays(database, log, erase):
    mine = log(concern=f"{MARK}sore", outcome_note=f"{MARK}note", heard_detail=f"{MARK}heard")
    log(name="Ann Chen", phone="(212) 555-0102")
    sums = database.read(lambda s: sorted(map(tuple, s.execute(ALL_OF_THEM))))
    erase(person_of(database, mine))
    assert database.read(lambda s: sorted(map(tuple, s.execute(ALL_OF_THEM)))) == sums
    assert count(database, Enquiry) == 2
    assert (count(database, Person), count(database, Phone)) == (1, 1)
    whole = database.read(lambda s: s.get(Enquiry, mine))
    assert (whole.caller_id, whole.caller_name, whole.concern, whole.phone_raw) == (
        None,
        "",
        "",
        "",
    )
    assert not any(finding.faults for finding in look_over(database))


def test_no_byte_of_them_stays_in_any_file(sqlite_database, request, tmp_path, now, actor):
    database = sqlite_database
    for n in range(40):  # so that pages split and words lie in the inside of trees
        new = NewEnquiry(uuid.uuid4(), now, now.date(), EnquiryFields(
            channel=Channel.PHONE, caller_name=f"{MARK} {n % 3}", phone=NUMBER,
            concern=f"{MARK}sore {n} " + "x" * 3000), None)  # fmt: skip
        database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))
    database.write(lambda s: s.add(Call(
        direction=CallDirection.INCOMING, phone_raw=NUMBER, rang_at=now, rang_on=now.date(),
        phone_id=s.scalar(select(Phone.id)), version=1)))  # fmt: skip
    assert MARK.encode() in bytes_of(tmp_path)
    ids = database.read(lambda s: s.scalars(select(Person.id)).all())
    for person_id in ids:
        database.write(partial(erase_person, actor=actor, at=now, person_id=person_id))
    clean(database)
    keep_log(database, log_beside(database.place.file))
    left = bytes_of(tmp_path)
    for mark in (MARK, MARK.lower(), NUMBER, DIGITS, DIGITS[3:]):
        assert left.count(mark.encode()) == 0, mark
    database.dispose()
    make_copy(database, Reason.ASKED, at=now)
    assert MARK.encode() not in bytes_of(tmp_path)


def test_a_number_that_somebody_else_has_stays_theirs(database, log, erase, actor, now):
    mine = log()
    fields = PersonFields("Ann Chen", numbers=(NumberLine(NUMBER),))
    database.write(partial(add_person, actor=actor, at=now, fields=fields, region="US"))
    erase(person_of(database, mine))
    assert count(database, Phone) == 1


def test_nobody_finds_them_any_more(database, log, erase, now):
    mine = log(concern="tingling")
    erase(person_of(database, mine))
    for typed in (MARK, "tingling", DIGITS[3:]):
        assert database.read(partial(search_everything, typed=typed)) == []


def test_a_restore_brings_nobody_back(sqlite_database, now, actor, tmp_path):
    database, place = sqlite_database, sqlite_database.place
    new = NewEnquiry(uuid.uuid4(), now, now.date(), EnquiryFields(
        channel=Channel.PHONE, caller_name=MARK, phone=NUMBER, concern=f"{MARK}sore",
    ), None)  # fmt: skip
    enquiry = database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))
    copy = make_copy(database, Reason.ASKED, at=now).copy.file
    database.write(
        partial(erase_person, actor=actor, at=now, person_id=person_of(database, enquiry.record_id))
    )
    log_file = log_beside(place.file)
    keep_log(database, log_file)
    assert [len(part) for part in read_log(log_file)] == [1, 1]
    assert MARK.encode() not in log_file.read_bytes()
    database.dispose()
    restore(copy, place.file, at=now)
    restored = open_database(place)
    assert count(restored, Person) == 1
    apply_log(restored, log_file, by=actor, at=now)
    assert count(restored, Person) == 0
    assert count(restored, Enquiry) == 1
    assert MARK.encode() not in place.file.read_bytes()
    before = restored.read(lambda s: s.scalar(select(func.count()).select_from(Enquiry)))
    apply_log(restored, log_file, by=actor, at=now)  # once more changes nothing
    assert count(restored, Enquiry) == before
    restored.dispose()


def test_on_a_new_computer_with_the_stick_alone_nobody_comes_back(
    sqlite_database, now, actor, tmp_path
):
    """The stick holds a copy from before the erasure, and the log that came with a later one."""
    database, stick = sqlite_database, tmp_path / "stick"
    stick.mkdir()
    new = NewEnquiry(uuid.uuid4(), now, now.date(), EnquiryFields(
        channel=Channel.PHONE, caller_name=MARK, phone=NUMBER, concern=f"{MARK}sore",
    ), None)  # fmt: skip
    enquiry = database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))
    before = make_copy(database, Reason.ASKED, at=now, second=stick).copy.file.name
    person_id = person_of(database, enquiry.record_id)
    database.write(partial(erase_person, actor=actor, at=now, person_id=person_id))
    keep_log(database, log_beside(database.place.file))
    later = now + dt.timedelta(minutes=30)
    assert make_copy(database, Reason.CHANGED, at=later, second=stick).not_carried is None
    database.dispose()
    file = tmp_path / "new computer" / "desk.db"
    restore(stick / before, file, at=later)
    restored = open_database(DatabasePlace(file=file))
    write_down(restored, Anchor(file.with_name("anchor")), by=actor, at=later)
    assert (count(restored, Person), count(restored, Enquiry)) == (0, 1)
    for mark in (MARK, MARK.lower(), NUMBER, DIGITS, DIGITS[3:]):
        assert mark.encode() not in bytes_of(file.parent), mark
    restored.dispose()


def test_a_damaged_log_of_erasures_keeps_nobody_from_their_backup(sqlite_database, now, tmp_path):
    copy = make_copy(sqlite_database, Reason.ASKED, at=now).copy.file
    sqlite_database.dispose()
    for content in ("{", "[]", '{"people": [1], "enquiries": []}', '{"people": ["x"]}'):
        copy.with_name(LOG_NAME).write_text(content)
        file = tmp_path / "elsewhere" / "desk.db"
        restore(copy, file, at=now)
        assert read_log(log_beside(file)) == (frozenset(), frozenset())


def test_what_is_too_old_becomes_anonymous_by_what_came_of_it(database, log, actor, now):
    old, older = now.date() - dt.timedelta(days=400), now.date() - dt.timedelta(days=500)
    log(on=old, outcome=Outcome.INFORMATION_GIVEN, concern="one")
    log(name="Ann Chen", phone="(212) 555-0102", on=older, outcome=Outcome.INFORMATION_GIVEN)
    log(name="Ann Chen", phone="(212) 555-0102", concern="kept")
    asked = {"until": now.date() - dt.timedelta(days=365), "outcomes": (Outcome.INFORMATION_GIVEN,)}
    preview = partial(count_forgettable, **asked)
    assert database.read(preview) == {Outcome.INFORMATION_GIVEN: 2}
    database.write(partial(forget_enquiries, actor=actor, at=now, **asked))
    assert database.read(preview) == {}
    assert count(database, Enquiry) == 3
    names = database.read(lambda s: s.scalars(select(Person.name)).all())
    assert names == ["Ann Chen"]  # who called since is kept
    assert not any(finding.faults for finding in look_over(database))


def test_a_person_s_own_copy_has_all_of_theirs_and_nothing_of_others(database, log):
    mine = log(concern="tingling")
    log(name="Ann Chen", phone="(212) 555-0102", concern="another")
    told = database.read(partial(everything_about, person_id=person_of(database, mine)))
    assert [row["name"] for row in told["person"]] == [MARK]
    assert [row["concern"] for row in told["enquiries"]] == ["tingling"]
    assert "Ann Chen" not in json.dumps(told)
