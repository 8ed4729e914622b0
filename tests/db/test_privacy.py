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
from db.domain.article import ArticleText, Block, BlockKind
from db.domain.call import CallDirection
from db.domain.clinic import ClinicProfile
from db.domain.enquiry import (
    About,
    Channel,
    EnquiryFields,
    NewEnquiry,
    NextStep,
    Outcome,
)
from db.domain.handout import Medium, Paper
from db.domain.retention import kept_until
from db.erasures import LOG_NAME, apply_log, clean, keep_log, log_beside, read_log
from db.models import Call, Enquiry, Person, Phone, counted, day_count
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.articles import versions
from db.queries.own_copy import everything_about
from db.queries.privacy import TooOld, count_forgettable, erasure_preview, gone
from db.queries.search import search_everything
from db.queries.tallies import ALL_OF_THEM
from db.services.articles import NewArticle, add_article
from db.services.clinic import save_profile
from db.services.enquiries import log_enquiry
from db.services.handouts import GivenHandout, record_handout
from db.services.people import NumberLine, PersonFields, add_person
from db.services.privacy import erase_person, forget_by_the_clock, forget_enquiries

MARK = "Qzxmarker"
NUMBER = "(212) 555-0177"
DIGITS = "2125550177"


@pytest.fixture
def log(database, actor, now):
    def write(name=MARK, phone=NUMBER, on=None, outcome=None, next_step=None, **fields):
        day = on or now.date()
        new = NewEnquiry(
            uuid.uuid4(),
            dt.datetime.combine(day, dt.time(15), dt.UTC),
            day,
            EnquiryFields(
                channel=Channel.PHONE, caller_name=name, phone=phone, outcome=outcome, **fields
            ),
            next_step,
        )
        change = partial(log_enquiry, actor=actor, at=now, new=new, region="US")
        return database.write(change).record_id

    return write


@pytest.fixture
def erase(database, actor, now):
    def do(person_id):
        database.write(partial(erase_person, actor=actor, at=now, person_id=person_id))

    return do


@pytest.fixture
def hand_out(database, actor):
    def give(person_id, at):
        words = ArticleText("Rest", "en", (Block(BlockKind.PARAGRAPH, "Walk."),))
        new = partial(add_article, actor=actor, at=at, new=NewArticle(words))
        [version] = database.read(partial(versions, article_id=database.write(new).record_id))
        given = GivenHandout(
            uuid.uuid4(), version.version_id, 12, Paper.A4, "en", Medium.PRINTED, "ab" * 32, 1, {},
            person_id=person_id,
        )  # fmt: skip
        database.write(partial(record_handout, actor=actor, at=at, given=given))

    return give


def all_sums(database):
    """What reports add up, and what they count."""
    parts = (ALL_OF_THEM, select(counted).order_by(counted.c.enquiry_id), select(day_count))
    return [
        database.read(lambda s, part=part: sorted(map(tuple, s.execute(part)), key=repr))
        for part in parts
    ]


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
    log(name="Zoe Park", phone="(212) 555-0103", on=older, concern="nobody has finished it")
    log(name="Bo Nash", phone="(212) 555-0104", on=older, outcome=Outcome.BOOKED)
    before = all_sums(database)
    until = kept_until(ClinicProfile(keep_information_given=12, keep_booked=36), now.date())
    preview = partial(count_forgettable, until=until)
    assert database.read(preview) == TooOld({Outcome.INFORMATION_GIVEN: 2}, still_open=1)
    told = database.write(partial(forget_enquiries, actor=actor, at=now, until=until))
    assert told.fields == ("2 enquiries", "1 people")
    assert database.read(preview).counts == {}
    assert all_sums(database) == before
    assert count(database, Enquiry) == 5
    names = database.read(lambda s: s.scalars(select(Person.name).order_by(Person.name)).all())
    assert names == ["Ann Chen", "Bo Nash", "Zoe Park"]  # Ann called since
    assert not any(finding.faults for finding in look_over(database))


