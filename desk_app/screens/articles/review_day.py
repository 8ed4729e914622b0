"""A day for the next review, typed in words, in months, or as year-month-day."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from db.domain.hours import OpeningHours
from db.domain.when import read_when

_SPAN = re.compile(
    r"(?:in |en |\+ ?)?(\d{1,3}) ?(m|y|months?|years?|mes(?:es)?|años?)", re.IGNORECASE
)
_MOST_MONTHS = 120


def read_review_day(
    typed: str, *, now: dt.datetime, hours: OpeningHours, day_first: bool = False
) -> dt.date | None:
    """Return the one day the words can mean; never today or before.

    Args:
        now: aware, in the clinic's zone.
        day_first: whether 12/4 is the twelfth of April here.
    """
    day = _iso(typed) or _span(typed, now.date())
    if day is None:
        when = read_when(typed, now=now, hours=hours, day_first=day_first)
        day = when.day if when else None
    return day if day is not None and day > now.date() else None


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _iso(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _span(typed: str, today: dt.date) -> dt.date | None:
    match = _SPAN.fullmatch(typed.strip())
    if match is None:
        return None
    months = int(match[1]) * (12 if match[2][0].lower() in "ya" else 1)
    return months_later(today, months) if months <= _MOST_MONTHS else None
