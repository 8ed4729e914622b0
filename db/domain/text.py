"""One cleaner for everything that is typed, pasted or imported, in front of both databases.

SQLite stores a NUL and PostgreSQL refuses it; a bidi override turns a line round
on screen and on paper; a lone surrogate cannot be encoded at all. None of them
gets past ``clean``, so both databases hold the same characters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from db.domain.errors import DeskError

PHONE: Final = 64
NAME: Final = 200
SHORT: Final = 200
EMAIL: Final = 254
NOTE: Final = 20_000
ARTICLE: Final = 1_000_000

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Controls other than \n and \t; soft hyphen, zero-width space, word joiner and byte order mark,
# which hide inside pasted words and make them unfindable; embeddings, overrides and isolates;
# annotation marks; surrogates; noncharacters, which XML (Word, Excel) cannot hold.
# U+200C and U+200D stay: Persian, Hindi and emoji need them. U+200E and U+200F stay: harmless.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff"
    "\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)

# No writing puts so many marks on one letter.
_MOST_MARKS: Final = 30
_PILE = re.compile(rf"[^\w\s]{{{_MOST_MARKS + 1},}}")
_JOINER = "\u034f"  # invisible; Unicode's Stream-Safe Text Format (UAX 15) parts piles with it


class TextTooLongError(DeskError):
    """A cleaned text is longer than its field. Nothing is ever cut unseen."""


def clean(text: str, *, limit: int, multiline: bool = False) -> str:
    """The text as it may be stored: NFC, no hidden characters, no white space around it.

    A single line has its inner white space, of any kind, collapsed to one space.
    Several lines keep their line breaks and no-break spaces; tabs become spaces.

    Raises:
        TextTooLongError: more than ``limit`` characters are left.
    """
    text = _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))
    text = composed(text)
    if multiline:
        lines = text.replace("\t", " ").split("\n")
        text = "\n".join(line.rstrip() for line in lines).strip()
    else:
        text = " ".join(text.split())
    if len(text) > limit:
        raise TextTooLongError(f"longer than {limit} characters")
    return text


def composed(text: str) -> str:
    """The text in NFC, in a time that grows with its length.

    The marks on one letter are sorted by holding each against each, so that a pile of
    400,000, which is one line of a script, would take minutes; a joiner parts such piles.
    """
    return unicodedata.normalize("NFC", _PILE.sub(_parted, text))


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters of the text, never ending inside a combined letter.

    For text that nobody is there to shorten, such as a name handed over by a telephone.
    """
    if len(text) <= limit:
        return text
    end = limit
    while end and _continues(text[end - 1], text[end]):
        end -= 1
    return text[:end].rstrip()


def fitted(text: str, limit: int) -> str:
    """One clean line of at most ``limit`` characters, of whatever a machine hands over."""
    return shortened(clean(text, limit=len(text)), limit)


def _parted(pile: re.Match[str]) -> str:
    parted, marks = [], 0
    for character in pile[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            parted.append(_JOINER)
            marks = 1
        parted.append(character)
    return "".join(parted)


def _continues(before: str, character: str) -> bool:
    """Whether the character is drawn as a part of the one before it."""
    return (
        unicodedata.category(character).startswith("M")
        or "\u200d" in (before, character)
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
