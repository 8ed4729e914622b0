"""Lists of terms and what they mean: questions with answers, or one item for each term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from desk_app.handouts.reading.formats.units import Role, Unit
from desk_app.handouts.reading.words import ends_question, ends_with_colon, word_count

_PARTS = (Role.TERM, Role.DEFINITION)
_LONGEST_MEANING = 25


def with_definitions(units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, terms and their meanings among them as headings and paragraphs, or as items."""
    for is_list, group in groupby(units, key=lambda unit: unit.role in _PARTS):
        parts = list(group)
        if not is_list:
            yield from parts
        elif _are_headings(parts):
            for part in parts:
                role = Role.HEADING if part.role is Role.TERM else Role.PARAGRAPH
                yield replace(part, role=role, level=4 if role is Role.HEADING else 0)
        else:
            yield from _items(parts)


def _are_headings(parts: Sequence[Unit]) -> bool:
    return any(
        ends_question(part.text)
        if part.role is Role.TERM
        else word_count(part.text) > _LONGEST_MEANING
        for part in parts
    )


def _items(parts: Sequence[Unit]) -> Iterator[Unit]:
    """``Term: meaning``; several terms share a meaning, and one may have several."""
    waiting: list[Unit] = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        waiting.append(part)
        if following is None or (part.role, following.role) == (Role.DEFINITION, Role.TERM):
            terms = ", ".join(each.text for each in waiting if each.role is Role.TERM)
            meaning = " ".join(each.text for each in waiting if each.role is Role.DEFINITION)
            colon = "" if not terms or ends_with_colon(terms) or not meaning else ":"
            text = f"{terms}{colon} {meaning}".strip()
            yield replace(waiting[0], role=Role.BULLET, text=text, marker="• ")
            waiting = []
