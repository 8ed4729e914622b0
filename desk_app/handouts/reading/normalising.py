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
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,})-\n[ \t]*([^\W\d_]{2,})")
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
    """``acu-`` + ``puncture`` is one word where the text also writes it whole."""
    if "-\n" not in text:
        return text
    known = {word.casefold() for word in _WORD.findall(text)}

    def join(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        return f"{whole}\n" if whole.casefold() in known else match[0]

    return _BROKEN_WORD.sub(join, text)
