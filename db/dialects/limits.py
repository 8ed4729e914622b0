"""How SQLite is told how many rows are wanted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler


class SteadyLimits(SQLiteCompiler):
    """Says ``LIMIT 0 + ?``, for SQLite plans a statement with ``LIMIT ?`` anew at every run.

    It looks at a limit that is a plain value and plans for it, and takes longer for that than
    for most answers. A sum it leaves alone.
    """

    def limit_clause(self, select: Select[*tuple[Any, ...]], **kw: Any) -> str:
        clause: str = super().limit_clause(select, **kw)  # type: ignore[no-untyped-call]
        return clause.replace("LIMIT ", "LIMIT 0 + ", 1)
