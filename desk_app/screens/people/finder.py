"""The list of people: who has what was typed."""

from __future__ import annotations

import enum
from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.domain.words import query_words
from db.queries.people import PersonRow, people
from desk_app.desk_context import DeskContext
from desk_app.item_models.people_model import person_row
from desk_app.navigation import Recipient
from desk_app.widgets.roles import TwoLineRow

MOST_SHOWN = 200


class Emptiness(enum.Enum):
    """Why the list has no rows."""

    NOBODY_YET = "nobody_yet"
    NO_MATCH = "no_match"


@dataclass(frozen=True, slots=True)
class PeopleContent:
    """The list as it is to be shown; ``there_are_more`` than are in it, so many are marked."""

    rows: tuple[tuple[Hashable, TwoLineRow], ...]
    there_are_more: bool
    empty: Emptiness | None
    marked: int


class PeopleFinder(QObject):
    """Signals:

    list_changed: a PeopleContent.
    """

    list_changed = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed = ""
        self._found: list[PersonRow] = []
        self._marked: dict[int, str] = {}  # their names, also of those another search hides

    def search(self, typed: str) -> None:
        """Show only people with these words or digits."""
        self._typed = typed.strip()
        self.load()

    def load(self) -> None:
        """Ask for the list as it stands now."""
        self._desk.ask(
            people, owner=self, done=self._on_found, key="people",
            typed=self._typed, limit=MOST_SHOWN + 1,
        )  # fmt: skip

    def mark(self, key: Hashable) -> None:
        """Choose somebody beside others, or no more."""
        row = next((row for row in self._found if row.person_id == key), None)
        if row is not None and self._marked.pop(row.person_id, None) is None:
            self._marked[row.person_id] = row.name
        self._show()

    def take_marked(self, current: Hashable) -> tuple[Recipient, ...]:
        """Return whom something is for and begin anew: all who are marked, else the one given."""
        if not self._marked:
            self.mark(current)
        taken = tuple(Recipient(name, person_id=key) for key, name in self._marked.items())
        self._marked = {}
        self._show()
        return taken

    def _on_found(self, found: list[PersonRow]) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        found = self._found
        words, today = query_words(self._typed), self._desk.today()
        rows = tuple(
            (
                row.person_id,
                person_row(row, words=words, today=today, marked=row.person_id in self._marked),
            )
            for row in found[:MOST_SHOWN]
        )
        empty = None
        if not rows:
            empty = Emptiness.NO_MATCH if self._typed else Emptiness.NOBODY_YET
        more = len(found) > MOST_SHOWN
        self.list_changed.emit(PeopleContent(rows, more, empty, len(self._marked)))
