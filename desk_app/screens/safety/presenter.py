"""How safe the clinic's data is, and what can be done for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from db.backups.copying import back_up
from db.backups.export import export_all
from db.backups.server import dump
from db.backups.shelf import Reason
from db.domain.changes import Change
from db.domain.errors import StorageError, StorageFailure
from db.keys.locks import Locks
from db.services import custody
from db.session import Database
from desk_app import when_wording
from desk_app.background.backup_keeper import BackupKeeper
from desk_app.desk_context import DeskContext
from desk_app.screens.safety import wording
from desk_app.screens.safety.choosing import CopyChoosing

T = TypeVar("T")


class SafetyPresenter(QObject):
    """Over the keeper of the open clinic's copies.

    Signals:
        status_changed: what the page and the foot of the window say is another.
        restore_wanted: the file that is to take the place of the records, and its key.
    """

    status_changed = Signal()
    restore_wanted = Signal(object, object)

    def __init__(
        self,
        desk: DeskContext,
        database: Database,
        keeper: BackupKeeper,
        locks: Locks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._database = database
        self._keeper = keeper
        self._warned: list[str] = []
        self.choosing: CopyChoosing | None = None
        if database.place.file is not None:
            self.choosing = CopyChoosing(
                database.place.file,
                self._second_place,
                desk,
                locks,
                key_hex=database.key_hex,
                parent=self,
            )
            self.choosing.restore_wanted.connect(self.restore)
        keeper.changed.connect(self._state_changed)
        desk.seat.lock_changed.connect(self.status_changed)

    # --- What is so ---------------------------------------------------------------------

    @property
    def folder(self) -> str:
        """The second place; empty when there is none."""
        return self._desk.settings.backup_folder

    def status(self) -> str:
        """Return the words for the foot of the window; empty where nothing is copied."""
        if not self._keeper.works:
            return ""
        return wording.status(self._keeper.state, self._desk.local, today=self._desk.today())

    def facts(self) -> list[str]:
        """Return what the page says at its head, most important first."""
        if self.choosing is None:
            return [
                self.tr(
                    "The clinic is on a server, and this program makes no backups of it by "
                    "itself: ask whoever looks after the server when the last one was made, and "
                    "when it was last tried."
                )
            ]
        if not self._keeper.works:
            return [self.tr("The practice clinic is not backed up: nothing in it is real.")]
        return [self.status(), *wording.warnings(self._keeper.state), self._tried()]

    def _tried(self) -> str:
        drilled_at = self._keeper.state.drilled_at
        if drilled_at is None or self._keeper.state.drill_failure is not None:
            return self.tr("A copy is made half an hour after a change, and when you close.")
        day = self._desk.local(drilled_at).date()
        words = self.tr(
            "A copy is made half an hour after a change, and when you close. One was restored "
            "for a try on {0}, and was whole."
        )
        return words.format(when_wording.calendar_day(day, today=self._desk.today()))

    def refusal(self, action: str) -> str:
        """Return why who sits here may not restore, export or copy out; empty when they may."""
        return self._desk.refusal(action)

    # --- What people do -------------------------------------------------------------------

    @property
    def makes_copies(self) -> bool:
        """Whether copies are made here by themselves."""
        return self._keeper.works

    def back_up(self) -> None:
        """Make a copy now."""
        self._keeper.make(Reason.ASKED, self._asked)

    def save_as(self, file: str) -> None:
        """Write a copy to a file somebody chose; of a server by its own program."""
        place = self._database.place
        if place.server is None:
            work = partial(_copy, self._database, Path(file))
        else:
            work = partial(dump, place.address, Path(file))
        self._desk.give(
            custody.copy_out,
            owner=self,
            where="file",
            done=partial(self._write, work, self._saved),
        )

    def export(self, file: str) -> None:
        """Write everything as JSON lines and CSV."""
        work = partial(export_all, self._database, Path(file), at=self._desk.now())
        self._desk.give(
            custody.export_all, owner=self, done=partial(self._write, work, self._exported)
        )

    def choose_folder(self, folder: str) -> None:
        """Set the second place, and see at once whether a copy gets there. Empty: none."""
        done = partial(self._folder_chosen, folder)
        self._desk.give(custody.copy_out, owner=self, where="second place", done=done)

    def restore(self, file: Path, key_hex: str | None) -> None:
        """Have a copy put in the place of the records."""
        done = partial(self._may_restore, file, key_hex)
        self._desk.give(custody.restore, owner=self, done=done)

    def _may_restore(self, file: Path, key_hex: str | None, _change: Change) -> None:
        self.restore_wanted.emit(file, key_hex)

    def _write(self, work: Callable[[], T], done: Callable[[T], None], _change: Change) -> None:
        self._desk.compute(work, owner=self, done=done, failed=self._not_saved)

    def _folder_chosen(self, folder: str, _change: Change) -> None:
        self._desk.settings.backup_folder = folder
        self.status_changed.emit()
        if self._keeper.works:
            self.back_up()

    # --- What came of it --------------------------------------------------------------------

    def _second_place(self) -> Path | None:
        return Path(self.folder) if self.folder else None

    @Slot()
    def _state_changed(self) -> None:
        """Each thing that is wrong is told once, until it is mended and goes wrong again."""
        wrong = wording.warnings(self._keeper.state)
        for sentence in wrong:
            if sentence not in self._warned:
                self._desk.notices.warn(sentence)
        self._warned = wrong
        self.status_changed.emit()
        if self.choosing is not None:
            self.choosing.load()

    def _asked(self) -> None:
        state = self._keeper.state
        if state.failure is None and state.not_carried is None:
            elsewhere = self.tr("Backed up, here and in the second place; both were read back.")
            here = self.tr("Backed up. The copy was read back and is whole.")
            self._desk.notices.info(elsewhere if self.folder else here)

    def _saved(self, reason: str) -> None:
        if reason:
            self._desk.notices.warn(
                self.tr("The server's program made no copy: {0}").format(reason)
            )
        else:
            self._desk.notices.info(self.tr("Backed up. The copy was read back and is whole."))

    def _exported(self, counts: dict[str, int]) -> None:
        words = self.tr(
            "Exported: {0} tables with {1} rows. The file is not encrypted; keep it as you keep "
            "patients' papers."
        )
        self._desk.notices.info(words.format(len(counts), sum(counts.values())))

    def _not_saved(self, error: Exception) -> None:
        if not isinstance(error, StorageError):
            self._desk.notices.problem(error)
            return
        words = {
            StorageFailure.CANNOT_WRITE: self.tr(
                "The file could not be written there. Choose another folder or name."
            ),
            StorageFailure.DISK_FULL: self.tr("There is no room left there. Choose another disk."),
            StorageFailure.NOT_A_FILE: self.tr(
                "A server's copy is made by pg_dump, which is not installed on this computer. "
                "Ask whoever looks after the server."
            ),
        }
        if error.failure in words:
            self._desk.notices.warn(words[error.failure])
        else:
            self._desk.notices.problem(error)


def _copy(database: Database, file: Path) -> str:
    if database.place.file is not None and file.exists() and file.samefile(database.place.file):
        raise StorageError(StorageFailure.CANNOT_WRITE)
    back_up(database, file)
    return ""
