"""What somebody at the keyboard feels: a key's painted answer, how long the window stands still.

``python3 -m benchmarks.in_the_window FILE``; FILE is what ``--keep`` left behind.
"""

# ruff: noqa: E402 - Qt is imported first, as a start of the program does it

from __future__ import annotations

import datetime as dt
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desk_app.start import import_qt

import_qt()

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import bringing_in
from db.backups.shelf import Reason
from db.domain.clinic import ClinicProfile
from db.domain.importing import Matching
from db.domain.staff import Actor, Role
from db.place import DatabasePlace
from db.queries.enquiry_log import LogFilter
from db.services.clinic import save_profile
from db.session import Database
from desk_app.folders import Folders
from desk_app.importing.book import Book
from desk_app.launch import Program, make_application
from desk_app.periods import NamedPeriod
from desk_app.screens.desk.card_fields_page import OfferEdit
from desk_app.screens.enquiries.list_page import LogTable
from desk_app.screens.enquiries.log_export import LogExport
from desk_app.screens.importing.storing import Storing
from desk_app.screens.search.search_page import SearchBar
from desk_app.widgets.suggestion_list import SuggestionList

_WARM_MS = 12_000  # until the collector of cycles has put aside what stays
_QUIET_MS = 120  # without a paint of the list: its answer is there
_NUMBERS = ("8285550142", "3475552291", "6625557718", "2025553344")
_WORDS = ("shoulder", "migraineish", "martinez", "ortson", "garcia neck", "parkingness")


W = TypeVar("W", bound=QWidget)


class Watch(QObject):
    """Notes when a list was painted last, and the longest time the window stood still."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.seen: QWidget | None = None
        self.painted = 0.0
        self.gaps: list[float] = []
        self._beat_at = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)
        application.installEventFilter(self)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._beat_at) * 1_000)
        self._beat_at = now

    def begin(self) -> None:
        """Count gaps from here."""
        self.gaps = []
        self._beat_at = time.perf_counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything through."""
        if event.type() == QEvent.Type.Paint and self.is_looked_at(watched):
            QTimer.singleShot(0, self._note)
        return False

    def is_looked_at(self, widget: QObject) -> bool:
        """Whether it belongs to what is looked at."""
        seen = self.seen
        return (
            seen is not None
            and isinstance(widget, QWidget)
            and (widget is seen or seen.isAncestorOf(widget))
        )

    def _note(self) -> None:
        self.painted = time.perf_counter()


class Hand:
    """Types into the real window."""

    def __init__(self, file: Path, folder: Path) -> None:
        self.application = make_application([])
        self.watch = Watch(self.application)
        self.program = Program(self.application, Folders(folder, folder))
        self.window = self.program.window
        self.window.resize(1280, 800)
        self.window.show()
        loop = QEventLoop()
        self.program.opened.connect(loop.quit)
        self.program.open(DatabasePlace(file=file))
        loop.exec()
        self.settle(_WARM_MS)

    def settle(self, milliseconds: int) -> None:
        """Let the window work."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, ready: Callable[[], bool], *, seconds: int = 120) -> None:
        """Let the window work until something is so."""
        deadline = QDeadlineTimer(seconds * 1_000)
        while not ready() and not deadline.hasExpired():
            self.settle(5)

    def page(self, key: str) -> None:
        """Go to a page of the main window."""
        self.go(key)
        self.settle(600)

    def part(self, kind: type[W]) -> W:
        """Return the first part of a kind."""
        found: W | None = self.window.findChild(kind)
        assert found is not None
        return found

    def go(self, key: str) -> None:
        """Go there without waiting."""
        app = self.program.app
        assert app is not None
        app.desk.navigation.page_wanted.emit(key)

    def answered(self, act: Callable[[], object]) -> float | None:
        """Milliseconds from the deed to the last paint of what is looked at; None if none came."""
        self.watch.painted = 0.0
        started = time.perf_counter()
        act()
        self.settle(1)
        self.until(lambda: self._is_quiet(started), seconds=5)
        done = self.watch.painted
        return (done - started) * 1_000 if done else None

    def _is_quiet(self, started: float) -> bool:
        since = max(self.watch.painted, started)
        return (time.perf_counter() - since) * 1_000 > _QUIET_MS

    def typing(self, field: QWidget, words: tuple[str, ...]) -> list[float]:
        """Type each, letter by letter, and empty the field after it."""
        found = []
        for word in words:
            for letter in word:
                took = self.answered(partial(QTest.keyClicks, field, letter))
                found += [took] if took is not None else []
            QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(field, Qt.Key.Key_Backspace)
            self.settle(200)
        return found


def memory() -> float:
    """Return megabytes this process holds; Linux."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1_024


