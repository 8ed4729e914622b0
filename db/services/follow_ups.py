"""Commands on follow-ups: every one can be taken back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from db.domain.changes import Change, Topic
from db.domain.enquiry import ChoiceList, NextStep, Outcome, passes_by
from db.domain.errors import NotPossibleError, Problem
from db.domain.follow_up import AttemptResult, Ending
from db.domain.staff import Actor
from db.models.clinic import Choice
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.staff import Staff
from db.services.attempts import check_contact, find_open, tried
from db.services.enquiries import check_step, promised, settle
from db.services.gate import command
from db.services.records import Cleaner, find, find_seen
from db.services.screening import routine_reason, stop_of

_CHANGED = frozenset({Topic.FOLLOW_UP, Topic.ENQUIRY})


@command("follow_up")
def add_follow_up(
    session: Session, *, actor: Actor, at: dt.datetime, enquiry_id: int, step: NextStep
) -> Change:
    """Promise a next step on an enquiry. Undo: ``withdraw_follow_up``.

    Raises:
        ValidationError: an unknown owner, or a day before the enquiry's own.
        NotFoundError.
    """
    enquiry = find(session, Enquiry, enquiry_id)
    cleaner = Cleaner()
    promise = check_step(session, step, enquiry.received_on, cleaner)
    cleaner.check()
    follow_up = promised(enquiry, step, actor, at, promise)
    session.add(follow_up)
    settle(session, enquiry)
    session.flush()
    return Change(follow_up.id, follow_up.version, _CHANGED)


@command("follow_up")
def withdraw_follow_up(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    follow_up_id: int,
    seen_version: int,
) -> Change:
    """Take back a promise on which nothing was tried since: the undo of ``add_follow_up``.

    With it goes the try that made it, see ``record_first_attempt``, and what it ended,
    see ``finish_by_call``.

    Raises:
        NotFoundError, StaleEditError.
        NotPossibleError: it was closed since, or has attempts; close it instead.
    """
    follow_up = find_seen(session, FollowUp, follow_up_id, seen_version)
    if follow_up.done_at is not None:
        if follow_up.done_at != follow_up.made_at:
            raise NotPossibleError("follow-up is closed")
        _reopen(session, follow_up)
    # Its first version holds no more than the try it was made with.
    elif follow_up.attempts and follow_up.version > 1:
        raise NotPossibleError("follow-up has attempts")
    enquiry = follow_up.enquiry
    if follow_up.is_question:
        enquiry.outcome = follow_up.outcome_before
    session.delete(follow_up)
    settle(session, enquiry)
    session.flush()
    return Change(follow_up_id, 0, _CHANGED)


@command("follow_up")
def finish_follow_up(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    follow_up_id: int,
    seen_version: int,
    ending: Ending = Ending(),
    phone_raw: str = "",
) -> Change:
    """Close a promise as kept, and say how the enquiry ended if it did. Undo: ``reopen_follow_up``.

    A number that was called, or a note, is kept as the last try.

    Raises:
        ValidationError: lost without a reason, an outcome that promises something again, or a
            stop that would be closed as routine without a note that says why.
        NotFoundError, StaleEditError.
        NotPossibleError: it is closed.
        DoNotContactError: a number was called, see ``record_attempt``.
    """
    follow_up = find_open(session, follow_up_id, seen_version)
    _finish(session, follow_up, ending, phone_raw, actor, at)
    return Change(follow_up.id, follow_up.version, _CHANGED, ("done_at",))


@command("follow_up")
def finish_by_call(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    enquiry_id: int,
    seen_version: int,
    day: dt.date,
    ending: Ending,
    phone_raw: str,
) -> Change:
    """Close an enquiry on which nothing was promised, after a call that keeps its number.

    The call is the one try of a promise made and kept at once. Undo: ``withdraw_follow_up``.

    Args:
        day: the clinic's day of the call.

    Raises:
        As ``finish_follow_up``.
        NotPossibleError: the enquiry is closed, or something was promised.
    """
    enquiry = find_seen(session, Enquiry, enquiry_id, seen_version)
    if not enquiry.needs_next_step:
        raise NotPossibleError("enquiry needs no next step")
    follow_up = promised(enquiry, NextStep(day, actor.staff_id), actor, at, "")
    follow_up.is_question = False
    session.add(follow_up)
    _finish(session, follow_up, ending, phone_raw, actor, at)
    return Change(follow_up.id, follow_up.version, _CHANGED, ("done_at",))


def _finish(
    session: Session,
    follow_up: FollowUp,
    ending: Ending,
    phone_raw: str,
    actor: Actor,
    at: dt.datetime,
) -> None:
    if phone_raw.strip():
        check_contact(follow_up, at)
    enquiry, outcome = follow_up.enquiry, ending.outcome
    cleaner = Cleaner()
    result = AttemptResult.SPOKE if ending.reached else AttemptResult.NOTE
    last = tried(
        follow_up, actor, at, result, ending.note, phone_raw, cleaner, may_be_silent=True
    )  # fmt: skip
    reason = routine_reason(
        outcome or enquiry.outcome,
        enquiry.routine_reason or last.note,
        stop_of(session, enquiry),
        cleaner,
    )
    if outcome is Outcome.LOST:
        _check_reason(session, ending.lost_reason_id, cleaner)
    if outcome is not None and outcome.needs_next_step:
        cleaner.problems["outcome"] = Problem.NEEDS_A_DAY
    cleaner.check()
    follow_up.done_at, follow_up.done_by = at, actor.staff_id
    follow_up.outcome_before = enquiry.outcome
    follow_up.lost_reason_id_before = enquiry.lost_reason_id
    follow_up.booked_on_before = enquiry.booked_on
    if last.note or last.phone_raw:
        follow_up.attempts.append(last)
    enquiry.routine_reason = reason
    if outcome is not None:
        enquiry.outcome = outcome
        enquiry.lost_reason_id = ending.lost_reason_id if outcome is Outcome.LOST else None
        enquiry.booked_on = ending.booked_on if outcome is Outcome.BOOKED else None
    settle(session, enquiry)
    session.flush()


@command("follow_up")
def reopen_follow_up(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    follow_up_id: int,
    seen_version: int,
) -> Change:
    """Open a closed promise again and restore how the enquiry had ended: undo of finishing.

    Raises:
        NotFoundError, StaleEditError.
        NotPossibleError: it is open.
    """
    follow_up = find_seen(session, FollowUp, follow_up_id, seen_version)
    if follow_up.done_at is None:
        raise NotPossibleError("follow-up is open")
    _reopen(session, follow_up)
    settle(session, follow_up.enquiry)
    session.flush()
    return Change(follow_up.id, follow_up.version, _CHANGED, ("done_at",))


def _reopen(session: Session, follow_up: FollowUp) -> None:
    last = follow_up.attempts[-1] if follow_up.attempts else None
    if last is not None and last.at == follow_up.done_at:
        follow_up.attempts.remove(last)
    enquiry = follow_up.enquiry
    enquiry.outcome = follow_up.outcome_before
    if not passes_by(enquiry.outcome, stop_of(session, enquiry)):
        enquiry.routine_reason = ""
    enquiry.lost_reason_id = follow_up.lost_reason_id_before
    enquiry.booked_on = follow_up.booked_on_before
    follow_up.done_at = follow_up.done_by = follow_up.outcome_before = None
    follow_up.lost_reason_id_before = follow_up.booked_on_before = None


@command("follow_up")
def move_follow_up(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    follow_up_id: int,
    seen_version: int,
    step: NextStep,
    taking_back: bool = False,
) -> Change:
    """Snooze a promise or hand it to somebody else. Undo: move back to the earlier step.

    ``step.promise`` replaces the words of the promise only when it is not empty. Who has
    left gets nothing new, but with ``taking_back`` what was theirs before.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
        NotPossibleError: it is closed.
    """
    follow_up = find_open(session, follow_up_id, seen_version)
    cleaner = Cleaner()
    promise = check_step(session, step, follow_up.enquiry.received_on, cleaner)
    # Who left may keep what was theirs until somebody takes it over, but gets nothing new.
    is_new = not taking_back and step.owner_id not in (None, follow_up.owner_id)
    if is_new and has_left(session, step.owner_id):
        cleaner.problems["next_step_owner"] = Problem.UNKNOWN_STAFF
    cleaner.check()
    follow_up.owner_id, follow_up.due_on = step.owner_id, step.day
    follow_up.starts, follow_up.ends = step.starts, step.ends
    follow_up.promise = promise or follow_up.promise
    session.flush()
    return Change(follow_up.id, follow_up.version, _CHANGED, ("owner_id", "due_on"))


def _check_reason(session: Session, choice_id: int | None, cleaner: Cleaner) -> None:
    choice = session.get(Choice, choice_id) if choice_id is not None else None
    if choice_id is None:
        cleaner.problems["lost_reason"] = Problem.NEEDS_A_REASON
    elif choice is None or choice.list is not ChoiceList.LOST_REASON:
        cleaner.problems["lost_reason"] = Problem.UNKNOWN_CHOICE


def has_left(session: Session, staff_id: int | None) -> bool:
    """Whether this person works here no more."""
    member = session.get(Staff, staff_id)
    return member is None or member.closed_on is not None
