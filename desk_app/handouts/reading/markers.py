"""The marks in front of list items and numbered headings."""

from __future__ import annotations

import enum
import re
import unicodedata
from dataclasses import dataclass

from desk_app.handouts.reading.words import has_words


class MarkerKind(enum.Enum):
    """BULLET and EMOJI have no order. EMOJI is a bullet only beside others."""

    BULLET = "bullet"
    EMOJI = "emoji"
    NUMBER = "number"
    LETTER = "letter"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark as it was written.

    Attributes:
        number: the place in the order, from 1; ``None`` for bullets.
        style: equal for marks of the same list, e.g. ``1.`` and ``2.``.
    """

    kind: MarkerKind
    text: str
    number: int | None = None
    style: str = ""


# Word's own bullets arrive as private-use characters of the Symbol and Wingdings fonts.
_GLYPHS = "•●○◦▪▫■□◆◇◊‣⁃∙⦿⦾➤➢➔→⇒►▶▸✓✔☐☑★☆✦✧❖♦✅✳✱⬤·・\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0e0"
# A cross says "do not": it is a bullet, but it stays in the words.
_CROSSES = "✗✘☒❌❎🚫⛔👎"
_VARIATION = "[\ufe0e\ufe0f]?"
_BULLET = re.compile(
    rf"(?:[{_GLYPHS}]{_VARIATION}\s*|[-*+–—−›»]\s+|\[[ xX]?\]\s+|o(?:\t| {{2,}}))(?=\S)"
)
_CROSS = re.compile(f"(?=[{_CROSSES}])")
_KEYCAP = re.compile(r"(\d)\ufe0f?\u20e3\s*(?=\S)")
_NUMBER = re.compile(
    r"(\(?|#)(\d{1,2}|\d{3}(?=\.\s))(\.\)|[.):：)°º]|\s?[-–](?=\s+\D)|(?<=\d)(?=\s))\s+(?=\S)"
)
_IDEOGRAPHIC = re.compile(r"[（(]?([一二三四五六七八九十]{1,3}|\d{1,3})[、．）]\s*(?=\S)")
_OUTLINE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})[.)]?\s+(?=[^\W\d_a-zß-ÿ])")
_LETTER = re.compile(r"(\(?)([A-Za-z]|[ivxIVX]{2,5})([.)])\s+(?=\S)")
_CIRCLED = re.compile(r"([①-⑳])\s*(?=\S)")
_ALONE = re.compile(rf"(?:[{_GLYPHS}]|[-*+–]|\(?\d{{1,2}}[.)])")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_IDEOGRAPHS = "一二三四五六七八九十"


def split_marker(line: str) -> tuple[Marker | None, str]:
    """The mark at the start of a stripped line, and the words after it."""
    # Most lines begin with a word: for them only ``a)``, ``II.`` and Word's ``o`` are looked for.
    is_word = line[:1].isalpha() and line[0] not in _IDEOGRAPHS
    for reader in (_lettered, _bulleted) if is_word else (_numbered, _bulleted, _emoji):
        marker = reader(line)
        if marker is not None and has_words(line[len(marker.text) :]):
            return marker, line[len(marker.text) :].strip()
    return None, line


def is_marker_alone(line: str) -> bool:
    """Whether a line is only a mark, whose words stand on the next line."""
    return _ALONE.fullmatch(line) is not None


def ordinal(text: str) -> int | None:
    """The number in a stored mark; ``None`` for bullets and no mark."""
    marker, _ = split_marker(f"{text.strip()} x")
    return marker.number if marker else None


def _numbered(line: str) -> Marker | None:
    if match := _OUTLINE.match(line):
        number = int(match[1].rsplit(".", 1)[1])
        return Marker(MarkerKind.OUTLINE, match[0], number, "1.1")
    if match := _NUMBER.match(line):
        before, digits, after = match.groups()
        if not after and before != "#":
            return None
        return Marker(MarkerKind.NUMBER, match[0], int(digits), f"{before}1{after.strip()}")
    if match := _KEYCAP.match(line):
        return Marker(MarkerKind.NUMBER, match[0], int(match[1]), "keycap")
    if match := _CIRCLED.match(line):
        return Marker(MarkerKind.NUMBER, match[0], ord(match[1]) - ord("①") + 1, "①")
    if match := _IDEOGRAPHIC.match(line):
        return Marker(MarkerKind.NUMBER, match[0], _ideographic(match[1]), "一、")
    return _lettered(line)


def _lettered(line: str) -> Marker | None:
    match = _LETTER.match(line)
    if match is None:
        return None
    before, letters, after = match.groups()
    case = "A" if letters.isupper() else "a"
    if set(letters.lower()) <= set(_ROMAN) and letters.lower() != "c":
        return Marker(MarkerKind.LETTER, match[0], _roman(letters), f"{before}{case}{after}")
    return Marker(MarkerKind.LETTER, match[0], ord(letters.lower()) - 96, f"{before}{case}{after}")


def _bulleted(line: str) -> Marker | None:
    if _CROSS.match(line):
        return Marker(MarkerKind.BULLET, "", style="✗")
    match = _BULLET.match(line)
    return Marker(MarkerKind.BULLET, match[0], style=match[0][0]) if match else None


def _emoji(line: str) -> Marker | None:
    first, space, _ = line.partition(" ")
    is_emoji = space and all(
        unicodedata.category(character) in ("So", "Sk", "Mn", "Cf") and character not in "©®°"
        for character in first
    )
    return Marker(MarkerKind.EMOJI, first + space, style="emoji") if is_emoji else None


def _ideographic(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    tens, ten, units = digits.partition("十")
    if not ten:
        return _IDEOGRAPHS.index(digits[0]) + 1
    before = _IDEOGRAPHS.index(tens) + 1 if tens else 1
    return before * 10 + (_IDEOGRAPHS.index(units) + 1 if units else 0)


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
