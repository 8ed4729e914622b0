"""What a follow-up time is, and the facts the screen makes its words from."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, replace
from typing import Final

from db.domain.hours import OpeningHours

_FAR_AHEAD: Final = dt.timedelta(days=183)


class Note(enum.Enum):
    """Something to be said beside the answer, so that nobody is surprised by it."""

    CLOSED_THAT_DAY = "closed_that_day"
    OUTSIDE_HOURS = "outside_hours"
    FAR_AHEAD = "far_ahead"


@dataclass(frozen=True, slots=True)
class When:
    """A clinic day, and perhaps a time of it, on the clinic's own clock.

    Attributes:
        starts: alone, the moment; with ``ends``, the start of a window; ``None``: any time.
        ends: the end of a window; without ``starts``, "by then".
        notes: in the order of ``Note``.
    """

    day: dt.date
    starts: dt.time | None = None
    ends: dt.time | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class DaysAway:
    """How a day lies to today.

    Attributes:
        days: 0 is today, 1 tomorrow; negative is overdue.
        weeks: calendar weeks that begin on Monday; 0 is this week.
        same_year: whether the year may be left out.
    """

    days: int
    weeks: int
    same_year: bool


def days_away(day: dt.date, *, today: dt.date) -> DaysAway:
    """Facts for words such as "tomorrow" or "Tuesday, in 8 days"; the words are the screen's."""
    monday = day - dt.timedelta(days=day.weekday())
    this_monday = today - dt.timedelta(days=today.weekday())
    return DaysAway(
        days=(day - today).days,
        weeks=(monday - this_monday).days // 7,
        same_year=day.year == today.year,
    )


def noted(when: When, *, now: dt.datetime, hours: OpeningHours) -> When:
    """The same time with the notes that are due, and no others.

    Args:
        now: aware, in the clinic's zone.
    """
    due = {
        Note.CLOSED_THAT_DAY: not hours.is_open_on(when.day),
        Note.OUTSIDE_HOURS: hours.is_open_on(when.day) and _outside(when, now, hours),
        Note.FAR_AHEAD: when.day - now.date() > _FAR_AHEAD,
    }
    return replace(when, notes=tuple(note for note, is_due in due.items() if is_due))


def still_ahead(when: When, now: dt.datetime) -> When | None:
    """What is left of it from now on: ``None`` when it is over, the rest of a window."""
    minute = now.time().replace(second=0, microsecond=0)
    if when.day != now.date():
        return when if when.day > now.date() else None
    if when.ends is not None and when.ends <= minute:
        return None
    if when.starts is None or when.starts >= minute:
        return when
    return None if when.ends is None else When(when.day, None, when.ends)


def _outside(when: When, now: dt.datetime, hours: OpeningHours) -> bool:
    periods = hours.periods_on(when.day)
    if when.day == now.date() and periods[-1].closes <= now.time():
        return True
    if when.starts is not None and not any(when.starts in period for period in periods):
        return True
    return when.ends is not None and not any(
        period.opens < when.ends <= period.closes for period in periods
    )


def to_instant(day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """The UTC instant of a time on the clinic's clock.

    A time that the clock skips in spring moves on by the hour that is lost (2:30 is 3:30);
    of a time that comes twice in autumn the first is meant.
    """
    return dt.datetime.combine(day, time, tzinfo=zone).astimezone(dt.UTC)
