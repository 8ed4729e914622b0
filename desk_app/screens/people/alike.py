"""A quiet question while somebody is entered or looked at: is this not somebody known?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.queries.alike import AlikeRow, duplicates_of, people_alike
from db.services.people import PersonFields
from desk_app.desk_context import DeskContext


@dataclass(frozen=True, slots=True)
class AlikeQuestion:
    """``words`` ask whether it is the person with this id."""

    person_id: int
    words: str


class AlikeFinder(QObject):
    """Signals:

    asked: an AlikeQuestion, or None when there is nothing to ask.
    """

    asked = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._denied: set[int] = set()

    def begin(self) -> None:
        """Somebody new is entered."""
        self._denied = set()
        self.asked.emit(None)

    def deny(self, person_id: int) -> None:
        """Whoever is entered is not this one."""
        self._denied.add(person_id)

    def look_for_new(self, typed: PersonFields) -> None:
        """Ask about somebody who is being entered."""
        numbers = [line.raw for line in typed.numbers if line.raw.strip()]
        self._desk.ask(
            people_alike, owner=self, done=self._on_found, key="alike",
            name=typed.name, number=numbers[0] if numbers else "", email=typed.email.strip(),
        )  # fmt: skip

    def look_for(self, person_id: int) -> None:
        """Ask about somebody who is known."""
        self._denied = set()
        self._desk.ask(
            duplicates_of, owner=self, done=self._on_found, key="alike", person_id=person_id
        )

    def _on_found(self, rows: list[AlikeRow]) -> None:
        row = next((row for row in rows if row.person_id not in self._denied), None)
        if row is None:
            self.asked.emit(None)
            return
        known = ", ".join(part for part in (row.name, row.number) if part)
        self.asked.emit(AlikeQuestion(row.person_id, self.tr("Is this {0}?").format(known)))
