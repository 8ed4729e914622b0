"""The hot reads on a server, filled with the rows of a generated file.

``python3 -m benchmarks.postgresql FILE ADDRESS``; FILE is what ``--keep`` left behind, ADDRESS
that of an empty database, or of one that was filled so before.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from sqlalchemy import Boolean, Table

from benchmarks.generator import LAST_DAY, SEED, STAFF, surnames
from benchmarks.measuring import Figures, interleaved
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.report import Days
from db.domain.staff import Actor, Role
from db.domain.words import fold
from db.models.base import Base
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.callers import callers_by_name, callers_by_number
from db.queries.changes import changes_since, last_change
from db.queries.enquiry_log import LogFilter, log_page
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.log_places import log_slice
from db.queries.reports import counts
from db.services.enquiries import log_enquiry
from db.session import Database
from desk_app.background.data_tasks import ThreadDataTasks
from desk_app.background.watcher import ChangeWatcher

_ROUNDS = 200
_SAVES = 60
_NOW = dt.datetime(2026, 1, 2, 15, tzinfo=dt.UTC)
_DESK = Actor(1, Role.RECEPTIONIST, "Desk 2")
_YEAR = Days(LAST_DAY.replace(year=LAST_DAY.year - 1), LAST_DAY)
_WORDS = ("migraineish", "parkingness", "nervously", "tabletsish", "numbness", "boxesly", "back")


def main() -> None:
    """Fill a server, measure, and print a table."""
    file, place = Path(sys.argv[1]), DatabasePlace(server=sys.argv[2])
    started = time.perf_counter()
    _fill(file, place)
    sys.stdout.write(f"filled in {time.perf_counter() - started:.0f} s\n")
    database = Database(place)
    for job, figures in _measured(database, file).items():
        row = f"| {job} | {figures.median:.2f} | {figures.p95:.2f} | {figures.cpu:.2f} |\n"
        sys.stdout.write(row)
    waits = sorted(_seen_elsewhere(database))
    middle, p95 = waits[len(waits) // 2], waits[round(len(waits) * 0.95) - 1]
    sys.stdout.write(f"| a save seen at another desk | {middle:.0f} | {p95:.0f} | |\n")
    database.dispose()


def _seen_elsewhere(other: Database) -> list[float]:
    """Return milliseconds from a save's end at one desk until another desk's screens are told."""
    application = QCoreApplication.instance() or QCoreApplication([])
    here = Database(other.place)
    data = ThreadDataTasks(here, application)
    watcher = ChangeWatcher(data, last_change=last_change, changes_since=changes_since)
    loop, waits, saved = QEventLoop(), [], [0.0]
    watcher.noticed.connect(lambda _change: waits.append((time.perf_counter() - saved[0]) * 1_000))
    watcher.noticed.connect(loop.quit)
    watcher.start()
    chance = random.Random(SEED)
    for number in range(_SAVES):
        QTimer.singleShot(chance.randrange(300, 1_300), loop.quit)
        loop.exec()  # a save comes at any moment between two looks
        fields = EnquiryFields(Channel.PHONE, f"Ana Gil {number}")
        new = NewEnquiry(uuid.uuid4(), _NOW, _NOW.date(), fields)
        other.write(partial(log_enquiry, actor=_DESK, at=_NOW, new=new, region="US"))
        saved[0] = time.perf_counter()
        loop.exec()
    watcher.stop()
    data.shut_down()
    here.dispose()
    return waits


def _fill(file: Path, place: DatabasePlace) -> None:
    open_database(place).dispose()
    with psycopg.connect(place.address) as target:
        if target.execute("SELECT id FROM enquiry LIMIT 1").fetchone():
            return
        target.execute("SET session_replication_role = replica")  # no order among tables
        source = driver.connect(str(file))
        for table in Base.metadata.sorted_tables:
            _copy(source, target, table)
        source.close()
    with psycopg.connect(place.address, autocommit=True) as target:
        target.execute("VACUUM ANALYZE")


def _copy(source: Any, target: Any, table: Table) -> None:
    known = {row[1] for row in source.execute(f"PRAGMA table_info({table.name})")}
    columns = [column for column in table.columns if column.name in known]
    names = ", ".join(f'"{column.name}"' for column in columns)
    truths = [n for n, column in enumerate(columns) if isinstance(column.type, Boolean)]
    target.execute(f"TRUNCATE {table.name} CASCADE")
    with target.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in source.execute(f"SELECT {names} FROM {table.name}"):
            values = list(row)
            for n in truths:
                values[n] = None if values[n] is None else bool(values[n])
            copy.write_row(values)
    if "id" in known and table.columns["id"].autoincrement:
        target.execute(
            f"SELECT setval(s, (SELECT coalesce(max(id), 1) FROM {table.name})) FROM "
            f"pg_get_serial_sequence('{table.name}', 'id') s WHERE s IS NOT NULL"
        )


def _measured(database: Database, file: Path) -> dict[str, Figures]:
    chance = random.Random(SEED)
    source = driver.connect(str(file))
    numbers = [row[0] for row in source.execute("SELECT digits FROM phone LIMIT 5000")]
    size = source.execute("SELECT max(id) FROM enquiry").fetchone()[0]
    source.close()
    digits = chance.sample(numbers, 400)
    names = [fold(name) for name in chance.choices(surnames(), k=400)]

    def asks(query: Callable[..., object], **fixed: Any) -> Callable[..., object]:
        return lambda **given: database.read(partial(query, **fixed, **given))

    by_number = asks(callers_by_number, region="US")
    by_name, logged = asks(callers_by_name), asks(log_page, limit=50)
    due = asks(open_follow_ups, whose=Whose.MINE, today=LAST_DAY, limit=100)
    bare = psycopg.connect(database.place.address, autocommit=True)
    jobs: dict[str, Callable[[int], object]] = {
        "limit: SELECT 1 by the bare driver": lambda _n: bare.execute("SELECT 1").fetchall(),
        "caller by 6 digits inside": lambda n: by_number(typed=digits[n % 400][2:8]),
        "caller by the last 5 digits": lambda n: by_number(typed=digits[n % 400][-5:]),
        "name, 3 letters": lambda n: by_name(typed=names[n % 400][:3]),
        "name, whole": lambda n: by_name(typed=names[n % 400]),
        "a word in the notes": lambda n: logged(wanted=LogFilter(typed=_WORDS[n % len(_WORDS)])),
        "two words in the notes": lambda n: logged(
            wanted=LogFilter(typed=f"shoulder {_WORDS[n % len(_WORDS)]}")
        ),
        "the newest page of the log": lambda _n: logged(),
        "a page in the middle of the log": lambda n: database.read(
            partial(log_slice, first=size // 2 + n * 125, limit=125, descending=True)
        ),
        "due list of one practitioner": lambda n: due(staff_id=n % STAFF + 1),
        "report of one year": lambda _n: database.read(partial(counts, days=_YEAR)),
    }
    figures = interleaved(jobs, rounds=_ROUNDS)
    bare.close()
    return figures


if __name__ == "__main__":
    main()
