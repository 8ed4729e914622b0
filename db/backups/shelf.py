"""Where a database's copies are kept, what they are called, and which of them stay."""

from __future__ import annotations

import datetime as dt
import enum
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db.backups.copying import UNFINISHED, remove_database

_ALL_OF = dt.timedelta(days=2)
_SURELY_LEFT = dt.timedelta(hours=1)  # a copy is written in seconds
_DAYS, _WEEKS, _MONTHS = 12, 10, 9
# What stands beside the copies, while it is written anew: see ``db.audit_anchor``, ``db.erasures``.
_LISTS = (".audit-anchors.jsonl.", ".erasures.json.")
_STAMP = "%Y%m%dT%H%M%SZ"


class Reason(enum.Enum):
    """Why a copy was made; part of its name."""

    CHANGED = "changed"
    CLOSED = "closed"
    ASKED = "asked"
    UPDATE = "before-update"
    IMPORT = "before-import"
    MERGE = "before-merge"
    ERASE = "before-erase"
    RESTORE = "before-restore"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy on a shelf.

    Attributes:
        made_at: aware, UTC, whole seconds.
        size: bytes.
    """

    file: Path
    made_at: dt.datetime
    reason: Reason
    size: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder with the copies of one database.

    Attributes:
        name: the database's own, without its ending; what is called otherwise is not ours.
    """

    folder: Path
    name: str

    @classmethod
    def of(cls, database: Path) -> Shelf:
        """Return the shelf that stands beside a database."""
        return cls(database.with_name(f"{database.stem}-backups"), database.stem)

    def place_for(self, reason: Reason, at: dt.datetime) -> Path:
        """Return the name of a new copy; none has it yet."""
        moment = at.astimezone(dt.UTC)
        while (file := self._named(reason, moment)).exists():
            moment += dt.timedelta(seconds=1)
        return file

    def copies(self) -> list[Copy]:
        """Return what is there, newest first; nothing when the folder is not there.

        Raises:
            OSError: the folder cannot be read.
        """
        if not self.folder.is_dir():
            return []
        found = (self._copy(file) for file in self.folder.iterdir())
        return sorted(filter(None, found), key=lambda copy: copy.made_at, reverse=True)

    def clear(self, now: dt.datetime) -> None:
        """Remove the copies that need not stay."""
        copies = self.copies()
        for copy in set(copies) - staying(copies, now):
            remove_database(copy.file)

    def remove_unfinished(self, *, untouched_for: dt.timedelta = _SURELY_LEFT) -> None:
        """Remove what a killed program left half-written, not what another one is writing."""
        latest = time.time() - untouched_for.total_seconds()
        for beginning in (f".{self.name}-", *_LISTS):
            for file in self.folder.glob(f"{beginning}*{UNFINISHED}*"):
                with suppress(OSError):  # it may be gone with another's
                    if file.stat().st_mtime <= latest:
                        remove_database(file)

    def _named(self, reason: Reason, at: dt.datetime) -> Path:
        return self.folder / f"{self.name}-{at:{_STAMP}}-{reason.value}.db"

    def _copy(self, file: Path) -> Copy | None:
        pattern = rf"{re.escape(self.name)}-(\d{{8}}T\d{{6}}Z)-([a-z-]+)\.db"
        match = re.fullmatch(pattern, file.name)
        if match is None:
            return None
        try:
            made_at = dt.datetime.strptime(match[1], _STAMP).replace(tzinfo=dt.UTC)
            return Copy(file, made_at, Reason(match[2]), file.stat().st_size)
        except (ValueError, OSError):
            return None


def staying(copies: Iterable[Copy], now: dt.datetime) -> set[Copy]:
    """Return the copies that stay: all of two days, then the last of a day, week and month.

    Days, weeks and months count that have a copy, so that a closed clinic keeps its old ones.
    One that was made in the future, by a clock that was wrong, stays too.
    """
    newest_first = sorted(copies, key=lambda copy: copy.made_at, reverse=True)
    kept = {copy for copy in newest_first if copy.made_at > now - _ALL_OF}
    spans: tuple[tuple[Callable[[dt.datetime], object], int], ...] = (
        (lambda moment: moment.date(), _DAYS),
        (lambda moment: moment.isocalendar()[:2], _WEEKS),
        (lambda moment: (moment.year, moment.month), _MONTHS),
    )
    for span, count in spans:
        last_of: dict[object, Copy] = {}
        for copy in newest_first:
            last_of.setdefault(span(copy.made_at), copy)
        kept.update(list(last_of.values())[:count])
    return kept
