"""Shortly before the clinic closes, what is left of the day is offered once."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from db.queries.end_of_day import OpenCounts, open_counts
from desk_app.desk_context import DeskContext

_BEFORE: Final = dt.timedelta(minutes=15)
_PAGE: Final = "end_of_day"


class ClosingTime(QObject):
    """Asked now and then by a clock; it offers, and never takes the keyboard."""

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._looked_on: dt.date | None = None

    def look(self) -> None:
        """Offer the page when it is time; once a day, and only while something is left."""
        now = self._desk.local(self._desk.now())
        periods = self._desk.clinic.hours.periods_on(now.date())
        if not periods or self._looked_on == now.date():
            return
        closes = dt.datetime.combine(now.date(), periods[-1].closes, now.tzinfo)
        if closes - _BEFORE <= now < closes:
            self._looked_on = now.date()
            self._desk.ask(
                open_counts,
                owner=self,
                done=self._offer,
                failed=self._not_known,
                key="closing",
                today=now.date(),
            )

    def _offer(self, counts: OpenCounts) -> None:
        if counts.all:
            one, many = self.tr("One thing is left of the day."), self.tr("{0} things are left.")
            self._desk.notices.info(
                (one if counts.all == 1 else many).format(counts.all),
                action_label=self.tr("End of the day (Ctrl+E)"),
                action=partial(self._desk.navigation.page_wanted.emit, _PAGE),
            )

    def _not_known(self, _error: Exception) -> None:
        """A quiet offer is not worth a failure."""
        self._looked_on = None
