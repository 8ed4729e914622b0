"""Call cards and edits that are not saved yet, in a file of this desk's own.

Apart from the clinic's database, so that what is typed is safe while a server
is away and is never shown at another desk.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from db.domain.errors import StorageError, StorageFailure
from db.durable import empty_log
from db.keys.encrypting import encrypt_file
from db.session import sqlite_engine, translated_errors

logger = logging.getLogger(__name__)

_CREATE = text(
    "CREATE TABLE IF NOT EXISTS draft "
    "(public_id TEXT PRIMARY KEY, started_at TEXT NOT NULL, content TEXT NOT NULL)"
)
_SAVE = text(
    "INSERT INTO draft (public_id, started_at, content) VALUES (:public_id, :started_at, :content) "
    "ON CONFLICT (public_id) DO UPDATE "
    "SET started_at = excluded.started_at, content = excluded.content"
)
_REMOVE = text("DELETE FROM draft WHERE public_id = :public_id")
_ALL = text("SELECT public_id, started_at, content FROM draft ORDER BY started_at, rowid")
_SIDE_FILES = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Draft:
    """One open call card, or what is typed into a record that exists already.

    Attributes:
        public_id: the one its enquiry will have.
        started_at: aware; of an edit, when it was kept last.
        content: everything typed and chosen; plain values that JSON can hold.
    """

    public_id: uuid.UUID
    started_at: dt.datetime
    content: Mapping[str, Any] = field(default_factory=dict)

    @property
    def edited(self) -> tuple[str, int] | None:
        """The kind and id of the record that is edited; None for a call card."""
        match self.content.get("edited"):
            case [str(kind), int(record_id)]:
                return kind, record_id
        return None

    @property
    def about(self) -> frozenset[tuple[str, int]]:
        """The people and enquiries it is about, by kind and id."""
        named = {
            ("person", self.content.get("caller_id")),
            ("person", self.content.get("about_id")),
            ("enquiry", self.content.get("continues")),
            self.edited or ("", None),
        }
        return frozenset((kind, key) for kind, key in named if isinstance(key, int))


class DraftStore:
    """The drafts of one desk. What ``save`` returns from survives a power cut."""

    def __init__(self, file: Path, key_hex: str | None = None) -> None:
        """Open the file, or begin a new one. A damaged file is moved aside, never overwritten.

        Args:
            key_hex: 64 hex digits to encrypt with, also what is there and is plain; None
                leaves the file plain.

        Raises:
            StorageError: the file can be neither opened nor begun.
        """
        self.file = file
        self.moved_to: Path | None = None
        file.parent.mkdir(parents=True, exist_ok=True)
        if key_hex is not None:
            encrypt_file(file, key_hex)
        self._engine = sqlite_engine(file, key_hex=key_hex)
        try:
            _prepare(self._engine)
        except StorageError as error:
            self._engine.dispose()
            if error.failure is not StorageFailure.DAMAGED:
                raise
            self.moved_to = _move_aside(file)
            self._engine = sqlite_engine(file, key_hex=key_hex)
            _prepare(self._engine)

    def save(self, draft: Draft) -> None:
        """Keep this draft in place of an earlier state of it."""
        self.apply(saved=[draft])

    def remove(self, public_id: uuid.UUID) -> None:
        """Forget a draft; one that is not there is no mistake."""
        self.apply(removed=[public_id])

    def apply(self, saved: Iterable[Draft] = (), removed: Iterable[uuid.UUID] = ()) -> None:
        """Keep and forget several drafts at once: all of it or nothing.

        Of what is forgotten no byte stays.

        Raises:
            StorageError: nothing was changed.
        """
        rows = [_row(draft) for draft in saved]
        gone = [{"public_id": str(public_id)} for public_id in removed]
        with translated_errors(), self._engine.begin() as connection:
            if rows:
                connection.execute(_SAVE, rows)
            if gone:
                connection.execute(_REMOVE, gone)
        if gone:
            empty_log(self._engine)

    def all(self) -> list[Draft]:
        """Return every draft, oldest first."""
        with translated_errors(), self._engine.connect() as connection:
            found = connection.execute(_ALL).all()
        drafts = [_draft(*row) for row in found]
        return [draft for draft in drafts if draft is not None]

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _prepare(engine: Engine) -> None:
    with translated_errors(), engine.begin() as connection:
        sound = connection.execute(text("PRAGMA quick_check(1)")).scalar()
        if sound != "ok":
            raise StorageError(StorageFailure.DAMAGED)
        connection.execute(_CREATE)
        connection.execute(_ALL).first()


def _move_aside(file: Path) -> Path:
    """Rename the file and its journal, which may still hold readable text."""
    number = 1
    while (target := file.with_name(f"{file.stem}.damaged-{number}{file.suffix}")).exists():
        number += 1
    file.rename(target)
    for ending in _SIDE_FILES:
        beside = file.with_name(file.name + ending)
        if beside.exists():
            beside.rename(target.with_name(target.name + ending))
    logger.warning("the drafts file was damaged and was moved aside")
    return target


def _row(draft: Draft) -> dict[str, str]:
    # ASCII only, so that half an emoji, which a text field may hold, can be stored.
    return {
        "public_id": str(draft.public_id),
        "started_at": draft.started_at.isoformat(),
        "content": json.dumps(draft.content, ensure_ascii=True),
    }


def _draft(public_id: str, started_at: str, content: str) -> Draft | None:
    """One unreadable row must not keep the others away."""
    try:
        return Draft(
            uuid.UUID(public_id), dt.datetime.fromisoformat(started_at), json.loads(content)
        )
    except ValueError:
        logger.warning("a draft could not be read")
        return None
