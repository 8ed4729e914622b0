"""Which copy is to be restored, and what it holds. Needs no open database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from db.backups.contents import Contents, look_into
from db.backups.shelf import Copy, Shelf
from db.domain.errors import StorageError, StorageFailure, TooSoonError
from db.keys.locks import Locks
from db.keys.slot_file import is_plain
from desk_app.background.lane import Lane
from desk_app.error_texts import secret_sentence, storage_sentence
from desk_app.screens.safety import wording
from desk_app.widgets.roles import TwoLineRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of the chosen copy.

    Attributes:
        lines: name, what the copy holds, what the database holds now (empty when unknown).
        problem: why it cannot be restored; empty when it can.
        is_locked: a passphrase or recovery code is needed to look into it.
        replaces: something is there now, whole or damaged, and would be put aside.
    """

    title: str
    lines: tuple[tuple[str, str, str], ...] = ()
    problem: str = ""
    is_locked: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """What a look into a copy found.

    Attributes:
        here: what the database holds now; None where it is lost, damaged, or locked.
        replaces: whether there is one at all.
        key_hex: what opens the copy; None where anybody can read it.
    """

    there: Contents
    here: Contents | None
    replaces: bool
    key_hex: str | None


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
        preview_changed: a Preview.
        secret_refused: why what was typed does not open the copy, in words.
        secret_too_soon: seconds until the next try is taken.
        restore_wanted: the file to restore, and its key.
    """

    list_changed = Signal(object)
    preview_changed = Signal(object)
    secret_refused = Signal(str)
    secret_too_soon = Signal(float)
    restore_wanted = Signal(object, object)

    def __init__(
        self,
        database: Path,
        second: Callable[[], Path | None],
        clock: Clock,
        locks: Locks,
        *,
        key_hex: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make one.

        Args:
            second: the second place, as it is set at the moment.
            key_hex: what opens the database, where it is open.
        """
        super().__init__(parent)
        self._database = database
        self._second = second
        self._clock = clock
        self._locks = locks
        self._key_hex = key_hex or locks.known_key(database)
        self._copies: dict[Path, Copy] = {}
        self._elsewhere: Path | None = None
        self._found: Found | None = None
        self.chosen: Path | None = None
        self._lane = Lane("desk-copies", self)

    def load(self) -> None:
        """Look which copies there are."""
        others = [folder for folder in (self._second(), self._elsewhere) if folder is not None]
        work = partial(_all_copies, Shelf.of(self._database), others)
        self._lane.run(work, done=self._loaded, failed=self._not_loaded)

    def choose_elsewhere(self, file: Path) -> None:
        """Look into a copy from any folder, and list what else lies there."""
        self._elsewhere = file.parent
        self.chosen = file
        self.load()
        self.choose(file)

    def choose(self, file: Path) -> None:
        """Look into a copy; ``preview_changed`` follows."""
        self.chosen = file
        self._found = None
        self.preview_changed.emit(Preview(self._title(file)))
        work = partial(_look, file, self._database, self._locks, self._key_hex)
        self._lane.run(
            work, done=partial(self._looked, file), failed=partial(self._not_looked, file)
        )

    def unlock(self, typed: str) -> None:
        """Look into the chosen copy with a passphrase or a recovery code."""
        if self.chosen is not None:
            file = self.chosen
            work = partial(_unlock, file, self._database, self._locks, typed)
            self._lane.run(
                work, done=partial(self._looked, file), failed=partial(self._not_unlocked, file)
            )

    def restore(self) -> None:
        """Ask for what was looked into to be restored."""
        if self.chosen is not None and self._found is not None:
            self.restore_wanted.emit(self.chosen, self._found.key_hex)

    def _title(self, file: Path) -> str:
        copy = self._copies.get(file)
        return self._row(copy).title if copy is not None else file.name

    def _row(self, copy: Copy) -> TwoLineRow:
        today = self._clock.today()
        return wording.copy_row(copy, self._clock.local, today=today, where=self._where(copy))

    def _where(self, copy: Copy) -> str:
        folder = copy.file.parent
        if folder == Shelf.of(self._database).folder:
            return ""
        return self.tr("second place") if folder == self._second() else folder.name

    def _loaded(self, copies: list[Copy]) -> None:
        self._copies = {copy.file: copy for copy in copies}
        self.list_changed.emit([(file, self._row(copy)) for file, copy in self._copies.items()])

    def _not_loaded(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._loaded([])

    def _looked(self, file: Path, found: Found) -> None:
        if file != self.chosen:
            return
        there, here = self._lines(found.there), self._lines(found.here)
        now = [value for _name, value in here] or [""] * len(there)
        lines = tuple((name, value, now[at]) for at, (name, value) in enumerate(there))
        self._found = found
        self.preview_changed.emit(Preview(self._title(file), lines, replaces=found.replaces))

    def _lines(self, contents: Contents | None) -> list[tuple[str, str]]:
        if contents is None:
            return []
        return wording.content_lines(contents, self._clock.local, today=self._clock.today())

    def _not_looked(self, file: Path, error: Exception) -> None:
        if not isinstance(error, StorageError):
            raise error
        if file != self.chosen:
            return
        if error.failure is StorageFailure.LOCKED:
            self.preview_changed.emit(Preview(self._title(file), is_locked=True))
        else:
            self.preview_changed.emit(Preview(self._title(file), problem=self._why(error)))

    def _not_unlocked(self, file: Path, error: Exception) -> None:
        if isinstance(error, StorageError):  # it was opened, and then not read
            self._not_looked(file, error)
        elif file == self.chosen and isinstance(error, TooSoonError):
            self.secret_too_soon.emit(error.seconds)
        elif file == self.chosen:
            self.secret_refused.emit(secret_sentence(error))

    def _why(self, error: StorageError) -> str:
        words = {
            StorageFailure.DAMAGED: self.tr("This backup is damaged. Choose another."),
            StorageFailure.KEYS_MISSING: self.tr(
                "This is no backup of a clinic, or the file with its keys does not lie beside it: "
                "that has the same name with .keys behind it. Bring both, or choose another."
            ),
            StorageFailure.KEYS_DAMAGED: self.tr(
                "The file with the keys of this backup is damaged. Take the .keys file of another "
                "backup of this clinic under that name, or choose another."
            ),
            StorageFailure.EMPTY: self.tr("This file is empty. Choose another."),
            StorageFailure.MISSING: self.tr("This file is no longer there. Choose another."),
            StorageFailure.FOREIGN: self.tr("This file is no backup of a clinic. Choose another."),
        }
        return words.get(error.failure, storage_sentence(error.failure))


def _all_copies(shelf: Shelf, others: Iterable[Path]) -> list[Copy]:
    """Return what is on the shelf, and what only the other folders have."""
    copies = {copy.file.name: copy for copy in shelf.copies()}
    for folder in others:
        for copy in Shelf(folder, shelf.name).copies():
            copies.setdefault(copy.file.name, copy)
    return sorted(copies.values(), key=lambda copy: copy.made_at, reverse=True)


def _look(file: Path, database: Path, locks: Locks, key_hex: str | None) -> Found:
    """Raises StorageError, LOCKED among them where somebody has to be asked."""
    try:
        there = look_into(file, key_hex=key_hex)
    except StorageError as error:
        if error.failure is not StorageFailure.DAMAGED or is_plain(file):
            raise
        if key_hex is not None and locks.fit_alike(file, database):
            raise
        key_hex = locks.keys_of(file).from_keychain()
        if key_hex is None:
            raise StorageError(StorageFailure.LOCKED) from error
        there = look_into(file, key_hex=key_hex)
    return _compared(there, database, key_hex)


def _unlock(file: Path, database: Path, locks: Locks, typed: str) -> Found:
    key_hex = locks.keys_of(file).unlock(typed)
    return _compared(look_into(file, key_hex=key_hex), database, key_hex)


def _compared(there: Contents, database: Path, key_hex: str | None) -> Found:
    try:
        here = look_into(database, key_hex=key_hex)
    except StorageError:
        here = None  # lost or damaged: that is why somebody is here
    return Found(there, here, database.exists(), key_hex)
