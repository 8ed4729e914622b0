"""What was asked, answered and said at the desk, in the words of that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from db.domain.service import CardKind, ScreeningLevel, ScreeningReply


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of the clinic as it stood when it was asked, and the caller's factual reply.

    Attributes:
        hand_over_words, hand_over_to: what the clinic wants said on a yes, and whom to fetch.
        is_approved: False for a question that nobody stands for, or no longer.
    """

    question_id: int
    version: int
    text: str
    level: ScreeningLevel
    reply: ScreeningReply
    at: dt.datetime
    hand_over_words: str = ""
    hand_over_to: str = ""
    is_approved: bool = True

    @property
    def is_stop(self) -> bool:
        return self.reply is ScreeningReply.YES and self.level.is_stop


@dataclass(frozen=True, slots=True)
class HandingOver:
    """A stop: somebody takes over.

    Attributes:
        question_id: whose "yes" led to it; None when the desk stopped by itself.
        words_said: the clinic's words as they were read out.
        taken_over_by: empty as long as nobody has.
    """

    at: dt.datetime
    taken_over_by: str = ""
    words_said: str = ""
    question_id: int | None = None


@dataclass(frozen=True, slots=True)
class SaidCard:
    """A desk card that was read out, in its words and version of that moment."""

    card_id: int
    version: int
    kind: CardKind
    text: str
    at: dt.datetime


def leading_stop(answers: Iterable[Answer]) -> Answer | None:
    """Return the gravest answer that stops the conversation, the first of its kind."""
    stops = [answer for answer in answers if answer.is_stop]
    emergencies = [answer for answer in stops if answer.level is ScreeningLevel.EMERGENCY]
    return next(iter(emergencies or stops), None)
