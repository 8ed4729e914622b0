"""Moving a follow-up by keys and chips instead of words."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import replace

from db.domain.hours import OpeningHours
from db.domain.when.values import When, noted, still_ahead


class QuickChoice(enum.Enum):
    """The chips beside the field."""

    TOMORROW = "tomorrow"
    THREE_WORKING_DAYS = "three_working_days"
    NEXT_WEEK = "next_week"


def quick_when(choice: QuickChoice, *, now: dt.datetime, hours: OpeningHours) -> When:
    """The next open day, the third one from now, or the first one after this Sunday."""
    today = now.date()
    match choice:
        case QuickChoice.TOMORROW:
            day = hours.next_open_day(today)
        case QuickChoice.THREE_WORKING_DAYS:
            day = hours.add_working_days(today, 3)
        case QuickChoice.NEXT_WEEK:
            day = hours.next_open_day(today + dt.timedelta(days=6 - today.weekday()))
    return noted(When(day), now=now, hours=hours)


def step_day(when: When, steps: int, *, now: dt.datetime, hours: OpeningHours) -> When:
    """The same time that many open days later, or earlier when negative.

    Never before today, and never later when going back; a time that is over today is dropped.
    """
    today = now.date()
    day = when.day
    for _ in range(abs(steps)):
        day = hours.next_open_day(day) if steps > 0 else hours.previous_open_day(day)
    if day < today:
        day = max(today, min(when.day, hours.open_day_from(today)))
    moved = still_ahead(replace(when, day=day), now) or When(day)
    return noted(moved, now=now, hours=hours)
