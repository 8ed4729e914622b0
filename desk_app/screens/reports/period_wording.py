"""Stretches of days, differences and lengths of time as they are said."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from db.domain.report import Days

_YEAR = 12


def days_words(days: Days, *, today: dt.date) -> str:
    """Return e.g. ``October``, ``2025``, ``1 Nov – 23 Nov``; with the year when it is not this."""
    if days.whole_months == 1:
        pattern = "MMMM" if days.first.year == today.year else "MMMM yyyy"
        return _date(days.first, pattern)
    if days.whole_months == _YEAR and days.first.month == 1:
        return _date(days.first, "yyyy")
    same_year = days.first.year == days.last.year == today.year
    pattern = "d MMM" if same_year else "d MMM yyyy"
    ends = dict.fromkeys((_date(days.first, pattern), _date(days.last, pattern)))
    return " – ".join(ends)


def compared(now: int, before: int, than: str) -> str:
    """Return e.g. ``6 more than in October``; ``than`` are the days in words."""
    if now > before:
        words = QCoreApplication.translate("Reports", "{0} more than in {1}")
    elif now < before:
        words = QCoreApplication.translate("Reports", "{0} fewer than in {1}")
    else:
        words = QCoreApplication.translate("Reports", "as many as in {1}")
    return words.format(QLocale().toString(abs(now - before)), than)


def change(now: int, before: int) -> str:
    """Return e.g. ``+6``, ``−2``, ``=``: short, for a column."""
    if now == before:
        return "="
    sign = "+" if now > before else "−"
    return sign + QLocale().toString(abs(now - before))


def percent(part: int, whole: int) -> str:
    """Return e.g. ``40 %``; nothing of nothing is a dash."""
    if not whole:
        return "–"
    share = QLocale().toString(round(100 * part / whole))
    return QCoreApplication.translate("Reports", "{0} %").format(share)


def length(time: dt.timedelta | None) -> str:
    """Return e.g. ``25 min``, ``3 h 20 min``, ``2 d 4 h``; the two largest units."""
    if time is None:
        return "–"
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


def _date(day: dt.date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
