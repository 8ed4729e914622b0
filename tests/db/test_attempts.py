"""Tries: what makes a promise of its own, what is refused, and in what way somebody spoke."""

import datetime as dt
import uuid
from functools import partial

import pytest

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.errors import (
    DoNotContactError,
    NotPossibleError,
    Problem,
    StaleEditError,
    ValidationError,
)
from db.domain.follow_up import AttemptResult, DueGroup, Ending
from db.domain.staff import Role
from db.models import Person
from db.queries.enquiry import enquiry_detail
from db.queries.follow_ups import Whose, attempts, open_follow_ups
from db.services.attempts import record_attempt, record_first_attempt
from db.services.clinic import StaffFields, add_staff
from db.services.contacts import continue_enquiry
from db.services.enquiries import log_enquiry
from db.services.follow_ups import finish_by_call, finish_follow_up, withdraw_follow_up
from db.services.people import set_do_not_contact

TODAY = dt.date(2026, 3, 6)
TOMORROW = TODAY + dt.timedelta(days=1)
STEP = NextStep(TOMORROW, None, dt.time(15), dt.time(19))


@pytest.fixture
def give(database, actor, now):
    """Give a command."""
    return lambda command, at=now, **arguments: database.write(
        partial(command, actor=actor, at=at, **arguments)
    )


@pytest.fixture
def rows(database):
    """What the list shows."""
    query = partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=TODAY)
    return lambda: database.read(query)


@pytest.fixture
def call(give, now):
    """Log one call of today; returns its Change."""

    def log(step=None, **fields):
        typed = {"channel": Channel.PHONE, "caller_name": "Maria", "phone": "828 555 0142"}
        new = NewEnquiry(uuid.uuid4(), now, TODAY, EnquiryFields(**typed | fields), step)
        return give(log_enquiry, new=new, region="US")

    return log


@pytest.fixture
def forbid(database, give):
    """The caller of a row does not want to be contacted."""

    def mark(row):
        version = database.read(lambda session: session.get(Person, row.person_id).version)
        ids = {"person_id": row.person_id, "seen_version": version}
        give(set_do_not_contact, **ids, wanted=True, reason="Asked us not to")

    return mark


def of_enquiry(row):
    return {"enquiry_id": row.enquiry_id, "seen_version": row.enquiry_version}


def of_promise(row):
    return {"follow_up_id": row.follow_up_id, "seen_version": row.version}


# --- Where nothing was promised ------------------------------------------------------------


def test_a_first_try_becomes_the_promise_of_the_next_and_is_taken_back_as_one(
    give, database, call, rows
):
    call()
    [before] = rows()
    made = give(
        record_first_attempt, **of_enquiry(before), result=AttemptResult.NO_ANSWER, step=STEP,
        phone_raw="828 555 0142",
    )  # fmt: skip
    [row] = rows()
    assert (row.group, row.due_on, row.starts) == (DueGroup.THIS_WEEK, TOMORROW, dt.time(15))
    assert (row.attempts, row.last_result) == (1, AttemptResult.NO_ANSWER)
    [kept] = database.read(partial(attempts, follow_up_id=row.follow_up_id))
    assert kept.phone == "828 555 0142"
    give(withdraw_follow_up, follow_up_id=made.record_id, seen_version=made.version)
    [after] = rows()
    assert (after.follow_up_id, after.group, after.attempts) == (None, DueGroup.NO_NEXT_STEP, 0)


def test_a_try_typed_in_later_is_still_taken_back_with_its_promise(give, call, rows, now):
    call()
    earlier = now - dt.timedelta(hours=3)
    [row] = rows()
    made = give(
        record_first_attempt, **of_enquiry(row), result=AttemptResult.NO_ANSWER, step=STEP,
        tried_at=earlier,
    )  # fmt: skip
    assert rows()[0].last_at == earlier
    give(withdraw_follow_up, follow_up_id=made.record_id, seen_version=made.version)
    assert rows()[0].group is DueGroup.NO_NEXT_STEP


def test_a_call_that_ends_an_enquiry_keeps_its_number_and_is_taken_back_as_one(
    give, database, call, rows
):
    made = call(concern="Back pain")
    [row] = rows()
    story = partial(enquiry_detail, enquiry_id=made.record_id)
    before = database.read(story)
    ending = Ending(Outcome.BOOKED, booked_on=TOMORROW, note="Comes at ten")
    by_call = partial(finish_by_call, day=TODAY, ending=ending, phone_raw="828 555 0199")
    done = give(by_call, **of_enquiry(row))
    assert rows() == []
    after = database.read(story)
    assert (after.fields.outcome, after.fields.booked_on) == (Outcome.BOOKED, TOMORROW)
    [promise] = after.promises
    assert [(one.result, one.phone, one.note) for one in promise.attempts] == [
        (AttemptResult.SPOKE, "828 555 0199", "Comes at ten")
    ]
    give(withdraw_follow_up, follow_up_id=done.record_id, seen_version=done.version)
    again = database.read(story)
    assert (again.fields, again.promises) == (before.fields, before.promises)


def test_a_call_ends_no_enquiry_that_is_closed_or_has_a_promise(give, call, rows):
    call(NextStep(TODAY), outcome=Outcome.CALL_BACK)
    by_call = partial(finish_by_call, day=TODAY, ending=Ending(), phone_raw="828 555 0142")
    with pytest.raises(NotPossibleError):
        give(by_call, **of_enquiry(rows()[0]))


