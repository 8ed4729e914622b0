"""What words in a cell mean: outcomes, channels, times, and what the clinic has."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from db.domain.enquiry import Channel, Outcome
from db.domain.words import fold
from desk_app.importing.cell_words import (
    CHANNEL_WORDS,
    HEARD_WORDS,
    OUTCOME_WORDS,
    REASON_WORDS,
)

T = TypeVar("T")


def _table(words: Mapping[T, str]) -> dict[str, T]:
    return {fold(word): value for value, some in words.items() for word in some.split("|")}


CHANNELS: Final = _table(CHANNEL_WORDS)
OUTCOMES: Final = _table(OUTCOME_WORDS)
_HEARD_KEYS: Final = {
    fold(word): key for key, some in HEARD_WORDS.items() for word in some.split("|")
}
_TIME: Final = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(a|p)?\.?\s*m?\.?"
    r"\s*(h|hrs?|hours|uhr|o'?clock)?\.?(?:z|[+-]\d{2}:?\d{2})?"
)
_EDGES: Final = " .!?:-–—"


def channel_of(cell: str) -> Channel | None:
    """Return how it came in; None where the words say nothing known."""
    return CHANNELS.get(fold(cell).strip(_EDGES))


def outcome_of(cell: str) -> Outcome | None:
    """Return how it ended.

    The whole words, those before a comma, a bracket or a figure, or the longest known inside.
    """
    said = fold(cell).strip(_EDGES)
    if said in OUTCOMES:
        return OUTCOMES[said]
    first = re.split(r"\s*[,;:(/–—]\s*|\s-\s", said, maxsplit=1)[0].strip(_EDGES)
    for words in (first, re.split(r"\s*\d", said, maxsplit=1)[0]):  # RDV 19/06
        if len(words) > 1 and words in OUTCOMES:
            return OUTCOMES[words]
    fitting = [
        word for word in OUTCOMES if len(word) > 4 and re.search(rf"\b{re.escape(word)}\b", said)
    ]
    return OUTCOMES[max(fitting, key=len)] if fitting and len(said) <= 60 else None


def beyond(said: str, *known: str) -> str:
    """What was said beyond known words that stand before it: "Lost: Price: too far" is too far."""
    for word in known:
        first, _, rest = said.partition(":")
        if word and fold(first).strip(_EDGES) == word:
            said = rest.strip()
    return said


def plain_word(outcome: Outcome | None) -> str:
    """The program's own words for an outcome, folded; empty for None."""
    return fold(OUTCOME_WORDS[outcome].split("|")[0]) if outcome else ""


def reason_of(cell: str) -> str:
    """Return the key of the reason why it was lost; empty where none is told."""
    said = fold(cell)
    for key, words in REASON_WORDS.items():
        if any(word in said for word in words.split("|")):
            return key
    return ""


def heard_of(cell: str) -> str:
    """Return the key of how they heard of the clinic; empty where the words say nothing known."""
    said = fold(cell).strip(_EDGES)
    if said in _HEARD_KEYS:
        return _HEARD_KEYS[said]
    return "doctor" if said.startswith(("dr ", "dr. ", "dra ", "dra. ", "doctor ")) else ""


def time_of(cell: str) -> dt.time | None:
    """Return a time of day; a bare number, without a word for hours, is none."""
    said = fold(cell).strip()
    found = _TIME.fullmatch(said)
    if found is None or not (found[2] or found[3] or found[4]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


class Known:
    """The clinic's own words -> id: services with their aliases, ways they heard, staff."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._ids = {fold(word).strip(_EDGES): found for word, found in words.items() if word}
        self._found: dict[str, int | None] = {}
        self._names = {found: fold(word) for word, found in reversed(list(words.items()))}

    def name_of(self, known: int | None) -> str:
        """Return the first words of one, folded; empty for None."""
        return self._names.get(known, "") if known is not None else ""

    def find(self, cell: str) -> int | None:
        """Return the one that is meant; None where none is, or several may be."""
        if cell not in self._found:
            self._found[cell] = self._look(fold(cell).strip(_EDGES))
        return self._found[cell]

    def _look(self, said: str) -> int | None:
        if not said:
            return None
        if said in self._ids:
            return self._ids[said]
        if len(said) < 4:
            return None
        inside = {found for word, found in self._ids.items() if len(word) > 3 and word in said}
        around = {found for word, found in self._ids.items() if said in word}
        for meant in (inside, around):
            if len(meant) == 1:
                return meant.pop()
        return None


@dataclass(frozen=True, slots=True)
class ClinicWords:
    """What of the clinic an import must know.

    Attributes:
        reasons: key or label of a reason why something was lost -> id.
        today: no enquiry is of a later day.
    """

    services: Known
    heard: Known
    staff: Known
    reasons: Known
    today: dt.date
    day_first: bool
