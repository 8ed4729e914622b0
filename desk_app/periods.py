"""Stretches of past days in words: what a person chooses or types."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from dataclasses import dataclass

from PySide6.QtCore import QLocale

from db.domain.words import fold

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?\.?")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:de )?([^\W\d]+)\.?,?(?: (?:de )?(\d{4}))?"
)
_MONTH_DAY = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
_MONTH = re.compile(r"([^\W\d]+)\.?(?: (?:de )?(\d{4}))?")
_YEAR = re.compile(r"(\d{4})")
_LAST = re.compile(r"(?:the )?(?:last|past|ultimos|ultimas) (\d{1,3}) ([a-z]+)")
_BETWEEN = re.compile(r" (?:-|to|until|till|a|hasta) | ?[\u2013\u2014] ?")
_UNIT_DAYS = {"day": 1, "dia": 1, "week": 7, "semana": 7}
_UNIT_MONTHS = {"month": 1, "mes": 1, "meses": 1, "year": 12, "ano": 12}
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Period:
    """Clinic days, both inclusive; None is open."""

    since: dt.date | None = None
    until: dt.date | None = None


class NamedPeriod(enum.Enum):
    """Stretches of days that are asked for most."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_YEAR = "last_year"  # the twelve months up to today
    IN_WORDS = "in_words"


def named_period(which: NamedPeriod, today: dt.date) -> Period:
    """Return the days of a named period; weeks begin on Monday."""
    month = today.replace(day=1)
    if which is NamedPeriod.YESTERDAY:
        yesterday = today - dt.timedelta(days=1)
        return Period(yesterday, yesterday)
    if which is NamedPeriod.LAST_MONTH:
        end = month - dt.timedelta(days=1)
        return Period(end.replace(day=1), end)
    if which is NamedPeriod.LAST_YEAR:
        return _last(12, "months", today) or Period()
    since = {
        NamedPeriod.TODAY: today,
        NamedPeriod.THIS_WEEK: today - dt.timedelta(days=today.weekday()),
        NamedPeriod.THIS_MONTH: month,
        NamedPeriod.THIS_QUARTER: month.replace(month=(today.month - 1) // 3 * 3 + 1),
    }
    return Period(since[which], today) if which in since else Period()


def read_period(typed: str, *, today: dt.date, day_first: bool) -> Period | None:
    """Return what is meant, or None. Days without a year are the latest that are not ahead.

    ``1 feb``, ``feb``, ``feb 2025``, ``2025``, ``2026-02-01``, ``2/1``, ``last 30 days``, and
    two of them with ``to`` or a dash between.
    """
    text = " ".join(fold(typed).split())
    whole = _single(text, today, day_first=day_first)
    if whole is not None:
        return whole
    parts = _BETWEEN.split(text)
    if len(parts) != 2:
        return None
    end = _single(parts[1], today, day_first=day_first)
    if end is None or end.until is None:
        return None
    start = _single(parts[0], min(today, end.until), day_first=day_first)
    if start is None or start.since is None or start.since > end.until:
        return None
    return Period(start.since, end.until)


def _single(text: str, today: dt.date, *, day_first: bool) -> Period | None:
    if found := _LAST.fullmatch(text):
        return _last(int(found[1]), found[2], today)
    day = _day(text, today, day_first=day_first)
    if day is not None:
        return Period(day, day)
    if (found := _YEAR.fullmatch(text)) and int(found[1]) > 1:
        return Period(dt.date(int(found[1]), 1, 1), dt.date(int(found[1]), 12, 31))
    if (found := _MONTH.fullmatch(text)) and (month := _month(found[1])):
        year = int(found[2]) if found[2] else today.year - (month > today.month)
        if year < dt.MINYEAR:
            return None
        last = calendar.monthrange(year, month)[1]
        return Period(dt.date(year, month, 1), dt.date(year, month, last))
    return None


def _last(count: int, unit: str, today: dt.date) -> Period | None:
    days = _UNIT_DAYS.get(unit) or _UNIT_DAYS.get(unit.removesuffix("s"))
    if days:
        return Period(today - dt.timedelta(days=days * count - 1), today) if count else None
    months = _UNIT_MONTHS.get(unit) or _UNIT_MONTHS.get(unit.removesuffix("s"))
    if not months or not count:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 - months * count, 12)
    if year < dt.MINYEAR:
        return None
    day = min(today.day, calendar.monthrange(year, month + 1)[1])
    return Period(dt.date(year, month + 1, day) + dt.timedelta(days=1), today)


def _day(text: str, today: dt.date, *, day_first: bool) -> dt.date | None:
    named = {"today": 0, "hoy": 0, "yesterday": 1, "ayer": 1}.get(text)
    if named is not None:
        return today - dt.timedelta(days=named)
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(text):
        figures = int(found[1]), int(found[2])
        day, month = figures if day_first else figures[::-1]
        return _dated(day, month, found[3], today)
    if (found := _DAY_MONTH.fullmatch(text)) and (named_month := _month(found[2])):
        return _dated(int(found[1]), named_month, found[3], today)
    if (found := _MONTH_DAY.fullmatch(text)) and (named_month := _month(found[1])):
        return _dated(int(found[2]), named_month, found[3], today)
    return None


def _dated(day: int, month: int, year: str | None, today: dt.date) -> dt.date | None:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _date(today.year, month, day)
    return found if found is None or found <= today else _date(today.year - 1, month, day)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int | None:
    """The one month whose name begins so, in the interface's language, English or Spanish."""
    if len(name) < _SHORTEST_NAME:
        return None
    spoken = (QLocale(), QLocale("en"), QLocale("es"))
    found = {
        month
        for locale in spoken
        for month in range(1, 13)
        if fold(locale.monthName(month)).startswith(name)
    }
    return found.pop() if len(found) == 1 else None
