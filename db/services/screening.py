"""Commands on what was asked at the desk and who took over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.service import ScreeningReply
from db.domain.staff import Actor
from db.models.enquiry import Enquiry, HandOver, ScreeningAnswer
from db.models.service import ScreeningQuestion
from db.services.gate import command
from db.services.records import Cleaner, find


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of the clinic and the caller's factual reply."""

    question_id: int
    reply: ScreeningReply


@dataclass(frozen=True, slots=True)
class HandingOver:
    """A stop: somebody takes over.

    Attributes:
        question_id: whose "yes" led to it; None when the desk stopped by itself.
        words_said: the clinic's words as they were read out.
    """

    taken_over_by: str
    at: dt.datetime
    words_said: str = ""
    question_id: int | None = None


@command("enquiry")
def record_screening(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    enquiry_id: int,
    answers: Sequence[Answer],
    hand_over: HandingOver | None = None,
) -> Change:
    """Keep what was asked, in the words of that day, and the hand-over it led to.

    It happened: there is no undo.

    Raises:
        ValidationError: too long.
        NotFoundError: the enquiry or a question is gone.
    """
    enquiry = find(session, Enquiry, enquiry_id)
    cleaner = Cleaner()
    kept: dict[int, ScreeningAnswer] = {}
    for answer in answers:
        question = find(session, ScreeningQuestion, answer.question_id)
        kept[question.id] = ScreeningAnswer(
            enquiry_id=enquiry.id,
            question_id=question.id,
            question_text=question.text,
            question_version=question.version,
            reply=answer.reply,
            answered_at=at,
        )
    session.add_all(kept.values())
    session.flush()
    if hand_over is not None:
        led_to = kept.get(hand_over.question_id or 0)
        session.add(
            HandOver(
                enquiry_id=enquiry.id,
                answer_id=led_to.id if led_to else None,
                words_said=cleaner.block("words_said", hand_over.words_said, text.NOTE),
                taken_over_by=cleaner.line("taken_over_by", hand_over.taken_over_by, text.NAME),
                handed_over_at=hand_over.at,
            )
        )
    cleaner.check()
    session.flush()
    return Change(enquiry.id, enquiry.version, frozenset({Topic.ENQUIRY}), ("screening",))
