"""A caller calls again about an open enquiry: its story goes on, and can be taken back."""

import datetime as dt
import uuid
from functools import partial

import pytest

from db.domain.call import HeardCall
from db.domain.enquiry import Channel, ChoiceList, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.errors import NotFoundError, NotPossibleError, StaleEditError, ValidationError
from db.domain.follow_up import AttemptResult
from db.domain.screening import Answer, HandingOver
from db.domain.service import ScreeningLevel, ScreeningReply
from db.domain.staff import Role
from db.queries.calls import calls_of_enquiry
from db.queries.clinic import clinic_facts
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import LogFilter, log_page
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.logged import logged_numbers
from db.services.attempts import record_attempt
from db.services.catalogue import ServiceFields, add_service
from db.services.clinic import ChoiceLine, StaffFields, add_staff, set_choices
from db.services.contacts import continue_enquiry, take_back_contact
from db.services.enquiries import bin_enquiry, log_enquiry

TODAY = dt.date(2026, 3, 6)
TUESDAY = dt.date(2026, 3, 10)


@pytest.fixture
def give(database, actor, now):
    return lambda command, at=now, **arguments: database.write(
        partial(command, actor=actor, at=at, **arguments)
    )


@pytest.fixture
def ana(give):
    return give(add_staff, fields=StaffFields("Ana", Role.RECEPTIONIST)).record_id


@pytest.fixture
def detail(database):
    return lambda enquiry_id: database.read(partial(enquiry_detail, enquiry_id=enquiry_id))


@pytest.fixture
def card(now):
    """What stands on the card of the second conversation, an hour later."""

    def filled(step=None, answers=(), hand_over=None, call=None, **fields):
        return NewEnquiry(
            uuid.uuid4(),
            now + dt.timedelta(minutes=57),
            TODAY,
            EnquiryFields(**{"channel": Channel.WALK_IN, "caller_name": "Maria"} | fields),
            step,
            call=call,
            answers=answers,
            hand_over=hand_over,
        )

    return filled


@pytest.fixture
def begun(give, now, ana):
    """An open enquiry, with a promise or without; returns its id."""

    def one(step=NextStep(TODAY, promise="Call back"), **fields):
        fields = {"channel": Channel.PHONE, "caller_name": "Maria", "phone": "8285550142"} | fields
        if step is not None:
            fields.setdefault("outcome", Outcome.CALL_BACK)
        new = NewEnquiry(uuid.uuid4(), now, TODAY, EnquiryFields(**fields), step)
        return give(log_enquiry, new=new, region="US").record_id

    return one


@pytest.fixture
def go_on(give, now):
    later = now + dt.timedelta(hours=1)
    return lambda enquiry_id, new: give(
        continue_enquiry, at=later, enquiry_id=enquiry_id, new=new, region="US"
    )


@pytest.fixture
def take_back(give):
    return lambda change, new: give(
        take_back_contact,
        enquiry_id=change.record_id,
        seen_version=change.version,
        public_id=new.public_id,
        learnt=change.fields,
    )


def without_versions(detail):
    """All of an enquiry but the numbers that rise with every edit, and the audit's rows."""
    import dataclasses

    def plain(value):
        if dataclasses.is_dataclass(value):
            return {
                field.name: plain(getattr(value, field.name))
                for field in dataclasses.fields(value)
                if field.name not in ("version", "changes", "history")
            }
        return [plain(one) for one in value] if isinstance(value, list | tuple) else value

    return plain(detail)


def test_booked_by_a_second_call_keeps_the_promise_and_makes_no_second_enquiry(
    database, begun, go_on, detail, card
):
    enquiry_id = begun()
    new = card(concern="Tuesday suits her", outcome=Outcome.BOOKED, booked_on=TUESDAY)
    go_on(enquiry_id, new)
    found = detail(enquiry_id)
    assert (found.fields.outcome, found.fields.booked_on) == (Outcome.BOOKED, TUESDAY)
    [promise] = found.promises
    assert promise.done_at is not None
    [contact] = promise.attempts
    assert (contact.result, contact.note) == (AttemptResult.SPOKE, "Tuesday suits her")
    assert len(database.read(log_page).rows) == 1
    assert database.read(partial(logged_numbers, public_ids=[new.public_id])) == {
        new.public_id: "2026-0001"
    }


def test_a_new_day_is_a_new_promise_and_the_old_one_was_kept(begun, go_on, detail, card, ana):
    enquiry_id = begun()
    step = NextStep(TUESDAY, ana, promise="Price for five visits")
    go_on(enquiry_id, card(step, outcome=Outcome.CALL_BACK))
    promises = {promise.promise: promise.done_at for promise in detail(enquiry_id).promises}
    assert promises["Call back"] is not None
    assert promises["Price for five visits"] is None


def test_words_alone_leave_the_promise_as_it_stands(database, begun, go_on, detail, card):
    enquiry_id = begun()
    go_on(enquiry_id, card(concern="she will be late"))
    [promise] = detail(enquiry_id).promises
    assert promise.done_at is None
    [row] = database.read(
        partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=TODAY)
    )
    assert (row.due_on, row.attempts) == (TODAY, 1)


