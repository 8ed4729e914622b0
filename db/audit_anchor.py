"""The end of the audit's chain as this seat last saw it, in a file outside the database.

Somebody who can write the database past this program can also read the chain's key, and link
every row anew. The last link they cannot change here.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from db.queries.audit import Link, last_link, link_at

LIST_OF_COPIES: Final = "audit-anchors.jsonl"
_MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """One file for one database."""

    file: Path

    def read(self) -> Link | None:
        """Return what was last seen; None before the first look, or when the file is no good."""
        try:
            return _link_in(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
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
        _write_whole(self.file, [line_of(end)])

    def forget(self) -> None:
        """A restore has gone back behind it, and says so in the audit."""
        self.file.unlink(missing_ok=True)


def list_copy(folder: Path, copy: str, end: Link) -> None:
    """Write beside a copy which place in the chain it holds, for a look with other eyes.

    Raises:
        OSError: the list cannot be written.
    """
    file = folder / LIST_OF_COPIES
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    lines.append(line_of(end, copy=copy))
    _write_whole(file, lines[-_MOST_LINES:])


def listed_in(file: Path) -> list[Link]:
    """Return the places in the chain that a list of copies, or an anchor, names.

    Raises:
        ValueError: it is no such list.
        OSError: it cannot be read.
    """
    return [_link_in(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def line_of(end: Link, **more: str) -> str:
    """Return a place in the chain as it is written down, one line of JSON."""
    at = end.at.isoformat() if end.at else None
    return json.dumps({**more, "row": end.row_id, "link": end.link, "at": at})


def _link_in(line: str) -> Link:
    try:
        told = json.loads(line)
        at = dt.datetime.fromisoformat(told["at"]) if told["at"] else None
        return Link(int(told["row"]), str(told["link"]), at)
    except (KeyError, TypeError) as error:
        raise ValueError("no place in a chain") from error


def _write_whole(file: Path, lines: list[str]) -> None:
    unfinished = file.with_name(f".{file.name}.{uuid.uuid4().hex[:8]}.part")  # two may write
    unfinished.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    os.replace(unfinished, file)  # noqa: PTH105 - the one call that is atomic
