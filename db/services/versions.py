"""Which versions of records a command saw, and which it made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

from sqlalchemy import event
from sqlalchemy.orm import Session

from db.domain.changes import Change, VersionMove
from db.models.base import Keyed, Versioned

Numbers: TypeAlias = Mapping[tuple[str, int, int], int]
"""A table, a record and a version of it -> the version that says the same today."""

_NUMBERS = "version_numbers"


def renumbered(
    session: Session, *, command: Callable[..., Change], numbers: Numbers, **arguments: Any
) -> Change:
    """Give a command that takes the versions of ``numbers`` for those that say the same today."""
    session.info[_NUMBERS] = numbers
    return command(session, **arguments)


def number_today(session: Session, table: str, record_id: int, version: int) -> int:
    """Return the version that says what this one said; itself, unless it is known otherwise."""
    numbers: Numbers = session.info.get(_NUMBERS, {})
    return numbers.get((table, record_id, version), version)


@contextmanager
def watching(session: Session) -> Iterator[list[VersionMove]]:
    """Yield a list that holds, at the end, every record of which the version moved."""
    before: dict[Keyed, int] = {}

    def note(flushing: Session, _context: object, _instances: object) -> None:
        for row in (*flushing.new, *flushing.dirty, *flushing.deleted):
            if isinstance(row, Keyed) and isinstance(row, Versioned):
                before.setdefault(row, 0 if row in flushing.new else row.version)

    moves: list[VersionMove] = []
    event.listen(session, "before_flush", note)
    try:
        yield moves
        session.flush()
    finally:
        event.remove(session, "before_flush", note)
    for row, seen in before.items():
        if row.version != seen:  # type: ignore[attr-defined]
            moves.append((row.__tablename__, row.id, seen, row.version))  # type: ignore[attr-defined]
