"""Many rows at once: their ids before they are stored, so that they can refer to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

_FROM_SEQUENCE = text(
    "SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)"
)


class _Bound(dict[Any, Any]):
    """Value of a column -> what the driver takes for it; many rows share a day or a channel."""

    def __init__(self, bind: Callable[[Any], Any]) -> None:
        super().__init__()
        self._bind = bind

    def __missing__(self, value: Any) -> Any:
        bound = self[value] = self._bind(value)
        return bound


def reserve_ids(session: Session, table: Table, count: int) -> list[int]:
    """Return ids that nobody else will use, rising. SQLite's one writer has its turn already."""
    if session.get_bind().dialect.name == "postgresql":
        asked = {"table": table.name, "count": count}
        return sorted(session.scalars(_FROM_SEQUENCE, asked))
    last = session.scalar(text(f"SELECT coalesce(max(id), 0) FROM {table.name}"))  # noqa: S608
    return list(range((last or 0) + 1, (last or 0) + 1 + count))


def insert_all(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows, each with the same columns in the same order, see ``insert_tuples``."""
    if rows:
        insert_tuples(session, table, tuple(rows[0]), [tuple(row.values()) for row in rows])


def insert_tuples(
    session: Session,
    table: Table,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    but_known: bool = False,
) -> None:
    """Insert many rows in one go, straight through the driver.

    Made fit for it row by row they would take longer than storing them does. Defaults of
    columns are not filled in.

    Args:
        names: of the columns.
        but_known: leave out rows whose key is there.
    """
    if not rows:
        return
    dialect = session.get_bind().dialect
    binds = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    if any(binds):  # a column at a time
        columns = zip(*rows, strict=True)
        bound = (
            map(_Bound(bind).__getitem__, some) if bind else some
            for bind, some in zip(binds, columns, strict=True)
        )
        rows = list(zip(*bound, strict=True))
    quoted = ", ".join(map(dialect.identifier_preparer.quote, names))
    places = ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * len(names))
    unless = " ON CONFLICT DO NOTHING" if but_known else ""
    statement = f"INSERT INTO {table.name} ({quoted}) VALUES ({places}){unless}"  # noqa: S608
    session.connection().exec_driver_sql(statement, list(rows))
