"""From words to a moment that has gone by: when something written on paper happened.

As in ``reading``, every way to cut the words is tried in every language, and only when all
of them come to one moment is it an answer. A day without a time is none: it is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from db.domain.hours import OpeningHours
from db.domain.when.reading import LONGEST, grammars, tidy
from db.domain.when.setting import Setting
from db.domain.when.times import Window
from db.domain.when.values import to_instant

_HORIZON: Final = dt.timedelta(days=400)


def read_past(
    typed: str, *, now: dt.datetime, hours: OpeningHours, day_first: bool = False
) -> dt.datetime | None:
    """The one moment the words can mean, or ``None``. Never after ``now``.

    No typed text makes it raise.

    Args:
        now: aware, in the clinic's zone; the answer is in the same.
        day_first: whether 12/4 is the twelfth of April here.

    Raises:
        ValueError: ``now`` is naive.
    """
    found = past_readings(typed, now=now, hours=hours, day_first=day_first)
    return found[0] if len(found) == 1 else None


def past_readings(
    typed: str, *, now: dt.datetime, hours: OpeningHours, day_first: bool = False
) -> tuple[dt.datetime, ...]:
    """Everything the words can mean, latest first; to offer when it is more than one.

    Args:
        now: aware, in the clinic's zone; the answers are in the same.
        day_first: whether 12/4 is the twelfth of April here.

    Raises:
        ValueError: ``now`` is naive.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    if len(typed) > LONGEST:
        return ()
    minute = now.replace(second=0, microsecond=0)
    earliest = now.astimezone(dt.UTC) - _HORIZON
    found = set(_moments(tidy(typed), Setting(now, hours, day_first), minute))
    instants = {each.astimezone(dt.UTC) for each in found}
    return tuple(
        each.astimezone(now.tzinfo)
        for each in sorted(instants, reverse=True)
        if earliest <= each <= minute.astimezone(dt.UTC)
    )


def _moments(text: str, setting: Setting, minute: dt.datetime) -> Iterator[dt.datetime]:
    for grammar in grammars():
        for distance in grammar.ago(text):
            yield minute.astimezone(dt.UTC) - distance
        for window in grammar.past_times_alone(text, setting.hours.periods_on(setting.today)):
            yield from _at(setting.today, window, setting)
    words = text.split(" ")
    for cut in range(1, len(words)):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        yield from _on_days(_days(before, setting), after, setting, day_first=True)
        yield from _on_days(_days(after, setting), before, setting, day_first=False)


def _on_days(
    days: set[dt.date], time: str, setting: Setting, *, day_first: bool
) -> Iterator[dt.datetime]:
    """Args: day_first: whether the day stands before the time; then the time may be bare."""
    for day in days:
        periods = setting.hours.periods_on(day)
        for grammar in grammars():
            read = grammar.past_times_after_day if day_first else grammar.past_times
            for window in read(time, periods):
                yield from _at(day, window, setting)


def _days(text: str, setting: Setting) -> set[dt.date]:
    return {day for grammar in grammars() for day in grammar.past_days(text, setting)}


def _at(day: dt.date, window: Window, setting: Setting) -> Iterator[dt.datetime]:
    starts, _ends = window
    zone = setting.now.tzinfo
    if starts is not None and zone is not None:
        yield to_instant(day, starts, zone)
