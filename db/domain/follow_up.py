"""Words and rules of the follow-up list."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.domain.enquiry import Outcome
from db.domain.hours import OpeningHours, Period

# So soon after a try nobody is called again, although another part of the day has begun.
_LEAST_PAUSE: Final = dt.timedelta(hours=2)
_OVERRIDE_LASTS: Final = dt.timedelta(hours=12)
_SHORTEST_PART: Final = dt.timedelta(hours=1)


class AttemptResult(enum.Enum):
    """What came of one try to keep the promise; NOTE is no try at all.

    OVERRIDE is the reason why somebody is called who does not want to be contacted.
    """

    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    SPOKE = "spoke"
    WRONG_NUMBER = "wrong_number"
    NOTE = "note"
    OVERRIDE = "override"

    @property
    def counts(self) -> bool:
        """Whether it counts towards giving up."""
        return self not in (AttemptResult.NOTE, AttemptResult.OVERRIDE)


class VoicemailRule(enum.Enum):
    """What may be said to a machine on one number (HHS: the least that works)."""

    UNKNOWN = "unknown"
    NO_MESSAGE = "no_message"
    NAME_AND_NUMBER = "name_and_number"
    MAY_MENTION_APPOINTMENT = "may_mention_appointment"

    @property
    def allows_message(self) -> bool:
        """Whether any message may be left."""
        return self is not VoicemailRule.NO_MESSAGE


@dataclass(frozen=True, slots=True)
class Ending:
    """How a matter ended, if it did; ``reached`` is False where nobody could be spoken to."""

    outcome: Outcome | None = None
    lost_reason_id: int | None = None
    booked_on: dt.date | None = None
    note: str = ""
    reached: bool = True


def override_holds(given_at: dt.datetime, *, now: dt.datetime) -> bool:
    """Whether somebody who does not want to be contacted may still be: for that day's tries."""
    return now - given_at < _OVERRIDE_LASTS


class DueGroup(enum.Enum):
    """The headings of the follow-up list, in their order."""

    NO_NEXT_STEP = "no_next_step"
    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"
    LATER = "later"


def due_group(due_on: dt.date, *, today: dt.date) -> DueGroup:
    """Return the heading under which a promise for ``due_on`` stands.

    A week ends on Sunday, as on the wall calendar.
    """
    if due_on < today:
        return DueGroup.OVERDUE
    if due_on == today:
        return DueGroup.TODAY
    sunday = today + dt.timedelta(days=6 - today.weekday())
    return DueGroup.THIS_WEEK if due_on <= sunday else DueGroup.LATER


@dataclass(frozen=True, slots=True)
class NextTry:
    """When to call again: a clinic day and the part of it in which to call."""

    day: dt.date
    starts: dt.time
    ends: dt.time


def next_try(
    tried_at: dt.datetime,
    *,
    tries: int,
    waits: Sequence[int],
    give_up_after: int,
    hours: OpeningHours,
) -> NextTry | None:
    """Return when to call again after a try without an answer; None when it is time to give up.

    It falls within the opening hours and into another part of the day than the try,
    because who is out at eleven is often out at eleven.

    Args:
        tried_at: on the clinic's own clock.
        tries: without an answer so far, this one included; 1 or more.
        waits: working days to wait after the first, second ... try, the last one for all
            further ones; 0 is later the same day.
    """
    if tries >= give_up_after:
        return None
    wait = waits[min(tries, len(waits)) - 1] if waits else 1
    today, time = tried_at.date(), tried_at.time()
    if wait == 0:
        later = _later_parts(tried_at, hours)
        if later:
            return _in_part(today, later, time)
    day = hours.add_working_days(today, max(1, wait))
    return _in_part(day, _parts(day, hours), time)


def _parts(day: dt.date, hours: OpeningHours) -> list[Period]:
    """The parts of a clinic day: between its breaks, or the two halves of a day without one."""
    periods = hours.periods_on(day)
    if len(periods) != 1:
        return list(periods)
    [whole] = periods
    middle = dt.time(int(_middle(whole)))  # a full hour
    if not whole.opens < middle < whole.closes:
        return [whole]
    return [Period(whole.opens, middle), Period(middle, whole.closes)]


def _later_parts(tried_at: dt.datetime, hours: OpeningHours) -> list[Period]:
    """What is left of the parts of that day in which the try was not made."""
    earliest = tried_at + _LEAST_PAUSE
    if earliest.date() != tried_at.date():
        return []
    # On the full or half hour, as people say it.
    minutes = -(-(earliest.hour * 60 + earliest.minute) // 30) * 30
    left = []
    for part in _parts(tried_at.date(), hours):
        start = max(_minutes(part.opens), minutes)
        long_enough = start + _SHORTEST_PART // dt.timedelta(minutes=1) <= _minutes(part.closes)
        if part.opens > tried_at.time() and long_enough:
            left.append(Period(dt.time(*divmod(start, 60)), part.closes))
    return left


def _in_part(day: dt.date, parts: Sequence[Period], tried: dt.time) -> NextTry:
    """Choose the part that lies farthest from the time of the last try."""
    clock = _minutes(tried) / 60
    part = max(parts, key=lambda part: abs(_middle(part) - clock))
    return NextTry(day, part.opens, part.closes)


def _middle(part: Period) -> float:
    """In hours since midnight."""
    return (_minutes(part.opens) + _minutes(part.closes)) / 120


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute
