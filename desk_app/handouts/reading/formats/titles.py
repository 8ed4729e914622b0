"""Which of a page's headings is the title of its article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk_app.handouts.reading.formats.units import Role, Unit
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.words import ends_sentence, key_of, word_count

_BETWEEN = re.compile(r"\s+[|•·«»‹›~–—-]\s+|\s+::\s+|\s*[|｜]\s*")
# What programs call a page that nobody named.
_NO_NAMES = frozenset(("", "untitled", "document", "untitled document", "home", "page", "index"))
_LONGEST_TITLE = 25
_LONGEST_ABOVE = 14
_MOST_ABOVE = 0.1


def find_title(units: Sequence[Unit], name: str) -> int | None:
    """The place of the title among the units, where the source states one."""
    open_ = [i for i, unit in enumerate(units) if unit.reason is None]
    for_title = [i for i in open_ if units[i].role is Role.TITLE]
    headings = [i for i in open_ if units[i].role is Role.HEADING]
    in_head = [
        i
        for i, unit in enumerate(units)
        if unit.role is Role.HEADING and unit.reason is DropReason.PAGE_HEAD
    ]
    named = _named(units, [*headings, *in_head], name)
    first = [i for i in headings if units[i].level == 1] or [
        i for i in in_head if units[i].level == 1
    ]
    first = [] if first and _has_begun(units, open_, first[0]) else first
    for found in (for_title, named, first, _leading(units, headings, open_)):
        if found:
            return found[0]
    short = [i for i in open_ if word_count(units[i].text) <= _LONGEST_TITLE]
    same = _named(units, [i for i in short if units[i].role in (Role.TEXT, Role.PARAGRAPH)], name)
    return same[0] if same else None


def title_in_name(name: str) -> str:
    """The name of a page without the name of its site; empty where it has none of its own."""
    first = next((part for part in _BETWEEN.split(name) if part), "")
    return "" if key_of(first) in _NO_NAMES else first.strip()


def is_above_title(unit: Unit) -> bool:
    """A heading or a few words above the title: the page's, not the article's."""
    is_brief = word_count(unit.text) <= _LONGEST_ABOVE and not ends_sentence(unit.text)
    return unit.reason is None and is_brief and unit.role is not Role.ROW


def _named(units: Sequence[Unit], places: Sequence[int], name: str) -> list[int]:
    """Those that say what the page is called, without its site; the earliest part counts most."""
    keys = [key_of(part) for part in (name, *_BETWEEN.split(name))]
    wanted = [key for key in keys if key not in _NO_NAMES]
    for key in wanted:
        if found := [place for place in places if key_of(units[place].text) == key]:
            return found
    return []


def _has_begun(units: Sequence[Unit], open_: Sequence[int], place: int) -> bool:
    """Whether so much stands above a heading that it heads a section of something without title."""
    total = sum(word_count(units[each].text) for each in open_)
    above = [units[each] for each in open_ if each < place]
    content = sum(word_count(unit.text) for unit in above if not is_above_title(unit))
    return content > _MOST_ABOVE * total


def _leading(units: Sequence[Unit], headings: Sequence[int], open_: Sequence[int]) -> list[int]:
    """A heading above all else, or above all but what is brief."""
    if not headings:
        return []
    before = [place for place in open_ if place < headings[0]]
    return [] if any(not is_above_title(units[place]) for place in before) else [headings[0]]
