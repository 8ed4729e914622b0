"""The list of likely duplicates: looked for slice by slice, so that it shows how far it is."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.queries.alike import PairRow, last_person, likely_duplicates
from desk_app.desk_context import DeskContext
from desk_app.widgets.roles import TwoLineRow

MOST_PAIRS = 300
_SLICE = 2_000


@dataclass(frozen=True, slots=True)
class DuplicatesContent:
    """What was found so far.

    Attributes:
        rows: the likeliest first; keys are ``(id, id)``, the earlier entry first.
        looked_at: how many of ``total`` entries; all of them when the search has ended.
        is_running: more may come.
    """

    rows: tuple[tuple[Hashable, TwoLineRow], ...]
    looked_at: int
    total: int
    is_running: bool


class DuplicateFinder(QObject):
    """Signals:

    list_changed: a DuplicatesContent, after every slice.
    """

    list_changed = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pairs: list[PairRow] = []
        self._total = 0
        self._at = 0
        self._is_running = False

    def start(self) -> None:
        """Look through everybody anew."""
        self._pairs, self._at, self._is_running = [], 0, True
        self._desk.ask(last_person, owner=self, done=self._on_total, key="duplicates")

    def stop(self) -> None:
        """Leave it at what was found so far."""
        self._is_running = False
        self._tell()

    def drop(self, pair: tuple[int, int]) -> None:
        """Take a pair off the list: they were merged, or told apart."""
        gone = set(pair)
        self._pairs = [row for row in self._pairs if {row.first_id, row.second_id} != gone]
        self._tell()

    def _on_total(self, total: int) -> None:
        self._total = total
        self._next()

    def _next(self) -> None:
        self._is_running = self._is_running and self._at < self._total
        self._tell()
        if self._is_running:
            upto = min(self._at + _SLICE, self._total)
            self._desk.ask(
                likely_duplicates, owner=self, done=self._on_slice, key="duplicates",
                after=self._at, upto=upto,
            )  # fmt: skip

    def _on_slice(self, found: list[PairRow]) -> None:
        if not self._is_running:
            return
        self._at = min(self._at + _SLICE, self._total)
        self._pairs = sorted([*self._pairs, *found], key=_rank)[:MOST_PAIRS]
        self._next()

    def _tell(self) -> None:
        rows = tuple(((pair.first_id, pair.second_id), self._row(pair)) for pair in self._pairs)
        self.list_changed.emit(DuplicatesContent(rows, self._at, self._total, self._is_running))

    def _row(self, pair: PairRow) -> TwoLineRow:
        names = self.tr("{0} and {1}").format(pair.first_name, pair.second_name)
        shared = (
            self.tr("same number") if pair.same_number else "",
            self.tr("same e-mail") if pair.same_email else "",
        )
        numbers = dict.fromkeys((pair.first_number, pair.second_number))
        why = " · ".join(part for part in (*shared, *numbers) if part)
        return TwoLineRow(names, why or self.tr("names alike"))


def _rank(pair: PairRow) -> tuple[float, int]:
    return -(pair.score + pair.same_number + pair.same_email), -pair.second_id
