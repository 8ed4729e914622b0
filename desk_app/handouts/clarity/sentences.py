"""Where sentences and words begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# A full stop after these ends no sentence. Folded, without the stop itself.
_ABBREVIATIONS: Final = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "etc",
        "approx",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "no",
        "fig",
        "al",
        "inc",
        "jr",
        "sr",
        "min",
        "max",
        "hr",
        "hrs",
        "am",
        "pm",
        "a.m",
        "p.m",
        "sra",
        "sr",
        "srta",
        "dra",
        "prof",
        "ud",
        "uds",
        "p.ej",
        "ej",
        "aprox",
        "num",
        "tel",
        "av",
    ]
)
# Lines whose counts are kept, so that a key typed in a long article costs one line's.
KEPT: Final = 8_192
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？؟۔]+|\n+")
_LAST_WORD = re.compile(r"([^\s(\"“'‘]+)\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a text: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@lru_cache(maxsize=KEPT)
def sentences(text: str) -> tuple[Span, ...]:
    """Every sentence, without the white space around it.

    A line break ends one as well: what stands on a line of its own was meant to.
    """
    found, start = [], 0
    for end in _END.finditer(text):
        if _ends_sentence(text, start, end):
            found.append(Span(start, end.end()))
            start = end.end()
    found.append(Span(start, len(text)))
    trimmed = (_trimmed(text, span) for span in found)
    return tuple(span for span in trimmed if _WORD.search(span.of(text)))


@lru_cache(maxsize=KEPT)
def words(text: str) -> tuple[Span, ...]:
    """Every word and every number. ``It's`` and ``follow-up`` are one word each."""
    return tuple(Span(*match.span()) for match in _WORD.finditer(text))


def _ends_sentence(text: str, start: int, end: re.Match[str]) -> bool:
    if "." not in end[0]:
        return True
    following = text[end.end() :].lstrip()
    if not following:
        return True
    last = _LAST_WORD.search(text[start : end.start()])
    word = last[1].casefold() if last else ""
    is_initial = len(word) == 1 and word.isalpha() and word not in "iay"
    return not (word in _ABBREVIATIONS or is_initial or following[0].islower())


def _trimmed(text: str, span: Span) -> Span:
    inside = span.of(text)
    left = len(inside) - len(inside.lstrip())
    return Span(span.start + left, span.start + left + len(inside.strip()))
