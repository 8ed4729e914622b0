"""A single day as people write it, for closed days and reviews."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from db.domain.when import readings
from desk_app.desk_context import DeskContext

_SPAN = re.compile(
    r"(?:in |en |\+ ?)?(\d{1,3}) ?(m|y|months?|years?|mes(?:es)?|años?)", re.IGNORECASE
)
_MOST_MONTHS = 120


def read_day(typed: str, desk: DeskContext) -> dt.date | None:
    """Return the one day the words can mean; only year-month-day can be a past one.

    Follow-ups take no date many months away without its year, and no span of months;
    closed days and reviews are just such days. A date without its year is the coming one.
    """
    text = typed.strip()
    today = desk.today()
    return _iso(text) or _span(text, today) or _in_words(text, today.year, desk)


def read_coming_day(typed: str, desk: DeskContext) -> dt.date | None:
    """Return what ``read_day`` does, but never today or before."""
    day = read_day(typed, desk)
    return day if day is not None and day > desk.today() else None


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _iso(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _span(text: str, today: dt.date) -> dt.date | None:
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    months = int(match[1]) * (12 if match[2][0].lower() in "ya" else 1)
    return months_later(today, months) if months <= _MOST_MONTHS else None


def _in_words(text: str, year: int, desk: DeskContext) -> dt.date | None:
    tries = (text, *(f"{text}{mark}{y}" for y in (year, year + 1) for mark in (" ", "/")))
    for words in tries if text else ():
        days = _days(words, desk)
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _days(text: str, desk: DeskContext) -> set[dt.date]:
    clinic = desk.clinic
    now = desk.local(desk.now())
    found = readings(text, now=now, hours=clinic.hours, day_first=clinic.profile.day_first)
    return {when.day for when in found}
