"""Ours beside programs and libraries that others use, where they are installed elsewhere.

``python3 -m benchmarks.peers FILE NAME=PYTHON ...``: FILE is what ``--keep`` left behind, NAME one
of peewee, sqlite-utils, anki and weasyprint, PYTHON that of an environment that holds it.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.generator import LAST_DAY, SEED, STAFF, surnames
from benchmarks.handout import sheet
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.staff import Actor, Role
from db.place import DatabasePlace
from db.queries.callers import callers_by_number
from db.queries.enquiry_log import LogFilter, log_page
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.log_places import log_slice
from db.services.enquiries import log_enquiry
from db.session import Database
from desk_app.handouts.rendering import HandoutPress

_ROUNDS = 23
_DROPPED = 3
_NOW = dt.datetime(2026, 1, 2, 15, tzinfo=dt.UTC)
_WORDS = ("migraineish", "parkingness", "nervously", "tabletsish", "numbness", "boxesly")
_WORKER = Path(__file__).with_name("peer_worker.py")
Ask = Callable[[str, str], tuple[float, float]]


def main() -> None:
    """Send the same requests to all in shuffled turns, and print medians."""
    file, contenders = Path(sys.argv[1]), dict(each.split("=") for each in sys.argv[2:])
    folder = file.with_suffix(".peers")  # kept: a million takes some of them long
    folder.mkdir(exist_ok=True)
    asks: dict[str, tuple[Ask, frozenset[str]]] = {}
    for name, python in contenders.items():
        asks[name] = _started(name, python, file, folder)
    database, ours = _ours(file)
    asks["ours"] = ours, frozenset()
    for job, values in _requests(database).items():
        sys.stdout.write(f"| {job} | {_compared(job, values, asks)} |\n")
        sys.stdout.flush()
    database.dispose()


def _compared(job: str, values: list[str], asks: dict[str, tuple[Ask, frozenset[str]]]) -> str:
    chance = random.Random(SEED)
    able = [name for name, (_, jobs) in asks.items() if not jobs or job in jobs]
    took: dict[str, list[float]] = {name: [] for name in able}
    for number in range(_ROUNDS):
        for name in chance.sample(able, len(able)):
            took[name].append(asks[name][0](job, values[number % len(values)])[1])
    middle = {name: statistics.median(all_[_DROPPED:]) for name, all_ in took.items()}
    mine = middle["ours"]
    return " | ".join(f"{name} {ms:.2f} ({ms / mine:.1f}x)" for name, ms in sorted(middle.items()))


def _requests(database: Database) -> dict[str, list[str]]:
    chance = random.Random(SEED)
    rows = database.read(partial(log_slice, first=100, limit=200))
    size = database.read(partial(log_page, limit=1)).rows[0].enquiry_id
    names = chance.choices(surnames(), k=40)
    return {
        "name": [name.lower() for name in names],
        "word": list(_WORDS),
        "digits": [str(chance.randrange(200_000, 999_999)) for _ in rows[:40]],
        "page": [str(size // 2 + n * 125) for n in range(20)],
        "due": [str(n % STAFF + 1) for n in range(20)],
        "save": names,
        "handout": ["|".join(sheet(0).article.texts()).replace("\n", " ")],
    }


def _started(name: str, python: str, file: Path, folder: Path) -> tuple[Ask, frozenset[str]]:
    process = subprocess.Popen(
        [python, str(_WORKER), name, str(file), str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    asking, answers = process.stdin, process.stdout
    assert asking is not None
    assert answers is not None
    jobs = frozenset(answers.readline().split())

    def ask(job: str, value: str) -> tuple[float, float]:
        asking.write(f"{job} {value}\n")
        asking.flush()
        wall, cpu = answers.readline().split()
        return float(wall), float(cpu)

    return ask, jobs


def _ours(file: Path) -> tuple[Database, Ask]:
    database = Database(DatabasePlace(file=file))
    press, numbers = HandoutPress(system_fonts=False), count()
    due = partial(open_follow_ups, whose=Whose.MINE, today=LAST_DAY, limit=100)
    receptionist = Actor(1, Role.RECEPTIONIST, "Desk 1")

    def found(typed: str) -> object:
        return database.read(partial(log_page, wanted=LogFilter(typed=typed), limit=50))

    def save(name: str) -> object:
        fields = EnquiryFields(
            Channel.PHONE, name, phone="828 555 0142", service_id=1,
            concern="sore back for two weeks",
        )  # fmt: skip
        new = NewEnquiry(uuid.uuid4(), _NOW, _NOW.date(), fields)
        work = partial(log_enquiry, actor=receptionist, at=_NOW, new=new, region="US")
        return database.write(work)

    jobs: dict[str, Callable[[str], object]] = {
        "name": found,
        "word": found,
        "digits": lambda typed: database.read(partial(callers_by_number, typed=typed, region="US")),
        "page": lambda first: database.read(partial(log_slice, first=int(first), limit=125)),
        "due": lambda who: database.read(partial(due, staff_id=int(who))),
        "save": save,
        "handout": lambda _words: press.render(sheet(next(numbers))),
    }

    def ask(job: str, value: str) -> tuple[float, float]:
        wall, cpu = time.perf_counter(), time.process_time()
        jobs[job](value)
        return (time.perf_counter() - wall) * 1_000, (time.process_time() - cpu) * 1_000

    return database, ask


if __name__ == "__main__":
    main()
