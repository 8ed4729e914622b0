"""A copy of the whole database in one file, checked before it gets its name."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, text

from db.domain.errors import StorageError, StorageFailure
from db.durable import make_durable, steadily_synced
from db.keys.slot_file import copy_slots, is_plain, slot_file_of
from db.session import Database, sqlite_engine, translated_errors

UNFINISHED = ".part"
_LAST_DEED = "SELECT max(id) FROM audit_entry"


def back_up(database: Database, target: Path) -> None:
    """Write a consistent copy of an SQLite database to ``target``, replacing what is there.

    Work goes on meanwhile: readers and writers are not stopped. The copy has
    its name only once it was read back and found whole, with all that was
    committed before it began. That of an encrypted database opens with the same key.

    Raises:
        StorageError: the copy could not be written or is damaged; a server
            keeps its own backups (NOT_A_FILE).
    """
    if database.place.file is None:
        raise StorageError(StorageFailure.NOT_A_FILE)
    unfinished = unfinished_name(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        committed = _last_deed(database)
        with ThreadPoolExecutor(max_workers=1) as beside:
            looking = beside.submit(_references_hold, database)
            with steadily_synced(unfinished):
                _copy(database, unfinished)
        _check(unfinished, database.key_hex, committed, references_hold=looking.result())
        if database.key_hex is not None:
            copy_slots(database.place.file, target)  # first: what nobody can open is no copy
        give_name(unfinished, target)
    except OSError as error:
        raise StorageError(failure_of(error)) from error
    finally:
        remove_database(unfinished)


def unfinished_name(target: Path) -> Path:
    """Return a name beside a file, for it to be written under until it is whole."""
    return target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}{UNFINISHED}")


def give_name(unfinished: Path, target: Path) -> None:
    """Have a whole file on the disk, and only then under its name, in place of another.

    Raises:
        OSError: the file of that name is as it was.
    """
    make_durable(unfinished)
    os.replace(unfinished, target)  # noqa: PTH105 - beside fsync, the same family of calls
    make_durable(target.parent)


def failure_of(error: OSError) -> StorageFailure:
    """Return which of our failures the system's is."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return StorageFailure.DISK_FULL if full else StorageFailure.CANNOT_WRITE


def problems(file: Path, *, key_hex: str | None = None, every_page: bool = False) -> list[str]:
    """Return what SQLite's own checks find wrong with a file; empty when it is whole.

    Args:
        every_page: look at the seal of each page of an encrypted file too, which gives false
            alarms while somebody writes to it.
    """
    if is_plain(file):
        key_hex = None
    with _reading(file, key_hex) as connection:
        found = _broken_references(connection) + _broken_pages(connection)
        if key_hex is not None and every_page:
            found += _broken_seals(connection)
    return found


def remove_database(file: Path) -> None:
    """Delete a copy or what never got its name, and what stands beside it, if it can be done."""
    for leftover in (file, Path(f"{file}-wal"), Path(f"{file}-shm"), slot_file_of(file)):
        with suppress(OSError):
            leftover.unlink(missing_ok=True)


def _last_deed(database: Database) -> int:
    """Return the number of the last row of the audit: nothing is committed without one."""
    reading = database.engine.execution_options(readonly=True)  # waits for no writer
    with translated_errors(), reading.connect() as connection:
        return connection.execute(text(_LAST_DEED)).scalar() or 0


def _references_hold(database: Database) -> bool:
    """Look at a database that is at work, on a connection of its own."""
    assert database.place.file is not None  # noqa: S101 - a server is never copied
    try:
        with _reading(database.place.file, database.key_hex) as connection:
            return not _broken_references(connection)
    except StorageError:
        return False


def _check(copy: Path, key_hex: str | None, committed: int, *, references_hold: bool) -> None:
    """Read a copy back, as it is on the disk.

    The seals of an encrypted one tell that every page is what SQLite wrote, and that was built
    up anew from the rows it read: a trial of a restore looks at the rest.
    """
    with _reading(copy, key_hex) as connection:
        found = _broken_seals(connection) if key_hex else _broken_pages(connection)
        if not references_hold:
            found += _broken_references(connection)
        last = 0 if found else connection.execute(text(_LAST_DEED)).scalar() or 0
    if found or last < committed:
        raise StorageError(StorageFailure.DAMAGED)


@contextmanager
def _reading(file: Path, key_hex: str | None) -> Iterator[Connection]:
    engine = sqlite_engine(file, key_hex=key_hex)
    try:
        with translated_errors(), engine.execution_options(readonly=True).connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _broken_references(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return [f"{table}: a reference leads nowhere" for table, *_ in rows]


def _broken_pages(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("PRAGMA quick_check(20)")
    return [str(row[0]) for row in rows if row[0] != "ok"]


def _broken_seals(connection: Connection) -> list[str]:
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]


def _copy(database: Database, target: Path) -> None:
    """Have SQLite write the copy in one read of the database.

    Its backup interface, in steps, would begin anew with every save that comes between two of
    them, and so never end on a busy desk.
    """
    with translated_errors(), database.engine.connect() as connection:
        # VACUUM refuses to run in a transaction, and the driver is where none has begun.
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a live connection always has one
        driver.execute("PRAGMA query_only=0")
        driver.execute("VACUUM INTO ?", (str(target),))
