"""The start-up gate: look at a database before trusting it, and never make one over another."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from db import migrate
from db.backups import copying
from db.domain.errors import StorageError, StorageFailure
from db.place import DatabasePlace
from db.session import Database, translated_errors
from db.unsafe_places import why_unsafe

APPLICATION_ID = 0x4644534B  # "FDSK", in the header of every file of ours
_HEADER_BYTES = 100


def open_database(
    place: DatabasePlace, *, key_hex: str | None = None, may_create: bool = True
) -> Database:
    """Open, and when needed create or migrate, the clinic's database.

    Args:
        may_create: False when a database was there before: then its absence is
            a loss to tell about, not a reason to begin a new one.

    Raises:
        StorageError: MISSING, EMPTY, DAMAGED, FOREIGN, NEWER_VERSION, ON_NETWORK,
            IN_SYNC_FOLDER, IN_USE, BUSY_OR_AWAY, CANNOT_WRITE. The file is then as it was.
    """
    if place.file is not None:
        if unsafe := why_unsafe(place.file):
            raise StorageError(unsafe)
        if place.file.exists():
            inspect_file(place.file, key_hex)
        elif not may_create or Path(f"{place.file}-wal").exists():
            raise StorageError(StorageFailure.MISSING)
        else:
            _create_file(place.file, key_hex)
    database = Database(place, key_hex=key_hex)
    try:
        if place.server is not None:
            inspect_server(database)
        migrate.upgrade(database)
    except BaseException:
        database.dispose()
        raise
    return database


def inspect_file(file: Path, key_hex: str | None) -> None:
    """Refuse what is not ours, through a connection that changes nothing about the file."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - a server's desk never needs it

    try:
        size = file.stat().st_size
        if size < _HEADER_BYTES:  # SQLite would take it for a healthy new database
            raise StorageError(StorageFailure.DAMAGED if size else StorageFailure.EMPTY)
        if not os.access(file, os.R_OK | os.W_OK):
            raise StorageError(StorageFailure.CANNOT_WRITE)
        connection: Any = driver.connect(str(file), timeout=5)
    except (OSError, driver.Error) as error:
        raise StorageError(StorageFailure.CANNOT_WRITE) from error
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key_hex is not None:
            connection.execute(f"PRAGMA key=\"x'{bytes.fromhex(key_hex).hex()}'\"")
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID:
            raise StorageError(StorageFailure.FOREIGN)
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.DatabaseError as error:
        busy = "locked" in str(error)
        raise StorageError(StorageFailure.IN_USE if busy else StorageFailure.DAMAGED) from error
    finally:
        connection.close()
    known = migrate.revisions()
    if revision not in known:
        raise StorageError(StorageFailure.NEWER_VERSION)
    if revision != known[-1] and copying.problems(file, key_hex=key_hex):
        raise StorageError(StorageFailure.DAMAGED)


def _create_file(file: Path, key_hex: str | None) -> None:
    """Make a whole new database under another name, then give it its own, if that is still free.

    Killed at any moment, this leaves either nothing or a database.
    """
    unfinished = file.with_name(f".{file.name}.{uuid.uuid4().hex[:8]}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = Database(DatabasePlace(file=unfinished), key_hex=key_hex)
        try:
            migrate.upgrade(fresh)
        finally:
            fresh.dispose()  # the last connection to close empties the write-ahead log
        # Unlike a rename, a link never replaces what another desk made meanwhile.
        os.link(unfinished, file)
    except FileExistsError:
        inspect_file(file, key_hex)
    except OSError as error:
        raise StorageError(StorageFailure.CANNOT_WRITE) from error
    finally:
        copying.remove_database(unfinished)


def inspect_server(database: Database) -> None:
    """Refuse a server database that holds tables of somebody else."""
    with translated_errors(), database.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
    if tables and not {"alembic_version", "enquiry"} <= set(tables):
        raise StorageError(StorageFailure.FOREIGN)
