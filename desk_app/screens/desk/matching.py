"""Which of the clinic's services and staff the typed words may mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from db.domain.words import fold, index_words, marked_ranges, query_words
from db.queries.catalogue import ServiceRow
from db.queries.clinic import StaffRow

Row = TypeVar("Row")


def services_like(services: Sequence[ServiceRow], typed: str) -> list[ServiceRow]:
    """Return the services in which every word typed begins a word; the best first.

    Names count before other words for them; without words, all in the clinic's order.
    """
    ranked = [
        (rank, row)
        for row in services
        if (rank := _rank(typed, row.name, *row.aliases, row.category)) is not None
    ]
    return [row for _, row in sorted(ranked, key=_first)]


def staff_like(staff: Sequence[StaffRow], typed: str) -> list[StaffRow]:
    """Return the staff members with every word typed in their name or initials."""
    return [row for row in staff if _rank(typed, row.name, row.initials) is not None]


def the_service(services: Sequence[ServiceRow], typed: str) -> ServiceRow | None:
    """Return the one service the words can mean; None when there is none or a choice."""
    named = [row for row in services if fold(typed.strip()) in _folded(row.name, *row.aliases)]
    return _only(named or services_like(services, typed)) if typed.strip() else None


def the_member(staff: Sequence[StaffRow], typed: str) -> StaffRow | None:
    """Return the one staff member the words can mean."""
    named = [row for row in staff if fold(typed.strip()) in _folded(row.name, row.initials)]
    return _only(named or staff_like(staff, typed)) if typed.strip() else None


def alias_meant(row: ServiceRow, typed: str) -> str:
    """Return the other word by which a service was found; empty when it was its name."""
    if _rank(typed, row.name) is not None:
        return ""
    return next((alias for alias in row.aliases if _rank(typed, alias) is not None), "")


def title_marks(title: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Return ``(start, length)`` of the words of the title that the typed ones begin."""
    found: dict[int, int] = {}
    for word in query_words(typed):
        for start, end in marked_ranges(title, (word,)):
            found[start] = max(found.get(start, 0), end - start)
    return tuple(sorted(found.items()))


def _rank(typed: str, *texts: str) -> int | None:
    """Return the number of the first text by itself enough, or of all; None for no match."""
    asked = query_words(typed)
    for number, text in enumerate(texts):
        if _begin(asked, index_words(text)):
            return number
    return len(texts) if _begin(asked, index_words(*texts)) else None


def _begin(asked: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(start) for word in words) for start in asked)


def _folded(*texts: str) -> list[str]:
    return [fold(text) for text in texts if text]


def _only(rows: Sequence[Row]) -> Row | None:
    return rows[0] if len(rows) == 1 else None


def _first(pair: tuple[int, ServiceRow]) -> int:
    return pair[0]
