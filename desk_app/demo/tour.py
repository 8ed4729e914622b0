"""A walk through the real window, off-screen, by the keyboard: a picture of every step.

The same objects as in daily work, on the practice clinic in a folder of its
own; nothing of this seat is read or changed. Each step looks at what the
program says or holds and ends the tour with a reason where it is not so.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QDeadlineTimer,
    QEventLoop,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from db.place import DatabasePlace
from desk_app.folders import Folders
from desk_app.launch import NoFontError, Program, fill_demo, make_application
from desk_app.notices import Notice
from desk_app.resources import RESOURCES

if TYPE_CHECKING:
    from desk_app.app import App

_TEXT = RESOURCES / "demo" / "website_text.txt"
_SIZE = (1280, 800)
_PATIENCE_MS = 60_000
_MOST_TABS = 40
_SETTLE_MS = 120
_PDF = "handout.pdf"

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class StepError(Exception):
    """A step did not lead where it should; the words say what was missing."""


def run(folder: Path, place: DatabasePlace | None = None) -> int:
    """Take the tour and return the exit status.

    Args:
        folder: where the pictures and the PDF land.
        place: an empty database to make the practice clinic in; None takes a file that
            goes with the tour.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        qInstallMessageHandler(_pass_on)
        application = make_application(["front-desk"])
        with tempfile.TemporaryDirectory() as seat:
            program = Program(application, Folders(Path(seat), Path(seat)))
            try:
                _Tour(program, folder, place or program.folders.demo).take()
            finally:
                program.shut_down()
    except (StepError, NoFontError, OSError) as error:
        sys.stderr.write(f"The tour ended: {error}\n")
        return 1
    return 0


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Say what Qt says, but not that a window off-screen has no frame to be told its size."""
    if not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")


class _Tour:
    """One walk. ``say`` prints, ``picture`` saves, ``wait`` lets the program work."""

    def __init__(self, program: Program, folder: Path, place: DatabasePlace) -> None:
        self._program = program
        self._place = place
        self._window = program.window
        self._folder = folder
        self._notices: list[str] = []
        self._mistakes: list[str] = []
        self._number = 0
        self._drawn = 0
        sys.excepthook = self._mistake

    def take(self) -> None:
        """Walk through all steps in order."""
        self._window.resize(*_SIZE)
        self._window.show()
        steps: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("first-start", "the first start", self._first_start),
            ("desk", "the desk of the practice clinic", self._desk),
            ("call", "a known number is recognised", self._recognise),
            ("card", "the call card is filled in", self._fill_in),
            ("logged", "the call is logged", self._save),
            ("follow-ups", "a follow-up is worked", self._follow_up),
            ("article", "an article is imported from text", self._import),
            ("handout", "a handout is made", self._handout),
            ("large-print", "the same in large print", self._large_print),
            ("printed", "it is saved as PDF", self._print),
            ("enquiries", "the whole log", partial(self._open, "enquiries", Key.Key_5)),
            ("people", "the people", partial(self._open, "people", Key.Key_6)),
            ("reports", "the month in pictures", partial(self._open, "reports", Key.Key_7)),
            ("settings", "the settings", partial(self._open, "settings", Key.Key_8)),
        )
        for name, words, step in steps:
            self._number += 1
            step()
            self._settle()
            if self._mistakes:
                raise StepError(f"{words}: {self._mistakes[0]}")
            picture = self._folder / f"{self._number:02d}-{name}.png"
            if not self._window.grab().save(str(picture)):
                raise StepError(f"{picture} cannot be written")
            sys.stdout.write(f"{self._number:2d}. {words}: {picture}\n")
            sys.stdout.flush()
        sys.stdout.write(f"    the handout: {self._folder / _PDF}\n")

    # --- The steps ------------------------------------------------------------------

    def _first_start(self) -> None:
        self._program.open(self._program.folders.place())
        self._wait(lambda: self._program.app is not None, "the clinic did not open")

    def _desk(self) -> None:
        before = self._program.app
        self._program.open(self._place, prepare=fill_demo)
        self._wait(
            lambda: self._program.app not in (before, None), "the practice clinic did not open"
        )
        self._app.desk.notices.posted.connect(self._heard)
        self._app.handouts.preview_changed.connect(self._count_drawing)
        if not self._app.desk.clinic.profile.is_demo:
            raise StepError("this database holds a real clinic; name an empty one")
        self._wait(lambda: "Willow Lane" in self._window.windowTitle(), "it has no name")

    def _recognise(self) -> None:
        self._key(Key.Key_F2)
        self._go_to("Number")
        self._type("555 0142")
        self._wait(lambda: self._offered() >= 3, "the household was not recognised")

    def _fill_in(self) -> None:
        self._key(Key.Key_Down)
        self._key(Key.Key_Return)
        self._go_to("Their words")
        self._type("Her knee is better, now the lower back. Do needles help?")
        self._go_to("Service")
        self._type("bad back")
        self._settle()
        self._key(Key.Key_Down)
        self._key(Key.Key_Return)
        self._go_to("Day of the next step")
        self._type("tomorrow 3pm")
        self._go_to("Who does the next step")
        self._type("Daniel")
        self._settle()
        self._key(Key.Key_Down)
        self._key(Key.Key_Return)

    def _save(self) -> None:
        self._key(Key.Key_Return, CONTROL)
        self._wait_for_notice("saved")

    def _follow_up(self) -> None:
        self._open("follow_ups", Key.Key_2)
        self._key(Key.Key_2, Qt.KeyboardModifier.AltModifier)
        self._wait(lambda: self._app.follow_ups.current is not None, "the list is empty")
        for _ in range(4):
            self._key(Key.Key_Down)
        heard = len(self._notices)
        self._key(Key.Key_N)
        self._wait(lambda: len(self._notices) > heard, "no answer was not recorded")

    def _import(self) -> None:
        self._open("articles", Key.Key_4)
        self._key(Key.Key_I, CONTROL)
        QApplication.clipboard().setText(_TEXT.read_text(encoding="utf-8"))
        self._key(Key.Key_V, CONTROL)
        self._key(Key.Key_Return, CONTROL)
        importing = self._app.articles.importing
        self._wait(lambda: importing.step is not None, "the text was not read")
        reading = importing.step.reading if importing.step else None
        if reading is None or "Sore Back" not in reading.article.title:
            raise StepError("the title was not found")
        if len(reading.article.sections) != 3 or not reading.dropped:
            raise StepError("sections or left-out lines are wrong")

    def _handout(self) -> None:
        self._key(Key.Key_S, CONTROL)
        self._wait_for_notice("draft")
        self._open("handouts", Key.Key_3)
        self._go_to("Search handouts")
        self._type("acupuncture for back")
        self._wait(lambda: self._app.handouts.preview is not None, "no pages were set")
        self._go_to("For (name)")
        drawn = self._drawn
        self._type("Maria Ortiz")
        self._wait(lambda: self._drawn > drawn, "the pages were not drawn")

    def _large_print(self) -> None:
        drawn = self._drawn
        self._key(Key.Key_Z, Qt.KeyboardModifier.AltModifier)
        self._key(Key.Key_Right)
        self._wait(lambda: self._drawn > drawn, "the pages were not drawn")

    def _print(self) -> None:
        file = (self._folder / _PDF).resolve()
        file.unlink(missing_ok=True)
        self._key(Key.Key_S, CONTROL)
        self._wait(lambda: QApplication.activeModalWidget() is not None, "nobody asked where to")
        QApplication.clipboard().setText(str(file))
        self._key(Key.Key_A, CONTROL)
        self._key(Key.Key_V, CONTROL)
        self._key(Key.Key_Return)
        self._wait(file.exists, "the PDF was not written")
        if not file.read_bytes().startswith(b"%PDF-"):
            raise StepError("the file is no PDF")
        self._window.activateWindow()  # the dialog is gone, and no window manager is here
        self._wait_for_notice("large print")

    def _open(self, key: str, number: Key) -> None:
        self._key(number, CONTROL)
        self._wait(lambda: self._program.settings.last_page == key, f"{key} did not open")

    # --- Hands and eyes ----------------------------------------------------------------

    @property
    def _app(self) -> App:
        if self._program.app is None:
            raise StepError("no clinic is open")
        return self._program.app

    def _heard(self, notice: Notice) -> None:
        self._notices.append(notice.text)

    def _mistake(self, kind: type[BaseException], error: BaseException, _trace: object) -> None:
        self._mistakes.append(f"{kind.__name__}: {error}")

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _key(
        self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._focused(), key, modifier)
        self._settle()

    def _type(self, words: str) -> None:
        QTest.keyClicks(self._focused(), words)
        self._settle()

    def _go_to(self, name: str) -> None:
        """Walk by Tab to the field of that accessible name."""
        for _ in range(_MOST_TABS):
            if self._focused().accessibleName() == name:
                return
            self._key(Key.Key_Tab)
        raise StepError(f'no field "{name}" can be reached with Tab')

    def _wait_for_notice(self, word: str) -> None:
        missing = f'the program did not say "{word}" but: {self._notices[-1:]}'
        self._wait(lambda: any(word in text for text in self._notices), missing)
        self._notices.clear()

    def _offered(self) -> int:
        """How many lines the list below the field offers."""
        lists = self._window.findChildren(QListView)
        return max((x.model().rowCount() for x in lists if x.isVisible() and x.model()), default=0)

    def _count_drawing(self) -> None:
        self._drawn += 1

    def _wait(self, ready: Callable[[], bool], reason: str) -> None:
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while not ready():
            if deadline.hasExpired() or self._mistakes:
                raise StepError(self._mistakes[0] if self._mistakes else reason)
            self._settle()

    def _settle(self) -> None:
        """Let the program work for a moment, workers too."""
        loop = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, loop.quit)
        loop.exec()
