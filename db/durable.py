"""What must survive a power cut."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # else every start would load it before the first picture
    from sqlalchemy import Engine


_PACE = 0.05  # seconds


def make_durable(path: Path) -> None:
    """Ask the disk to keep what was written; folders too, where the system can.

    Raises:
        OSError: the disk refused, and what was written may be lost.
    """
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def steadily_synced(file: Path, *, every: float = _PACE) -> Iterator[None]:
    """Have what is being written to a file on the disk piece by piece, while it is written.

    All of it at the end would be 150 MB in one go, for which every save has to wait. It promises
    nothing: ``make_durable`` does, afterwards.
    """
    is_over = threading.Event()

    def sync() -> None:
        while not is_over.wait(every):
            with suppress(OSError):  # it is not there yet, or the disk refuses and will say so
                make_durable(file)

    syncing = threading.Thread(target=sync, name="desk-sync")
    syncing.start()
    try:
        yield
    finally:
        is_over.set()
        syncing.join()


def empty_log(engine: Engine) -> None:
    """Put the write-ahead log into its file and leave nothing in it, unless others just read."""
    run_pragma(engine, "wal_checkpoint(TRUNCATE)")


def run_pragma(engine: Engine, pragma: str) -> None:
    """Tell SQLite what it only takes outside of transactions."""
    with engine.connect() as connection:
        connection.commit()
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a live connection always has one
        driver.execute("PRAGMA " + pragma).fetchall()
