"""Everything that is measured, each at each size, in turns shuffled anew: one interleaved run."""

from __future__ import annotations

import random
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from benchmarks import (
    backing_up,
    bringing_in,
    encryption,
    forwarder,
    handout,
    queries,
    start_up,
    writing_out,
)
from benchmarks.generator import SEED
from db.place import DatabasePlace
from db.session import Database

Values: TypeAlias = Mapping[str, float]
_ROOT = Path(__file__).resolve().parents[1]
_OF_PEER = re.compile(r"(\S+) ([\d.]+) \(")
_SAVES = 120
_ROWS_IN = 10_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What is measured with.

    Attributes:
        files: size -> the log of that size.
        peers: name -> the Python of an environment that holds it.
        server: address of an empty database, or of one that was filled so before.
    """

    files: Mapping[int, Path]
    folder: Path
    rounds: int
    peers: Mapping[str, str]
    server: str | None


class Found:
    """Name -> size -> a value of each turn; size 0 is for what has none."""

    def __init__(self) -> None:
        self._values: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))

    def add(self, size: int, values: Values) -> None:
        """Add what one turn gave."""
        for name, value in values.items():
            self._values[name][size].append(value)

    def at(self, name: str, size: int) -> float | None:
        """Return the middle of all turns; None where it was not measured."""
        values = self._values.get(name, {}).get(size)
        return statistics.median(values) if values else None

    def names(self) -> Sequence[str]:
        """Return what was measured, in the order in which it came first."""
        return list(self._values)


def run(setting: Setting, *, turns: int) -> Found:
    """Do everything ``turns`` times."""
    found, chance = Found(), random.Random(SEED)
    for turn in range(1, turns + 1):
        parts = list(_parts(setting))
        for name, size, measure in chance.sample(parts, len(parts)):
            started = time.perf_counter()
            found.add(size, measure())
            took = time.perf_counter() - started
            sys.stderr.write(f"turn {turn}: {name} {size or ''}, {took:.0f} s\n")
    return found


def _parts(setting: Setting) -> Iterator[tuple[str, int, Callable[[], Values]]]:
    folder, rounds, sizes = setting.folder, setting.rounds, sorted(setting.files)
    for size in sizes:
        file = setting.files[size]
        yield "queries", size, partial(_queries, file, rounds)
        yield "window", size, partial(_window, file)
        yield "start", size, partial(_start, file, folder)
        yield "table models", size, partial(_rows, "benchmarks.table_models", str(file))
        if setting.peers:
            yield "peers", size, partial(_peers, file, setting.peers)
    if setting.server:
        yield "server", sizes[-1], partial(_server, setting.files[sizes[-1]], setting.server)
    middle = sizes[min(1, len(sizes) - 1)]
    yield "encryption", sizes[0], partial(_encryption, setting.files[sizes[0]], folder, rounds)
    yield "copies", middle, partial(_copies, setting.files[middle], folder)
    yield "CSV", middle, partial(_csv, setting.files[middle], folder)
    yield "import", _ROWS_IN, partial(_import, folder)
    yield "handout", 0, partial(_handout, rounds)
    yield "call", 0, partial(forwarder.measure, rounds=max(3, rounds // 4))


def _queries(file: Path, rounds: int) -> Values:
    database = Database(DatabasePlace(file=file))
    values: dict[str, float] = {}
    for job, who in queries.measure(database, rounds=rounds, saves=_SAVES).items():
        values |= {
            f"{job}: limit": who["limit"].cpu, f"{job}: ours": who["ours"].cpu,
            f"{job}: p95": who["ours"].p95, f"{job}: p99 of CPU": who["ours"].cpu_p99,
        }  # fmt: skip
    database.dispose()
    return values


def _window(file: Path) -> Values:
    values = {}
    for name, _count, middle, p95, gap, _gap99, late in _told(
        "benchmarks.in_the_window", str(file)
    ):
        values |= {
            f"{name}: middle": float(middle), f"{name}: p95": float(p95),
            f"{name}: gap": float(gap), f"{name}: late": float(late),
        }  # fmt: skip
    return values


def _start(file: Path, folder: Path) -> Values:
    return start_up.measure(file, folder, rounds=2)


def _peers(file: Path, peers: Mapping[str, str]) -> Values:
    who = [f"{name}={python}" for name, python in peers.items()]
    rows = _told("benchmarks.peers", str(file), *who)
    return {
        f"{job}: {name}": float(ms)
        for job, *words in rows
        for name, ms in _OF_PEER.findall(" ".join(words))
    }


def _server(file: Path, address: str) -> Values:
    rows = _rows("benchmarks.postgresql", str(file), address)
    return {f"PostgreSQL: {name}": figure for name, figure in rows.items()}


def _encryption(file: Path, folder: Path, rounds: int) -> Values:
    measured = encryption.measure(file, folder, rounds=rounds)
    return {
        f"{job}: {name}": each.median for job, who in measured.items() for name, each in who.items()
    }


def _copies(file: Path, folder: Path) -> Values:
    values = {}
    for name, each in backing_up.measure(file, folder).items():
        values |= {
            f"copy, {name}": each.copy, f"copy of the bytes, {name}": each.plain_copy,
            f"longest save, {name}": each.longest_save * 1_000, f"restore, {name}": each.restore,
        }  # fmt: skip
    return values


def _csv(file: Path, folder: Path) -> Values:
    return {f"CSV: {name}": cpu for name, cpu in writing_out.measure(file, folder).items()}


def _import(folder: Path) -> Values:
    for old in (*folder.glob("import-*"), *folder.glob("raw-*")):
        old.unlink()
    speeds = bringing_in.measure(folder, size=_ROWS_IN, rounds=1)
    return {f"import: {name}": speed for name, speed in speeds.items()}


def _handout(rounds: int) -> Values:
    # By the wall clock: Typst works on threads of its own too.
    values = {name: each.median for name, each in handout.measure(rounds=rounds).items()}
    thousand = handout.many()
    return values | {
        "first handout of a process": handout.cold(),
        "1,000 handouts, s": thousand.cpu_seconds, "1,000 handouts, MB": thousand.peak_megabytes,
    }  # fmt: skip


def _rows(module: str, *arguments: str) -> Values:
    """Of rows with a name, a middle and perhaps a p95."""
    values = {}
    for name, *figures in _told(module, *arguments):
        values |= {
            f"{name}{of}": float(figure)
            for of, figure in zip(("", ": p95"), figures, strict=False)
            if figure
        }
    return values


def _told(module: str, *arguments: str) -> Iterator[list[str]]:
    """Yield the cells of each row that a measurement in a process of its own prints."""
    command = [sys.executable, "-m", module, *arguments]
    finished = subprocess.run(command, capture_output=True, text=True, check=True, cwd=_ROOT)
    for line in finished.stdout.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]
