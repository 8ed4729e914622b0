"""Hard line breaks: which line of the source goes on in the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk_app.handouts.reading.markers import Marker
from desk_app.handouts.reading.words import (
    ends_sentence,
    ends_with_colon,
    has_words,
    starts_small,
)

_WIDE = "\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60"
_WIDE_CHARACTER = re.compile(f"[{_WIDE}]")
# Hangul is wide but puts spaces between words.
_JOINED_WITHOUT_SPACE = re.compile("[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uff60]")
_NARROWEST = 40
_WIDEST = 132
_BROKEN_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as the source has it, without the white space around it."""

    words: str
    indent: int
    gap: bool
    marker: Marker | None


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How wide the text was wrapped; ``width`` is 0 where it was not.

    A column is one character, two for a Chinese, Japanese or Korean one.
    """

    width: int

    @classmethod
    def of(cls, raws: Sequence[RawLine]) -> Wrapping:
        """Wrapped text breaks most of its long lines in the middle of a sentence."""
        long_lines, broken = 0, [0]
        for line, following in pairwise(raws):
            columns = _columns(line.words)
            if following.gap or following.marker or columns < _NARROWEST:
                continue
            long_lines += 1
            if _breaks_off(line.words) and not following.words[:1].isupper():
                broken.append(columns)
        width = max(broken)
        is_wrapped = len(broken) - 1 >= _BROKEN_SHARE * long_lines and width <= _WIDEST
        return cls(width if is_wrapped else 0)

    def continues(self, first: RawLine, line: RawLine, following: RawLine) -> bool:
        """Whether ``following`` goes on where ``line`` breaks off; ``first`` began the words."""
        if following.gap or following.marker or not _can_go_on(line, following):
            return False
        if first.marker is not None and following.indent > first.indent:
            return True
        is_apart = "\t" in line.words or " | " in line.words or line.words.startswith("#")
        if not self.width or is_apart:
            return False
        columns = _columns(line.words)
        if columns + 1 + _columns(_first_word(following.words)) > self.width:
            return not (ends_sentence(line.words) and self._stands_alone(following.words))
        is_long_enough = columns * 2 >= self.width
        return is_long_enough and _breaks_off(line.words) and starts_small(following.words)

    def _stands_alone(self, words: str) -> bool:
        """A short line without a full stop is no last line of a paragraph."""
        is_short = _columns(words) < 0.6 * self.width
        return is_short and (not ends_sentence(words) or words.endswith("?"))


def join_words(parts: Sequence[str]) -> str:
    """All of them, with a space between where the script and the hyphen allow one."""
    joined = [parts[0]]
    for before, after in pairwise(parts):
        joined.extend((_between(before, after), after))
    return "".join(joined)


def _between(before: str, after: str) -> str:
    if before.endswith("-") and before[-2:-1].isalpha() and starts_small(after):
        return ""
    is_unspaced = _JOINED_WITHOUT_SPACE.match(before[-1]) and _JOINED_WITHOUT_SPACE.match(after[0])
    return "" if is_unspaced else " "


def _columns(text: str) -> int:
    return len(text) + (0 if text.isascii() else len(_WIDE_CHARACTER.findall(text)))


def _first_word(text: str) -> str:
    return text[0] if _JOINED_WITHOUT_SPACE.match(text[0]) else text.split(" ", 1)[0]


def _breaks_off(words: str) -> bool:
    return not ends_sentence(words) and not ends_with_colon(words)


def _can_go_on(line: RawLine, following: RawLine) -> bool:
    return has_words(line.words) and has_words(following.words)
