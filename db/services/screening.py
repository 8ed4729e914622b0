"""What was asked and said at the desk, and who took over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.enquiry import NewEnquiry, Outcome, passes_by
from db.domain.errors import Problem, StaleEditError
from db.domain.screening import HandingOver, leading_stop
from db.domain.service import ScreeningLevel, ScreeningReply
from db.domain.staff import Actor
from db.models.desk_text import DeskCard, ScreeningQuestion
from db.models.enquiry import Enquiry, HandOver, SaidDeskCard, ScreeningAnswer
from db.services.gate import command
from db.services.records import Cleaner, find


@command("enquiry")
def take_over(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    hand_over_id: int,
    taken_over_by: str,
    seen: str = "",
) -> Change:
    """Say who took over after a stop. Undo: nobody again, having ``seen`` that name.

    Args:
        taken_over_by: empty for nobody yet.
        seen: the name that stood there before.

    Raises:
        ValidationError: the name is too long.
        NotFoundError: it is gone.
        StaleEditError: another desk named somebody else meanwhile.
    """
    hand_over = find(session, HandOver, hand_over_id)
    if hand_over.taken_over_by != seen:
        raise StaleEditError(f"hand-over {hand_over_id}")
    cleaner = Cleaner()
    hand_over.taken_over_by = cleaner.line("taken_over_by", taken_over_by, text.NAME)
    cleaner.check()
    hand_over.taken_over_at = at if hand_over.taken_over_by else None
    session.flush()
    enquiry = find(session, Enquiry, hand_over.enquiry_id)
    return Change(enquiry.id, enquiry.version, frozenset({Topic.ENQUIRY}), ("taken_over_by",))


# --- Steps of logging an enquiry -----------------------------------------------------------


def keep_conversation(session: Session, enquiry: Enquiry, new: NewEnquiry, at: dt.datetime) -> None:
    """Keep what was asked, answered, handed over and said, in the words of that day.

    An emergency that was handed over without a word about it is an open hand-over.
    """
    if not (new.answers or new.hand_over or new.said):
        return
    questions = _still_there(session, ScreeningQuestion, [a.question_id for a in new.answers])
    kept = {
        answer.question_id: ScreeningAnswer(
            enquiry_id=enquiry.id,
            question_id=answer.question_id if answer.question_id in questions else None,
            question_text=answer.text,
            question_version=answer.version,
            level=answer.level,
            reply=answer.reply,
            answered_at=answer.at,
        )
        for answer in new.answers
    }
    session.add_all(kept.values())
    session.flush()
    stop = leading_stop(new.answers)
    hand_over = new.hand_over
    if hand_over is None and stop and enquiry.outcome is Outcome.EMERGENCY_HANDED_OVER:
        hand_over = HandingOver(at, question_id=stop.question_id)
    if hand_over is not None:
        session.add(_hand_over(enquiry, hand_over, kept.get(hand_over.question_id or 0)))
    cards = _still_there(session, DeskCard, [card.card_id for card in new.said])
    session.add_all(
        SaidDeskCard(
            enquiry_id=enquiry.id,
            card_id=card.card_id if card.card_id in cards else None,
            card_version=card.version,
            kind=card.kind,
            card_text=card.text,
            said_at=card.at,
        )
        for card in new.said
    )
    session.flush()


def check_hand_over(new: NewEnquiry, cleaner: Cleaner) -> None:
    """Check what somebody typed about a stop."""
    if new.hand_over is not None:
        cleaner.line("taken_over_by", new.hand_over.taken_over_by, text.NAME)


def routine_reason(
    outcome: Outcome | None, reason: str, stop: ScreeningLevel | None, cleaner: Cleaner
) -> str:
    """Return why a stop is closed as if it were routine; empty where it is not.

    Without a reason that is a problem.
    """
    if not passes_by(outcome, stop):
        return ""
    if not reason:
        cleaner.problems["routine_reason"] = Problem.STOP_PASSED_BY
    return reason


def stop_of(session: Session, enquiry: Enquiry) -> ScreeningLevel | None:
    """Return the gravest stop of a logged enquiry."""
    levels = set(
        session.scalars(
            select(ScreeningAnswer.level).where(
                ScreeningAnswer.enquiry_id == enquiry.id,
                ScreeningAnswer.reply == ScreeningReply.YES,
            )
        )
    )
    stops = (ScreeningLevel.EMERGENCY, ScreeningLevel.URGENT)
    return next((level for level in stops if level in levels), None)


def _hand_over(
    enquiry: Enquiry, hand_over: HandingOver, led_to: ScreeningAnswer | None
) -> HandOver:
    name = text.clean(hand_over.taken_over_by, limit=text.NAME)
    return HandOver(
        enquiry_id=enquiry.id,
        answer_id=led_to.id if led_to else None,
        words_said=hand_over.words_said,
        taken_over_by=name,
        handed_over_at=hand_over.at,
        taken_over_at=hand_over.at if name else None,
    )


def _still_there(
    session: Session, kind: type[ScreeningQuestion] | type[DeskCard], ids: Iterable[int]
) -> set[int]:
    """A draft may name what is no longer there; what was said stays true."""
    wanted = set(ids)
    return set(session.scalars(select(kind.id).where(kind.id.in_(wanted)))) if wanted else set()
