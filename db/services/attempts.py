"""Tries to keep a promise, and notes on it: every command can be taken back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.enquiry import NextStep
from db.domain.errors import DoNotContactError, NotPossibleError
from db.domain.follow_up import AttemptResult, override_holds
from db.domain.staff import Actor
from db.models.enquiry import Enquiry
from db.models.follow_up import Attempt, FollowUp
from db.services.enquiries import check_step, promised, settle
from db.services.gate import command
from db.services.records import Cleaner, find_seen

_CHANGED = frozenset({Topic.FOLLOW_UP, Topic.ENQUIRY})


@command("follow_up")
def record_attempt(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    follow_up_id: int,
    seen_version: int,
    result: AttemptResult,
    note: str = "",
    phone_raw: str = "",
    next_try: NextStep | None = None,
    tried_at: dt.datetime | None = None,
) -> Change:
    """Keep a try, or a note, with the promise; ``next_try`` moves the promise on.

    Undo: ``take_back_attempt``.

    Args:
        tried_at: when it was, if it is typed in later; never after ``at``.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
        NotPossibleError: it is closed.
        DoNotContactError: they must not be contacted, and no ``OVERRIDE`` of that day says why
            they were all the same.
    """
    follow_up = find_open(session, follow_up_id, seen_version)
    if result.counts:
        check_contact(follow_up, at)
    cleaner = Cleaner()
    attempt = tried(follow_up, actor, min(tried_at or at, at), result, note, phone_raw, cleaner)
    if next_try is not None:
        check_step(session, next_try, follow_up.enquiry.received_on, cleaner)
    cleaner.check()
    follow_up.attempts.append(attempt)
    if next_try is not None:
        follow_up.due_on = next_try.day
        follow_up.starts, follow_up.ends = next_try.starts, next_try.ends
    touch(follow_up)
    session.flush()
    return Change(follow_up.id, follow_up.version, _CHANGED, (result.value,))


@command("follow_up")
def record_first_attempt(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    enquiry_id: int,
    seen_version: int,
    result: AttemptResult,
    step: NextStep,
    note: str = "",
    phone_raw: str = "",
    tried_at: dt.datetime | None = None,
) -> Change:
    """Keep a try where nothing was promised yet, and promise ``step`` with it.

    Undo: ``withdraw_follow_up``.

    Raises:
        As ``record_attempt``.
        NotPossibleError: the enquiry is closed, or something was promised.
    """
    enquiry = find_seen(session, Enquiry, enquiry_id, seen_version)
    if not enquiry.needs_next_step:
        raise NotPossibleError("enquiry needs no next step")
    cleaner = Cleaner()
    words = check_step(session, step, enquiry.received_on, cleaner)
    made_at = min(tried_at or at, at)
    follow_up = promised(enquiry, step, actor, made_at, words)
    # Also where a practitioner is to be asked: this is a call, not the question.
    follow_up.is_question, follow_up.outcome_before = False, None
    if result.counts:
        check_contact(follow_up, at)
    attempt = tried(follow_up, actor, made_at, result, note, phone_raw, cleaner)
    cleaner.check()
    follow_up.attempts.append(attempt)
    session.add(follow_up)
    settle(session, enquiry)
    session.flush()
    return Change(follow_up.id, follow_up.version, _CHANGED, (result.value,))


@command("follow_up")
def take_back_attempt(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    follow_up_id: int,
    seen_version: int,
) -> Change:
    """Remove the last attempt and put the promise back where it was: undo of ``record_attempt``.

    Raises:
        NotFoundError, StaleEditError.
        NotPossibleError: it is closed, or there is none.
    """
    follow_up = find_open(session, follow_up_id, seen_version)
    if not follow_up.attempts:
        raise NotPossibleError("follow-up has no attempt")
    attempt = follow_up.attempts.pop()
    follow_up.due_on = attempt.due_before
    follow_up.starts, follow_up.ends = attempt.starts_before, attempt.ends_before
    touch(follow_up)
    session.flush()
    return Change(follow_up.id, follow_up.version, _CHANGED)


# --- Steps shared with the other commands on follow-ups --------------------------------


def find_open(session: Session, follow_up_id: int, seen_version: int) -> FollowUp:
    """Return a promise that is still to be kept, as it was seen.

    Raises:
        NotFoundError, StaleEditError.
        NotPossibleError: it is closed.
    """
    follow_up = find_seen(session, FollowUp, follow_up_id, seen_version)
    if follow_up.done_at is not None:
        raise NotPossibleError("follow-up is closed")
    return follow_up


def check_contact(follow_up: FollowUp, at: dt.datetime) -> None:
    """Refuse to contact who does not want to be, unless a reason of that day stands.

    Raises:
        DoNotContactError.
    """
    caller = follow_up.enquiry.caller
    if caller is None or not caller.do_not_contact:
        return
    given = (one.at for one in follow_up.attempts if one.result is AttemptResult.OVERRIDE)
    if not any(override_holds(one, now=at) for one in given):
        raise DoNotContactError(f"follow-up {follow_up.id}")


def tried(
    follow_up: FollowUp,
    actor: Actor,
    at: dt.datetime,
    result: AttemptResult,
    note: str,
    phone_raw: str,
    cleaner: Cleaner,
    *,
    may_be_silent: bool = False,
) -> Attempt:
    """Return a try that is not kept yet; a note or a reason has words unless it may be silent."""
    needs_words = result in (AttemptResult.NOTE, AttemptResult.OVERRIDE) and not may_be_silent
    return Attempt(
        at=at,
        staff_id=actor.staff_id,
        result=result,
        note=cleaner.block("note", note, text.NOTE, required=needs_words),
        phone_raw=cleaner.line("phone", phone_raw, text.PHONE),
        due_before=follow_up.due_on,
        starts_before=follow_up.starts,
        ends_before=follow_up.ends,
    )


def touch(follow_up: FollowUp) -> None:
    """Raise the version although no column is different: two desks must notice each other."""
    flag_modified(follow_up, "due_on")
