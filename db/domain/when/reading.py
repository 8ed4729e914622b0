"""From words to a day and a time, or to no answer at all."""

from __future__ import annotations

import datetime as dt

from db.domain.hours import OpeningHours
from db.domain.when.values import When, noted
from db.domain.words import fold


def read_when(
    typed: str, *, now: dt.datetime, hours: OpeningHours, day_first: bool = False
) -> When | None:
    """The one thing the words can mean, or ``None``. Never in the past; never raises.

    Args:
        now: aware, in the clinic's zone.
        day_first: whether 12/4 is the twelfth of April here.
    """
    found = readings(typed, now=now, hours=hours, day_first=day_first)
    return found[0] if len(found) == 1 else None


def readings(
    typed: str, *, now: dt.datetime, hours: OpeningHours, day_first: bool = False
) -> tuple[When, ...]:
    """Everything the words can mean, soonest first; to offer when it is more than one."""
    days = {"today": 0, "hoy": 0, "tomorrow": 1, "manana": 1}
    ahead = days.get(fold(typed).strip())
    if ahead is None:
        return ()
    when = When(now.date() + dt.timedelta(days=ahead))
    return (noted(when, now=now, hours=hours),)
