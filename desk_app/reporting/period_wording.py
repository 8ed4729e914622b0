"""Stretches of days, differences and lengths of time as they are said."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from db.domain.report import Days

NOTHING = "–"  # no figure at all, which is not 0
_YEAR = 12


def days_words(days: Days, *, today: dt.date) -> str:
    """Return e.g. ``October``, ``2025``, ``1–23 November``; with the year when it is not this."""
    first, last = days.first, days.last
    year = "" if first.year == last.year == today.year else " yyyy"
    if days.whole_months == 1:
        return _date(first, "MMMM" + year)
    if _is_year(days):
        return _date(first, "yyyy")
    if first == last:
        return _date(first, "d MMMM" + year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_date(last, 'd MMMM' + year)}"
    return f"{_date(first, 'd MMM' + year)} – {_date(last, 'd MMM' + year)}"


def in_days(days: Days, *, today: dt.date) -> str:
    """Return the same within a sentence, e.g. ``in October``, ``from 1 to 23 November``."""
    first, last = days.first, days.last
    if days.whole_months == 1 or _is_year(days):
        words = QCoreApplication.translate("Reports", "in {0}")
        return words.format(days_words(days, today=today))
    year = "" if first.year == last.year == today.year else " yyyy"
    end = _date(last, "d MMMM" + year)
    if first == last:
        return QCoreApplication.translate("Reports", "on {0}").format(end)
    one_month = (first.year, first.month) == (last.year, last.month)
    start = str(first.day) if one_month else _date(first, "d MMMM" + year)
    return QCoreApplication.translate("Reports", "from {0} to {1}").format(start, end)


def compared(now: int, before: int, then: str) -> str:
    """Return e.g. ``6 more than in October``; ``then`` is what ``in_days`` gave."""
    if now > before:
        words = QCoreApplication.translate("Reports", "{0} more than {1}")
    elif now < before:
        words = QCoreApplication.translate("Reports", "{0} fewer than {1}")
    else:
        words = QCoreApplication.translate("Reports", "as many as {1}")
    return words.format(QLocale().toString(abs(now - before)), then)


def change(now: int, before: int) -> str:
    """Return e.g. ``+6``, ``−2``, ``=``: short, for a column."""
    if now == before:
        return "="
    sign = "+" if now > before else "−"
    return sign + QLocale().toString(abs(now - before))


def percent(part: int, whole: int) -> str:
    """Return e.g. ``40 %``; nothing of nothing is a dash."""
    if not whole:
        return NOTHING
    share = QLocale().toString(round(100 * part / whole))
    return QCoreApplication.translate("Reports", "{0} %").format(share)


def length(time: dt.timedelta | None) -> str:
    """Return e.g. ``25 min``, ``3 h 20 min``, ``2 d 4 h``; the two largest units."""
    if time is None:
        return NOTHING
    minutes = max(0, round(time.total_seconds() / 60))
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = (
        (days, QCoreApplication.translate("Reports", "{0} d")),
        (hours, QCoreApplication.translate("Reports", "{0} h")),
        (minutes, QCoreApplication.translate("Reports", "{0} min")),
    )
    said = [words.format(count) for count, words in parts if count]
    return " ".join(said[:2]) or parts[2][1].format(0)


def _is_year(days: Days) -> bool:
    return days.whole_months == _YEAR and days.first.month == 1


def _date(day: dt.date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
