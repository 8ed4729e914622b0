"""What must survive a power cut."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # else every start would load it before the first picture
    from sqlalchemy import Engine


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
