"""Calls: whatever tells of one, in whatever order, it is one record, on both databases."""

import dataclasses
import datetime as dt
import threading
import uuid
from functools import partial

import pytest
from sqlalchemy import func, select

from db.domain.call import CallStage, DismissReason, HeardCall
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.errors import NotFoundError, StaleEditError
from db.domain.staff import Actor, Role
from db.models import AuditEntry, Call
from db.queries.calls import unlogged_calls, who_calls
from db.queries.enquiry import enquiry_detail
from db.services.calls import dismiss_call, record_call
from db.services.enquiries import bin_enquiry, log_enquiry
from db.services.people import NumberLine, PersonFields, add_person

TODAY = dt.date(2026, 3, 6)
RING, ANSWER, END = CallStage
OTHER_DESK = Actor(None, Role.RECEPTIONIST, "Desk 2")


@pytest.fixture
def ring(now):
    """A call that rings, as one desk hears it."""

    def heard(number="828 555 0142", telephone_id="", after=0.0):
        at = now + dt.timedelta(seconds=after)
        return HeardCall(uuid.uuid4(), telephone_id, number, at, TODAY)

    return heard


@pytest.fixture
def record(database, actor, now):
    def give(heard, by=actor):
        return database.write(partial(record_call, actor=by, at=now, heard=heard, region="US"))

    return give


@pytest.fixture
def unlogged(database, now):
    def ask(day=TODAY, rang_before=now + dt.timedelta(hours=1)):
        query = partial(unlogged_calls, day=day, rang_before=rang_before, region="US")
        return database.read(query)

    return ask


@pytest.fixture
def log(database, actor, now):
    def give(call=None, name="Maria Ortiz", public_id=None, by=actor):
        fields = EnquiryFields(Channel.PHONE, name, phone="828 555 0142")
        new = NewEnquiry(public_id or uuid.uuid4(), now, TODAY, fields, call=call)
        return database.write(partial(log_enquiry, actor=by, at=now, new=new, region="US"))

    return give


def count(database):
    return database.read(lambda session: session.scalar(select(func.count(Call.id))))


def after(heard, *stages):
    """The call some seconds on: 5 to the answer, 65 to the end."""
    for stage in stages:
        seconds = {ANSWER: 5, END: 65}[stage]
        heard = heard.after(stage, heard.rang_at + dt.timedelta(seconds=seconds))
    return heard


def test_ring_answer_and_end_are_one_call_with_its_length(database, record, ring, unlogged):
    heard = ring()
    for told in (heard, after(heard, ANSWER), after(heard, ANSWER, END)):
        record(told)
    [call] = unlogged()
    assert count(database) == 1
    assert call.heard == after(heard, ANSWER, END)
    assert call.heard.length == dt.timedelta(seconds=60)
    assert (call.number, call.names, call.desk) == ("(828) 555-0142", (), "Desk 1")


def test_news_sent_again_or_in_the_wrong_order_changes_nothing(database, record, ring, unlogged):
    heard = ring()
    for told in (after(heard, ANSWER, END), heard, after(heard, ANSWER, END), after(heard, ANSWER)):
        record(told)
    assert count(database) == 1
    assert unlogged()[0].heard == after(heard, ANSWER, END)


def test_a_call_nobody_answered_has_no_length(record, ring, unlogged):
    record(after(ring(), END))
    assert unlogged()[0].heard.length == dt.timedelta(0)
    assert unlogged()[0].heard.answered_at is None


@pytest.mark.parametrize(
    ("number", "theirs"), [("", ""), ("+1 (828) 555-0142", "x"), ("8285550142", "x")]
)
def test_two_desks_that_hear_one_ring_write_one_call(database, record, ring, number, theirs):
    ours = ring(number, telephone_id=theirs)
    record(ours)
    record(ring(number, telephone_id=theirs, after=3), by=OTHER_DESK)
    record(ring(number, telephone_id=theirs, after=-3), by=OTHER_DESK)
    assert count(database) == 1
    record(ring("828 555 0143", telephone_id=theirs, after=2), by=OTHER_DESK)
    record(ring(number, telephone_id=theirs, after=30), by=OTHER_DESK)
    assert count(database) == 3


