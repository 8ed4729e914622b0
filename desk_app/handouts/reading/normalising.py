"""One form for every text: newlines, spaces, invisible characters, repaired encodings."""

from __future__ import annotations

import re

from db.domain.text import composed
from desk_app.handouts.reading.mojibake import repair

_NEWLINES = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x1f]")
# Joiners (U+200C, U+200D) shape Persian, Indic scripts and emoji; elsewhere they are litter.
_LITTER = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINER = re.compile(
    "(?<![\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u2190-\U0001ffff])[\u200c\u200d]"
)
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BROKEN_WORD = re.compile(r"(?<![\w-])([^\W\d_]{2,})-\n([ \t]*)([^\W\d_]{2,})(?![\w-])")
# Words of their own, which the hyphen joins wherever the line ends: ``low-impact``, ``follow-up``.
_KEEP_BEFORE = frozenset(
    (
        *("cross", "deep", "fat", "follow", "gluten", "half", "high", "long", "low", "non"),
        *("self", "short", "sugar", "well"),
    )
)
_KEEP_BEHIND = frozenset(
    (
        *("based", "being", "care", "day", "free", "known", "like", "old", "term", "time"),
        *("up", "week"),
    )
)
_ENDINGS = frozenset(("ed", "en", "er", "ers", "est", "ing", "ish", "ly", "ness", "y"))
_FEWEST_BROKEN = 2
_WORD = re.compile(r"[^\W\d_]{4,}")


def normalise(text: str) -> str:
    """The same words, one line break, plain spaces, composed letters.

    Tabs and the spaces in front of a line stay: they carry tables and nesting.
    """
    text = _NEWLINES.sub("\n", repair(text))
    text = _LITTER.sub("", _SPACES.sub(" ", text))
    text = _DIRECTION.sub("", _JOINER.sub("", text))
    text = composed(text)
    # Line by line and not by one expression, whose time would grow with the square of the spaces.
    lines = (line.rstrip(" \t") for line in _join_broken_words(text).split("\n"))
    return "\n".join(lines).strip("\n")


def _join_broken_words(text: str) -> str:
    """``acu-`` + ``puncture`` is one word where the text writes it whole, or parts many so."""
    if "-\n" not in text:
        return text
    known = {word.casefold() for word in _WORD.findall(text)}
    parts_words = sum(match[3][0].islower() for match in _BROKEN_WORD.finditer(text))

    def join(match: re.Match[str]) -> str:
        first, second = match[1].casefold(), match[3]
        is_parted = parts_words >= _FEWEST_BROKEN and second[0].islower()
        is_whole = first + second.casefold() in known
        if is_whole or (is_parted and not _are_words(first, second)):
            # Down to the next line, for the lines above are then as full as they were.
            has_more = text[: match.start()].endswith(" ")
            whole = f"{match[1]}{second}"
            return f"\n{match[2]}{whole}" if has_more else f"{whole}\n"
        return match[0]

    return _BROKEN_WORD.sub(join, text)


def _are_words(first: str, second: str) -> bool:
    is_ending = second in _ENDINGS
    return second in _KEEP_BEHIND or (first in _KEEP_BEFORE and not is_ending)
