"""Headings without a mark, known by their shape and by what follows them."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.shapes import could_head, is_content, is_short
from desk_app.handouts.reading.words import (
    ends_open,
    ends_question,
    ends_sentence,
    ends_with_colon,
    is_all_caps,
    is_title_case,
    sentence_count,
    starts_small,
    word_count,
)

_LONGEST_TITLE = 20
_LONGEST_LABEL = 6
_LONGEST_ITEM = 12
_ASKING = ("what", "when", "how", "why", "who", "where", "which")


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
    if len(marked) > 1:
        return frozenset(marked)
    found = set(marked)
    index = start
    while index < len(lines):
        end = index
        while end < len(lines) and could_head(lines[end]) and end not in marked:
            end += 1
        found.update(_headings_of_run(lines, index, end))
        index = max(end, index + 1)
    return frozenset(i for i in found if i in marked or not _belongs_above(lines, i))


def _is_marked_heading(line: Line) -> bool:
    return line.is_marked and not (ends_sentence(line.text) and not ends_question(line.text))


def _headings_of_run(lines: Sequence[Line], start: int, end: int) -> Sequence[int]:
    """Of short lines in a row, two may be headings of two levels; of more, only the last.

    Short lines without an empty line between them are verses, addresses, lost lists.
    """
    run = range(start, end)
    if _heads_group(lines, start, end):
        return [start]
    if not run or end == len(lines) or not is_content(lines[end]):
        return [index for index in run if index + 1 < end and _is_label(lines[index])]
    if len(run) > 2:
        labels = [index for index in run[:-1] if _is_label(lines[index])]
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
    if is_below_closing and any(is_content(each) for each in lines[1 : index - 1]):
        return True
    is_last_of_group = not line.gap and lines[index + 1 : index + 2] and lines[index + 1].gap
    return bool(is_last_of_group) and above.marker is None and not ends_sentence(above.text)


def _may_head(lines: Sequence[Line], index: int) -> bool:
    line, following = lines[index], lines[index + 1]
    if starts_small(following.text) and not following.gap and following.marker is None:
        return False
    if not ends_with_colon(line.text):
        return not (ends_question(line.text) and following.marker is None and is_short(following))
    return _is_label(line)


def _is_label(line: Line) -> bool:
    """``Ingredients:`` heads a section; ``Common signs are:`` only leads up to a list."""
    text = line.text.rstrip(":： ")
    if not ends_with_colon(line.text) or (
        word_count(text) > _LONGEST_LABEL and not is_all_caps(text)
    ):
        return False
    is_word = word_count(text) == 1 and text[:1].isupper()
    is_asking = text.casefold().startswith(_ASKING)
    return is_word or is_asking or is_all_caps(text) or is_title_case(text)


def _heads_group(lines: Sequence[Line], start: int, end: int) -> bool:
    """A line that stands free above three or more in one block: a list that lost its bullets.

    Numbers are for addresses and hours, which are no lists.
    """
    items = lines[start + 1 : end]
    if len(items) < 3 or _end_of_group(lines, start + 1) != end:
        return False
    lead = lines[start]
    is_lead_in = ends_with_colon(lead.text) and not _is_label(lead)
    is_free = lead.gap and could_head(lead) and not is_lead_in
    return is_free and all(_is_bare_item(item) for item in items)


def _end_of_group(lines: Sequence[Line], start: int) -> int:
    """The end of the lines that stand together with no empty line between."""
    end = start + 1 if start < len(lines) and lines[start].gap else start
    while start < end < len(lines) and not lines[end].gap:
        end += 1
    return end


def _is_bare_item(line: Line) -> bool:
    has_digit = any(map(str.isdecimal, line.text))
    return could_head(line) and line.word_count <= _LONGEST_LABEL and not has_digit


def unmarked_items(lines: Sequence[Line], headings: frozenset[int]) -> frozenset[int]:
    """Short lines below a colon: a list whose bullets were lost on the way."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if index in headings:
            end = _end_of_group(lines, index + 1)
            if _heads_group(lines, index, end):
                found.update(range(index + 1, end))
        if not ends_with_colon(line.text) or line.marker is not None:
            continue
        end = index + 1
        while end < len(lines) and end not in headings and _could_be_item(lines, index, end):
            end += 1
        if end - index > 2:
            found.update(range(index + 1, end))
    return frozenset(found)


def _could_be_item(lines: Sequence[Line], lead: int, index: int) -> bool:
    line = lines[index]
    is_plain = line.marker is None and not line.is_row and not line.is_marked
    # One group below the colon, or one item per paragraph all the way down.
    is_together = index == lead + 1 or line.gap == lines[lead + 2].gap
    return is_plain and is_together and is_short(line) and line.word_count <= _LONGEST_ITEM
