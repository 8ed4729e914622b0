"""Two people changed one record: what goes together by itself, and what somebody must choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Merged(Generic[T]):
    """Both changes in one.

    Attributes:
        fields: the newer record with every change of mine that nobody else touched;
            where both changed the same field, mine.
        conflicts: names of the fields that both changed to something different.
    """

    fields: T
    conflicts: tuple[str, ...]


def merge(before: T, mine: T, theirs: T) -> Merged[T]:
    """Merge two edits of one frozen dataclass.

    Args:
        before: as it stood when I began.
    """
    kept: dict[str, Any] = {}
    conflicts = []
    for name in _names(before):
        old, own, other = (getattr(record, name) for record in (before, mine, theirs))
        if own in (old, other):
            continue
        kept[name] = own
        if other != old:
            conflicts.append(name)
    merged: T = replace(theirs, **kept)  # type: ignore[type-var]
    return Merged(merged, tuple(conflicts))


def both_texts(theirs: str, mine: str) -> str:
    """Return two texts as one, theirs first; a text that holds the other is both already."""
    if mine in theirs:
        return theirs
    if theirs in mine:
        return mine
    separator = "\n" if "\n" in theirs + mine or len(theirs + mine) > 60 else ", "
    return f"{theirs}{separator}{mine}"


def _names(record: Any) -> Iterable[str]:
    return (field.name for field in fields(record))