def test_the_desk_that_was_too_late_does_not_end_the_call(record, ring, unlogged):
    ours, theirs = ring(), ring(after=1)
    record(ours)
    record(theirs, by=OTHER_DESK)
    silent = theirs.after(END, ours.rang_at + dt.timedelta(seconds=5))
    record(silent, by=OTHER_DESK)
    record(after(ours, ANSWER, END))
    record(silent, by=OTHER_DESK)
    assert unlogged()[0].heard == after(ours, ANSWER, END)


def test_who_hangs_up_and_calls_again_makes_two_calls(database, record, ring, now):
    record(ring().after(END, now + dt.timedelta(seconds=4)))
    record(ring(after=6))
    record(ring(after=7), by=OTHER_DESK)
    assert count(database) == 2


def test_the_next_call_heard_by_another_desk_is_not_the_one_that_is_over(
    database, record, ring, now
):
    record(ring().after(END, now + dt.timedelta(seconds=4)))
    record(ring(after=6), by=OTHER_DESK)
    assert count(database) == 2


def test_what_telephones_or_a_desk_tell_apart_are_two_calls(database, record, ring):
    record(ring(telephone_id="a"))
    record(ring(telephone_id="b", after=1), by=OTHER_DESK)
    assert count(database) == 2
    record(ring("828 555 0143"))
    record(ring("828 555 0143", after=3))
    assert count(database) == 4


