"""Conversations that go on with an open enquiry instead of making a second one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.domain.changes import Change, Topic
from db.domain.enquiry import EnquiryFields, NewEnquiry, passes_by
from db.domain.errors import NotFoundError, NotPossibleError
from db.domain.follow_up import AttemptResult
from db.domain.phone import parse_phone
from db.domain.staff import Actor
from db.models.call import Call
from db.models.enquiry import Enquiry, HandOver, SaidDeskCard, ScreeningAnswer
from db.models.follow_up import Attempt, FollowUp
from db.services.calls import link_call
from db.services.consent import keep_consent
from db.services.derived import index_enquiry
from db.services.enquiries import Typed, checked_new, promised, settle
from db.services.gate import command
from db.services.people import give_number
from db.services.records import find, find_seen
from db.services.screening import keep_conversation, stop_of

_CHANGED: Final = frozenset({Topic.CALL, Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.PERSON})
_GAPS: Final = ("service_id", "body_area_id", "heard_id")
_SAME_RING: Final = dt.timedelta(seconds=10)


@command("enquiry")
def continue_enquiry(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    enquiry_id: int,
    new: NewEnquiry,
    region: str,
) -> Change:
    """Add a conversation to the story of an enquiry.

    By it the earliest open promise was kept, and ``new.next_step`` becomes the next one. A card
    that says neither how it ended nor what comes next leaves that promise as it stands. What
    the enquiry did not say yet (service, body area, heard through) it learns; ``Change.fields``
    names it. Sending the same ``new.public_id`` again changes nothing.
    Undo: ``take_back_contact``.

    Raises:
        ValidationError: as ``log_enquiry``.
        NotFoundError: the enquiry is gone, or in the bin.
    """
    enquiry = find(session, Enquiry, enquiry_id)
    if session.scalar(select(Attempt.id).where(Attempt.public_id == new.public_id)) is not None:
        return Change(enquiry.id, enquiry.version, _CHANGED, ("sent_again",))
    if enquiry.binned_at is not None:
        raise NotFoundError(f"Enquiry {enquiry_id} is in the bin")
    promise = _first_promise(session, enquiry)
    stands = promise is not None and new.fields.outcome in (None, enquiry.outcome)
    typed = checked_new(session, new, has_next_step=stands)
    learnt = _learn(enquiry, new.fields, typed)
    was_promised = promise is not None
    if promise is None:
        promise = _unpromised(enquiry, actor, new, at)
        session.add(promise)
    promise.attempts.append(_contact(promise, actor, new, typed, at))
    if _moves_on(new) or not was_promised:
        _keep(promise, enquiry, actor, at)
        _end(enquiry, new.fields, typed)
    if new.next_step is not None:
        following = promised(enquiry, new.next_step, actor, at, typed.promise)
        following.public_id = _id_of_next(new.public_id)
        session.add(following)
    number = parse_phone(typed.phone, region=region) if typed.phone else None
    if number and number.digits and enquiry.caller and enquiry.caller_id == new.fields.caller_id:
        give_number(session, enquiry.caller, number)
    keep_conversation(session, enquiry, new, at)
    keep_consent(session, enquiry, new.consent, actor, new.taken_by)
    _settle_again(session, enquiry)
    if new.call is not None:
        link_call(session, new.call, enquiry, actor.desk, region)
    session.flush()
    return Change(enquiry.id, enquiry.version, _CHANGED, learnt)


@command("enquiry")
def take_back_contact(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    enquiry_id: int,
    seen_version: int,
    public_id: uuid.UUID,
    learnt: Sequence[str] = (),
) -> Change:
    """Take a conversation out of an enquiry's story again: the undo of ``continue_enquiry``.

    Raises:
        NotFoundError.
        StaleEditError: something else became of the enquiry since.
        NotPossibleError: something was tried on the promise it made.
    """
    enquiry = find_seen(session, Enquiry, enquiry_id, seen_version)
    contact = session.scalar(select(Attempt).where(Attempt.public_id == public_id))
    if contact is None:
        raise NotFoundError("the conversation is not there")
    promise = find(session, FollowUp, contact.follow_up_id)
    if promise.attempts[-1] is not contact:
        raise NotPossibleError("something was tried since")
    _withdraw_next(session, public_id)
    if promise.done_at == contact.at:
        _reopen(session, promise, enquiry)
    if promise.public_id == contact.public_id:
        session.delete(promise)
    else:
        promise.attempts.remove(contact)
    for name in set(learnt) & {*_GAPS}:
        setattr(enquiry, name, None)
    if "heard_id" in learnt:
        enquiry.heard_detail = ""
    _forget_conversation(session, enquiry, contact)
    _settle_again(session, enquiry)
    return Change(enquiry.id, enquiry.version, _CHANGED, ("contact",))


# --- Steps of continuing -----------------------------------------------------------------


def _first_promise(session: Session, enquiry: Enquiry) -> FollowUp | None:
    statement = (
        select(FollowUp)
        .where(FollowUp.enquiry_id == enquiry.id, FollowUp.done_at.is_(None))
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(1)
    )
    return session.scalar(statement)


def _unpromised(enquiry: Enquiry, actor: Actor, new: NewEnquiry, at: dt.datetime) -> FollowUp:
    """Nothing was promised: the conversation still has its place in the story."""
    return FollowUp(
        public_id=new.public_id,
        enquiry=enquiry,
        owner_id=actor.staff_id,
        due_on=new.received_on,
        phone_id=enquiry.phone_id,
        made_at=at,
        made_by=actor.staff_id,
        is_question=False,
    )


def _contact(
    promise: FollowUp, actor: Actor, new: NewEnquiry, typed: Typed, at: dt.datetime
) -> Attempt:
    return Attempt(
        public_id=new.public_id,
        channel=new.fields.channel,
        began_at=new.started_at,
        at=at,
        staff_id=new.taken_by or actor.staff_id,
        result=AttemptResult.SPOKE,
        note="\n\n".join(words for words in (typed.concern, typed.outcome_note) if words),
        phone_raw=typed.phone,
        due_before=promise.due_on,
        starts_before=promise.starts,
        ends_before=promise.ends,
    )


def _moves_on(new: NewEnquiry) -> bool:
    outcome = new.fields.outcome
    return new.next_step is not None or (outcome is not None and not outcome.needs_next_step)


def _id_of_next(public_id: uuid.UUID) -> uuid.UUID:
    """The promise that a conversation ends with is known by it."""
    return uuid.uuid5(public_id, "next step")


def _learn(enquiry: Enquiry, fields: EnquiryFields, typed: Typed) -> tuple[str, ...]:
    names = [
        name
        for name in _GAPS
        if getattr(enquiry, name) is None and getattr(fields, name) is not None
    ]
    for name in names:
        setattr(enquiry, name, getattr(fields, name))
    if "heard_id" in names:
        enquiry.heard_detail = typed.heard_detail
    return tuple(names)


def _keep(promise: FollowUp, enquiry: Enquiry, actor: Actor, at: dt.datetime) -> None:
    promise.done_at, promise.done_by = at, actor.staff_id
    promise.outcome_before = enquiry.outcome
    promise.lost_reason_id_before = enquiry.lost_reason_id
    promise.booked_on_before = enquiry.booked_on


def _end(enquiry: Enquiry, fields: EnquiryFields, typed: Typed) -> None:
    if fields.outcome is not None:
        enquiry.outcome = fields.outcome
        enquiry.lost_reason_id = fields.lost_reason_id
        enquiry.booked_on = fields.booked_on
        enquiry.routine_reason = typed.routine_reason


def _settle_again(session: Session, enquiry: Enquiry) -> None:
    """Raise the version too: two desks must notice each other."""
    flag_modified(enquiry, "outcome")
    settle(session, enquiry)
    session.flush()
    index_enquiry(session, enquiry)
    session.flush()


# --- Steps of taking back -----------------------------------------------------------------


def _withdraw_next(session: Session, public_id: uuid.UUID) -> None:
    made = select(FollowUp).where(FollowUp.public_id == _id_of_next(public_id))
    following = session.scalar(made)
    if following is None:
        return
    if following.attempts or following.done_at is not None:
        raise NotPossibleError("something was tried since")
    session.delete(following)


def _reopen(session: Session, promise: FollowUp, enquiry: Enquiry) -> None:
    enquiry.outcome = promise.outcome_before
    enquiry.lost_reason_id = promise.lost_reason_id_before
    enquiry.booked_on = promise.booked_on_before
    if not passes_by(enquiry.outcome, stop_of(session, enquiry)):
        enquiry.routine_reason = ""
    promise.done_at = promise.done_by = None
    promise.lost_reason_id_before = promise.booked_on_before = None
    if not promise.is_question:
        promise.outcome_before = None


def _forget_conversation(session: Session, enquiry: Enquiry, contact: Attempt) -> None:
    """What was asked, said and handed over between its beginning and its saving."""
    while_speaking = (contact.began_at or contact.at, contact.at)
    for kind, instant in (
        (HandOver, HandOver.handed_over_at),
        (SaidDeskCard, SaidDeskCard.said_at),
        (ScreeningAnswer, ScreeningAnswer.answered_at),
    ):
        theirs = delete(kind).where(kind.enquiry_id == enquiry.id)
        session.execute(theirs.where(instant.between(*while_speaking)))
    session.execute(
        update(Call)
        .where(Call.enquiry_id == enquiry.id, Call.rang_at >= while_speaking[0] - _SAME_RING)
        .values(enquiry_id=None)
    )
