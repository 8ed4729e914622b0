"""Headings without a mark, known by their shape and by what follows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desk_app.handouts.reading.groups import group_below
from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.pieces import PieceKind
from desk_app.handouts.reading.shapes import (
    could_head,
    is_content,
    is_direction,
    is_label,
    is_short,
)
from desk_app.handouts.reading.words import (
    ends_open,
    ends_question,
    ends_sentence,
    ends_with_colon,
    is_all_caps,
    is_title_case,
    sentence_count,
    starts_small,
)

_LONGEST_TITLE = 20
_LONGEST_ITEM = 12
# So many lines above a signature one paragraph of the letter stands.
_LETTER = 20


def is_title(lines: Sequence[Line]) -> bool:
    """Whether the first line is one; the title is never in the middle."""
    first = lines[0]
    text = first.text
    if first.is_marked:
        return True
    if first.marker is not None or first.is_row or first.is_rule or is_content(first):
        return _is_long_title(first, lines)
    if ends_open(text) or starts_small(text):
        return False
    return not ends_with_colon(text) or is_all_caps(text) or is_title_case(text)


def _is_long_title(first: Line, lines: Sequence[Line]) -> bool:
    """More words than a heading has, or a full stop behind capitalised words."""
    if first.marker is not None or first.is_row or first.is_rule or len(lines) < 2:
        return False
    if sentence_count(first.text) > 1 or not lines[1].gap:
        return False
    if ends_sentence(first.text) and not ends_question(first.text):
        return is_title_case(first.text) and first.word_count <= _LONGEST_ITEM
    return first.word_count <= _LONGEST_TITLE and not ends_open(first.text)


def find_headings(lines: Sequence[Line], *, has_title: bool) -> frozenset[int]:
    """The numbers of the lines that head something."""
    start = 1 if has_title else 0
    marked = {i for i, line in enumerate(lines) if i >= start and _is_marked_heading(line)}
    # Where the writer marked the headings, no other line is one.
    if len(marked) > 1 or any(line.stated is PieceKind.HEADING for line in lines):
        return frozenset(marked)
    found = set(marked)
    index = start
    while index < len(lines):
        end, group = index, range(0)
        while end < len(lines) and could_head(lines[end]) and end not in marked:
            if group := group_below(lines, end):
                break
            end += 1
        found.update(_headings_of_run(lines, index, end, heads_group=bool(group)))
        if group:
            found.add(end)
            end = group.stop
        index = max(end, index + 1)
    counts = Counter(line.key for line in lines if is_direction(line))
    return frozenset(
        i
        for i in found
        if i in marked or not (_belongs_above(lines, i) or counts[lines[i].key] > 1)
    )


def _is_marked_heading(line: Line) -> bool:
    return line.is_marked and not (ends_sentence(line.text) and not ends_question(line.text))


def _headings_of_run(
    lines: Sequence[Line], start: int, end: int, *, heads_group: bool
) -> Sequence[int]:
    """Of short lines in a row, two may be headings of two levels; of more, only the last.

    Short lines without an empty line between them are verses, addresses, lost lists.
    """
    run = range(start, end)
    if not run or end == len(lines) or not (heads_group or is_content(lines[end])):
        return [index for index in run if index + 1 < end and is_label(lines[index])]
    if len(run) > 2:
        labels = [index for index in run[:-1] if is_label(lines[index])]
        last_stands_free = lines[end - 1].gap or not lines[end].gap
        return [*labels, *(run[-1:] if last_stands_free else ())]
    if len(run) == 2 and not lines[end - 1].gap and lines[end].gap:
        return ()
    return [index for index in run if _may_head(lines, index)]


def _belongs_above(lines: Sequence[Line], index: int) -> bool:
    """The last line of a group, or the name under ``Kind regards,``."""
    above, line = lines[index - 1], lines[index]
    if index == 0 or above.is_marked:
        return False
    is_below_closing = above.text.endswith(",") and is_short(above)
    if is_below_closing and any(map(is_content, lines[max(index - _LETTER, 1) : index - 1])):
        return True
    is_last_of_group = not line.gap and lines[index + 1 : index + 2] and lines[index + 1].gap
    return bool(is_last_of_group) and above.marker is None and not ends_sentence(above.text)


def _may_head(lines: Sequence[Line], index: int) -> bool:
    line, following = lines[index], lines[index + 1]
    if starts_small(following.text) and not following.gap and following.marker is None:
        return False
    if not ends_with_colon(line.text):
        return not (ends_question(line.text) and following.marker is None and is_short(following))
    return is_label(line)
