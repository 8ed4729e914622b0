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
from db.durable import make_durable
from db.keys.slot_file import is_plain, slot_file_of
from db.place import DatabasePlace
from db.session import Database, translated_errors
from db.unsafe_places import why_unsafe

APPLICATION_ID = 0x4644534B  # "FDSK", in the header of every file of ours
_HEADER_BYTES = 100
_PAGE_BYTES = 4096
_ENDING_OF_NEW = ".new"


def open_database(
    place: DatabasePlace, *, key_hex: str | None = None, may_create: bool = True
) -> Database:
    """Open, and when needed create or migrate, the clinic's database.

    Args:
        key_hex: what it is encrypted with; a new file is made plain without it.
        may_create: False when a database was there before: then its absence is
            a loss to tell about, not a reason to begin a new one.

    Raises:
        StorageError: MISSING, EMPTY, DAMAGED, FOREIGN, NEWER_VERSION, ON_NETWORK,
            IN_SYNC_FOLDER, IN_USE, BUSY_OR_AWAY, CANNOT_WRITE, LOCKED (a key is needed),
            KEYS_MISSING. The file is then as it was.
    """
    if place.file is not None:
        if unsafe := why_unsafe(place.file):
            raise StorageError(unsafe)
        if place.file.exists():
            inspect_file(place.file, key_hex)
        elif not (may_create and is_free(place.file)):
            raise StorageError(StorageFailure.MISSING)
        else:
            _create_file(place.file, key_hex)
        if is_plain(place.file):
            key_hex = None
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

    if _needs_key(file) and key_hex is None:
        raise StorageError(_why_unreadable(file))
    try:
        connection: Any = driver.connect(str(file), timeout=5)
    except driver.Error as error:
        raise StorageError(StorageFailure.CANNOT_WRITE) from error
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key_hex is not None and not is_plain(file):
            connection.execute(f"PRAGMA key=\"x'{bytes.fromhex(key_hex).hex()}'\"")
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID:
            raise StorageError(StorageFailure.FOREIGN)
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (driver.DatabaseError, UnicodeDecodeError) as error:
        busy = "locked" in str(error)
        raise StorageError(StorageFailure.IN_USE if busy else StorageFailure.DAMAGED) from error
    finally:
        connection.close()
    if found is None:  # nothing of ours is ever without one
        raise StorageError(StorageFailure.DAMAGED)
    known = migrate.revisions()
    if found[0] not in known:
        raise StorageError(StorageFailure.NEWER_VERSION)
    if found[0] != known[-1] and copying.problems(file, key_hex=key_hex):
        raise StorageError(StorageFailure.DAMAGED)


def _needs_key(file: Path) -> bool:
    """Whether the file is encrypted or else no database; refuses what is too small for either."""
    try:
        size = file.stat().st_size
    except OSError as error:
        raise StorageError(StorageFailure.CANNOT_WRITE) from error
    if size < _HEADER_BYTES:  # SQLite would take it for a healthy new database
        raise StorageError(StorageFailure.DAMAGED if size else StorageFailure.EMPTY)
    if not os.access(file, os.R_OK | os.W_OK):
        raise StorageError(StorageFailure.CANNOT_WRITE)
    return not is_plain(file)


def _why_unreadable(file: Path) -> StorageFailure:
    """Tell an encrypted file from a damaged one: it is noise in whole pages."""
    if slot_file_of(file).exists():
        return StorageFailure.LOCKED
    with file.open("rb") as stream:
        different = len(set(stream.read(_PAGE_BYTES)))
    is_noise = different > _PAGE_BYTES // 20 and file.stat().st_size % _PAGE_BYTES == 0
    return StorageFailure.KEYS_MISSING if is_noise else StorageFailure.DAMAGED


def is_free(file: Path) -> bool:
    """Whether nothing is there, not even what a lost database left behind."""
    return not (file.exists() or Path(f"{file}-wal").exists())


def begin_database(file: Path, *, key_hex: str | None) -> Database:
    """Make a whole new database under another name beside ``file``, to be filled first.

    Raises:
        StorageError: it cannot be made there.
    """
    if unsafe := why_unsafe(file):
        raise StorageError(unsafe)
    unfinished = file.with_name(f".{file.name}.{uuid.uuid4().hex[:8]}{_ENDING_OF_NEW}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(copying.failure_of(error)) from error
    fresh = Database(DatabasePlace(file=unfinished), key_hex=key_hex)
    try:
        migrate.upgrade(fresh)
    except BaseException:
        fresh.dispose()
        copying.remove_database(unfinished)
        raise
    return fresh


def finish_database(fresh: Database, file: Path) -> bool:
    """Close what ``begin_database`` made and give it its name; False when that was taken.

    Killed at any moment, this leaves either nothing or a database.
    """
    assert fresh.place.file is not None  # noqa: S101 - a server's database is never begun so
    fresh.dispose()  # the last connection to close empties the write-ahead log
    try:
        make_durable(fresh.place.file)
        # Unlike a rename, a link never replaces what another desk made meanwhile.
        os.link(fresh.place.file, file)
        make_durable(file.parent)
    except FileExistsError:
        return False
    except OSError as error:
        raise StorageError(copying.failure_of(error)) from error
    finally:
        copying.remove_database(fresh.place.file)
    return True


def remove_unfinished(file: Path) -> None:
    """Remove what starts that never came to their end left beside a database that is not there."""
    for leftover in file.parent.glob(f".{file.name}.*{_ENDING_OF_NEW}"):
        copying.remove_database(leftover)


def _create_file(file: Path, key_hex: str | None) -> None:
    if not finish_database(begin_database(file, key_hex=key_hex), file):
        inspect_file(file, key_hex)


def inspect_server(database: Database) -> None:
    """Refuse a server database that holds tables of somebody else."""
    with translated_errors(), database.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
    if tables and not {"alembic_version", "enquiry"} <= set(tables):
        raise StorageError(StorageFailure.FOREIGN)
