"""A backup in the place of the clinic's file, while nobody has the file open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.domain.staff import Actor, Role
from db.place import DatabasePlace
from desk_app.folders import desk_name

if TYPE_CHECKING:
    from db.session import Database
    from desk_app.app import App
    from desk_app.launch import Program


class BringingBack(QObject):
    """One instance, of the program; works for the clinic that is open or was refused."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._is_told = True
        program.opened.connect(self._say_it)

    def restore(
        self, place: DatabasePlace, copy: Path, key_hex: str | None, *, by: Actor | None = None
    ) -> None:
        """Put the backup in its place, and open it.

        Args:
            key_hex: what opens the backup; what is in its place now may have another key.
            by: who was let through the gate of the open clinic. None where none can be opened:
                nobody can sign in there, and whoever has the key decides.
        """
        if place.file is not None:
            work = partial(_restore, copy, place.file, key_hex)
            desk = self._program.settings.desk_name or desk_name()
            note = partial(
                self._note,
                by=by or Actor(None, Role.RECEPTIONIST, desk),
                anchor=self._program.folders.anchor(place),
            )
            self._program.open(place, first=work, prepare=note, key_hex=key_hex)

    @Slot()
    def show(self) -> None:
        """Offer the backups of the clinic that was wanted, without opening it."""
        # Late: this is rarely wanted.
        from desk_app.screens.safety.choosing import ComputersClock, CopyChoosing  # noqa: PLC0415
        from desk_app.screens.safety.restore_page import RestorePage  # noqa: PLC0415

        place = self._program.wanted_place
        if place is None or place.file is None:
            return
        self._program.close_clinic()
        choosing = CopyChoosing(
            place.file, self._second_place(), ComputersClock(), self._program.locking.locks
        )
        choosing.restore_wanted.connect(partial(self.restore, place))
        page = RestorePage(choosing)
        page.back_wanted.connect(partial(self._program.open, place))
        self._program.window.show_alone(page)

    def _note(self, database: Database, *, by: Actor, anchor: Path) -> None:
        _note_restore(database, by=by, anchor=anchor)
        self._is_told = False

    @Slot(object)
    def _say_it(self, app: App) -> None:
        if not self._is_told:
            self._is_told = True
            words = self.tr("The backup is restored. Look whether your last enquiry is there.")
            app.desk.notices.info(words)

    def _second_place(self) -> Callable[[], Path | None]:
        settings = self._program.settings
        return lambda: Path(settings.backup_folder) if settings.backup_folder else None


def _restore(copy: Path, file: Path, key_hex: str | None) -> None:
    from db.backups.restoring import restore  # noqa: PLC0415 - rarely, and off the GUI thread

    restore(copy, file, at=dt.datetime.now(dt.UTC), key_hex=key_hex)


def _note_restore(database: Database, *, by: Actor, anchor: Path) -> None:
    # Late: rarely, and off the GUI thread.
    from db.audit_anchor import Anchor  # noqa: PLC0415
    from db.backups.restoring import write_down  # noqa: PLC0415

    write_down(database, Anchor(anchor), by=by, at=dt.datetime.now(dt.UTC))
