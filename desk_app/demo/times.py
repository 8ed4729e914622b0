"""What the practice clinic's files mean by days and times, for one moment of making."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from db.domain.hours import OpeningHours, Period

# The hours for which the times of day in the files are written.
_WRITTEN_FOR = Period(dt.time(11), dt.time(19))
_AT_ANY_HOUR = frozenset({"voicemail", "email", "web"})


@dataclass(frozen=True, slots=True)
class DemoTimes:
    """Attributes:
    now: the moment of making, in the clinic's zone.
    """

    now: dt.datetime
    hours: OpeningHours

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def day(self, in_days: int) -> dt.date:
        """Return a day by calendar days from today; negative ones are past."""
        return self.today + dt.timedelta(days=in_days)

    def open_day(self, since: dt.date, count: int) -> dt.date:
        """Return the n-th open day after, or for a negative count before, another."""
        day, step = since, 1 if count > 0 else -1
        for _ in range(abs(count)):
            day = self.hours.next_open_day(day) if step > 0 else self._open_before(day)
        return day

    def instant(self, day: dt.date, time: dt.time) -> dt.datetime:
        """Return a clinic date and time as an instant."""
        return dt.datetime.combine(day, time, self.now.tzinfo)

    def started(self, record: dict[str, Any], earliest_minutes: int) -> dt.datetime:
        """Return when a conversation began.

        Args:
            record: with ``minutes_ago``, or ``open_days_ago`` and ``time``.
            earliest_minutes: the largest ``minutes_ago`` of all.
        """
        if "minutes_ago" in record:
            return self._today(record["minutes_ago"], earliest_minutes)
        return self.past(record, record.get("channel", ""))

    def past(self, record: dict[str, Any], channel: str = "") -> dt.datetime:
        """Return the instant of something on an open day before today, or of today itself."""
        day = self.open_day(self.today, -record["open_days_ago"])
        time = dt.time.fromisoformat(record["time"])
        return min(self.instant(day, self._fitted(day, time, channel)), self.now)

    def _today(self, minutes_ago: int, earliest: int) -> dt.datetime:
        since_midnight = self.now - self.instant(self.today, dt.time())
        room = since_midnight.total_seconds() / 60
        share = min(1.0, room / (earliest + 1))
        return self.now - dt.timedelta(minutes=minutes_ago * share)

    def _fitted(self, day: dt.date, time: dt.time, channel: str) -> dt.time:
        """Keep a time's share of the day on a day with other hours."""
        period = self.hours.period_on(day)
        if period is None or channel in _AT_ANY_HOUR or period == _WRITTEN_FOR:
            return time
        written = _minutes(_WRITTEN_FOR.closes) - _minutes(_WRITTEN_FOR.opens)
        share = (_minutes(time) - _minutes(_WRITTEN_FOR.opens)) / written
        own = _minutes(period.closes) - _minutes(period.opens)
        minute = round(_minutes(period.opens) + min(max(share, 0.0), 1.0) * own)
        return dt.time(*divmod(min(minute, 24 * 60 - 1), 60))

    def _open_before(self, day: dt.date) -> dt.date:
        day -= dt.timedelta(days=1)
        while not self.hours.is_open_on(day):
            day -= dt.timedelta(days=1)
        return day


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute
