"""One copy more: on the shelf, in the second place, and what need not stay is cleared."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import select

from db.audit_anchor import list_copy
from db.backups.copying import back_up, failure_of
from db.backups.second_place import carry
from db.backups.shelf import Copy, Reason, Shelf
from db.domain.deed import CHANGES_NOTHING, Deed
from db.domain.errors import StorageError, StorageFailure
from db.domain.staff import Actor
from db.erasures import LOG_NAME, carry_log, log_beside
from db.models.audit import AuditEntry
from db.queries.audit import last_link
from db.services.auditing import note
from db.session import Database, translated_errors

# Commands before which a copy is made, by their names: what they do reaches far.
_BEFORE = {
    "begin_import": Reason.IMPORT,
    "erase_person": Reason.ERASE,
    "forget_by_the_clock": Reason.ERASE,
    "forget_enquiries": Reason.ERASE,
    "merge_people": Reason.MERGE,
    "undo_import": Reason.IMPORT,
}

# Before a command that reaches far, a copy of that age is good enough.
ENOUGH_BEFORE = dt.timedelta(minutes=5)

# A look or a copy changes nothing that a copy would have to hold.
_LAST_DEED = select(AuditEntry.at).where(AuditEntry.action.not_in(CHANGES_NOTHING))


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
    database: Database,
    reason: Reason,
    *,
    at: dt.datetime,
    second: Path | None = None,
    by: Actor | None = None,
) -> Made:
    """Copy a database to the shelf beside it, and from there to the second place.

    Each shelf lists of every copy a place in the chain of the audit that it holds, and
    bears the log of erasures, so that a restore on another computer brings nobody back.

    Args:
        by: who is written down as having made it; None leaves it out of the audit.

    Raises:
        StorageError: no copy was made; the older ones are as they were.
    """
    if database.place.file is None:
        raise StorageError(StorageFailure.NOT_A_FILE)
    shelf = Shelf.of(database.place.file)
    shelf.remove_unfinished()
    file = shelf.place_for(reason, at)
    end = database.read(last_link)
    back_up(database, file)
    if by is not None:
        words = (reason.value,)
        database.write(partial(note, actor=by, at=at, deed=Deed.BACK_UP, details=words))
    try:
        list_copy(shelf.folder, file.name, end)
        shelf.clear(at)
        copy = Copy(file, at.astimezone(dt.UTC).replace(microsecond=0), reason, file.stat().st_size)
    except OSError as error:
        raise StorageError(StorageFailure.CANNOT_WRITE) from error
    if second is None:
        return Made(copy)
    try:
        carry(copy, Shelf(second, shelf.name), at)
        list_copy(second, file.name, end)
        carry_log(log_beside(database.place.file), second / LOG_NAME)
    except StorageError as error:
        return Made(copy, error.failure)
    except OSError as error:
        return Made(copy, failure_of(error))
    return Made(copy)


def copy_before(database: Database, reason: Reason, *, at: dt.datetime) -> None:
    """Copy a file's database before what reaches far, unless there is a copy that is as good.

    Raises:
        StorageError: no copy was made.
    """
    newest = newest_copy(database)
    is_fresh = newest is not None and at - newest.made_at < ENOUGH_BEFORE
    if database.place.file is None or is_fresh or what_is_due(database) is Due.NOTHING:
        return
    make_copy(database, reason, at=at)


def newest_copy(database: Database) -> Copy | None:
    """Return the last copy beside a database."""
    copies = Shelf.of(database.place.file).copies() if database.place.file else []
    return next(iter(copies), None)


def what_is_due(database: Database) -> Due:
    """Return whether something was done since the newest copy was made, at any desk."""
    reading = database.engine.execution_options(readonly=True)  # waits for no writer
    with translated_errors(), reading.connect() as connection:
        last = connection.execute(_LAST_DEED.order_by(AuditEntry.id.desc()).limit(1)).scalar()
    if last is None:
        return Due.NOTHING
    newest = newest_copy(database)
    if newest is None:
        return Due.FIRST
    return Due.CHANGES if last >= newest.made_at else Due.NOTHING
