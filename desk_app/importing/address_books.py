"""Exports of address books, which give what kind of number it is a column of its own."""

from __future__ import annotations

import re
from typing import Final

from desk_app.importing.book import Row

_KIND: Final = re.compile(r"(phone \d+) - (?:label|type)", re.IGNORECASE)
_OTHER_KIND: Final = re.compile(r"(?:e-mail|address|website|event|im) \d+ - (?:label|type)", re.I)
_NUMBERS_OF_ONE: Final = " ::: "


def with_kinds_beside(rows: list[Row]) -> list[Row]:
    """Return the rows with each kind in brackets behind its number; other files as they are."""
    headings = [heading.strip() for heading in rows[0]] if rows else []
    places = {heading.casefold(): place for place, heading in enumerate(headings)}
    pairs = {
        place: places[f"{found[1].casefold()} - value"]
        for place, heading in enumerate(headings)
        if (found := _KIND.fullmatch(heading)) and f"{found[1].casefold()} - value" in places
    }
    if not pairs:
        return rows
    kinds = {place for place, heading in enumerate(headings) if _OTHER_KIND.fullmatch(heading)}
    return [rows[0], *(_joined(row, pairs, kinds) for row in rows[1:])]


def _joined(row: Row, pairs: dict[int, int], kinds: set[int]) -> Row:
    joined = list(row)
    for place, value in pairs.items():
        if value < len(row) and row[value]:
            kind = row[place].strip("* ").lower()
            numbers = row[value].split(_NUMBERS_OF_ONE)
            joined[value] = "; ".join(f"{each} ({kind})" if kind else each for each in numbers)
    return ["" if place in pairs or place in kinds else cell for place, cell in enumerate(joined)]
