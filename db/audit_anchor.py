"""The end of the audit's chain as this seat last saw it, in a file outside the database.

Somebody who can write the database past this program can also read the chain's key, and link
every row anew. The last link they cannot change here.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from db.queries.audit import Link, last_link, link_at


@dataclass(frozen=True, slots=True)
class Anchor:
    """One file for one database."""

    file: Path

    def read(self) -> Link | None:
        """Return what was last seen; None before the first look, or when the file is no good."""
        try:
            told = json.loads(self.file.read_text(encoding="utf-8"))
            at = dt.datetime.fromisoformat(told["at"]) if told["at"] else None
            return Link(int(told["row"]), str(told["link"]), at)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def holds(self, session: Session) -> bool:
        """Whether the row that was last seen is still there, with its link."""
        seen = self.read()
        return seen is None or link_at(session, row_id=seen.row_id) == seen.link

    def move(self, session: Session) -> bool:
        """Take the chain's end for the next look, if the last one holds; say whether it did.

        Raises:
            OSError: the file cannot be written.
        """
        if not self.holds(session):
            return False
        end = last_link(session)
        if end != self.read():
            self.write(end)
        return True

    def write(self, end: Link) -> None:
        """Keep a place in the chain, whatever was kept before."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.file.with_suffix(".part")
        unfinished.write_text(line_of(end) + "\n", encoding="utf-8")
        os.replace(unfinished, self.file)  # noqa: PTH105 - the one call that is atomic

    def forget(self) -> None:
        """A restore has gone back behind it, and says so in the audit."""
        self.file.unlink(missing_ok=True)


def line_of(end: Link) -> str:
    """Return a place in the chain as it is written down, one line of JSON."""
    at = end.at.isoformat() if end.at else None
    return json.dumps({"row": end.row_id, "link": end.link, "at": at})
