"""What encryption costs: the same save, search and opening on a plain and an encrypted file."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.measuring import Figures, interleaved
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.staff import Actor, Role
from db.keys.encrypting import encrypt_file
from db.keys.slots import new_key
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.search import search_everything
from db.services.enquiries import log_enquiry
from db.session import Database

_ACTOR = Actor(None, Role.MANAGER, "Benchmark")


def measure(file: Path, folder: Path, *, rounds: int) -> dict[str, dict[str, Figures]]:
    """Return the figures of each job for ``plain`` and ``encrypted``, in interleaved turns."""
    key_hex = new_key()
    places = {name: DatabasePlace(file=folder / f"{name}.db") for name in ("plain", "encrypted")}
    for place in places.values():
        assert place.file is not None
        shutil.copy(file, place.file)
    encrypted = places["encrypted"].file
    assert encrypted is not None
    encrypt_file(encrypted, key_hex)
    keys = {"plain": None, "encrypted": key_hex}
    open_now = {name: partial(_open_and_close, place, keys[name]) for name, place in places.items()}
    databases = {name: open_database(place, key_hex=keys[name]) for name, place in places.items()}
    jobs: dict[str, dict[str, Callable[[int], object]]] = {
        "save an enquiry": {name: partial(save_one, each) for name, each in databases.items()},
        "search a word": {name: partial(_search, each) for name, each in databases.items()},
        "open": dict(open_now),
    }
    try:
        return {job: interleaved(who, rounds=rounds) for job, who in jobs.items()}
    finally:
        for database in databases.values():
            database.dispose()


def _open_and_close(place: DatabasePlace, key_hex: str | None, _round: int) -> None:
    open_database(place, key_hex=key_hex).dispose()


def save_one(database: Database, number: int) -> None:
    """Log one enquiry."""
    now = dt.datetime.now(dt.UTC)
    fields = EnquiryFields(
        channel=Channel.PHONE,
        caller_name=f"Caller {number}",
        phone=f"828 555 {number:04}",
        concern="asks whether needles help a stiff neck",
    )
    new = NewEnquiry(uuid.uuid4(), now, now.date(), fields, None)
    database.write(partial(log_enquiry, actor=_ACTOR, at=now, new=new, region="US"))


def _search(database: Database, number: int) -> object:
    word = ("needles", "knee", "back", "sleep")[number % 4]
    return database.read(partial(search_everything, typed=word))
