"""A log that is brought in, beside its finished rows through the bare driver."""

from __future__ import annotations

import datetime as dt
import gc
import random
import time
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from benchmarks import generator
from db.domain.enquiry import Channel, Outcome
from db.domain.importing import ImportedEnquiry, ImportedNumber, ImportedRow, Matching
from db.domain.staff import Actor, Role
from db.opening import open_database
from db.place import DatabasePlace
from db.services.importing import begin_import, finish_import, store_rows
from desk_app.importing.rows import AT_ONCE, chunks

_FIRST_DAY = dt.date(2016, 1, 4)
_DAYS = 3_000
# What the rows of the file become, without what is computed from them.
_OWN = ("phone", "person", "person_phone", "enquiry")
_COMPUTED = ("phone_suffix", "person_key", "lexicon", "counted", "tally", "day_count")
_SEARCHED = ("person", "enquiry")
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "temp_store=MEMORY")


def measure(folder: Path, *, size: int, rounds: int) -> dict[str, float]:
    """Return rows a second of CPU: by the bare driver into ever more tables, and brought in."""
    rows = rows_of(size)
    found: dict[str, list[float]] = {"bare": [], "own": [], "all": [], "ours": []}
    gc.disable()  # as in the program, where it collects in the window's thread alone
    for turn in range(rounds):
        file = folder / f"import-{turn}.db"
        found["ours"].append(size / _ours(file, rows))
        for name, spent in _raw(folder / f"raw-{turn}.db", file).items():
            found[name].append(size / spent)
        gc.collect()
    gc.enable()
    return {name: sorted(speeds)[len(speeds) // 2] for name, speeds in found.items()}


def rows_of(size: int) -> list[ImportedRow]:
    """Return rows as a spreadsheet log would be understood."""
    chance = random.Random(generator.SEED)
    family = generator.surnames()
    weights = [1 / (rank + 1) for rank in range(len(family))]
    names = [f"Ana {last}" for last in chance.choices(family, weights, k=max(size // 2, 1))]
    rows = []
    for line in range(1, size + 1):
        person = chance.randrange(len(names))
        number = ImportedNumber(f"828-{200 + person // 10_000:03d}-{person % 10_000:04d}")
        day = _FIRST_DAY + dt.timedelta(days=line * _DAYS // size)
        concern = " ".join(chance.choices(generator.NOTES, k=chance.randrange(8, 33)))
        enquiry = ImportedEnquiry(
            day, dt.time(9), Channel.PHONE, concern=concern, outcome=Outcome.INFORMATION_GIVEN
        )
        rows.append(ImportedRow(line, names[person], (number,), enquiry=enquiry))
    return rows


def _ours(file: Path, rows: list[ImportedRow]) -> float:
    database = open_database(DatabasePlace(file=file))
    by: dict[str, Any] = {
        "actor": Actor(None, Role.MANAGER, "benchmark"),
        "at": dt.datetime(2026, 1, 3, tzinfo=dt.UTC),
    }
    started = time.process_time()
    begun = partial(begin_import, file_name="log.csv", fingerprint="f" * 64, **by)
    run = database.write(begun).record_id
    for some in chunks(rows, AT_ONCE):
        work = partial(store_rows, import_id=run, rows=some, matching=Matching.JOIN, region="US")
        database.write(partial(work, **by))
    database.write(partial(finish_import, import_id=run, **by))
    spent = time.process_time() - started
    database.dispose()
    return spent


def _raw(file: Path, filled: Path) -> dict[str, float]:
    """Seconds for the enquiries in a bare table, for the tables' own rows, and for all of them."""
    with driver.connect(str(filled)) as source:
        tables = {name: _table(source, name) for name in _OWN}
        computed = {name: _table(source, name) for name in _COMPUTED}
    open_database(DatabasePlace(file=file)).dispose()
    connection = driver.connect(str(file), isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    names, rows = tables["enquiry"]
    connection.execute(f"CREATE TABLE bare ({', '.join(names)})")
    bare = _insert(connection, {"bare": (names, rows)})
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (trigger,) in triggers.fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    own = _insert(connection, tables)
    every = own + _insert(connection, computed) + _index(connection)
    connection.close()
    return {"bare": bare, "own": own, "all": every}


def _index(connection: Any) -> float:
    started = time.process_time()
    for name in _SEARCHED:
        connection.execute(
            f"INSERT INTO {name}_words(rowid, words) SELECT id, search_text FROM {name}"
        )
    return time.process_time() - started


def _table(source: Any, name: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    found = source.execute(f"SELECT * FROM {name}")
    return [column[0] for column in found.description], found.fetchall()


def _insert(connection: Any, tables: dict[str, tuple[list[str], list[tuple[Any, ...]]]]) -> float:
    started = time.process_time()
    connection.execute("BEGIN")
    for name, (names, rows) in tables.items():
        places = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO {name} ({', '.join(names)}) VALUES ({places})", rows)
    connection.execute("COMMIT")
    return time.process_time() - started
