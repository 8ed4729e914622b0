"""Commands on questions to practitioners: asked for a caller, answered to who asked."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.enquiry import NextStep, Outcome
from db.domain.errors import NotPossibleError, Problem
from db.domain.staff import Actor
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.services.attempts import find_open
from db.services.enquiries import check_step, promised, settle
from db.services.follow_ups import has_left
from db.services.gate import command
from db.services.records import Cleaner, find_seen

_CHANGED = frozenset({Topic.FOLLOW_UP, Topic.ENQUIRY})


@command("follow_up")
def ask_practitioner(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    enquiry_id: int,
    seen_version: int,
    step: NextStep,
) -> Change:
    """Put a question, ``step.promise``, on somebody's list. Undo: ``withdraw_follow_up``.

    Promises made to the caller before stay as they are.

    Raises:
        ValidationError: no words, nobody to ask, or a day before the enquiry's own.
        NotFoundError, StaleEditError.
    """
    enquiry = find_seen(session, Enquiry, enquiry_id, seen_version)
    cleaner = Cleaner()
    question = check_step(session, step, enquiry.received_on, cleaner)
    if not question:
        cleaner.problems.setdefault("next_step_promise", Problem.REQUIRED)
    if step.owner_id is None or has_left(session, step.owner_id):
        cleaner.problems["next_step_owner"] = Problem.UNKNOWN_STAFF
    cleaner.check()
    before, enquiry.outcome = enquiry.outcome, Outcome.QUESTION_TO_PRACTITIONER
    follow_up = promised(enquiry, step, actor, at, question)
    follow_up.outcome_before = before
    session.add(follow_up)
    settle(session, enquiry)
    session.flush()
    return Change(follow_up.id, follow_up.version, _CHANGED)


@command("follow_up")
def answer_question(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    follow_up_id: int,
    seen_version: int,
    answer: str,
    step: NextStep,
) -> Change:
    """Close a question with its answer, and promise ``step`` for who asked it.

    The step's owner is the one who asked, whatever it says; nobody when they have left.
    Undo: ``take_back_answer``.

    Raises:
        ValidationError: no words.
        NotFoundError, StaleEditError.
        NotPossibleError: it is closed, or no question.
    """
    question = find_open(session, follow_up_id, seen_version)
    if not question.is_question:
        raise NotPossibleError("follow-up is no question")
    enquiry = question.enquiry
    cleaner = Cleaner()
    question.answer = cleaner.block("answer", answer, text.NOTE, required=True)
    promise = check_step(session, step, enquiry.received_on, cleaner)
    cleaner.check()
    question.done_at, question.done_by = at, actor.staff_id
    question.outcome_before = enquiry.outcome
    question.lost_reason_id_before = enquiry.lost_reason_id
    question.booked_on_before = enquiry.booked_on
    is_last = not _other_question(session, question)
    if enquiry.outcome is Outcome.QUESTION_TO_PRACTITIONER and is_last:
        enquiry.outcome = Outcome.CALL_BACK
    told = promised(enquiry, step, actor, at, promise)
    told.owner_id = None if has_left(session, question.made_by) else question.made_by
    told.phone_id, told.answers_id = question.phone_id, question.id
    # Also where another question on the same enquiry still waits for its answer.
    told.is_question, told.outcome_before = False, None
    session.add(told)
    settle(session, enquiry)
    session.flush()
    return Change(question.id, question.version, _CHANGED, ("answer", "done_at"))


@command("follow_up")
def take_back_answer(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    follow_up_id: int,
    seen_version: int,
) -> Change:
    """Ask the question again, and take back that it is to be passed on: undo of answering.

    Raises:
        NotFoundError, StaleEditError.
        NotPossibleError: it was not answered, or the answer has been passed on since.
    """
    question = find_seen(session, FollowUp, follow_up_id, seen_version)
    told = session.scalar(select(FollowUp).where(FollowUp.answers_id == question.id))
    if question.done_at is None or told is None:
        raise NotPossibleError("question has no answer")
    if told.done_at is not None or told.attempts:
        raise NotPossibleError("answer was passed on")
    enquiry = question.enquiry
    session.delete(told)
    enquiry.outcome = question.outcome_before
    enquiry.lost_reason_id = question.lost_reason_id_before
    enquiry.booked_on = question.booked_on_before
    question.done_at = question.done_by = None
    question.lost_reason_id_before = question.booked_on_before = None
    question.answer = ""
    settle(session, enquiry)
    session.flush()
    return Change(question.id, question.version, _CHANGED, ("answer", "done_at"))


def _other_question(session: Session, question: FollowUp) -> bool:
    statement = select(FollowUp.id).where(
        FollowUp.enquiry_id == question.enquiry_id,
        FollowUp.id != question.id,
        FollowUp.is_question,
        FollowUp.done_at.is_(None),
    )
    return session.scalar(statement.limit(1)) is not None
