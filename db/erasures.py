"""The erasure log outside the database, so that a restore brings nobody back."""

from __future__ import annotations

import datetime as dt
import json
import os
from functools import partial
from pathlib import Path
from typing import Final

from db.backups.shelf import Shelf
from db.domain.staff import Actor
from db.durable import make_durable
from db.queries.privacy import erased
from db.services.privacy import erase_again
from db.session import Database

NAME: Final = "erasures.json"


def log_beside(database: Path) -> Path:
    """Return where the log of a database's erasures is kept: with its copies."""
    return Shelf.of(database).folder / NAME


def keep_log(database: Database, file: Path) -> None:
    """Write who was erased into the log, beside who stands there already.

    Raises:
        OSError: it cannot be written.
    """
    people, enquiries = database.read(erased)
    known_people, known_enquiries = read_log(file)
    if people <= known_people and enquiries <= known_enquiries:
        return
    told = {
        "people": sorted(people | known_people),
        "enquiries": sorted(enquiries | known_enquiries),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.write_text(json.dumps(told), encoding="utf-8")
    make_durable(unfinished)
    os.replace(unfinished, file)  # noqa: PTH105 - the one call that is atomic


def read_log(file: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Return the public ids of people and enquiries; nothing where there is no log.

    Raises:
        ValueError: it is damaged.
    """
    if not file.exists():
        return frozenset(), frozenset()
    told = json.loads(file.read_text(encoding="utf-8"))
    return frozenset(map(str, told["people"])), frozenset(map(str, told["enquiries"]))


def apply_log(database: Database, file: Path, *, by: Actor, at: dt.datetime) -> None:
    """Erase again whoever a restore has brought back, and clean the file of their bytes."""
    people, enquiries = read_log(file)
    back_people, back_enquiries = database.read(erased)
    if people <= back_people and enquiries <= back_enquiries:
        return
    again = partial(erase_again, people=people, enquiries=enquiries)
    database.write(partial(again, actor=by, at=at))
    clean(database)


def clean(database: Database) -> None:
    """Let no byte of what was erased stay in the file or the log of its writes."""
    if database.place.file is None:
        return
    with database.engine.connect() as connection:
        connection.commit()
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a live connection always has one
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
