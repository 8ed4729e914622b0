"""A table of contents above an article: it repeats the headings that come later."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from desk_app.handouts.reading.chrome_words import CONTENTS
from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.pieces import DropReason, PieceKind
from desk_app.handouts.reading.shapes import is_content, is_short
from desk_app.handouts.reading.words import key_of

_FEWEST = 3


def mark_contents(lines: Sequence[Line], reasons: list[DropReason | None]) -> None:
    """A table of contents repeats headings that come later, in their order."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        places[_contents_key(line)].append(index)
    index = 0
    while index < len(lines):
        is_announced = lines[index].key in CONTENTS
        start = index + 1 if is_announced else index
        end = _end_of_contents(lines, places, start)
        if is_announced:
            is_contents = end > start
        else:
            is_contents = _head_sections(lines, places, range(start, end))
        if is_contents:
            reasons[index:end] = [DropReason.CONTENTS] * (end - index)
        index = max(end, index + 1)


def _contents_key(line: Line) -> str:
    """Without the dots and the page number of a printed table of contents."""
    if not line.text[-1:].isdecimal():
        return line.key
    return key_of(line.text.rstrip(" 0123456789").rstrip(" .…·")) or line.key


def _end_of_contents(lines: Sequence[Line], places: dict[str, list[int]], start: int) -> int:
    first_repeat = len(lines)
    end = start
    while end < min(len(lines), first_repeat) and is_short(lines[end]):
        later = places[_contents_key(lines[end])][-1]
        if later <= end or not is_short(lines[later], with_marker=True):
            break
        if end == start:
            first_repeat = _next_place(lines, places, end)
        end += 1
    return end


def _next_place(lines: Sequence[Line], places: dict[str, list[int]], index: int) -> int:
    """Where the same words come next; past the end where they do not."""
    repeats = places[_contents_key(lines[index])]
    following = bisect_right(repeats, index)
    return repeats[following] if following < len(repeats) else len(lines)


def _head_sections(lines: Sequence[Line], places: dict[str, list[int]], entries: range) -> bool:
    """Without an announcement each entry has to stand above real text later.

    Two repeat headings by chance, unless the source itself says that they are.
    """
    heads = [_next_place(lines, places, index) for index in entries]
    if not all(head + 1 < len(lines) and is_content(lines[head + 1]) for head in heads):
        return False
    are_stated = all(lines[head].stated is PieceKind.HEADING for head in heads)
    return len(heads) >= _FEWEST - are_stated
