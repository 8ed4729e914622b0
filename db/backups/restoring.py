"""Put a copy in the place of a database, and try whether it could be done."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from db.audit_anchor import Anchor
from db.backups.contents import Contents, look_into
from db.backups.copying import (
    failure_of,
    give_name,
    problems,
    remove_database,
    unfinished_name,
)
from db.backups.shelf import Reason, Shelf
from db.domain.errors import StorageError, StorageFailure
from db.domain.staff import Actor
from db.erasures import LOG_NAME, apply_log, carry_log, log_beside
from db.keys.slot_file import copy_slots, is_plain
from db.opening import open_database
from db.place import DatabasePlace
from db.services.auditing import note_restore
from db.session import Database, sqlite_engine, translated_errors

_PARTS = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        before: where the state before it is kept; None when there was no file.
    """

    contents: Contents
    before: Path | None


def restore(copy: Path, database: Path, *, at: dt.datetime, key_hex: str | None = None) -> Restored:
    """Put a copy in the place of a database that nobody has open.

    Killed at any moment, this leaves the old database, or the restored one, or neither
    under its name: then the old one is among the copies, and a restore can be begun again.

    Raises:
        StorageError: the copy is not whole or not ours, IN_USE, or nothing can be written;
            the database is as it was.
    """
    unfinished = unfinished_name(database)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        contents = _bring(copy, unfinished, key_hex)
        carry_log(copy.with_name(LOG_NAME), log_beside(database))
        opens_alike = not is_plain(database) and _is_readable(database, key_hex)
        before = _put_aside(database, at, key_hex)
        if not opens_alike:  # else a passphrase that was changed since would come back
            copy_slots(copy, database)
        give_name(unfinished, database)
    except OSError as error:
        raise StorageError(failure_of(error)) from error
    finally:
        remove_database(unfinished)
    return Restored(contents, before)


def write_down(database: Database, anchor: Anchor, *, by: Actor, at: dt.datetime) -> None:
    """Say in the audit of what was restored that it was; nobody misses the rows behind it then.

    Whoever was erased since the copy was made is erased again.
    """
    database.write(partial(note_restore, actor=by, at=at))
    anchor.forget()
    if database.place.file is not None:
        apply_log(database, log_beside(database.place.file), by=by, at=at)


def drill(copy: Path, *, key_hex: str | None = None) -> Contents:
    """Restore a copy into a passing folder, open it as a start would, and compare.

    Raises:
        StorageError: it could not be restored, or is not whole.
    """
    with tempfile.TemporaryDirectory(prefix="front-desk-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "restored.db"
        expected = look_into(copy, key_hex=key_hex)
        restore(copy, file, at=dt.datetime.now(dt.UTC), key_hex=key_hex)
        open_database(DatabasePlace(file=file), key_hex=key_hex).dispose()
        if look_into(file, key_hex=key_hex) != expected:
            raise StorageError(StorageFailure.DAMAGED)
        return expected


def _bring(copy: Path, unfinished: Path, key_hex: str | None) -> Contents:
    """Copy and check what is to be restored, under a name that nothing opens."""
    look_into(copy, key_hex=key_hex)  # tells a foreign or empty file before it is copied
    shutil.copyfile(copy, unfinished)
    if Path(f"{copy}-wal").exists():
        shutil.copyfile(f"{copy}-wal", f"{unfinished}-wal")
    if problems(unfinished, key_hex=key_hex, every_page=True):
        raise StorageError(StorageFailure.DAMAGED)
    return look_into(unfinished, key_hex=key_hex)


def _put_aside(database: Path, at: dt.datetime, key_hex: str | None) -> Path | None:
    """Move a database to its copies, whole or damaged, with the log that belongs to it."""
    if Path(f"{database}-wal").exists() and _is_readable(database, key_hex):
        _fold_log(database, key_hex)
    parts = [part for part in _PARTS if Path(f"{database}{part}").exists()]
    if not parts:
        return None
    kept = Shelf.of(database).place_for(Reason.RESTORE, at)
    kept.parent.mkdir(parents=True, exist_ok=True)
    for part in parts:  # the file first: a log without its file is missed, not overlooked
        Path(f"{database}{part}").rename(f"{kept}{part}")
    if not is_plain(kept):
        copy_slots(database, kept)
    return kept


def _is_readable(database: Path, key_hex: str | None) -> bool:
    try:
        look_into(database, key_hex=key_hex)
    except StorageError:
        return False  # to be kept as it is
    return True


def _fold_log(database: Path, key_hex: str | None) -> None:
    """Put the write-ahead log of a readable database into its file.

    Raises:
        StorageError: IN_USE, another program is at work on it.
    """
    engine = sqlite_engine(database, key_hex=key_hex)
    try:
        with translated_errors(), engine.connect() as connection:
            connection.commit()
            driver = connection.connection.driver_connection
            assert driver is not None  # noqa: S101 - a live connection always has one
            busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except StorageError as error:
        if error.failure is StorageFailure.BUSY_OR_AWAY:
            raise StorageError(StorageFailure.IN_USE) from error
        return  # damaged: it is kept as it is
    finally:
        engine.dispose()
    if busy:
        raise StorageError(StorageFailure.IN_USE)
    with suppress(OSError):
        Path(f"{database}-shm").unlink(missing_ok=True)
