"""What a copy holds, told without changing a byte of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from db import migrate
from db.domain.errors import StorageError, StorageFailure
from db.domain.text import NAME
from db.keys.slot_file import is_plain
from db.opening import APPLICATION_ID


@dataclass(frozen=True, slots=True)
class Contents:
    """What tells one copy from another.

    Attributes:
        clinic: its name; empty before the first start was done.
        last_enquiry_at: when the newest one was saved; aware, UTC.
        last_deed_at: when anything was last done; aware, UTC.
    """

    clinic: str
    enquiries: int
    people: int
    open_follow_ups: int
    articles: int
    last_enquiry_at: dt.datetime | None
    last_deed_at: dt.datetime | None


# Names of tables and columns that every version has had: a copy may be an old one.
_COUNTS = {
    "enquiries": "SELECT count(*) FROM enquiry WHERE binned_at IS NULL",
    "people": "SELECT count(*) FROM person WHERE binned_at IS NULL",
    "open_follow_ups": "SELECT count(*) FROM follow_up WHERE done_at IS NULL",
    "articles": "SELECT count(*) FROM article WHERE binned_at IS NULL",
}
_NAME = "SELECT value FROM setting WHERE key = 'name'"
_LAST_ENQUIRY = "SELECT max(saved_at) FROM enquiry"
_LAST_DEED = "SELECT max(at) FROM audit_entry"


def look_into(file: Path, *, key_hex: str | None = None) -> Contents:
    """Return what a copy holds. The file may lie where nothing can be written.

    Raises:
        StorageError: MISSING, EMPTY, DAMAGED (or another key), FOREIGN, NEWER_VERSION.
    """
    try:
        size = file.stat().st_size
    except OSError as error:
        raise StorageError(StorageFailure.MISSING) from error
    if size == 0:
        raise StorageError(StorageFailure.EMPTY)
    # Nobody writes to a copy, so nothing is locked or changed. What was kept with its
    # write-ahead log beside it is read with the log, once it is known to be a database.
    with _opened(file, "mode=ro&immutable=1", key_hex) as connection:
        _refuse_others(connection)
        if not Path(f"{file}-wal").exists():
            return _read(connection)
    with _opened(file, "mode=rw", key_hex) as connection:
        return _read(connection)


@contextmanager
def _opened(file: Path, how: str, key_hex: str | None) -> Iterator[Any]:
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - a server's desk never needs it

    try:
        with closing(driver.connect(f"file:{quote(str(file))}?{how}", uri=True)) as connection:
            connection.execute("PRAGMA cipher_log_level=NONE")
            if key_hex is not None and not is_plain(file):
                connection.execute(f"PRAGMA key=\"x'{bytes.fromhex(key_hex).hex()}'\"")
            yield connection
    except (driver.Error, ValueError, TypeError) as error:
        raise StorageError(StorageFailure.DAMAGED) from error


def _refuse_others(connection: Any) -> None:
    if _value(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise StorageError(StorageFailure.FOREIGN)
    # Ours has none; one in the place of a table might never come to its end.
    if _value(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'view'"):
        raise StorageError(StorageFailure.FOREIGN)
    if _value(connection, "SELECT version_num FROM alembic_version") not in migrate.revisions():
        raise StorageError(StorageFailure.NEWER_VERSION)


def _read(connection: Any) -> Contents:
    name = _value(connection, _NAME)
    counts = {what: int(_value(connection, query)) for what, query in _COUNTS.items()}
    return Contents(
        clinic=str(json.loads(name))[:NAME] if name else "",
        last_enquiry_at=_instant(_value(connection, _LAST_ENQUIRY)),
        last_deed_at=_instant(_value(connection, _LAST_DEED)),
        **counts,
    )


def _value(connection: Any, query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _instant(stored: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(stored).replace(tzinfo=dt.UTC) if stored else None
