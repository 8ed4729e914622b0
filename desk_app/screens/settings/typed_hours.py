"""Opening hours as people write them: ``11-19``, ``9:00-13:00, 14:00-18:00``, ``9am to 1pm``."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from db.domain.hours import Period

_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?"
_PERIOD = re.compile(rf"{_CLOCK}\s*(?:-|–|—|to|a|until)\s*{_CLOCK}")
_BETWEEN = re.compile(r"\s*(?:,|;|&|\+|\band\b|\by\b)\s*")


def read_periods(typed: str) -> tuple[Period, ...]:
    """Return the periods of one day in order; none when nothing is typed.

    Raises:
        ValueError: these are no hours, or they overlap or end before they begin.
    """
    text = typed.strip().lower()
    if not text:
        return ()
    periods = sorted(_period(part) for part in _BETWEEN.split(text))
    if any(earlier.closes > later.opens for earlier, later in pairwise(periods)):
        raise ValueError("the periods overlap")
    return tuple(periods)


def write_periods(periods: tuple[Period, ...]) -> str:
    """Return the shortest text that ``read_periods`` reads: ``11-19``, ``9-13, 14-18:30``."""
    return ", ".join(f"{_written(p.opens)}-{_written(p.closes)}" for p in periods)


def _period(text: str) -> Period:
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        raise ValueError("not hours")
    opens_half, closes_half = _half(match[3]), _half(match[6])
    # 9-5pm: whoever writes one half of the day means the closing time.
    opens = _time(match[1], match[2], opens_half)
    return Period(opens, _time(match[4], match[5], closes_half))


def _half(word: str | None) -> str:
    return (word or "").replace(".", "")


def _time(hour: str, minute: str | None, half: str) -> dt.time:
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            raise ValueError("no such hour")
        number = number % 12 + (12 if half == "pm" else 0)
    return dt.time(number, int(minute or 0))


def _written(time: dt.time) -> str:
    return f"{time.hour}:{time.minute:02}" if time.minute else str(time.hour)
