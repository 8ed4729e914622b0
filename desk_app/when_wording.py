"""Days and times in words, relative ones first."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from db.domain.when import Note, When, days_away


def calendar_day(day: dt.date, *, today: dt.date) -> str:
    """Return e.g. ``Tue 24 Nov``, with the year when it is not this one."""
    pattern = "ddd d MMM" if days_away(day, today=today).same_year else "ddd d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def near_day(day: dt.date, *, today: dt.date) -> str:
    """Return ``today``, ``tomorrow`` or ``yesterday``; empty for any other day."""
    return {
        -1: QCoreApplication.translate("When", "yesterday"),
        0: QCoreApplication.translate("When", "today"),
        1: QCoreApplication.translate("When", "tomorrow"),
    }.get((day - today).days, "")


def short_day(day: dt.date, *, today: dt.date) -> str:
    """Return the relative word where there is one, else the calendar day."""
    return near_day(day, today=today) or calendar_day(day, today=today)


def clock(time: dt.time) -> str:
    """Return e.g. ``15:00``."""
    return time.isoformat("minutes")


def window(starts: dt.time | None, ends: dt.time | None) -> str:
    """Return a part of a day, e.g. ``15:00–17:00``; empty for any time."""
    if starts and ends:
        return f"{clock(starts)}–{clock(ends)}"
    if ends:
        return QCoreApplication.translate("When", "by {0}").format(clock(ends))
    return clock(starts) if starts else ""


def step_day_words(
    day: dt.date, starts: dt.time | None, ends: dt.time | None, *, today: dt.date
) -> str:
    """Return when something is promised for, in short, e.g. ``tomorrow 15:00``."""
    return " ".join(part for part in (short_day(day, today=today), window(starts, ends)) if part)


def echo(when: When, *, today: dt.date) -> str:
    """Return what was understood, in full: ``Tue 24 Nov, tomorrow, 15:00``, and its notes."""
    parts = (
        calendar_day(when.day, today=today),
        near_day(when.day, today=today),
        window(when.starts, when.ends),
    )
    understood = ", ".join(part for part in parts if part)
    return " · ".join([understood, *(_note(note) for note in when.notes)])


def since(instant: dt.datetime, *, today: dt.date) -> str:
    """Return when something was, e.g. ``yesterday 15:10``.

    Args:
        instant: in the clinic's time.
    """
    return f"{short_day(instant.date(), today=today)} {clock(instant.time())}"


def calendar_moment(instant: dt.datetime, *, today: dt.date) -> str:
    """Return the day of the calendar and the time: ``Tue 24 Nov 15:00``.

    Args:
        instant: in the clinic's time.
    """
    return f"{calendar_day(instant.date(), today=today)} {clock(instant.time())}"


def moment(instant: dt.datetime, *, today: dt.date) -> str:
    """Return when something was, in full: ``Tue 24 Nov, yesterday, 15:00``.

    Args:
        instant: in the clinic's time.
    """
    day = instant.date()
    parts = (calendar_day(day, today=today), near_day(day, today=today), clock(instant.time()))
    return ", ".join(part for part in parts if part)


def _note(note: Note) -> str:
    return {
        Note.CLOSED_THAT_DAY: QCoreApplication.translate("When", "the clinic is closed that day"),
        Note.OUTSIDE_HOURS: QCoreApplication.translate("When", "outside opening hours"),
        Note.FAR_AHEAD: QCoreApplication.translate("When", "more than half a year ahead"),
    }[note]