def test_an_enquiry_without_a_promise_goes_on_too(begun, go_on, detail, card, ana):
    enquiry_id = begun(None)
    go_on(enquiry_id, card(concern="any news?"))
    [spoken] = detail(enquiry_id).promises
    assert spoken.done_at is not None
    assert [one.note for one in spoken.attempts] == ["any news?"]
    go_on(enquiry_id, card(NextStep(TUESDAY, ana), outcome=Outcome.CALL_BACK))
    assert [p.due_on for p in detail(enquiry_id).promises if p.done_at is None] == [TUESDAY]


def test_what_was_said_later_is_found_by_its_words(database, begun, go_on, card):
    enquiry_id = begun()
    go_on(enquiry_id, card(concern="the kneecap"))
    found = database.read(partial(log_page, wanted=LogFilter(typed="kneecap")))
    assert [row.enquiry_id for row in found.rows] == [enquiry_id]


def test_the_enquiry_learns_what_it_did_not_say_and_keeps_what_it_did(
    give, begun, go_on, detail, card
):
    cupping = give(add_service, fields=ServiceFields("Cupping")).record_id
    massage = give(add_service, fields=ServiceFields("Massage")).record_id
    enquiry_id = begun()
    assert go_on(enquiry_id, card(service_id=cupping)).fields == ("service_id",)
    assert go_on(enquiry_id, card(service_id=massage)).fields == ()
    assert detail(enquiry_id).fields.service_id == cupping


def test_sent_again_it_is_one_conversation(begun, go_on, detail, card):
    enquiry_id, new = begun(), card(concern="twice")
    go_on(enquiry_id, new)
    go_on(enquiry_id, new)
    assert [len(promise.attempts) for promise in detail(enquiry_id).promises] == [1]


STOP = Answer(
    0, 1, "Numbness?", ScreeningLevel.URGENT, ScreeningReply.YES,
    dt.datetime(2026, 3, 6, 16, 28, tzinfo=dt.UTC),
)  # fmt: skip


@pytest.mark.parametrize("promised", [True, False])
@pytest.mark.parametrize("how", ["booked", "moved", "words", "lost", "answers", "called"])
def test_taken_back_the_enquiry_is_as_it_was(
    database, give, begun, go_on, take_back, detail, card, ana, now, promised, how
):
    reasons = [ChoiceLine("Too far")]
    give(set_choices, which=ChoiceList.LOST_REASON, lines=reasons)
    [reason, *_] = database.read(clinic_facts).choices[ChoiceList.LOST_REASON]
    cupping = give(add_service, fields=ServiceFields("Cupping")).record_id
    enquiry_id = begun() if promised else begun(None)
    before = detail(enquiry_id)
    rang_at = now + dt.timedelta(minutes=57)
    new = {
        "booked": lambda: card(outcome=Outcome.BOOKED, booked_on=TUESDAY, service_id=cupping),
        "moved": lambda: card(NextStep(TUESDAY, ana), outcome=Outcome.CALL_BACK),
        "words": lambda: card(concern="late"),
        "lost": lambda: card(outcome=Outcome.LOST, lost_reason_id=reason.choice_id),
        "answers": lambda: card(
            answers=(STOP,),
            hand_over=HandingOver(now + dt.timedelta(minutes=58)),
            outcome=Outcome.EMERGENCY_HANDED_OVER,
        ),
        "called": lambda: card(call=HeardCall(uuid.uuid4(), "", "8285550142", rang_at, TODAY)),
    }[how]()
    change = go_on(enquiry_id, new)
    assert without_versions(detail(enquiry_id)) != without_versions(before)
    take_back(change, new)
    assert without_versions(detail(enquiry_id)) == without_versions(before)
    assert database.read(partial(calls_of_enquiry, enquiry_id=enquiry_id)) == []
    assert database.read(partial(logged_numbers, public_ids=[new.public_id])) == {}


def test_what_came_after_is_not_undone_blindly(database, give, begun, go_on, take_back, card, ana):
    enquiry_id, first, second = begun(), card(concern="one"), card(concern="two")
    change = go_on(enquiry_id, first)
    go_on(enquiry_id, second)
    with pytest.raises(StaleEditError):
        take_back(change, first)
    moved = card(NextStep(TUESDAY, ana), outcome=Outcome.CALL_BACK)
    change = go_on(enquiry_id, moved)
    [row] = database.read(
        partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=TODAY)
    )
    give(
        record_attempt,
        follow_up_id=row.follow_up_id,
        seen_version=row.version,
        result=AttemptResult.NO_ANSWER,
    )
    with pytest.raises(NotPossibleError):
        take_back(change, moved)


def test_an_enquiry_in_the_bin_does_not_go_on(give, begun, go_on, card, detail):
    enquiry_id = begun()
    give(bin_enquiry, enquiry_id=enquiry_id, seen_version=detail(enquiry_id).version)
    with pytest.raises(NotFoundError):
        go_on(enquiry_id, card())


def test_lost_needs_its_reason_here_too(begun, go_on, card):
    enquiry_id = begun()
    with pytest.raises(ValidationError):
        go_on(enquiry_id, card(outcome=Outcome.LOST))
    with pytest.raises(ValidationError):
        go_on(enquiry_id, card(outcome=Outcome.WAITING_FOR_SLOT))
