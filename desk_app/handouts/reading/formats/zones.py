"""Boxes of a page that say what they are: menus, footers, forms, boxes beside the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from desk_app.handouts.reading.formats.units import Role, Unit
from desk_app.handouts.reading.invitations import is_warning
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.words import word_count

# A box with more of the page's words than this is the page: a form or a menu around all of it.
_MOST_OF_A_PAGE = 0.5
# Names of classes are guesses beside what an element is; buttons and hidden words are facts.
_NEVER_A_WARNING = frozenset((DropReason.MENU, DropReason.HIDDEN, DropReason.COOKIES))


def with_reasons(units: Sequence[Unit], zones: Sequence[DropReason]) -> list[Unit]:
    """The units, each with the reason of the outermost box that is not the page itself."""
    total = sum(word_count(unit.text) for unit in units if unit.reason is None)
    inside: Counter[int] = Counter()
    titled: set[int] = set()
    for unit in units:
        words = word_count(unit.text) if unit.reason is None else 0
        for zone in unit.zones:
            inside[zone] += words
            if unit.role is Role.TITLE or (unit.role is Role.HEADING and unit.level == 1):
                titled.add(zone)
    whole = {zone for zone, words in inside.items() if words > _MOST_OF_A_PAGE * total}
    # A form around the first heading is the page; a header is its head, with the site's name.
    is_only = sum(unit.role is Role.HEADING and unit.level == 1 for unit in units) == 1
    around = {DropReason.FORM, DropReason.ASIDE} | ({DropReason.PAGE_HEAD} if is_only else set())
    whole |= {zone for zone in titled if zones[zone] in around}
    return [_with_reason(unit, zones, whole) for unit in units]


def _with_reason(unit: Unit, zones: Sequence[DropReason], whole: set[int]) -> Unit:
    reason = unit.reason
    for zone in reversed(unit.zones):
        if zone not in whole and reason is not DropReason.HIDDEN:
            reason = zones[zone]
    if reason is None:
        return unit
    if reason not in _NEVER_A_WARNING and unit.reason is None and is_warning(unit.text):
        return unit
    return replace(unit, reason=reason)