def test_a_call_that_ended_an_enquiry_is_not_made_to_who_must_not_be_contacted(
    give, call, rows, forbid
):
    call()
    forbid(rows()[0])
    by_call = partial(finish_by_call, day=TODAY, ending=Ending(), phone_raw="828 555 0142")
    with pytest.raises(DoNotContactError):
        give(by_call, **of_enquiry(rows()[0]))
    assert rows()[0].follow_up_id is None


def test_a_promise_closed_later_than_made_is_not_withdrawn(give, call, rows, now):
    call(NextStep(TODAY), outcome=Outcome.CALL_BACK)
    row = rows()[0]
    done = give(finish_follow_up, now + dt.timedelta(minutes=1), **of_promise(row))
    with pytest.raises(NotPossibleError):
        give(withdraw_follow_up, follow_up_id=done.record_id, seen_version=done.version)


def test_a_promise_tried_again_since_is_not_withdrawn(give, call, rows, now):
    call()
    [row] = rows()
    give(record_first_attempt, **of_enquiry(row), result=AttemptResult.NO_ANSWER, step=STEP)
    later = now + dt.timedelta(minutes=1)
    give(record_attempt, at=later, **of_promise(rows()[0]), result=AttemptResult.NO_ANSWER)
    with pytest.raises(NotPossibleError):
        give(withdraw_follow_up, **of_promise(rows()[0]))


def test_a_first_try_is_refused_by_field_and_nothing_is_promised(give, call, rows):
    call()
    [row] = rows()
    past = NextStep(TODAY - dt.timedelta(days=1))
    with pytest.raises(ValidationError) as refused:
        give(record_first_attempt, **of_enquiry(row), result=AttemptResult.OVERRIDE, step=past)
    assert refused.value.problems == {
        "next_step_day": Problem.IN_THE_PAST,
        "note": Problem.REQUIRED,
    }
    assert rows() == [row]


def test_a_first_try_is_only_for_what_has_no_promise_and_as_it_was_seen(give, call, rows):
    call()
    [row] = rows()
    first = partial(give, record_first_attempt, result=AttemptResult.NO_ANSWER, step=STEP)
    first(**of_enquiry(row))
    with pytest.raises(StaleEditError):
        first(**of_enquiry(row))
    with pytest.raises(NotPossibleError):
        first(**of_enquiry(rows()[0]))
    assert rows()[0].attempts == 1


def test_a_first_try_is_no_question_to_a_practitioner(give, call, rows, database, actor, now):
    fields = StaffFields("Dr Lee", Role.PRACTITIONER)
    lee = database.write(partial(add_staff, actor=actor, at=now, fields=fields)).record_id
    asked = NextStep(TODAY, lee, promise="May she come?")
    call(asked, outcome=Outcome.QUESTION_TO_PRACTITIONER)
    give(withdraw_follow_up, **of_promise(rows()[0]))
    [row] = rows()
    assert row.group is DueGroup.NO_NEXT_STEP
    give(record_first_attempt, **of_enquiry(row), result=AttemptResult.NO_ANSWER, step=STEP)
    [tried] = rows()
    assert not tried.is_question


# --- Who does not want to be contacted -------------------------------------------------------


def test_a_first_call_to_who_must_not_be_contacted_begins_with_a_reason(give, call, rows, forbid):
    call()
    forbid(rows()[0])
    [row] = rows()
    first = partial(give, record_first_attempt, **of_enquiry(row), step=STEP)
    with pytest.raises(DoNotContactError):
        first(result=AttemptResult.NO_ANSWER)
    first(result=AttemptResult.OVERRIDE, note="their results are in")
    [promised] = rows()
    assert promised.attempts == 0
    give(record_attempt, **of_promise(promised), result=AttemptResult.LEFT_MESSAGE)
    assert rows()[0].attempts == 1


def test_who_must_not_be_contacted_was_not_called_by_finishing_either(give, call, rows, forbid):
    call(NextStep(TODAY), outcome=Outcome.CALL_BACK)
    forbid(rows()[0])
    [row] = rows()
    done = partial(give, finish_follow_up, ending=Ending(Outcome.INFORMATION_GIVEN))
    with pytest.raises(DoNotContactError):
        done(**of_promise(row), phone_raw="828 555 0142")
    give(record_attempt, **of_promise(row), result=AttemptResult.OVERRIDE, note="results are in")
    done(**of_promise(rows()[0]), phone_raw="828 555 0142")
    assert rows() == []


def test_a_promise_to_who_must_not_be_contacted_is_closed_without_a_call(give, call, rows, forbid):
    call(NextStep(TODAY), outcome=Outcome.CALL_BACK)
    forbid(rows()[0])
    give(
        finish_follow_up,
        **of_promise(rows()[0]),
        ending=Ending(Outcome.INFORMATION_GIVEN, note="x"),
    )
    assert rows() == []


# --- In what way somebody spoke ----------------------------------------------------------------


def test_a_conversation_that_went_on_tells_its_channel_and_a_try_has_none(
    give, database, call, rows, now
):
    enquiry_id = call(NextStep(TODAY), outcome=Outcome.CALL_BACK).record_id
    give(record_attempt, **of_promise(rows()[0]), result=AttemptResult.NO_ANSWER)
    fields = EnquiryFields(Channel.WALK_IN, caller_name="Maria", concern="here again")
    new = NewEnquiry(uuid.uuid4(), now, TODAY, fields)
    give(continue_enquiry, enquiry_id=enquiry_id, new=new, region="US")
    [promise] = database.read(partial(enquiry_detail, enquiry_id=enquiry_id)).promises
    told = [(one.result, one.channel) for one in promise.attempts]
    assert set(told) == {
        (AttemptResult.SPOKE, Channel.WALK_IN),
        (AttemptResult.NO_ANSWER, None),
    }
