"""Many rows at once: their ids before they are stored, so that they can refer to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, insert, text
from sqlalchemy.orm import Session

_FROM_SEQUENCE = text(
    "SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)"
)


def reserve_ids(session: Session, table: Table, count: int) -> list[int]:
    """Return ids that nobody else will use, rising. SQLite's one writer has its turn already."""
    if session.get_bind().dialect.name == "postgresql":
        asked = {"table": table.name, "count": count}
        return sorted(session.scalars(_FROM_SEQUENCE, asked))
    last = session.scalar(text(f"SELECT coalesce(max(id), 0) FROM {table.name}"))  # noqa: S608
    return list(range((last or 0) + 1, (last or 0) + 1 + count))


def insert_all(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows in one go; nothing where there are none."""
    if rows:
        session.connection().execute(insert(table), rows)
