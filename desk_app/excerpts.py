"""One line of a longer text, cut so that what was searched for can be seen, and marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from db.domain.words import marked_ranges

_LONGEST: Final = 240  # more than any column is wide
_SEARCHED: Final = 2_000
_BEFORE: Final = 24

Marks = tuple[tuple[int, int], ...]


def marks_in(text: str, words: Sequence[str]) -> Marks:
    """Return ``(start, length)`` of what was searched for; words as from ``query_words``."""
    return tuple((start, end - start) for start, end in marked_ranges(text, words))


def excerpt(text: str, words: Sequence[str]) -> tuple[str, Marks]:
    """Return one line, from shortly before the first match on, and its marks."""
    flat = " ".join(text[:_SEARCHED].split())
    marks = marks_in(flat, words)
    start = 0
    if marks and marks[0][0] > 2 * _BEFORE:
        start = flat.rfind(" ", 0, marks[0][0] - _BEFORE) + 1
    shown, shift = flat[start : start + _LONGEST], -start
    if start:
        shown, shift = f"…{shown}", 1 - start
    inside = (mark for mark in marks if sum(mark) + shift <= len(shown))
    return shown, tuple((at + shift, length) for at, length in inside)
