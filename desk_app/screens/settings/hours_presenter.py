"""When the clinic is open: seven lines, and the days on which it is shut."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtCore import QDate, QLocale, QObject, Signal

from db.domain.changes import Change
from db.domain.errors import Problem
from db.domain.hours import OpeningHours, Period
from db.services.clinic import set_hours
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.screens.settings.records import Values
from desk_app.screens.settings.typed_hours import read_periods, write_periods
from desk_app.typed_day import read_day

WEEKDAYS = tuple(f"day_{number}" for number in range(7))
ClosedDays: TypeAlias = tuple[tuple[dt.date, str], ...]


class HoursPresenter(QObject):
    """The week and the closed days are stored together.

    Signals:
        stored_changed: the stored hours are different.
        problems_found: field name -> what to do.
    """

    stored_changed = Signal()
    problems_found = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.clinic_changed.connect(self.stored_changed)

    def values(self) -> dict[str, Any]:
        """Return the stored hours as the form shows them: weekdays as text, days as pairs."""
        hours = self._desk.clinic.hours
        week: dict[str, Any] = {
            name: write_periods(tuple(hours.week.get(number, ())))
            for number, name in enumerate(WEEKDAYS)
        }
        return {**week, "closed": tuple(sorted(hours.closed.items()))}

    def echo(self, typed: str) -> str:
        """Return what one line means; empty when it is not understood."""
        try:
            periods = read_periods(typed)
        except ValueError:
            return ""
        if not periods:
            return self.tr("Closed")
        return ", ".join(f"{p.opens:%H:%M}–{p.closes:%H:%M}" for p in periods)

    def weekday(self, number: int) -> str:
        """Return a weekday's name; Monday is 0."""
        return QLocale().standaloneDayName(number + 1)

    def read_day(self, typed: str) -> dt.date | None:
        """Return the one day the words can mean, today or later."""
        return read_day(typed, self._desk)

    def day_in_words(self, day: dt.date) -> str:
        return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM yyyy")

    def is_past(self, day: dt.date) -> bool:
        return day < self._desk.today()

    def save(self, typed: Values) -> None:
        """Store the whole week."""
        problems: dict[str, Problem] = {}
        week: dict[int, tuple[Period, ...]] = {}
        for number, name in enumerate(WEEKDAYS):
            try:
                week[number] = read_periods(typed[name])
            except ValueError:
                problems[name] = Problem.NOT_UNDERSTOOD
        if not problems and not any(week.values()):
            problems[WEEKDAYS[0]] = Problem.REQUIRED
        if problems:
            told = {name: hint(why) for name, why in problems.items()}
            words = self.tr("Write it like 11-19, or 9:00-13:00, 14:00-18:00.")
            odd = [name for name, why in problems.items() if why is Problem.NOT_UNDERSTOOD]
            self.problems_found.emit(told | dict.fromkeys(odd, words))
            return
        open_days = {number: periods for number, periods in week.items() if periods}
        self._give(OpeningHours(open_days, dict(typed["closed"])), self._desk.clinic.hours)

    def _give(self, hours: OpeningHours, earlier: OpeningHours) -> None:
        done = partial(self._saved, hours, earlier)
        self._desk.give(set_hours, owner=self, hours=hours, done=done)

    def _saved(self, hours: OpeningHours, earlier: OpeningHours, _change: Change) -> None:
        undo = partial(self._desk.give, set_hours, owner=self, hours=earlier, seen=hours)
        self._desk.notices.done(self.tr("Opening hours saved."), undo=undo)
