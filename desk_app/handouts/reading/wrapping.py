"""Hard line breaks: which line of the source goes on in the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk_app.handouts.reading.markers import Marker
from desk_app.handouts.reading.words import (
    ends_open,
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
# ``Vor- und Nachteile``: the hyphen stands for a word that comes later.
_SUSPENDING = re.compile(r"(?:und|oder|bzw|bis|and|or|to|en|of|og|och)\b")
# A column of a leaflet: narrower than that are lists, and only much of it is no list by chance.
_NARROWEST_COLUMN = 24
_FEWEST_OPEN = 3
_FEWEST_BROKEN = 2
_FULL_SHARE = 0.9
_MOST_PAUSES = 0.3


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
        pairs = [
            (line, following)
            for line, following in pairwise(raws)
            if not (following.gap or following.marker or _is_apart(line))
        ]
        return cls(_page_width(pairs) or _column_width(pairs))

    def continues(self, first: RawLine, line: RawLine, following: RawLine) -> bool:
        """Whether ``following`` goes on where ``line`` breaks off; ``first`` began the words."""
        if following.gap or following.marker or not _can_go_on(line, following):
            return False
        if first.marker is not None and following.indent > first.indent:
            return True
        if not self.width or _is_apart(line):
            return False
        columns = _columns(line.words)
        if _columns_with_next_word(line, following) > self.width:
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
        return " " if _SUSPENDING.match(after) else ""
    is_unspaced = _JOINED_WITHOUT_SPACE.match(before[-1]) and _JOINED_WITHOUT_SPACE.match(after[0])
    return "" if is_unspaced else " "


def _page_width(pairs: Sequence[tuple[RawLine, RawLine]]) -> int:
    """Wrapped text breaks most of its long lines in the middle of a sentence."""
    pairs = [pair for pair in pairs if _columns(pair[0].words) >= _NARROWEST]
    broken = [_columns(line.words) for line, following in pairs if _is_broken(line, following)]
    width = max(broken, default=0)
    return width if len(broken) >= _BROKEN_SHARE * len(pairs) and width <= _WIDEST else 0


def _column_width(pairs: Sequence[tuple[RawLine, RawLine]]) -> int:
    """In a narrow column nearly every line is as full as the word that follows lets it be."""
    # What hangs below its mark goes on by that, and is set in by the mark's own width.
    open_ = [
        (line, following)
        for line, following in pairs
        if _breaks_off(line.words) and _can_go_on(line, following) and not line.marker
    ]
    broken = sum(_is_broken(*pair) for pair in open_)
    if len(open_) < _FEWEST_OPEN or broken < _FEWEST_BROKEN or not _end_in_stops(pairs):
        return 0
    # Verses pause where they end.
    if sum(_pauses(line.words) for line, _ in open_) > _MOST_PAUSES * len(open_):
        return 0
    # The widest may be too wide by the rest of a word that was parted at its edge.
    for width in sorted((_columns(line.words) for line, _ in open_), reverse=True)[:2]:
        full = sum(_columns_with_next_word(*pair) > width for pair in open_)
        if _NARROWEST_COLUMN <= width < _NARROWEST and full >= _FULL_SHARE * len(open_):
            return width
    return 0


def _pauses(words: str) -> bool:
    return ends_open(words) and not words.endswith("-")


def _end_in_stops(pairs: Sequence[tuple[RawLine, RawLine]]) -> bool:
    """Whether each block of lines ends as a paragraph does; a list of words does not."""
    begun = {id(line) for line, _ in pairs}
    ends = [following for _, following in pairs if id(following) not in begun]
    return sum(ends_sentence(end.words) for end in ends) >= _FULL_SHARE * len(ends)


def _is_apart(line: RawLine) -> bool:
    """A row of a table, or a heading by its mark."""
    return "\t" in line.words or " | " in line.words or line.words.startswith("#")


def _is_broken(line: RawLine, following: RawLine) -> bool:
    return _breaks_off(line.words) and not following.words[:1].isupper()


def _columns_with_next_word(line: RawLine, following: RawLine) -> int:
    return _columns(line.words) + 1 + _columns(_first_word(following.words))


def _columns(text: str) -> int:
    return len(text) + (0 if text.isascii() else len(_WIDE_CHARACTER.findall(text)))


def _first_word(text: str) -> str:
    return text[0] if _JOINED_WITHOUT_SPACE.match(text[0]) else text.split(" ", 1)[0]


def _breaks_off(words: str) -> bool:
    return not ends_sentence(words) and not ends_with_colon(words)


def _can_go_on(line: RawLine, following: RawLine) -> bool:
    return has_words(line.words) and has_words(following.words)
