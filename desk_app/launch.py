"""From the first painted window to the clinic's pages, and from one clinic to another.

Nothing slow is imported here: the window is painted first, then a worker
imports the rest and opens the database, while the window already answers.
"""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from db.domain.errors import StorageError, StorageFailure, TooSoonError
from db.keys.locks import Locks
from db.keys.recovery_code import NoCodeError
from db.keys.slots import WrongSecretError, new_key
from db.place import DatabasePlace
from desk_app import crash_log
from desk_app.background.garbage import GuiThreadCollector
from desk_app.bringing_back import BringingBack
from desk_app.folders import Folders
from desk_app.locking import Locking
from desk_app.looks import LARGEST_POINTS, SMALLEST_POINTS, Looks, load_interface_fonts
from desk_app.main_window import MainWindow
from desk_app.resources import RESOURCES
from desk_app.settings import Settings
from desk_app.telephone.endpoint import (
    PRACTICE,
    USUAL,
    NoAnswerError,
    NobodyThereError,
    hand_over,
)
from desk_app.telephone.receiver import CallReceiver
from desk_app.tones import Appearance

if TYPE_CHECKING:
    from db.queries.clinic import ClinicFacts
    from db.session import Database
    from desk_app.app import App

    Prepare = Callable[[Database], None]

logger = logging.getLogger(__name__)

NO_FONT = "No usable font was found, and the program's own could not be read."


class NoFontError(Exception):
    """Nothing could be written on the screen, not even a message."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a worker brings back: an open database and what the clinic says of itself.

    Attributes:
        is_begun: it has no name of its own before the first start came to its end.
        has_keychain: whether this computer can open a begun one by itself.
        sits_here: who has just said at this desk who they are; the clinic was closed in between
            only to get its lock.
    """

    database: Database
    facts: ClinicFacts
    is_begun: bool = False
    has_keychain: bool = False
    sits_here: int | None = None


