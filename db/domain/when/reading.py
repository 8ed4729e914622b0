"""From words to a day and a time, or to no answer at all.

Every way to cut the words into a day and a time is tried in every language, and every
meaning is kept. Only when all of them come to one and the same time is it an answer, so
what people use in two ways is never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from db.domain.hours import OpeningHours
from db.domain.when import english, spanish
from db.domain.when.grammar import Grammar
from db.domain.when.setting import Setting
from db.domain.when.values import When, noted, still_ahead
from db.domain.words import fold

LONGEST: Final = 60
_HORIZON: Final = dt.timedelta(days=730)
_TIDIER: Final = (
    (re.compile(r"[\u2010-\u2015\u2212]"), "-"),
    (re.compile(r"[?!]+$"), ""),
    (re.compile(r"(?<=\d)t(?=\d\d:)"), " "),
    (re.compile(r"(?<=twenty|thirty)-"), " "),
    (re.compile(r"(?<=[a-z]{3})(?=\d)"), " "),
    (re.compile(r"^(?=\d[\d:.]* ?-?ish\b)"), "around "),
    (re.compile(r"(?<=[\dmn]) ?-?ish\b"), ""),
    (re.compile(r"(?<=[a-z])[.']|'(?= |$)"), ""),
    (re.compile(r"\b([ap]) m\b"), r"\1m"),
    (re.compile(r"@"), " at "),
    (re.compile(r"(?<=[\dapm]) ?- ?(?=\d)"), "-"),
    (re.compile(r" ?/ ?"), "/"),
    (re.compile(r"\+ (?=\d)"), "+"),
    (re.compile(r",| - "), " "),
)


def read_when(
    typed: str, *, now: dt.datetime, hours: OpeningHours, day_first: bool = False
) -> When | None:
    """The one thing the words can mean, or ``None``. Never in the past.

    No typed text makes it raise.

    Args:
        now: aware, in the clinic's zone.
        day_first: whether 12/4 is the twelfth of April here.

    Raises:
        ValueError: ``now`` is naive.
    """
    found = readings(typed, now=now, hours=hours, day_first=day_first)
    return found[0] if len(found) == 1 else None


def readings(
    typed: str, *, now: dt.datetime, hours: OpeningHours, day_first: bool = False
) -> tuple[When, ...]:
    """Everything the words can mean, soonest first; to offer when it is more than one.

    Args:
        now: aware, in the clinic's zone.
        day_first: whether 12/4 is the twelfth of April here.

    Raises:
        ValueError: ``now`` is naive.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    if len(typed) > LONGEST:
        return ()
    setting = Setting(now, hours, day_first)
    meant = {
        when
        for meaning in _meanings(_without_fillers(tidy(typed)), setting)
        if meaning.day <= now.date() + _HORIZON and (when := still_ahead(meaning, now))
    }
    return tuple(noted(when, now=now, hours=hours) for when in sorted(meant, key=_order))


def _meanings(text: str, setting: Setting) -> Iterator[When]:
    if latest := _named_as_latest(text):
        for when in _meanings(latest, setting):
            # "By Friday noon" ends where "Friday noon" begins.
            yield when if when.ends else When(when.day, None, when.starts)
    yield from _without_time(text, setting)
    yield from _without_day(text, setting)
    words = text.split(" ")
    for cut in range(1, len(words)):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        for day in _days(before, setting):
            for grammar in grammars():
                for window in grammar.times_after_day(after, setting.hours.periods_on(day)):
                    yield When(day, *window)
        for day in _days(after, setting):
            for grammar in grammars():
                for window in grammar.times(before, setting.hours.periods_on(day)):
                    yield When(day, *window)


def _without_fillers(text: str) -> str:
    """Drop what only says that somebody is to be called: "call her tue 3pm please"."""
    for grammar in grammars():
        text = grammar.without_fillers(text)
    return text


def _named_as_latest(text: str) -> str | None:
    """What stands after "by" or before "at the latest"; None when no deadline was said."""
    return next((latest for grammar in grammars() if (latest := grammar.latest(text))), None)


def _without_time(text: str, setting: Setting) -> Iterator[When]:
    for grammar in grammars():
        for day in grammar.spans(text, setting):
            yield When(day)
    for day in _days(text, setting):
        yield When(day)


def _without_day(text: str, setting: Setting) -> Iterator[When]:
    for grammar in grammars():
        for window in grammar.times_alone(text, setting.hours.periods_on(setting.today)):
            yield When(setting.today, *window)
        for distance in grammar.moments(text):
            moment = _later(setting.now, distance)
            yield When(moment.date(), moment.time())


def _days(text: str, setting: Setting) -> set[dt.date]:
    return {day for grammar in grammars() for day in grammar.days(text, setting)}


def _later(now: dt.datetime, distance: dt.timedelta) -> dt.datetime:
    """On the clinic's clock, across a change of it, in full minutes."""
    later = (now.astimezone(dt.UTC) + distance).astimezone(now.tzinfo)
    return later.replace(second=0, microsecond=0)


def _order(when: When) -> tuple[dt.date, dt.time, dt.time]:
    return when.day, when.starts or dt.time.min, when.ends or dt.time.max


def tidy(typed: str) -> str:
    """What was typed in the form that the phrases are written in."""
    text = fold(typed)
    for pattern, replacement in _TIDIER:
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


@cache
def grammars() -> tuple[Grammar, ...]:
    """Compiled when the first time is typed, not at start-up."""
    return Grammar(english.LANGUAGE), Grammar(spanish.LANGUAGE)
