"""What the desk may say about the service asked for, and must ask; and what our articles say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from db.domain.errors import StorageError
from db.queries.card_passages import CardPassage, cards_about
from db.queries.catalogue import ServiceRow
from db.queries.desk_texts import CardRow, QuestionRow, desk_cards, screening_questions
from db.queries.passages import passages_about
from desk_app.desk_context import DeskContext
from desk_app.money import price
from desk_app.screens.desk.card import CardContent


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """One service in words: its name, and label and text of each fact that is known."""

    name: str
    lines: tuple[tuple[str, str], ...]
    to_practitioner: bool


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A desk card; ``mark`` says why its words are not the clinic's approved ones.

    Attributes:
        service: where it belongs, for a card found by the caller's words; else empty.
        marks: ``(start, end)`` of what was found in it.
    """

    row: CardRow
    mark: str
    service: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question to ask; ``mark`` says why it is not one of the clinic's approved ones."""

    row: QuestionRow
    mark: str


class FactsPresenter(QObject):
    """Looks up only what is different from what was looked up last.

    Signals:
        service_found: a ServiceFacts, or None while no service is chosen.
        advice_found: a tuple of AdviceLines, in the clinic's order.
        questions_found: a tuple of QuestionLines.
        cards_found: a tuple of AdviceLines of other services that hold the caller's words.
        passages_found: a tuple of Passages of approved articles.
    """

    service_found = Signal(object)
    advice_found = Signal(object)
    questions_found = Signal(object)
    cards_found = Signal(object)
    passages_found = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._looked_up: dict[str, object] = {}

    def forget(self) -> None:
        """What was looked up is out of date."""
        self._looked_up.clear()

    def look(self, content: CardContent | None, service: ServiceRow | None) -> None:
        """Look up what belongs to this card; None for no card."""
        self._show_service(service)
        if content is None:
            self._looked_up.clear()
            self.advice_found.emit(())
            self.questions_found.emit(())
            self.cards_found.emit(())
            self.passages_found.emit(())
            return
        service_id = service.service_id if service else None
        today = self._desk.today()
        if self._is_new("advice", service_id, today):
            self._desk.ask(
                desk_cards,
                owner=self,
                done=self._advice,
                failed=self._nothing,
                key="advice",
                service_id=service_id,
                today=today,
            )
        if self._is_new("questions", service_id, content.body_area, today):
            self._desk.ask(
                screening_questions,
                owner=self,
                done=self._questions,
                failed=self._nothing,
                key="questions",
                service_id=service_id,
                body_area_id=content.body_area,
                today=today,
            )
        typed = content.concern.strip() or (service.name if service else "")
        if self._is_new("passages", service_id, typed, today):
            self._look_for_passages(typed, service_id, today)
        words = content.concern.strip()
        if self._is_new("cards", service_id, words, today):
            self._desk.ask(
                cards_about,
                owner=self,
                done=self._cards,
                failed=self._nothing,
                key="cards",
                typed=words,
                service_id=service_id,
                today=today,
            )

    def _look_for_passages(self, typed: str, service_id: int | None, today: dt.date) -> None:
        self._desk.ask(
            passages_about,
            owner=self,
            done=self._passages,
            failed=self._nothing,
            key="passages",
            typed=typed,
            service_id=service_id,
            today=today,
        )

    def _is_new(self, what: str, *asked: object) -> bool:
        is_new = self._looked_up.get(what) != asked
        self._looked_up[what] = asked
        return is_new

    def _show_service(self, service: ServiceRow | None) -> None:
        currency = self._desk.clinic.profile.currency
        self.service_found.emit(service_facts(service, currency) if service else None)

    def _advice(self, rows: Sequence[CardRow]) -> None:
        today = self._desk.today()
        self.advice_found.emit(tuple(AdviceLine(row, _mark(row, today)) for row in rows))

    def _questions(self, rows: Sequence[QuestionRow]) -> None:
        today = self._desk.today()
        self.questions_found.emit(tuple(QuestionLine(row, _mark(row, today)) for row in rows))

    def _cards(self, found: Sequence[CardPassage]) -> None:
        today = self._desk.today()
        self.cards_found.emit(
            tuple(
                AdviceLine(one.row, _mark(one.row, today), one.service, one.marks) for one in found
            )
        )

    def _passages(self, rows: Sequence[object]) -> None:
        self.passages_found.emit(tuple(rows))

    def _nothing(self, error: Exception) -> None:
        """The facts stay as they are; a server that is away is said at saving."""
        self._looked_up.clear()
        if not isinstance(error, StorageError):
            self._desk.notices.problem(error)


def service_facts(row: ServiceRow, currency: str) -> ServiceFacts:
    """Return a service as the desk reads it out."""
    lines = (
        (
            QCoreApplication.translate("Desk", "First visit"),
            _visit(row.first_minutes, row.first_price, currency),
        ),
        (
            QCoreApplication.translate("Desk", "Return"),
            _visit(row.return_minutes, row.return_price, currency),
        ),
        (
            QCoreApplication.translate("Desk", "With"),
            ", ".join(name for _, name in row.practitioners),
        ),
        (QCoreApplication.translate("Desk", "What to wear"), row.wear),
        (QCoreApplication.translate("Desk", "What happens"), row.first_visit),
    )
    known = tuple((label, text) for label, text in lines if text)
    return ServiceFacts(row.name, known, row.to_practitioner)


def _visit(minutes: int | None, amount: int | None, currency: str) -> str:
    parts = []
    if minutes is not None:
        parts.append(QCoreApplication.translate("Desk", "{0} min").format(minutes))
    if amount == 0:
        parts.append(QCoreApplication.translate("Desk", "free"))
    elif amount is not None:
        parts.append(price(amount, currency))
    return " · ".join(parts)


def _mark(row: CardRow | QuestionRow, today: dt.date) -> str:
    """Return why the words are not the clinic's approved ones; empty when they are."""
    if row.approved:
        return QCoreApplication.translate("Desk", "example") if row.is_example else ""
    if row.is_example and row.approved_on is None:
        return QCoreApplication.translate("Desk", "example, not approved")
    if row.approved_on is not None and row.review_on is not None and row.review_on <= today:
        return QCoreApplication.translate("Desk", "approval expired, ask before you say it")
    return QCoreApplication.translate("Desk", "not approved")