def make_application(arguments: list[str]) -> QApplication:
    """Return the one QApplication.

    Raises:
        NoFontError: nothing can be written on the screen.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(arguments)
    application.setApplicationName("front-desk")
    application.setApplicationDisplayName("Front Desk")
    application.setDesktopFileName("front-desk")
    if not load_interface_fonts(RESOURCES / "fonts"):
        raise NoFontError(NO_FONT)
    return application


class Program(QObject):
    """Owns what outlives a change of clinic: window, looks, settings, and the App of the moment.

    Signals:
        opened: the App now in the window.
        refused: the StorageError for which a database was not opened.
    """

    opened = Signal(object)
    refused = Signal(object)
    _prepared = Signal(object, object, object)  # place, Opened or None, error or None
    _worked = Signal(object, object)  # who takes the answer, the answer or an exception

    def __init__(self, application: QApplication, folders: Folders) -> None:
        super().__init__()
        self.folders = folders
        folders.config.mkdir(parents=True, exist_ok=True)
        self.settings = Settings(folders.settings, self)
        self.looks = Looks(self)
        self.looks.choose(_appearance(self.settings.appearance), self.settings.font_points)
        self.looks.apply(application)
        self._application = application
        self.collector = GuiThreadCollector(parent=self)
        self.window = MainWindow(self.settings)
        self.window.set_ready(ready=False)
        self.window.closing.connect(self.close_app)
        self.window.action_wanted.connect(self._on_looks_action)
        self.settings.changed.connect(self._on_setting)
        self._wanted: tuple[DatabasePlace, Prepare | None] | None = None
        self.app: App | None = None
        self.receiver = CallReceiver(now=_utc_now, parent=self)
        self.receiver.raise_wanted.connect(self._come_forward)
        self.bringing_back = BringingBack(self)
        self._closing: list[Future[None]] = []
        self.locking = Locking(self)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-open")
        self._prepared.connect(self._on_prepared, Qt.ConnectionType.QueuedConnection)
        self._worked.connect(self._on_worked, Qt.ConnectionType.QueuedConnection)

    def open(
        self,
        place: DatabasePlace,
        *,
        prepare: Prepare | None = None,
        first: Callable[[], None] | None = None,
        key_hex: str | None = None,
        sits_here: int | None = None,
    ) -> None:
        """Open a clinic in the window, in place of the one that is open.

        Args:
            prepare: run on the open database, in the worker, before anybody sees it.
            first: run in the worker while nobody here has the database open.
            key_hex: what it is encrypted with, when that is known already.
            sits_here: who need not say again who they are.
        """
        self.close_clinic()
        self._wanted = (place, prepare)
        if not self._has_for_itself(place):
            self._go_to_the_other_window(place)
            return
        emit, closing = self._prepared.emit, self._closing
        open_it = partial(
            _open,
            place,
            self.locking.locks,
            key_hex,
            may_create=not self.folders.is_expected(place),
            encrypts=place != self.folders.demo,
            prepare=prepare,
        )

        def in_worker() -> None:
            try:
                if first is not None:
                    wait(closing)
                    first()
                opened = open_it()
            except Exception as error:  # noqa: BLE001 - told in the GUI thread
                emit(place, None, error)
            else:
                emit(place, replace(opened, sits_here=sits_here), None)

        self._worker.submit(in_worker)

    def in_worker(self, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        """Do slow work, after what was begun before; ``done`` gets the answer or the exception."""
        emit = self._worked.emit

        def run_work() -> None:
            try:
                answer = work()
            except Exception as error:  # noqa: BLE001 - told in the GUI thread
                emit(done, error)
            else:
                emit(done, answer)

        self._worker.submit(run_work)

    @Slot(object, object)
    def _on_worked(self, done: Callable[[Any], None], answer: object) -> None:
        done(answer)

    def shut_down(self) -> None:
        """Take everything down in reverse: no worker may outlive what it reports to."""
        self.close_app()
        self._worker.shutdown(wait=True)
        self.wait_for_closing()
        self.collector.stop()

    @property
    def wanted_place(self) -> DatabasePlace | None:
        """The clinic that is open, or was refused."""
        return self._wanted[0] if self._wanted is not None else None

    def close_clinic(self) -> None:
        """Leave the window empty."""
        self.close_app()
        self.window.remove_pages()
        self.window.set_ready(ready=False)

    def wait_for(self, closing: Future[None]) -> None:
        """Let a clinic that closes end its last backup before the program ends."""
        self._closing = [future for future in self._closing if not future.done()] + [closing]

    def wait_for_closing(self) -> None:
        """Return when every clinic that was closed let go of its database."""
        wait(self._closing)

    @Slot(object, object, object)
    def _on_prepared(
        self, place: DatabasePlace, opened: Opened | None, error: Exception | None
    ) -> None:
        if opened is None:
            self.refuse(error)
            return
        from desk_app.app import App  # noqa: PLC0415 - imported by the worker meanwhile

        if not opened.is_begun:
            self.folders.remember(place, start_with=place != self.folders.demo)
        self.app = App(self, place, opened)
        self.collector.spare_what_lives()
        self.opened.emit(self.app)

    def _has_for_itself(self, place: DatabasePlace) -> bool:
        """Listen for calls; False when another window of this person has the database."""
        usual = PRACTICE if place == self.folders.demo else USUAL
        return self.receiver.listen(place.identity, also=usual)

    def _go_to_the_other_window(self, place: DatabasePlace) -> None:
        try:
            hand_over(place.identity, {})
        except (NobodyThereError, NoAnswerError):
            self.refuse(StorageError(StorageFailure.OPEN_IN_ANOTHER_WINDOW))
        else:
            QTimer.singleShot(0, self.window.close)  # closing before the loop runs ends nothing

    @Slot()
    def _come_forward(self) -> None:
        """The program was started again: this is its window."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def refuse(self, error: Exception | None) -> None:
        """Say why a database is not open, or ask for what opens it."""
        if not isinstance(error, StorageError):
            raise error or RuntimeError("a worker brought nothing back")
        logger.warning("database not opened: %s", error)
        if error.failure is StorageFailure.LOCKED and self._wanted is not None:
            self.locking.ask_to_unlock(*self._wanted)
        else:
            self._show_refusal(error)
        self.refused.emit(error)

    def _show_refusal(self, error: StorageError) -> None:
        from desk_app.screens.welcome.refusal_page import RefusalPage  # noqa: PLC0415 - rarely

        page = RefusalPage()
        page.again_wanted.connect(self._open_again)
        page.place_wanted.connect(self._open_text)
        page.demo_wanted.connect(self.open_demo)
        page.restore_wanted.connect(self.bringing_back.show)
        self.window.show_alone(page)
        if (place := self.wanted_place) is not None:
            page.show_refusal(error.failure, place.shown, is_file=place.file is not None)

    @Slot()
    def _open_again(self) -> None:
        if self._wanted is not None:
            place, prepare = self._wanted
            self.open(place, prepare=prepare)

    @Slot(str)
    def _open_text(self, text: str) -> None:
        self.open(DatabasePlace.parse(text))

    @Slot()
    def open_demo(self) -> None:
        """Open the practice clinic, made new where there is none."""
        self.open(self.folders.demo, prepare=fill_demo)

    @Slot()
    def open_own(self) -> None:
        """Open this seat's own clinic."""
        self.open(self.folders.place())

    # --- Looks ----------------------------------------------------------------------

    @Slot(object)
    def _on_looks_action(self, key: str) -> None:
        points = round(self.looks.points)
        if key == "larger":
            self.settings.font_points = min(points + 1, LARGEST_POINTS)
        elif key == "smaller":
            self.settings.font_points = max(points - 1, SMALLEST_POINTS)
        elif key == "appearance":
            kinds = list(Appearance)
            here = kinds.index(_appearance(self.settings.appearance))
            self.settings.appearance = kinds[(here + 1) % len(kinds)].value
        elif key == "reset_layout":
            self.settings.reset_layout()
        elif key == "mistakes":
            self._show_mistakes()

    def _show_mistakes(self) -> None:
        # Late: this is rarely wanted.
        from desk_app.mistake_report import mistake_report  # noqa: PLC0415
        from desk_app.screens.help.report_page import ReportDialog  # noqa: PLC0415

        dialog = ReportDialog(mistake_report(self.folders.log), self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object)
    def _on_setting(self, key: str) -> None:
        if key.startswith("looks/"):
            self.looks.choose(_appearance(self.settings.appearance), self.settings.font_points)

    @Slot()
    def close_app(self) -> None:
        """Close the clinic that is open, if one is; its last page stays until another comes."""
        app, self.app = self.app, None
        self.receiver.close()
        if app is not None:
            self.collector.spare_nothing()
            app.close()


