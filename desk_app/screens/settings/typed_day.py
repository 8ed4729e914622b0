"""A single day as people write it, for closed days and reviews."""

from __future__ import annotations

import datetime as dt

from db.domain.when import readings
from desk_app.desk_context import DeskContext


def read_day(typed: str, desk: DeskContext) -> dt.date | None:
    """Return the day the words mean, or None; a date without its year is the coming one.

    Follow-ups take no date many months away without its year; closed days are just such dates.
    """
    text = typed.strip()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        year = desk.today().year
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
