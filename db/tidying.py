"""What is better done while nobody works, one short step after the other.

No statistics for SQLite's planner: every hot query finds its index without them, collecting them
takes a second with the only right to write, and with them the driver's SQLite keeps samples of what
the indexes hold, names and numbers that would outlive an erasure.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from db.dialects.search import SEARCHED
from db.dialects.tidying import LOG_INTO_FILE, merge_some
from db.durable import run_pragma
from db.session import Database


def tidy_up(database: Database) -> Iterator[None]:
    """Do the next step each time the iterator is asked for one. A server does this by itself."""
    if database.place.file is None:
        return
    for searched in SEARCHED:
        while database.write(partial(merge_some, searched=searched)):
            yield
    run_pragma(database.engine, LOG_INTO_FILE)