def run(folders: Folders, place: DatabasePlace, arguments: list[str], *, secret: str = "") -> int:
    """Run until the window closes and return the process's exit status.

    Args:
        secret: a passphrase or recovery code to try before anybody is asked.
    """
    try:
        application = make_application(arguments)
    except NoFontError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    crash_log.install(folders.log)
    program = Program(application, folders)
    program.locking.locks.secret = secret
    program.window.show()
    if place == folders.demo:
        program.open_demo()
    else:
        program.open(place)
    try:
        return application.exec()
    finally:
        program.shut_down()


def fill_demo(database: Database) -> None:
    """Make the practice clinic in a database that holds no clinic yet."""
    from desk_app.demo.clinic import fill  # noqa: PLC0415 - only to practise

    fill(database, now=_utc_now())


def _open(
    place: DatabasePlace,
    locks: Locks,
    key_hex: str | None,
    *,
    may_create: bool,
    encrypts: bool,
    prepare: Prepare | None,
) -> Opened:
    import desk_app.app  # noqa: F401, PLC0415 - the slow imports happen here, off the GUI thread
    from db.opening import begin_database, is_free, open_database, remove_unfinished  # noqa: PLC0415
    from db.queries.clinic import clinic_facts  # noqa: PLC0415

    begins = encrypts and may_create and place.file is not None and is_free(place.file)
    if begins and place.file is not None:
        remove_unfinished(place.file)
        database = begin_database(place.file, key_hex=new_key())
    else:
        if key_hex is not None and place.file is not None:
            locks.remember(place.file, key_hex)
        with suppress(WrongSecretError, NoCodeError, TooSoonError):  # then somebody is asked
            key_hex = key_hex or locks.key_at_hand(place)
        database = open_database(place, key_hex=key_hex, may_create=may_create)
    try:
        if prepare is not None:
            prepare(database)
        has_keychain = begins and locks.keychain.is_there()
        return Opened(database, database.read(clinic_facts), begins, has_keychain)
    except BaseException:
        database.dispose()
        raise


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _appearance(name: str) -> Appearance:
    try:
        return Appearance(name)
    except ValueError:
        return Appearance.SYSTEM
