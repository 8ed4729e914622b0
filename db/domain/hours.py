"""When the clinic is open: days, periods of a day, and counting in working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One stretch of a day during which the clinic is open; ``closes`` is not part of it.

    Raises:
        ValueError: it would end before it begins.
    """

    opens: dt.time
    closes: dt.time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("a period must end after it begins")

    def __contains__(self, time: dt.time) -> bool:
        return self.opens <= time < self.closes


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The clinic's week, and the single days on which it is shut.

    Attributes:
        week: weekday (Monday is 0) -> its periods in order; a missing weekday is a closed one.
        closed: clinic date -> why, e.g. ``"Thanksgiving"``; may be an empty text.

    Raises:
        ValueError: no weekday is open, a weekday is not 0 to 6, or periods overlap.
    """

    week: Mapping[int, Sequence[Period]]
    closed: Mapping[dt.date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not any(self.week.values()):
            raise ValueError("a clinic must be open on one weekday at least")
        if not all(0 <= weekday <= 6 for weekday in self.week):
            raise ValueError("weekdays are numbered from 0 to 6")
        for periods in self.week.values():
            if any(earlier.closes > later.opens for earlier, later in pairwise(periods)):
                raise ValueError("periods of a day must follow each other")

    def periods_on(self, day: dt.date) -> tuple[Period, ...]:
        """The periods of that day in order; none when the clinic is shut."""
        return () if day in self.closed else tuple(self.week.get(day.weekday(), ()))

    def period_on(self, day: dt.date) -> Period | None:
        """From the first opening to the last closing of that day, breaks included."""
        periods = self.periods_on(day)
        return Period(periods[0].opens, periods[-1].closes) if periods else None

    def is_open_on(self, day: dt.date) -> bool:
        return bool(self.periods_on(day))

    def is_open_at(self, day: dt.date, time: dt.time) -> bool:
        return any(time in period for period in self.periods_on(day))

    def open_day_from(self, day: dt.date) -> dt.date:
        """That day when the clinic is open, otherwise the first open day after it."""
        return day if self.is_open_on(day) else self.next_open_day(day)

    def next_open_day(self, day: dt.date) -> dt.date:
        """The first open day after that day."""
        day += _DAY
        while not self.is_open_on(day):
            day += _DAY
        return day

    def previous_open_day(self, day: dt.date) -> dt.date:
        """The last open day before that day."""
        day -= _DAY
        while not self.is_open_on(day):
            day -= _DAY
        return day

    def add_working_days(self, day: dt.date, count: int) -> dt.date:
        """The open day that is ``count`` open days after that day, which itself never counts.

        Raises:
            ValueError: ``count`` is below 1.
        """
        if count < 1:
            raise ValueError(f"count must be 1 or more, not {count}")
        for _ in range(count):
            day = self.next_open_day(day)
        return day

    def to_json(self) -> dict[str, Any]:
        return {
            "week": {
                str(weekday): [[_written(p.opens), _written(p.closes)] for p in periods]
                for weekday, periods in sorted(self.week.items())
                if periods
            },
            "closed": {day.isoformat(): why for day, why in sorted(self.closed.items())},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> OpeningHours:
        """The opposite of ``to_json``.

        Raises:
            ValueError: a date, a time or the week makes no sense.
        """
        return cls(
            week={
                int(weekday): tuple(
                    Period(dt.time.fromisoformat(opens), dt.time.fromisoformat(closes))
                    for opens, closes in periods
                )
                for weekday, periods in data["week"].items()
            },
            closed={dt.date.fromisoformat(day): why for day, why in data["closed"].items()},
        )


def _written(time: dt.time) -> str:
    return time.isoformat(timespec="minutes")
