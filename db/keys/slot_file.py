"""The small file beside a database that holds its key slots.

It is worthless to whoever has none of the secrets, and the database is to
whoever has not this file: so each backup has a copy beside it.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import os
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from db.domain.errors import StorageError, StorageFailure
from db.durable import make_durable
from db.keys.slots import Slot, SlotKind

_FORMAT: Final = 1
_LARGEST: Final = 100_000  # bytes
_PLAIN_BEGINS: Final = b"SQLite format 3\0"


def slot_file_of(database: Path) -> Path:
    """Return where the slots of a database, or of a copy of one, are."""
    return database.with_name(f"{database.name}.keys")


def is_plain(database: Path) -> bool:
    """Whether anybody can read this file; False for one that is not there.

    Raises:
        StorageError: it cannot be read.
    """
    try:
        with database.open("rb") as file:
            return file.read(len(_PLAIN_BEGINS)) == _PLAIN_BEGINS
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StorageError(StorageFailure.CANNOT_WRITE) from error


def read_slots(file: Path) -> tuple[Slot, ...]:
    """Return what the file holds, at least one slot.

    Raises:
        StorageError: KEYS_MISSING, KEYS_DAMAGED.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError as error:
        raise StorageError(StorageFailure.KEYS_MISSING) from error
    except OSError as error:
        raise StorageError(StorageFailure.KEYS_DAMAGED) from error
    try:
        stored = json.loads(data[:_LARGEST])
        slots = tuple(_slot(each) for each in stored["slots"])
        sound = stored["format"] == _FORMAT and stored["check"] == _check(stored["slots"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StorageError(StorageFailure.KEYS_DAMAGED) from error
    if not (sound and slots):
        raise StorageError(StorageFailure.KEYS_DAMAGED)
    return slots


def write_slots(file: Path, slots: Sequence[Slot]) -> None:
    """Have the slots on the disk, in place of what was there; half of them never stands there.

    Raises:
        StorageError: the file is as it was.
        ValueError: nobody could ever open the database again.
    """
    if not slots:
        raise ValueError("a key needs at least one slot")
    stored = [_stored(slot) for slot in slots]
    text = json.dumps({"format": _FORMAT, "slots": stored, "check": _check(stored)}, indent=1)
    unfinished = file.with_name(f".{file.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with unfinished.open("x", encoding="ascii") as stream:
            stream.write(text + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(unfinished, file)  # noqa: PTH105 - beside fsync, the same family of calls
        make_durable(file.parent)
    except OSError as error:
        raise StorageError(StorageFailure.CANNOT_WRITE) from error
    finally:
        unfinished.unlink(missing_ok=True)


def copy_slots(database: Path, copy: Path) -> None:
    """Put the slots of an encrypted database beside a copy of it, if it has any.

    Raises:
        StorageError: they could not be read or written.
    """
    slots = slot_file_of(database)
    if slots.exists():
        write_slots(slot_file_of(copy), read_slots(slots))


def _slot(stored: dict[str, Any]) -> Slot:
    return Slot(
        slot_id=uuid.UUID(stored["id"]),
        kind=SlotKind(stored["kind"]),
        made_at=dt.datetime.fromisoformat(stored["made_at"]),
        salt=base64.b64decode(stored["salt"], validate=True),
        sealed=base64.b64decode(stored["sealed"], validate=True),
    )


def _stored(slot: Slot) -> dict[str, str]:
    return {
        "id": str(slot.slot_id),
        "kind": slot.kind.value,
        "made_at": slot.made_at.isoformat(),
        "salt": base64.b64encode(slot.salt).decode("ascii"),
        "sealed": base64.b64encode(slot.sealed).decode("ascii"),
    }


def _check(stored: list[dict[str, str]]) -> str:
    """Tells damage from a wrong secret; against somebody's hand the seals themselves stand."""
    return hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()
