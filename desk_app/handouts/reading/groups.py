"""Short lines in one block: lists that lost their bullets, addresses, hours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.shapes import could_head, is_label, is_short
from desk_app.handouts.reading.words import ends_with_colon

_LONGEST_ITEM = 12
_LONGEST_BARE = 6
_AMOUNT = re.compile(r"[\d½⅓⅔¼¾⅛][\d½⅓⅔¼¾⅛/.,–-]*\s+[^\W\d_A-Z]{2,}[^\d]*$")


def group_below(lines: Sequence[Line], index: int) -> range:
    """The two or more short lines in one block below a line that stands free; else empty."""
    lead, start = lines[index], index + 1
    is_lead_in = ends_with_colon(lead.text) and not is_label(lead)
    if not lead.gap or is_lead_in or not could_head(lead):
        return range(0)
    if start == len(lines) or not lines[start].gap:
        return range(0)
    end = start + 1
    while end < len(lines) and not lines[end].gap:
        end += 1
    if end - start < 2 or not all(map(_is_plain, lines[start:end])):
        return range(0)
    return range(start, end)


def _is_plain(line: Line) -> bool:
    return line.marker is None and not line.is_marked and not line.is_row and is_short(line)


def _is_bare_item(line: Line) -> bool:
    """Numbers are for addresses and hours, which are no lists."""
    has_digit = any(map(str.isdecimal, line.text))
    return could_head(line) and line.word_count <= _LONGEST_BARE and not has_digit


def _is_amount(line: Line) -> bool:
    """``½ cup fresh ginger``: where every line begins so they are no addresses."""
    return _AMOUNT.match(line.text) is not None and line.word_count <= _LONGEST_ITEM


def unmarked_items(lines: Sequence[Line], headings: frozenset[int]) -> frozenset[int]:
    """Short lines below a colon or a heading: a list whose bullets were lost on the way."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if index in headings:
            group = group_below(lines, index)
            below = [lines[each] for each in group]
            if len(group) > 2 and (all(map(_is_bare_item, below)) or all(map(_is_amount, below))):
                found.update(group)
        if not ends_with_colon(line.text) or line.marker is not None or line.is_row:
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
