"""The days of a report, and what its figures are called."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Days:
    """Clinic days, both inclusive; ``first`` is never after ``last``."""

    first: dt.date
    last: dt.date

    @property
    def whole_months(self) -> int:
        """How many calendar months these are; 0 when they are not just that."""
        return self._months if self.last == _month_end(self.last) else 0

    @property
    def _months(self) -> int:
        """Months begun, where they begin with one; else 0."""
        if self.first.day != 1:
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def before(self, months: int = 0) -> Days:
        """Return the days to compare with: those just before, just as many.

        Whole calendar months are compared with as many whole months before them, the
        beginning of a month with the same days of the month before.

        Args:
            months: go back by so many and take the same days there, for a quarter or a
                year that is not over yet; 0 to go back by its own length.
        """
        months = months or self.whole_months or (1 if self._months == 1 else 0)
        if not months:
            length = self.last - self.first + dt.timedelta(days=1)
            return Days(self.first - length, self.last - length)
        last = months_before(self.last, months)
        if self.whole_months:
            last = _month_end(last)
        return Days(months_before(self.first, months), last)


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the same day of an earlier month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    month += 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def in_months(days: Days) -> tuple[Days | None, Sequence[tuple[int, Days]]]:
    """Make some days of whole months: those, and what to add (1) to them or take away (-1).

    A month of which more than half is wanted is taken whole, so that few days are left over.
    """
    first, last, edges = days.first, days.last, []
    start, end = first.replace(day=1), _month_end(last)
    if start == end.replace(day=1) and (last - first).days < _HALF_A_MONTH:
        return None, [(1, days)]
    if (first - start).days > _HALF_A_MONTH:
        edges.append((1, Days(first, _month_end(first))))
        start = _month_end(first) + _DAY
    elif first > start:
        edges.append((-1, Days(start, first - _DAY)))
    if (end - last).days > _HALF_A_MONTH:
        edges.append((1, Days(last.replace(day=1), last)))
        end = last.replace(day=1) - _DAY
    elif last < end:
        edges.append((-1, Days(last + _DAY, end)))
    return (Days(start, end) if start <= end else None), edges


def minutes_to_call(time: dt.timedelta) -> int:
    """Return minutes as reports count them: the longer, the rounder, as they are said."""
    minutes = max(0, round(time.total_seconds() / 60))
    step = next(step for longest, step in _STEPS if minutes <= longest)
    return round(minutes / step) * step


_DAY = dt.timedelta(days=1)
_HALF_A_MONTH = 15
_STEPS = ((2 * 60, 1), (24 * 60, 5), (math.inf, 60))