def test_two_desks_at_the_very_same_moment_write_one_call(database, record, ring):
    """Each round starts both at once; a missing lock shows within a few."""
    record(ring())
    for minute in range(1, 16):
        start = threading.Barrier(2)

        def tell(desk, minute=minute, start=start):
            heard = ring(after=60 * minute)
            start.wait()
            record(heard, by=Actor(None, Role.RECEPTIONIST, desk))

        threads = [threading.Thread(target=tell, args=(f"Desk {n}",)) for n in (1, 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert count(database) == 16


def test_a_program_started_amid_a_call_ends_the_one_it_knows(record, ring, unlogged, now):
    heard = ring(telephone_id="7")
    record(heard)
    late = now + dt.timedelta(minutes=9)
    record(HeardCall(uuid.uuid4(), "7", "8285550142", late, TODAY, ended_at=late))
    assert [call.heard.ended_at for call in unlogged()] == [late]
    with pytest.raises(NotFoundError):
        record(HeardCall(uuid.uuid4(), "7", "8285550142", late, TODAY, ended_at=late))


def test_an_enquiry_takes_its_call_and_the_bin_gives_it_back(
    database, record, ring, log, unlogged, actor, now
):
    heard = after(ring(), ANSWER)
    record(heard)
    logged = log(call=heard, public_id=heard.public_id)
    assert log(call=heard, public_id=heard.public_id).record_id == logged.record_id
    record(after(heard, ANSWER, END))
    assert unlogged() == []
    detail = database.read(partial(enquiry_detail, enquiry_id=logged.record_id))
    [call] = detail.calls
    assert (call.rang_at, call.length) == (heard.rang_at, dt.timedelta(seconds=60))
    bin_it = partial(bin_enquiry, enquiry_id=logged.record_id, seen_version=logged.version)
    database.write(partial(bin_it, actor=actor, at=now))
    assert len(unlogged()) == 1
    again = log(call=after(heard, ANSWER, END))
    assert unlogged() == []
    assert database.read(partial(enquiry_detail, enquiry_id=again.record_id)).calls == (call,)


def test_an_enquiry_brings_a_call_that_could_not_be_written_down(database, ring, log, unlogged):
    log(call=after(ring(), ANSWER, END))
    assert count(database) == 1
    assert unlogged() == []


def test_a_call_has_one_enquiry_the_first(database, record, ring, log):
    ours, theirs = ring(), ring(after=2)
    record(ours)
    first = log(call=ours)
    second = log(call=theirs, by=OTHER_DESK)
    read = database.read
    assert len(read(partial(enquiry_detail, enquiry_id=first.record_id)).calls) == 1
    assert read(partial(enquiry_detail, enquiry_id=second.record_id)).calls == ()


def test_a_dismissed_call_is_gone_until_that_is_taken_back(
    database, record, ring, unlogged, actor, now
):
    call_id = record(after(ring(), END)).record_id
    dismiss = partial(dismiss_call, actor=actor, at=now, call_id=call_id)
    database.write(partial(dismiss, reason=DismissReason.WRONG_NUMBER))
    assert unlogged() == []
    with pytest.raises(StaleEditError):
        database.write(partial(dismiss, reason=None, seen=DismissReason.NOT_AN_ENQUIRY))
    assert unlogged() == []
    database.write(partial(dismiss, reason=None, seen=DismissReason.WRONG_NUMBER))
    assert [call.call_id for call in unlogged()] == [call_id]


def test_what_has_become_an_enquiry_meanwhile_is_not_dismissed(
    database, record, ring, log, actor, now
):
    heard = ring()
    call_id = record(heard).record_id
    log(call=heard)
    dismiss = partial(dismiss_call, reason=DismissReason.NOT_AN_ENQUIRY, call_id=call_id)
    with pytest.raises(StaleEditError):
        database.write(partial(dismiss, actor=actor, at=now))


def test_a_call_that_goes_on_is_not_yet_one_nobody_logged(record, ring, unlogged, now):
    record(ring())
    assert unlogged(rang_before=now - dt.timedelta(minutes=10)) == []
    assert len(unlogged(rang_before=now + dt.timedelta(minutes=10))) == 1
    assert unlogged(day=TODAY - dt.timedelta(days=1)) == []


def test_everybody_on_the_number_is_named(database, record, ring, unlogged, actor, now):
    for name in ("Maria Ortiz", "Ben Ortiz"):
        fields = PersonFields(name, [NumberLine("(828) 555-0142")])
        database.write(partial(add_person, actor=actor, at=now, fields=fields, region="US"))
    record(after(ring(), END))
    assert unlogged()[0].names == ("Ben Ortiz", "Maria Ortiz")
    hint = database.read(partial(who_calls, number="+18285550142", region="US"))
    assert (hint.number, hint.names, hint.weak) == (
        "(828) 555-0142", ("Ben Ortiz", "Maria Ortiz"), False,
    )  # fmt: skip
    assert database.read(partial(who_calls, number="", region="US")).names == ()


def test_what_is_open_is_told_of_one_person_and_only_counted_of_several(database, log, actor, now):
    def hint(number="+18285550142"):
        return database.read(partial(who_calls, number=number, region="US"))

    assert (hint().open_count, hint().first_open) == (0, None)
    for _ in range(2):
        log()
    assert hint().open_count == 2
    assert hint().first_open.caller_name == "Maria Ortiz"
    assert hint("+44 828 5550142").open_count == 0  # only the last digits agree
    bens = log(name="Ben Ortiz")
    assert (hint().open_count, hint().first_open) == (3, None)
    ids = {"enquiry_id": bens.record_id, "seen_version": bens.version}
    database.write(partial(bin_enquiry, actor=actor, at=now, **ids))
    assert hint().open_count == 2


@pytest.mark.parametrize("number", ["", "9" * 500, "*21#", "\x00\u202e+1 828", "x", "٨٢٨٥٥٥٠١٤٢"])
def test_no_number_a_telephone_may_give_is_refused(record, ring, unlogged, number):
    record(after(ring(number), END))
    assert len(unlogged()) == 1


def test_the_audit_knows_the_deed_and_no_number(database, record, ring):
    record(ring())
    row = database.read(
        lambda session: session.execute(
            select(AuditEntry.action, AuditEntry.subject, AuditEntry.details)
        ).one()
    )
    assert tuple(row) == ("record_call", "call", {})


def test_a_call_survives_being_kept_as_a_draft(ring):
    heard = ring(telephone_id="7")
    for told in (heard, after(heard, ANSWER), after(heard, ANSWER, END)):
        assert HeardCall.from_json(told.to_json()) == told
    assert heard.after(RING, heard.rang_at) == heard
    assert dataclasses.replace(heard, ended_at=heard.rang_at).is_late
