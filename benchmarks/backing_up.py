"""A copy of a log beside a desk that saves twenty times a second, and that copy brought back."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.encryption import save_one
from db.backups.copying import back_up
from db.backups.restoring import restore
from db.keys.encrypting import encrypt_file
from db.keys.slots import new_key
from db.opening import open_database
from db.place import DatabasePlace
from db.session import Database

_PAUSE = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Copied:
    """Seconds of one copy.

    Attributes:
        longest_save: of a desk that saved all the while; 0 when it could not.
        saves: how many it made.
        plain_copy: of the file's bytes, down to the disk.
    """

    plain_copy: float
    copy: float
    longest_save: float
    saves: int
    restore: float


def measure(file: Path, folder: Path) -> dict[str, Copied]:
    """Return the figures of a ``plain`` and an ``encrypted`` copy of a log."""
    figures = {}
    for name, key_hex in (("plain", None), ("encrypted", new_key())):
        place = folder / f"backed-up-{name}.db"
        shutil.copy(file, place)
        if key_hex is not None:
            encrypt_file(place, key_hex)
        figures[name] = _measure(place, key_hex)
    return figures


def _measure(file: Path, key_hex: str | None) -> Copied:
    database = open_database(DatabasePlace(file=file), key_hex=key_hex)
    plain_copy = _seconds(partial(_copy_bytes, file, file.with_suffix(".bytes")))
    copy, back = file.with_suffix(".copy"), file.with_suffix(".back")
    waits: list[float] = []
    is_over = threading.Event()
    writer = threading.Thread(target=_save_on, args=(database, waits, is_over))
    writer.start()
    try:
        taken = _seconds(lambda: back_up(database, copy))
    finally:
        is_over.set()
        writer.join()
        database.dispose()
    now = dt.datetime.now(dt.UTC)
    brought = _seconds(lambda: restore(copy, back, at=now, key_hex=key_hex))
    return Copied(plain_copy, taken, max(waits, default=0.0), len(waits), brought)


def _copy_bytes(file: Path, target: Path) -> None:
    shutil.copyfile(file, target)
    with target.open("rb+") as copied:
        os.fsync(copied.fileno())


def _save_on(database: Database, waits: list[float], is_over: threading.Event) -> None:
    while not is_over.is_set():
        waits.append(_seconds(partial(save_one, database, len(waits))))
        time.sleep(_PAUSE)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
