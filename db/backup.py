"""A copy of the whole database in one file, checked before it gets its name."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path

from db.domain.errors import StorageError, StorageFailure
from db.session import Database, sqlite_engine, translated_errors


def back_up(database: Database, target: Path, *, key_hex: str | None = None) -> None:
    """Write a consistent copy of an SQLite database to ``target``, replacing what is there.

    Work goes on meanwhile: readers and writers are not stopped. The copy has
    its name only once it was read back and found whole.

    Raises:
        StorageError: the copy could not be written or is damaged; a server
            keeps its own backups (NOT_A_FILE).
    """
    if database.place.file is None:
        raise StorageError(StorageFailure.NOT_A_FILE)
    unfinished = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(database, unfinished)
        damage = problems(unfinished, key_hex=key_hex)
        if damage:
            raise StorageError(StorageFailure.DAMAGED)
        _make_durable(unfinished)
        os.replace(unfinished, target)  # noqa: PTH105 - beside fsync, the same family of calls
        _make_durable(target.parent)
    except OSError as error:
        raise StorageError(StorageFailure.CANNOT_WRITE) from error
    finally:
        remove_database(unfinished)


def problems(file: Path, *, key_hex: str | None = None) -> list[str]:
    """Return what SQLite's own checks find wrong with a file; empty when it is whole."""
    engine = sqlite_engine(file, key_hex=key_hex)
    try:
        with translated_errors(), engine.execution_options(readonly=True).connect() as connection:
            found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(20)")]
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    finally:
        engine.dispose()
    found = [line for line in found if line != "ok"]
    return found + [f"{table}: a reference leads nowhere" for table, *_ in broken]


def remove_database(file: Path) -> None:
    """Delete a file that never got its name, and what SQLite left beside it, if it can be done."""
    for leftover in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        with suppress(OSError):
            leftover.unlink(missing_ok=True)


def _copy(database: Database, target: Path) -> None:
    with translated_errors(), database.engine.connect() as connection:
        # VACUUM refuses to run in a transaction, and the driver is where none has begun.
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a live connection always has one
        driver.execute("PRAGMA query_only=0")
        driver.execute("VACUUM INTO ?", (str(target),))


def _make_durable(path: Path) -> None:
    """Ask the disk to keep what was written; folders too, where the system can."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
