"""Which copy is to be restored, and what it holds. Needs no open database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from db.backups.contents import Contents, look_into
from db.backups.shelf import Copy, Shelf
from db.domain.errors import StorageError, StorageFailure
from desk_app.background.lane import Lane
from desk_app.error_texts import storage_sentence
from desk_app.screens.safety import wording
from desk_app.widgets.roles import TwoLineRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of the chosen copy.

    Attributes:
        lines: name, what the copy holds, what the database holds now (empty when unknown).
        problem: why it cannot be restored; empty when it can.
    """

    title: str
    lines: tuple[tuple[str, str, str], ...] = ()
    problem: str = ""


class Clock(Protocol):
    """What tells the time, with or without a clinic."""

    def local(self, instant: dt.datetime) -> dt.datetime: ...
    def today(self) -> dt.date: ...


class ComputersClock:
    """This computer's own time, where no clinic is open."""

    def local(self, instant: dt.datetime) -> dt.datetime:
        return instant.astimezone()

    def today(self) -> dt.date:
        return dt.datetime.now().astimezone().date()


class CopyChoosing(QObject):
    """Signals for its page.

    Signals:
        list_changed: keyed rows; keys are files.
        preview_changed: a Preview, or None when nothing is chosen.
        restore_wanted: the file to restore.
    """

    list_changed = Signal(object)
    preview_changed = Signal(object)
    restore_wanted = Signal(object)

    def __init__(
        self,
        database: Path,
        second: Callable[[], Path | None],
        clock: Clock,
        *,
        key_hex: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._database = database
        self._second = second
        self._clock = clock
        self._key_hex = key_hex
        self._copies: dict[Path, Copy] = {}
        self._chosen: Path | None = None
        self._can_restore = False
        self._lane = Lane("desk-copies", self)

    def load(self) -> None:
        """Look which copies there are."""
        work = partial(_all_copies, Shelf.of(self._database), self._second())
        self._lane.run(work, done=self._loaded, failed=self._not_loaded)

    def choose(self, file: Path) -> None:
        """Look into a copy; ``preview_changed`` follows."""
        self._chosen = file
        self._can_restore = False
        self.preview_changed.emit(Preview(self._title(file)))
        work = partial(_look, file, self._database, self._key_hex)
        self._lane.run(
            work, done=partial(self._looked, file), failed=partial(self._not_looked, file)
        )

    def restore(self) -> None:
        """Ask for what was looked into to be restored."""
        if self._chosen is not None and self._can_restore:
            self.restore_wanted.emit(self._chosen)

    def _title(self, file: Path) -> str:
        copy = self._copies.get(file)
        return self._row(copy).title if copy is not None else file.name

    def _row(self, copy: Copy) -> TwoLineRow:
        elsewhere = copy.file.parent != Shelf.of(self._database).folder
        today = self._clock.today()
        return wording.copy_row(copy, self._clock.local, today=today, is_elsewhere=elsewhere)

    def _loaded(self, copies: list[Copy]) -> None:
        self._copies = {copy.file: copy for copy in copies}
        self.list_changed.emit([(file, self._row(copy)) for file, copy in self._copies.items()])

    def _not_loaded(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._loaded([])

    def _looked(self, file: Path, found: tuple[Contents, Contents | None]) -> None:
        if file != self._chosen:
            return
        there, here = (self._lines(contents) for contents in found)
        now = [value for _name, value in here] or [""] * len(there)
        lines = tuple((name, value, now[at]) for at, (name, value) in enumerate(there))
        self._can_restore = True
        self.preview_changed.emit(Preview(self._title(file), lines))

    def _lines(self, contents: Contents | None) -> list[tuple[str, str]]:
        if contents is None:
            return []
        return wording.content_lines(contents, self._clock.local, today=self._clock.today())

    def _not_looked(self, file: Path, error: Exception) -> None:
        if not isinstance(error, StorageError):
            raise error
        if file == self._chosen:
            self.preview_changed.emit(Preview(self._title(file), problem=self._why(error)))

    def _why(self, error: StorageError) -> str:
        words = {
            StorageFailure.DAMAGED: self.tr(
                "This backup is damaged, or was made with another key. Choose another."
            ),
            StorageFailure.EMPTY: self.tr("This file is empty. Choose another."),
            StorageFailure.MISSING: self.tr("This file is no longer there. Choose another."),
            StorageFailure.FOREIGN: self.tr("This file is no backup of a clinic. Choose another."),
        }
        return words.get(error.failure, storage_sentence(error.failure))


def _all_copies(shelf: Shelf, second: Path | None) -> list[Copy]:
    """Return what is on the shelf, and what only the second place has."""
    copies = shelf.copies()
    known = {copy.file.name for copy in copies}
    others = Shelf(second, shelf.name).copies() if second is not None else []
    copies += [copy for copy in others if copy.file.name not in known]
    return sorted(copies, key=lambda copy: copy.made_at, reverse=True)


def _look(file: Path, database: Path, key_hex: str | None) -> tuple[Contents, Contents | None]:
    there = look_into(file, key_hex=key_hex)
    try:
        here = look_into(database, key_hex=key_hex)
    except StorageError:
        return there, None  # lost or damaged: that is why somebody is here
    return there, here
