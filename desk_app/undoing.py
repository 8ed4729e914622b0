"""What somebody did at this desk and can take back: the newest first, one at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change, VersionMove
from db.domain.errors import DeskError, NotAllowedError, StorageError
from db.services.versions import Numbers
from desk_app.own_versions import OwnVersions

MOST = 30


@dataclass(frozen=True, slots=True, eq=False)
class _Deed:
    by: int | None
    words: str
    undo: Callable[[], None]
    moves: tuple[VersionMove, ...]


@dataclass(slots=True)
class _Undoing:
    deed: _Deed
    under_way: int = 0  # what was given or asked for it and is not answered
    was_told: bool = False
    error: Exception | None = None


class Step:
    """One command, which may be part of taking something back; it has exactly one answer."""

    def __init__(self, history: History, undoing: _Undoing | None) -> None:
        self._history, self._undoing = history, undoing

    @property
    def takes_back(self) -> bool:
        return self._undoing is not None

    @contextmanager
    def committed(self, change: Change) -> Iterator[Change]:
        """What is posted within as done is this change, or tells that it was taken back."""
        own = self._history.took_over(change, self._undoing)
        with self._history.within(self._undoing, own):
            yield own

    @contextmanager
    def refused(self, error: Exception) -> Iterator[None]:
        """What is told within is why it was not done."""
        if self._undoing is not None:
            self._undoing.error = error
        with self.going_on():
            yield

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """What is given within belongs to the same."""
        with self._history.within(self._undoing):
            yield


class History(QObject):
    """One instance for each open clinic, see ``DeskContext``.

    Each deed is posted with its own way back, which carries the versions that it made; those
    are found again under their numbers of today, see ``OwnVersions``. There is no redo. Where
    people sign in, nobody takes back in their own name what somebody else did.

    Signals:
        changed: something else is the newest, or nothing is left.
        taken_back: the words of what was taken back, unless its own answer told it.
        not_taken_back: the words of what cannot be, and why; it is not tried again.
        interrupted: why it was not; it can be tried again.
    """

    changed = Signal()
    taken_back = Signal(str)
    not_taken_back = Signal(str, object)
    interrupted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._deeds: deque[_Deed] = deque(maxlen=MOST)
        self._by: int | None = None
        self._versions = OwnVersions()
        self._undoing: _Undoing | None = None
        self._inside: _Undoing | None = None
        self._change: Change | None = None
        self._wanted = 0

    def __len__(self) -> int:
        return len(self._deeds)

    @property
    def words(self) -> str:
        """What would be taken back now, as it was told; empty when there is nothing."""
        newest = self._newest
        return newest.words if newest else ""

    @property
    def _newest(self) -> _Deed | None:
        return next((deed for deed in reversed(self._deeds) if deed.by == self._by), None)

    @property
    def numbers(self) -> Numbers:
        """The numbers of today of the versions that ways back carry."""
        return self._versions.numbers

    @property
    def is_taking_back(self) -> bool:
        """Whether what is told now is the answer of taking something back."""
        return self._inside is not None

    def sits(self, staff_id: int | None) -> None:
        """Offer what this person did from now on; None where nobody signs in, or is let in."""
        if staff_id != self._by:
            self._by = staff_id
            self.changed.emit()

    def remember(self, words: str, undo: Callable[[], None], of: Change | None) -> None:
        """Take over the way back of a deed.

        Args:
            of: its change, when it is told later than in the answer of its command.
        """
        change = of or self._change
        self._deeds.append(_Deed(self._by, words, undo, change.moves if change else ()))
        self.changed.emit()

    @Slot()
    def take_back(self) -> None:
        """Take back the newest deed; wanted again meanwhile, the next one follows."""
        if self._undoing is not None:
            self._wanted += 1
        elif (newest := self._newest) is not None:
            self._deeds.remove(newest)
            self._undoing = _Undoing(newest, under_way=1)
            self.changed.emit()
            with self.within(self._undoing):
                self._undoing.deed.undo()

    @Slot()
    def told(self) -> None:
        """Something was told; within taking back, it is the answer to that."""
        if self._inside is not None:
            self._inside.was_told = True

    # --- For what gives the commands ------------------------------------------------------

    def step(self) -> Step:
        """Begin a command."""
        if self._inside is not None:
            self._inside.under_way += 1
        return Step(self, self._inside)

    def took_over(self, change: Change, undoing: _Undoing | None) -> Change:
        """Take over which versions a command made; return it with those that undo goes by."""
        if undoing is not None:
            self._versions.taken_back(undoing.deed.moves, change.moves)
            return change
        return replace(change, moves=self._versions.made(change.moves))

    @contextmanager
    def within(self, undoing: _Undoing | None, change: Change | None = None) -> Iterator[None]:
        """Run an answer in which more may be given, and a change told."""
        outer = self._inside, self._change
        self._inside, self._change = undoing, change
        try:
            yield
        except Exception as error:
            if undoing is not None:
                undoing.error = error
            raise
        finally:
            self._inside, self._change = outer
            if undoing is not None:
                undoing.under_way -= 1
                if not undoing.under_way:
                    self._settle(undoing)

    def _settle(self, undoing: _Undoing) -> None:
        deed, error = undoing.deed, undoing.error
        self._undoing = None
        wanted, self._wanted = self._wanted, 0
        if isinstance(error, (StorageError, NotAllowedError)):
            self._deeds.append(deed)
            self.changed.emit()
        if isinstance(error, StorageError):
            self.interrupted.emit(error)
        elif isinstance(error, DeskError) and not isinstance(error, NotAllowedError):
            self.not_taken_back.emit(deed.words, error)
        elif error is None:
            if not undoing.was_told:
                self.taken_back.emit(deed.words)
            if wanted:
                self._wanted = wanted - 1
                self.take_back()