def told(name: str, took: list[float], gaps: list[float]) -> None:
    """Print one row."""
    took, gaps = sorted(took) or [float("nan")], sorted(gaps)
    p95 = took[min(len(took) - 1, round(len(took) * 0.95))]
    late = sum(gap > 16 for gap in gaps)
    sys.stdout.write(
        f"| {name} | {len(took)} | {statistics.median(took):.1f} | {p95:.1f} | {gaps[-1]:.0f} "
        f"| {gaps[round(len(gaps) * 0.99) - 1]:.1f} | {late} |\n"
    )
    sys.stdout.flush()


def measure(hand: Hand) -> None:
    """Type at three places, and scroll."""
    watch = hand.watch
    hand.page("desk")
    QTest.keyClick(hand.window, Qt.Key.Key_F2)
    hand.settle(600)
    field = next(part for part in hand.window.findChildren(OfferEdit) if part.hasFocus())
    watch.seen = field.findChild(SuggestionList) or hand.window
    watch.begin()
    told("the number of a call", hand.typing(field, _NUMBERS), watch.gaps)
    bar = hand.part(SearchBar)
    bar.focus_search()
    watch.seen = bar.results
    watch.begin()
    told("Ctrl+K", hand.typing(bar, _WORDS), watch.gaps)
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    watch.seen = hand.window
    watch.begin()
    took = hand.answered(partial(hand.go, "enquiries"))
    told("the log's first paint", [took or 0.0], watch.gaps)
    table = hand.part(LogTable)
    watch.seen = table.viewport()
    hand.until(lambda: table.log.rowCount() > 0)
    hand.settle(500)
    scrolls(hand, table)
    QTest.keyClick(table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    found = QApplication.focusWidget()
    assert found is not None
    watch.begin()
    told("the log's search", hand.typing(found, _WORDS), watch.gaps)


def scrolls(hand: Hand, table: LogTable) -> None:
    """Jump to places all over the log, then turn the wheel."""
    watch, bar = hand.watch, table.verticalScrollBar()
    most = bar.maximum()
    watch.begin()
    took = [
        each
        for n in range(40)
        if (each := hand.answered(partial(bar.setValue, most * (n * 13 % 40) // 40))) is not None
    ]
    told("jump", took, watch.gaps)
    watch.begin()
    took = [
        each
        for _ in range(60)
        if (each := hand.answered(partial(bar.setValue, bar.value() + 180))) is not None
    ]
    told("wheel", took, watch.gaps)


def work(hand: Hand, folder: Path) -> None:
    """Bring in, export, copy and print: how long does the window stand still?"""
    app = hand.program.app
    assert app is not None
    hand.go("desk")
    hand.settle(_WARM_MS)
    storing = Storing(app.desk, app)
    rows = bringing_in.rows_of(20_000)

    def busy(name: str, begin: Callable[[], object], is_over: Callable[[], bool]) -> None:
        hand.settle(500)
        hand.watch.begin()
        started = time.perf_counter()
        begin()
        hand.until(is_over, seconds=300)
        told(name, [(time.perf_counter() - started) * 1_000], hand.watch.gaps)

    ended: list[object] = []
    book = Book("log.csv", "f" * 64, ())
    storing.finished.connect(ended.append)
    storing.failed.connect(lambda: ended.append(None))
    bring = partial(storing.start, book, rows, Matching.JOIN)
    busy("20,000 rows brought in", bring, lambda: bool(ended))
    year = LogFilter(since=dt.date(2025, 1, 1))
    for kind in ("csv", "xlsx"):
        file = folder / f"log.{kind}"
        export = partial(LogExport(app.desk, app).save, str(file), year, None)
        busy(f"a year exported, {kind}", export, file.exists)
    made: list[object] = []
    busy(
        "a copy made",
        lambda: app.safety._keeper.make(Reason.ASKED, lambda: made.append(None)),  # noqa: SLF001
        lambda: bool(made),
    )
    hand.go("reports")
    hand.settle(1_000)
    app.reports.choose_period(NamedPeriod.LAST_YEAR)
    hand.settle(1_000)
    pages: list[object] = []
    app.reports.printing.ready.connect(pages.append)
    busy("a report on paper", app.reports.print_report, lambda: bool(pages))


def main() -> None:
    """Measure over one file, which stays as it is."""
    with tempfile.TemporaryDirectory(dir=Path(sys.argv[1]).parent) as folder:
        file = Path(folder) / "log.db"
        shutil.copy(sys.argv[1], file)
        database = Database(DatabasePlace(file=file))
        profile = ClinicProfile(name="Harbour Street", time_zone="America/New_York")
        manager, now = Actor(None, Role.MANAGER, "Desk"), dt.datetime.now(dt.UTC)
        database.write(partial(save_profile, profile=profile, actor=manager, at=now))
        database.dispose()
        hand = Hand(file, Path(folder))
        told("memory at rest", [memory()], [0.0])
        measure(hand)
        work(hand, Path(folder))
        hand.program.shut_down()


if __name__ == "__main__":
    main()
