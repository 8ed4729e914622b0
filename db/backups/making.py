"""One copy more: on the shelf, in the second place, and what need not stay is cleared."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from db.backups.copying import back_up
from db.backups.second_place import carry
from db.backups.shelf import Copy, Reason, Shelf
from db.domain.errors import StorageError, StorageFailure
from db.session import Database, translated_errors

# Commands before which a copy is made, by their names: what they do reaches far.
_BEFORE = {
    "begin_import": Reason.IMPORT,
    "merge_people": Reason.MERGE,
    "undo_import": Reason.IMPORT,
}

_LAST_DEED = "SELECT at FROM audit_entry ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was written and found whole.

    Attributes:
        not_carried: why it is not in the second place; None when it is, or none is set.
    """

    copy: Copy
    not_carried: StorageFailure | None = None


class Due(enum.Enum):
    """What the newest copy lacks."""

    NOTHING = "nothing"
    FIRST = "first"
    CHANGES = "changes"


def reason_before(command: str) -> Reason | None:
    """Return why a copy is made before a command of that name; None when none is needed."""
    return _BEFORE.get(command)


def make_copy(
    database: Database, reason: Reason, *, at: dt.datetime, second: Path | None = None
) -> Made:
    """Copy a database to the shelf beside it, and from there to the second place.

    Raises:
        StorageError: no copy was made; the older ones are as they were.
    """
    if database.place.file is None:
        raise StorageError(StorageFailure.NOT_A_FILE)
    shelf = Shelf.of(database.place.file)
    shelf.remove_unfinished()
    file = shelf.place_for(reason, at)
    back_up(database, file)
    try:
        shelf.clear(at)
        copy = Copy(file, at.astimezone(dt.UTC).replace(microsecond=0), reason, file.stat().st_size)
    except OSError as error:
        raise StorageError(StorageFailure.CANNOT_WRITE) from error
    if second is None:
        return Made(copy)
    try:
        carry(copy, Shelf(second, shelf.name), at)
    except StorageError as error:
        return Made(copy, error.failure)
    return Made(copy)


def newest_copy(database: Database) -> Copy | None:
    """Return the last copy beside a database."""
    copies = Shelf.of(database.place.file).copies() if database.place.file else []
    return next(iter(copies), None)


def what_is_due(database: Database) -> Due:
    """Return whether something was done since the newest copy was made, at any desk."""
    reading = database.engine.execution_options(readonly=True)  # waits for no writer
    with translated_errors(), reading.connect() as connection:
        last = connection.execute(text(_LAST_DEED)).scalar()
    if last is None:
        return Due.NOTHING
    newest = newest_copy(database)
    if newest is None:
        return Due.FIRST
    done_at = dt.datetime.fromisoformat(str(last)).replace(tzinfo=dt.UTC)
    return Due.CHANGES if done_at >= newest.made_at else Due.NOTHING
