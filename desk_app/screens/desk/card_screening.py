"""What was asked, answered and read out on one card, and the stop it may come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from db.domain.enquiry import Outcome
from db.domain.screening import Answer, HandingOver, SaidCard
from db.domain.service import ScreeningLevel, ScreeningReply
from db.queries.desk_texts import CardRow, QuestionRow
from desk_app.desk_context import DeskContext
from desk_app.screens.desk.card import CardContent

_NEXT = {
    ScreeningLevel.EMERGENCY: Outcome.EMERGENCY_HANDED_OVER,
    ScreeningLevel.URGENT: Outcome.QUESTION_TO_PRACTITIONER,
}


class CardScreening(QObject):
    """Takes answers as facts: nothing is concluded from them but what the clinic wrote down.

    Signals:
        changed: an answer, a tick or the hand-over is different.
        filled: names of fields of the card that were filled in with it.
    """

    changed = Signal()
    filled = Signal(object)

    def __init__(
        self,
        desk: DeskContext,
        content: Callable[[], CardContent],
        set_fields: Callable[..., None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._content = content
        self._set = set_fields

    @property
    def to_pass_on(self) -> tuple[Answer, ...]:
        """What a practitioner is to be told."""
        return tuple(
            answer
            for answer in self._content().answers
            if answer.reply is ScreeningReply.YES and not answer.level.is_stop
        )

    def reply_to(self, question_id: int) -> ScreeningReply | None:
        """Return what was answered; None as long as nothing was."""
        given = (a.reply for a in self._content().answers if a.question_id == question_id)
        return next(given, None)

    def answer(self, question: QuestionRow, reply: ScreeningReply) -> None:
        """Note a reply in place of an earlier one to the same question."""
        given = Answer(
            question_id=question.question_id,
            version=question.version,
            text=question.text,
            level=question.level,
            reply=reply,
            at=self._desk.now(),
            hand_over_words=question.hand_over_words,
            hand_over_to=question.hand_over_to,
            is_approved=question.approved and not question.is_example,
        )
        others = [a for a in self._content().answers if a.question_id != question.question_id]
        self._set(answers=(*others, given))
        self.changed.emit()

    def was_said(self, card_id: int) -> bool:
        return any(card.card_id == card_id for card in self._content().said)

    def tick(self, card: CardRow) -> bool:
        """Note that a card was read out, or that it was not; False when it may not be."""
        if not card.may_be_said:
            return False
        said = tuple(one for one in self._content().said if one.card_id != card.card_id)
        if len(said) == len(self._content().said):
            now = self._desk.now()
            said += (SaidCard(card.card_id, card.version, card.kind, card.text, now),)
        self._set(said=said)
        self.changed.emit()
        return True

    def hand_over(self) -> None:
        """Somebody is asked to take over, now; asked again, the first time stays."""
        content = self._content()
        if content.hand_over is not None:
            return
        stop = content.stop
        self._set(
            hand_over=HandingOver(
                at=self._desk.now(),
                words_said=stop.hand_over_words if stop else "",
                question_id=stop.question_id if stop else None,
            )
        )
        if stop is not None and content.ending is None:
            self._set(outcome=_NEXT[stop.level])
            self.filled.emit(frozenset({"outcome"}))
        self.changed.emit()

    def take_back(self) -> None:
        """It was not handed over after all."""
        content = self._content()
        stop = content.stop
        self._set(hand_over=None)
        if stop is not None and content.outcome is _NEXT[stop.level]:
            self._set(outcome=None)
            self.filled.emit(frozenset({"outcome"}))
        self.changed.emit()

    def name_taker(self, name: str) -> None:
        """Say who took over."""
        hand_over = self._content().hand_over
        if hand_over is not None:
            self._set(hand_over=replace(hand_over, taken_over_by=name))

    def pass_on(self) -> None:
        """Make what a practitioner is to be told the next step."""
        questions = " / ".join(answer.text for answer in self.to_pass_on)
        content = self._content()
        if content.outcome is None:
            self._set(outcome=Outcome.QUESTION_TO_PRACTITIONER)
        if questions and not content.next_step_promise.strip():
            words = self.tr("Tell before the visit: {0}").format(questions)
            self._set(next_step_promise=words)
        self.filled.emit(frozenset({"outcome", "next_step_promise", "next_step_owner"}))
