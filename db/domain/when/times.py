"""What phrases for a time of day mean, on a given day of the clinic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from db.domain.hours import Period

Window = tuple[dt.time | None, dt.time | None]
"""Starts and ends, as in ``When``."""

Periods = Sequence[Period]
"""When the clinic is open on the day in question, in order; empty on a closed day."""

_DAYTIME: Final = Period(dt.time(8), dt.time(19))
_NOON: Final = dt.time(12)
_FIRST_SENSIBLE_HOUR: Final = 6
_LEEWAY: Final = 2  # hours: six is still an afternoon to some


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was said.

    Attributes:
        minute: may be negative, for "quarter to".
        half: the hours of the day that "pm" or "at night" leave; ``None`` when nothing was said.
        by_24: whether the hour is written as on a 24-hour clock, e.g. ``09``.
    """

    hour: int
    minute: int = 0
    half: range | None = None
    by_24: bool = False

    @property
    def is_certain(self) -> bool:
        return self.half is not None or self.by_24 or self.hour > 12

    def times(self) -> tuple[dt.time, ...]:
        """The one or two times this can be; none for midnight, where the day is unclear."""
        minutes = [60 * hour + self.minute for hour in self._hours()]
        return tuple(dt.time(*divmod(minute, 60)) for minute in minutes if minute < 24 * 60)

    def _hours(self) -> Sequence[int]:
        if self.hour > 12 or self.by_24:
            sensible = self.half is None and self.hour >= _FIRST_SENSIBLE_HOUR
            return (self.hour,) if sensible else ()
        hours = (self.hour % 12, self.hour % 12 + 12)
        return [hour for hour in hours if hour and (self.half is None or hour in self.half)]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The parts of a phrase for a time.

    Attributes:
        clocks: the times named, in order.
        part: the usual window of the part of the day, e.g. 12 to 17 for "afternoon".
    """

    clocks: tuple[Clock, ...] = ()
    part: tuple[dt.time, dt.time] | None = None


TimeMeaning = Callable[[TimeWords, Periods], Iterator[Window]]


def at(words: TimeWords, periods: Periods) -> Iterator[Window]:
    """That moment."""
    for time in _likely(words.clocks[0], periods):
        yield time, None


def after(words: TimeWords, periods: Periods) -> Iterator[Window]:
    """From then until the clinic closes; open-ended when it is closed by then."""
    period = _whole(periods)
    for time in _likely(words.clocks[0], periods):
        yield time, period.closes if period and time < period.closes else None


def by(words: TimeWords, periods: Periods) -> Iterator[Window]:
    """Any time up to then; the minute of closing counts as well."""
    for time in _likely(words.clocks[0], periods, closing=True):
        yield None, time


def between(words: TimeWords, periods: Periods) -> Iterator[Window]:
    """A window in which the clinic is open, else one of an ordinary day, when "2 to 4" is said."""
    first, second = words.clocks
    windows = [(start, end) for start in first.times() for end in second.times() if start < end]
    if not (first.is_certain and second.is_certain):
        period = _whole(periods)
        windows = _within(windows, period) or _within(windows, _DAYTIME)
    yield from windows


def during(words: TimeWords, periods: Periods) -> Iterator[Window]:
    """The part of the day as far as the clinic is open in it, else the usual one."""
    if words.part is None:
        return
    starts, ends = words.part
    period = _whole(periods)
    if period and period.opens < ends and starts < period.closes:
        starts, ends = max(starts, period.opens), min(ends, period.closes)
    yield starts, ends


def at_during(words: TimeWords, _: Periods) -> Iterator[Window]:
    """A clock time that the part of the day tells from its twin: four in the afternoon."""
    if words.part is None:
        return
    starts, ends = words.part
    for time in words.clocks[0].times():
        near = starts.hour - _LEEWAY <= time.hour <= ends.hour + _LEEWAY
        if near and (time >= _NOON) == (ends > _NOON):
            yield time, None


def opening(_: TimeWords, periods: Periods) -> Iterator[Window]:
    """The moment of opening; nothing on a closed day."""
    if period := _whole(periods):
        yield period.opens, None


def closing(_: TimeWords, periods: Periods) -> Iterator[Window]:
    """Any time up to closing; nothing on a closed day."""
    if period := _whole(periods):
        yield None, period.closes


def _whole(periods: Periods) -> Period | None:
    """From the first opening to the last closing."""
    return Period(periods[0].opens, periods[-1].closes) if periods else None


def _likely(clock: Clock, periods: Periods, *, closing: bool = False) -> Sequence[dt.time]:
    """The times at which the clinic is open, else those of an ordinary day, else all.

    Args:
        closing: whether the minute of closing counts as well.
    """
    times = clock.times()
    if len(times) < 2:
        return times
    at_desk = [
        time
        for time in times
        if any(time in period or (closing and time == period.closes) for period in periods)
    ]
    return at_desk or [time for time in times if time in _DAYTIME] or times


def _within(
    windows: list[tuple[dt.time, dt.time]], period: Period | None
) -> list[tuple[dt.time, dt.time]]:
    if period is None:
        return []
    return [
        (start, end) for start, end in windows if period.opens <= start and end <= period.closes
    ]
