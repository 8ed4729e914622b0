"""Calls that ring: offered on a banner, taken by a key, never in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from db.domain.phone import search_digits
from db.queries.callers import CallerRow, callers_by_number
from desk_app.desk_context import DeskContext

_SAME_CALL = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Call:
    """One ringing call.

    Attributes:
        number: as the telephone gave it; empty when it was withheld.
        name: as the telephone gave it; only shown, because nobody has checked it.
        call_id: the telephone's own; empty when it has none.
        known: names of the people with this number, as far as it was looked up.
    """

    number: str
    name: str
    call_id: str
    rang_at: dt.datetime
    known: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Equal for two reports of one call."""
        return search_digits(self.number)[-7:] or self.call_id


class RingingCalls(QObject):
    """The newest call that rings. Several reports of one call within 30 s are one call.

    Signals:
        offered: the Call; once more when it is known whose number it is.
        ended: nothing rings any more.
    """

    offered = Signal(object)
    ended = Signal()

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._call: Call | None = None
        self._last: Call | None = None

    @property
    def ringing(self) -> Call | None:
        return self._call

    def offer(self, number: str, name: str = "", call_id: str = "") -> None:
        """A call rings."""
        call = Call(number.strip(), name.strip(), call_id, self._desk.now())
        last = self._last
        if last and last.key == call.key and call.rang_at - last.rang_at < _SAME_CALL:
            return
        self._call = self._last = call
        self.offered.emit(call)
        self._desk.ask(
            callers_by_number,
            owner=self,
            done=self._found,
            failed=self._not_found,
            key="ringing",
            typed=call.number,
            region=self._desk.clinic.profile.region,
        )

    def take(self) -> Call | None:
        """Return the call that rings; it is offered no longer."""
        call = self._call
        self.end()
        return call

    def end(self, call_id: str = "") -> None:
        """It was taken, dismissed, or rings no more.

        Args:
            call_id: end only this call; empty ends any.
        """
        if self._call is not None and call_id in ("", self._call.call_id):
            self._call = None
            self.ended.emit()

    def _found(self, rows: list[CallerRow]) -> None:
        if self._call is not None and rows:
            self._call = replace(self._call, known=tuple(row.name for row in rows if row.name))
            self.offered.emit(self._call)

    def _not_found(self, error: Exception) -> None:
        """Whose number it is was a courtesy; a server that is away is said at saving."""
