"""Put an encrypted file in the place of a plain one, and leave nothing of the plain one behind."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

from db.backups.copying import failure_of, problems, remove_database
from db.backups.shelf import Shelf
from db.domain.errors import StorageError, StorageFailure
from db.durable import make_durable
from db.keys.slot_file import copy_slots, is_plain

_ENDING_OF_NEW = ".sealed"
_ENDING_OF_PLAIN = ".plain"
_BLOCK = 1_000_000


def encrypt_file(file: Path, key_hex: str) -> None:
    """Encrypt a plain SQLite file that nobody else has open; one that is not plain stays.

    Killed at any moment, this leaves the plain or the encrypted file under its name, whole,
    and perhaps leftovers that ``remove_leftovers`` removes. What lies on a disk that writes
    elsewhere than it is told, such as an SSD, cannot be overwritten by any program.

    Raises:
        StorageError: IN_USE, DAMAGED, DISK_FULL, CANNOT_WRITE; the file is as it was.
    """
    remove_leftovers(file)
    if not is_plain(file):
        return
    mark = uuid.uuid4().hex[:8]
    sealed = file.with_name(f".{file.name}.{mark}{_ENDING_OF_NEW}")
    plain = file.with_name(f".{file.name}.{mark}{_ENDING_OF_PLAIN}")
    connection = _alone_with(file)
    try:
        _export(connection, sealed, key_hex)
        _compare(connection, sealed, key_hex)
        make_durable(sealed)
        os.link(file, plain)  # a name by which it can be overwritten afterwards
        if os.name == "nt":
            connection.close()  # there, nobody replaces an open file
        os.replace(sealed, file)  # noqa: PTH105 - beside fsync, the same family of calls
        make_durable(file.parent)
    except OSError as error:
        raise StorageError(failure_of(error)) from error
    finally:
        connection.close()
        remove_database(sealed)
    _overwrite(plain)


def encrypt_with_copies(file: Path, key_hex: str) -> None:
    """Encrypt a database, and then its copies, each with the slots beside it.

    Raises:
        StorageError: as ``encrypt_file``. A copy that cannot be encrypted stays as it is.
    """
    encrypt_file(file, key_hex)
    for copy in Shelf.of(file).copies():
        with suppress(StorageError):
            if is_plain(copy.file):
                copy_slots(file, copy.file)
                encrypt_file(copy.file, key_hex)


def remove_leftovers(file: Path) -> None:
    """Remove what an encryption left that was cut off."""
    for unfinished in file.parent.glob(f".{file.name}.*{_ENDING_OF_NEW}"):
        remove_database(unfinished)
    for plain in file.parent.glob(f".{file.name}.*{_ENDING_OF_PLAIN}"):
        with suppress(OSError):
            if plain.samefile(file):
                plain.unlink()  # cut off before the exchange: another name of the file itself
            else:
                _overwrite(plain)


def _alone_with(file: Path) -> Any:
    """Return a connection beside which there is no other, to a file without a log."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - a server's desk never needs it

    connection = driver.connect(str(file), timeout=2, isolation_level=None)
    try:
        connection.execute("PRAGMA temp_store=MEMORY").fetchall()
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        # Only now: in this mode SQLite would leave its journal, with readable pages in it.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")  # the lock stays
        [(mode,)] = connection.execute("PRAGMA journal_mode").fetchall()
        if mode != "delete":
            raise StorageError(StorageFailure.IN_USE)
    except driver.Error as error:
        connection.close()
        busy = "locked" in str(error)
        raise StorageError(StorageFailure.IN_USE if busy else StorageFailure.DAMAGED) from error
    except StorageError:
        connection.close()
        raise
    return connection


def _export(connection: Any, sealed: Path, key_hex: str) -> None:
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415

    key = bytes.fromhex(key_hex).hex()
    try:
        connection.execute(f"ATTACH ? AS sealed KEY \"x'{key}'\"", (str(sealed),))
        connection.execute("SELECT sqlcipher_export('sealed')").fetchall()
        for name in ("application_id", "user_version"):
            [(value,)] = connection.execute(f"PRAGMA main.{name}").fetchall()
            connection.execute(f"PRAGMA sealed.{name} = {int(value)}")
        connection.execute("DETACH sealed")
    except driver.Error as error:
        full = "full" in str(error)
        raise StorageError(
            StorageFailure.DISK_FULL if full else StorageFailure.CANNOT_WRITE
        ) from error


def _compare(connection: Any, sealed: Path, key_hex: str) -> None:
    """Refuse a copy that is not whole or has not every row."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415

    if problems(sealed, key_hex=key_hex, every_page=True):
        raise StorageError(StorageFailure.DAMAGED)
    copy = driver.connect(str(sealed))
    try:
        copy.execute(f"PRAGMA key=\"x'{bytes.fromhex(key_hex).hex()}'\"")
        if _counts(copy) != _counts(connection):
            raise StorageError(StorageFailure.DAMAGED)
    finally:
        copy.close()


def _counts(connection: Any) -> dict[str, tuple[str, int]]:
    """Every table, index and trigger, with the number of rows where it has some."""
    parts = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return {
        name: (
            f"{kind} {sql}",
            connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - names out of the schema
            if kind == "table"
            else 0,
        )
        for kind, name, sql in parts
    }


def _overwrite(plain: Path) -> None:
    """Write zeros over a file before it is removed; a failure leaves it for the next time."""
    with suppress(OSError):
        with plain.open("r+b") as stream:
            left = plain.stat().st_size
            while left > 0:
                left -= stream.write(bytes(min(left, _BLOCK)))
            stream.flush()
            os.fsync(stream.fileno())
        plain.unlink()
