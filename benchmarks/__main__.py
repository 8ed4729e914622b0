"""Measure everything in one interleaved run, and hold it against the goals.

``python3 -m benchmarks`` measures small logs once, in some minutes. The full run::

    python3 -m benchmarks --sizes 10000 100000 1000000 --turns 3 --keep FOLDER --write \\
        --peers anki=PYTHON peewee=PYTHON --server postgresql://...
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import environment

if TYPE_CHECKING:
    from benchmarks.turns import Found

_RESULTS = Path(__file__).with_name("RESULTS.md")
# Between these lines of the results stands what a run wrote; the rest is written by hand.
_BEGIN, _END = "<!-- one run -->\n", "<!-- end of the run -->\n"


def main() -> None:
    """Run everything and print it as Markdown."""
    parser = argparse.ArgumentParser(
        prog="python3 -m benchmarks", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--turns", type=int, default=1, help="how often each is measured")
    parser.add_argument("--rounds", type=int, default=20, help="of each job in a turn")
    parser.add_argument("--keep", type=Path, help="keep the generated databases in this folder")
    parser.add_argument("--peers", nargs="*", default=[], metavar="NAME=PYTHON")
    parser.add_argument("--server", metavar="ADDRESS", help="an empty PostgreSQL database")
    parser.add_argument("--write", action="store_true", help="write it into RESULTS.md")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.prepare(environment.PROGRAM_LOCK)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        report = "\n".join(_report(folder, options)) + "\n"
    sys.stdout.write(report)
    if options.write:
        before, _, rest = _RESULTS.read_text(encoding="utf-8").partition(_BEGIN)
        behind = rest.partition(_END)[2]
        _RESULTS.write_text(before + _BEGIN + report + _END + behind, encoding="utf-8")


def _report(folder: Path, options: argparse.Namespace) -> Iterator[str]:
    # They need the environment.
    from benchmarks import generator, goals  # noqa: PLC0415
    from benchmarks.turns import Setting, run  # noqa: PLC0415

    sizes = sorted(options.sizes)
    files = {}
    for size in sizes:
        generator.make(folder, size).dispose()
        files[size] = folder / f"log-{size}.db"
    peers = dict(each.split("=", 1) for each in options.peers)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        setting = Setting(files, Path(work), options.rounds, peers, options.server)
        began, fsync = time.perf_counter(), _fsync_ms(Path(work))
        found = run(setting, turns=options.turns)
    yield (
        f"{dt.datetime.now(dt.UTC).date()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {fsync:.2f} ms for an fsync; "
        f"{options.turns} shuffled turns, {(time.perf_counter() - began) / 60:.0f} minutes."
    )
    yield ""
    yield from goals.table(found, sizes)
    yield ""
    yield "<details><summary>All figures, medians of the turns</summary>"
    yield ""
    yield from _all(found, sizes)
    yield ""
    yield "</details>"


def _all(found: Found, sizes: Sequence[int]) -> Iterator[str]:
    columns = [*sizes, 0]
    yield f"| | {' | '.join(f'{size:,}' for size in sizes)} | |"
    yield "|---" * (len(columns) + 1) + "|"
    for name in sorted(found.names()):
        values = [found.at(name, size) for size in columns]
        cells = ("" if each is None else f"{each:,.2f}" for each in values)
        yield f"| {name} | {' | '.join(cells)} |"


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
