"""Measure, and write the figures down: ``python3 -m benchmarks [--sizes ...] [--write]``."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import environment

if TYPE_CHECKING:
    from benchmarks.backing_up import Copied

_OF_IMPORT = {
    "bare": "limit: its enquiries in a table without any index, bare driver",
    "own": "its rows in the tables they belong to, bare driver",
    "all": "and what is computed from them, ready, bare driver",
    "ours": "brought in, with all that is computed from them",
}
_RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="keep the generated databases in this folder")
    parser.add_argument("--write", action="store_true", help="write benchmarks/RESULTS.md")
    options = parser.parse_args()
    environment.prepare(environment.PROGRAM_LOCK)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        report = "\n".join(_report(folder, options.sizes, options.rounds)) + "\n"
    sys.stdout.write(report)
    if options.write:
        _RESULTS.write_text(report, encoding="utf-8")


def _report(folder: Path, sizes: list[int], rounds: int) -> list[str]:
    from benchmarks import (  # noqa: PLC0415 - need the environment
        backing_up,
        bringing_in,
        encryption,
        forwarder,
        generator,
        handout,
        queries,
        start_up,
    )

    lines = [
        "# Measured",
        "",
        f"{dt.datetime.now(dt.UTC).date()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, one interleaved run, "
        f"{rounds} rounds, {_fsync_ms(folder):.2f} ms for an fsync. Made by "
        "`python3 -m benchmarks --write`; machines are noisy, ratios are what counts.",
        "",
        "*limit*: the same answer by the bare driver on the same file. CPU is of the measuring "
        "thread, medians, milliseconds.",
    ]
    for size in sizes:
        started = time.perf_counter()
        database = generator.make(folder, size)
        made = time.perf_counter() - started
        lines += ["", f"## {size:,} enquiries (made in {made:.0f} s)", ""]
        lines += ["| job | limit CPU | ours CPU | ratio | ours p95 wall |", "|---|---|---|---|---|"]
        for job, figures in queries.measure(database, rounds=rounds).items():
            limit, ours = figures["limit"], figures["ours"]
            ratio = ours.cpu / limit.cpu if limit.cpu else float("nan")
            lines.append(
                f"| {job} | {limit.cpu:.2f} | {ours.cpu:.2f} | {ratio:.1f}x | {ours.p95:.1f} |"
            )
        database.dispose()
    lines += ["", "## Encryption", "", "| job | plain | encrypted | ratio |", "|---|---|---|---|"]
    smallest = folder / f"log-{sizes[0]}.db"
    for job, both in encryption.measure(smallest, folder, rounds=rounds).items():
        plain, sealed = both["plain"].median, both["encrypted"].median
        lines.append(f"| {job} | {plain:.2f} | {sealed:.2f} | {sealed / plain:.2f}x |")
    lines += _copies(backing_up.measure(folder / f"log-{sizes[-1]}.db", folder))
    lines += [
        "",
        "## A log brought in",
        "",
        "| | rows a second of CPU | to ours |",
        "|---|---|---|",
    ]
    speeds = bringing_in.measure(folder, size=min(sizes[0], 20_000), rounds=3)
    for name, words in _OF_IMPORT.items():
        lines.append(f"| {words} | {speeds[name]:,.0f} | {speeds[name] / speeds['ours']:.1f}x |")
    lines += ["", "## Start, cold processes", "", "| | ms | to bare Qt |", "|---|---|---|"]
    last = folder / f"log-{sizes[-1]}.db"
    times = start_up.measure(last, folder, rounds=max(3, rounds // 8))
    bare = times["bare Qt window"]
    lines += [f"| {name} | {ms:.0f} | {ms / bare:.2f}x |" for name, ms in times.items()]
    lines += ["", "## A call, cold processes", "", "| | ms | to an empty Python |", "|---|---|---|"]
    times = forwarder.measure(rounds=max(10, rounds // 2))
    empty = times["python -c pass"]
    lines += [f"| {name} | {ms:.0f} | {ms / empty:.2f}x |" for name, ms in times.items()]
    lines += ["", "## Handout (two pages)", "", "| | CPU ms | p95 wall |", "|---|---|---|"]
    for name, figures_ in handout.measure(rounds=rounds).items():
        lines.append(f"| {name}, warm | {figures_.cpu:.1f} | {figures_.p95:.1f} |")
    lines.append(f"| first of a fresh process, imports included | {handout.cold():.0f} | |")
    thousand = handout.many()
    lines += [
        "",
        f"1,000 handouts of a fresh process: {thousand.cpu_seconds:.1f} s CPU on all threads, "
        f"{thousand.peak_megabytes:.0f} MB at most.",
    ]
    return lines


def _copies(measured: dict[str, Copied]) -> list[str]:
    lines = ["", "## A copy beside a desk that saves", ""]
    lines += ["| | copied s | its longest save s | saves meanwhile | brought back s |"]
    lines += ["|---|---|---|---|---|"]
    return lines + [
        f"| {name} | {each.copy:.2f} | {each.longest_save:.2f} | {each.saves} "
        f"| {each.restore:.2f} |"
        for name, each in measured.items()
    ]


def _fsync_ms(folder: Path) -> float:
    file = folder / "fsync"
    with file.open("wb") as handle:
        started = time.perf_counter()
        for _ in range(20):
            handle.write(b"x" * 4_096)
            handle.flush()
            os.fsync(handle.fileno())
    file.unlink()
    return (time.perf_counter() - started) / 20 * 1_000


if __name__ == "__main__":
    main()