def test_many_go_in_portions_and_a_person_with_the_last_of_theirs(database, log, actor, now):
    for _ in range(5):
        log(on=now.date() - dt.timedelta(days=500), outcome=Outcome.INFORMATION_GIVEN)
    give = partial(
        forget_enquiries, actor=actor, at=now, until=kept_until(ClinicProfile(), now.date()), most=2
    )
    told = [database.write(give).fields for _ in range(4)]
    assert told == [
        ("2 enquiries", "0 people"), ("2 enquiries", "0 people"), ("1 enquiries", "1 people"),
        ("0 enquiries", "0 people"),
    ]  # fmt: skip


def test_by_itself_only_where_the_clinic_has_switched_it_on(database, log, actor, now):
    log(on=now.date() - dt.timedelta(days=500), outcome=Outcome.INFORMATION_GIVEN)
    log(on=now.date() - dt.timedelta(days=40), outcome=Outcome.WRONG_NUMBER, name="Ann Chen",
        phone="(212) 555-0102")  # fmt: skip
    give = partial(forget_by_the_clock, actor=actor, at=now)
    assert database.write(give).fields == ("0 enquiries", "0 people")
    profile = ClinicProfile(name="Clinic", time_zone="America/New_York", forgets_by_itself=True)
    database.write(partial(save_profile, actor=actor, at=now, profile=profile))
    assert database.write(give).fields == ("2 enquiries", "2 people")


def test_an_enquiry_is_kept_with_a_handout_that_was_given_since(database, log, now, hand_out):
    mine = log(on=now.date() - dt.timedelta(days=500), outcome=Outcome.INFORMATION_GIVEN)
    hand_out(person_of(database, mine), now - dt.timedelta(days=60))
    until = kept_until(ClinicProfile(), now.date())
    assert database.read(partial(count_forgettable, until=until)).counts == {}


def test_the_preview_of_an_erasure_says_what_goes_and_what_stays(database, log):
    mine = log(next_step=NextStep(dt.date(2026, 3, 9)), outcome=Outcome.CALL_BACK)
    log()
    told = database.read(partial(erasure_preview, person_id=person_of(database, mine)))
    assert (told.name, told.entries, told.numbers, told.kept, told.promises) == (MARK, 1, 1, 2, 1)
    assert database.read(partial(erasure_preview, person_id=9_999)) is None


def test_a_promise_that_nobody_has_tried_to_keep_is_neither_kept_nor_late(database, log, erase):
    mine = log(next_step=NextStep(dt.date(2026, 3, 9)), outcome=Outcome.CALL_BACK)
    before = database.read(lambda s: s.execute(select(counted)).mappings().one())
    assert (before["waiting"], before["in_time"]) == (1, 0)
    erase(person_of(database, mine))
    after = database.read(lambda s: s.execute(select(counted)).mappings().one())
    assert (after["waiting"], after["in_time"], after["late"]) == (0, 0, 0)
    assert not any(finding.faults for finding in look_over(database))


def test_a_desk_is_told_which_of_its_drafts_are_about_somebody_erased(database, log, erase):
    mine, other = log(), log(name="Ann Chen", phone="(212) 555-0102")
    gone_one, stays = person_of(database, mine), person_of(database, other)
    held = [("person", gone_one), ("person", stays), ("enquiry", mine), ("enquiry", other)]
    assert database.read(partial(gone, held=held)) == frozenset()
    erase(gone_one)
    assert database.read(partial(gone, held=held)) == {("person", gone_one), ("enquiry", mine)}


def test_a_person_s_own_copy_has_all_of_theirs_and_nothing_of_others(database, log):
    mine = log(concern="tingling", about=About.CHILD, about_name="Little one")
    log(name="Ann Chen", phone="(212) 555-0102", concern="another")
    told = database.read(partial(everything_about, person_id=person_of(database, mine)))
    assert [row["name"] for row in told["person"]] == [MARK]
    [enquiry] = told["enquiries"]
    assert (enquiry["concern"], enquiry["caller"]) == ("tingling", MARK)
    assert (enquiry["about"], enquiry["about_name"]) == ("child", "Little one")
    assert "Ann Chen" not in json.dumps(told)
