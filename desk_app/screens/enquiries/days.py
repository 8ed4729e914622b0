"""Days in words on the enquiries page: ahead for promises, any day for a booking."""

from __future__ import annotations

import datetime as dt

from db.domain.when import When, read_when
from desk_app import when_wording
from desk_app.desk_context import DeskContext
from desk_app.periods import read_period


def read_ahead(desk: DeskContext, typed: str) -> When | None:
    """Return the day and time that is meant, never in the past."""
    return read_when(
        typed,
        now=desk.local(desk.now()),
        hours=desk.clinic.hours,
        day_first=desk.clinic.profile.day_first,
    )


def read_any_day(desk: DeskContext, typed: str) -> dt.date | None:
    """Return the day that is meant: ahead where that is possible, else the latest past one."""
    when = read_ahead(desk, typed)
    if when is not None:
        return when.day
    day_first = desk.clinic.profile.day_first
    period = read_period(typed, today=desk.today(), day_first=day_first)
    return period.since if period is not None and period.since == period.until else None


def echo_ahead(desk: DeskContext, typed: str) -> str:
    """Return what was understood in full; empty when nothing was."""
    when = read_ahead(desk, typed)
    return when_wording.echo(when, today=desk.today()) if when else ""


def echo_any_day(desk: DeskContext, typed: str) -> str:
    """Return the day that was understood; empty when none was."""
    day = read_any_day(desk, typed)
    return when_wording.echo(When(day), today=desk.today()) if day else ""


def typable(when: When) -> str:
    """Return a day and time in words that will be understood again."""
    time = when_wording.window(when.starts, when.ends).replace("–", "-")
    return f"{when.day.isoformat()} {time}".strip()
