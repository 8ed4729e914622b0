"""The form of a language's tables of phrases, and how they are looked up.

A phrase is a regular expression over folded words. ``<weekday>`` and its like stand for a
word of the vocabulary or for figures, ``<clock>`` for any time, ``<clear>`` for one that
cannot be mistaken for something else, ``<part>`` for a part of the day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from db.domain.when.days import DayMeaning, Numbers
from db.domain.when.setting import Setting
from db.domain.when.times import Clock, Periods, TimeMeaning, TimeWords, Window

Meaning = TypeVar("Meaning")

_PLACEHOLDER = re.compile(r"(?<!P)<([a-z_]+)>")
_GROUP_NAME = re.compile(r"\?P<\w+>")
_FIGURES: Final = {
    "number": r"\d{1,3}",
    "day": r"\d{1,2}",
    "hour": r"\d{1,2}",
    "first": r"\d{1,2}",
    "second": r"\d{1,2}",
    "year": r"20\d\d|\d\d",
    "full_year": r"20\d\d",
}
_NUMBER_OF: Final = {"full_year": "year", "ordinal": "day"}


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words and phrases.

    Attributes:
        vocabulary: placeholder -> word -> number.
        halves: what follows an hour -> the hours of the day it can mean.
        past: what goes with an hour -> the minutes it adds.
        noon: words for twelve o'clock.
        parts: part of the day -> its usual window.
        fillers: what may stand before or after it all and says nothing of the time.
        deadlines: phrases around ``<latest>``, the day and time that is the last one.
        clear_clocks: times that cannot be mistaken, with the groups ``hour``, ``minute``,
            ``past``, ``half`` and ``noon``.
        plain_clocks: times that need other words beside them, e.g. ``3``.
        days: a day; a time may stand before or after it.
        spans: phrases for a day that take no time.
        moments: a time from now -> the minutes of one unit.
        times: clear by themselves: before or after a day, or for today.
        bare_times: only after a day.
        today_times: only alone, for today.
        past_days, ago, past_times, bare_past_times, past_times_today: the same for what has
            happened: a day gone by, a time before now, and the moment on a day.
    """

    vocabulary: Mapping[str, Mapping[str, int]]
    halves: Mapping[str, range]
    past: Mapping[str, int]
    noon: Sequence[str]
    parts: Mapping[str, tuple[dt.time, dt.time]]
    fillers: Sequence[str]
    deadlines: Sequence[str]
    clear_clocks: Sequence[str]
    plain_clocks: Sequence[str]
    days: Sequence[tuple[str, DayMeaning]]
    spans: Sequence[tuple[str, DayMeaning]]
    moments: Sequence[tuple[str, int]]
    times: Sequence[tuple[str, TimeMeaning]]
    bare_times: Sequence[tuple[str, TimeMeaning]]
    today_times: Sequence[tuple[str, TimeMeaning]]
    past_days: Sequence[tuple[str, DayMeaning]]
    ago: Sequence[tuple[str, int]]
    past_times: Sequence[tuple[str, TimeMeaning]]
    bare_past_times: Sequence[tuple[str, TimeMeaning]]
    past_times_today: Sequence[tuple[str, TimeMeaning]]


class _Phrases(Generic[Meaning]):
    """A table of phrases, compiled."""

    def __init__(self, rows: Iterable[tuple[str, Meaning]], words: Mapping[str, str]) -> None:
        self._rows = [(re.compile(_expanded(phrase, words)), meaning) for phrase, meaning in rows]

    def said(self, text: str) -> Iterator[tuple[dict[str, str], Meaning]]:
        """Every phrase that is the whole text: what stood in its placeholders, its meaning."""
        for pattern, meaning in self._rows:
            if match := pattern.fullmatch(text):
                yield {k: word for k, word in match.groupdict().items() if word}, meaning


