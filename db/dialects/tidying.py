"""What keeps an SQLite file quick, in pieces so small that nobody has to wait for one."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

MERGED_AT_ONCE: Final = 8  # pages of an index
LOG_INTO_FILE: Final = "wal_checkpoint(PASSIVE)"  # waits for nobody, and nobody for it

_CHANGES = text("SELECT total_changes()")
_LEAST = 2  # changes of a merge that found something to do


def merge_some(session: Session, *, searched: str) -> bool:
    """Merge some pages of a search index; return whether there may be more of them.

    Each save leaves a small tree of its own, and a search looks into every one.
    """
    index = f"{searched}_words"
    before = session.scalar(_CHANGES) or 0
    merge = text(f"INSERT INTO {index}({index}, rank) VALUES ('merge', :pages)")  # noqa: S608
    session.execute(merge, {"pages": MERGED_AT_ONCE})
    return (session.scalar(_CHANGES) or 0) - before >= _LEAST
