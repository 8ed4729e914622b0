"""A clock that was set back would put new enquiries before old ones: it is told at once."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QObject

from db.queries.changes import last_moment
from desk_app import when_wording
from desk_app.desk_context import DeskContext

# Clocks of several desks are never quite alike.
_LIKENESS: Final = dt.timedelta(minutes=10)


class ClockCheck(QObject):
    """Compares this computer's clock with the last thing done, at first and when it jumps back."""

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seen: dt.datetime | None = None

    def look(self) -> None:
        """To be called now and then."""
        now = self._desk.now()
        if self._seen is None or now < self._seen - _LIKENESS:
            self._desk.ask(last_moment, owner=self, done=self._compare, failed=self._not_known)
        self._seen = now

    def _compare(self, last: dt.datetime | None) -> None:
        now = self._desk.now()
        if last is None or now >= last - _LIKENESS:
            return
        today = self._desk.local(now).date()
        words = self.tr(
            "This computer's clock says {0}, but the last entry was made {1}. Set date and time "
            "right before you log anything."
        )
        moments = (
            when_wording.calendar_moment(self._desk.local(at), today=today) for at in (now, last)
        )
        self._desk.notices.warn(words.format(*moments))

    def _not_known(self, _error: Exception) -> None:
        """A database that is away is told elsewhere; the next look asks again."""
        self._seen = None