class Grammar:
    """A language made ready for reading."""

    def __init__(self, language: Language) -> None:
        self._language = language
        words = _words(language)
        clocks = (*language.clear_clocks, *language.plain_clocks)
        self._clocks = [re.compile(_expanded(clock, words)) for clock in clocks]
        words["clear"] = words["clear_two"] = _without_groups(language.clear_clocks, words)
        words["clock"] = words["clock_two"] = _without_groups(clocks, words)
        fillers = _either(language.fillers)
        self._fillers = re.compile(f"^(?:{fillers}) | (?:{fillers})$")
        self._deadlines = [
            re.compile(phrase.replace("<latest>", "(?P<latest>.+?)"))
            for phrase in language.deadlines
        ]
        self._days = _Phrases(language.days, words)
        self._spans = _Phrases(language.spans, words)
        self._moments = _Phrases(language.moments, words)
        self._times = _Phrases(language.times, words)
        self._bare_times = _Phrases(language.bare_times, words)
        self._today_times = _Phrases(language.today_times, words)
        self._past_days = _Phrases(language.past_days, words)
        self._ago = _Phrases(language.ago, words)
        self._past_times = _Phrases(language.past_times, words)
        self._bare_past_times = _Phrases(language.bare_past_times, words)
        self._past_times_today = _Phrases(language.past_times_today, words)

    def without_fillers(self, text: str) -> str:
        return self._fillers.sub("", text).strip()

    def latest(self, text: str) -> str | None:
        """The day and time that the words call the latest, if they do."""
        said = (pattern.fullmatch(text) for pattern in self._deadlines)
        return next((match["latest"] for match in said if match), None)

    def days(self, text: str, setting: Setting) -> Iterator[dt.date]:
        yield from self._dates(self._days, text, setting)

    def spans(self, text: str, setting: Setting) -> Iterator[dt.date]:
        yield from self._dates(self._spans, text, setting)

    def moments(self, text: str) -> Iterator[dt.timedelta]:
        """How far from now."""
        for parts, minutes in self._moments.said(text):
            if count := self._numbers(parts).get("number", 1):
                yield dt.timedelta(minutes=count * minutes)

    def ago(self, text: str) -> Iterator[dt.timedelta]:
        """How far before now."""
        for parts, minutes in self._ago.said(text):
            yield dt.timedelta(minutes=self._numbers(parts).get("number", 1) * minutes)

    def past_days(self, text: str, setting: Setting) -> Iterator[dt.date]:
        yield from self._dates(self._past_days, text, setting)

    def past_times(self, text: str, periods: Periods) -> Iterator[Window]:
        yield from self._windows(self._past_times, text, periods)

    def past_times_after_day(self, text: str, periods: Periods) -> Iterator[Window]:
        yield from self._windows(self._past_times, text, periods)
        yield from self._windows(self._bare_past_times, text, periods)

    def past_times_alone(self, text: str, periods: Periods) -> Iterator[Window]:
        yield from self._windows(self._past_times, text, periods)
        yield from self._windows(self._past_times_today, text, periods)

    def times(self, text: str, periods: Periods) -> Iterator[Window]:
        yield from self._windows(self._times, text, periods)

    def times_after_day(self, text: str, periods: Periods) -> Iterator[Window]:
        yield from self._windows(self._times, text, periods)
        yield from self._windows(self._bare_times, text, periods)

    def times_alone(self, text: str, periods: Periods) -> Iterator[Window]:
        yield from self._windows(self._times, text, periods)
        yield from self._windows(self._today_times, text, periods)

    def _dates(
        self, phrases: _Phrases[DayMeaning], text: str, setting: Setting
    ) -> Iterator[dt.date]:
        for parts, meaning in phrases.said(text):
            yield from meaning(self._numbers(parts), setting)

    def _windows(
        self, phrases: _Phrases[TimeMeaning], text: str, periods: Periods
    ) -> Iterator[Window]:
        for parts, meaning in phrases.said(text):
            part = self._language.parts.get(parts.pop("part", ""))
            clocks = tuple(self._clock(words) for words in parts.values())
            yield from meaning(TimeWords(clocks, part), periods)

    def _numbers(self, parts: Mapping[str, str]) -> Numbers:
        return {
            _NUMBER_OF.get(name, name): self._number(name, word) for name, word in parts.items()
        }

    def _number(self, name: str, word: str) -> int:
        known = self._language.vocabulary.get(name, {})
        return known[word] if word in known else int(word)

    def _clock(self, words: str) -> Clock:
        matches = (pattern.fullmatch(words) for pattern in self._clocks)
        said = next(match.groupdict() for match in matches if match)
        if said.get("noon"):
            return Clock(12)
        hour = said["hour"]
        past = self._language.past.get(said.get("past") or "", 0)
        half = self._language.halves.get(said.get("half") or "")
        return Clock(
            hour=self._number("hour", hour),
            minute=self._number("minute", said.get("minute") or "0") + past,
            half=half,
            by_24=half is None and hour.startswith("0"),
        )


def _words(language: Language) -> dict[str, str]:
    """Placeholder -> the expression of all that may stand there, without its brackets."""
    words = {
        "half": _either(language.halves),
        "past": _either(language.past),
        "noon": _either(language.noon),
        "part": _either(language.parts),
        **_FIGURES,
    }
    for name, known in language.vocabulary.items():
        words[name] = f"{words[name]}|{_either(known)}" if name in words else _either(known)
    return words


def _expanded(phrase: str, words: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: f"(?P<{found[1]}>{words[found[1]]})", f"(?:{phrase})")


def _without_groups(clocks: Iterable[str], words: Mapping[str, str]) -> str:
    return "|".join(_GROUP_NAME.sub("?:", _expanded(clock, words)) for clock in clocks)


def _either(words: Iterable[str]) -> str:
    return "|".join(words)
