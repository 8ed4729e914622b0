"""The same copies once more, elsewhere: on a stick or a share that may come and go."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path

from db.backups.copying import failure_of, give_name, remove_database, unfinished_name
from db.backups.shelf import Copy, Shelf
from db.domain.errors import StorageError, StorageFailure
from db.keys.slot_file import copy_slots


def carry(copy: Copy, shelf: Shelf, now: dt.datetime) -> None:
    """Write a copy to another shelf, read it back, and clear that shelf as the first one.

    Raises:
        StorageError: MISSING, the folder is not there, as when a stick is drawn;
            DISK_FULL, CANNOT_WRITE, or DAMAGED when it came back otherwise than it went.
    """
    if not shelf.folder.is_dir():
        raise StorageError(StorageFailure.MISSING)
    target = shelf.folder / copy.file.name
    unfinished = unfinished_name(target)
    try:
        shelf.remove_unfinished()
        shutil.copyfile(copy.file, unfinished)
        copy_slots(copy.file, target)  # without them nobody could open it on a new computer
        give_name(unfinished, target)
        if _digest(target) != _digest(copy.file):
            raise StorageError(StorageFailure.DAMAGED)
        shelf.clear(now)
    except OSError as error:
        raise StorageError(failure_of(error)) from error
    finally:
        remove_database(unfinished)


def _digest(file: Path) -> bytes:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").digest()
