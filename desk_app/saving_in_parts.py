"""A long table into a file, part by part: nobody who types waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from desk_app.desk_context import DeskContext
from desk_app.exporting import ExportFile

T = TypeVar("T")

# Rows of a part. A thread that writes or reads often lets the interpreter go only for moments, too
# short for the window to take it: it waits for the whole part, 10 ms of a workbook.
AT_ONCE = 150
# Rows after which one is told, and may stop: the first time, and from then on.
_FIRST_TOLD = 5_000
_TOLD_EVERY = 100_000


class SavingInParts(QObject):
    """Reads a part, writes it, reads the next; whole in the end or not there at all.

    What takes long says now and then how far it is, and can be stopped.

    Signals:
        saved: how many rows the file has.
    """

    saved = Signal(int)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file: ExportFile | None = None
        self._count = 0
        self._may_stop = True
        self._tell_at = _FIRST_TOLD

    def begin(self, file: Path, title: str, first: Callable[[], None]) -> None:
        """Open the file, then call ``first``, which reads the first part."""

        def opened(made: ExportFile) -> None:
            self._file = made
            first()

        self._compute(partial(ExportFile, file, title), opened)

    def read(self, query: Callable[..., T], done: Callable[[T], None], **arguments: Any) -> None:
        """Ask the database for a part; ``done`` gives it to ``add``."""
        self._desk.ask(query, owner=self, done=done, failed=self._give_up, **arguments)

    def add(self, write: Callable[[ExportFile], int], following: Callable[[], None] | None) -> None:
        """Write a part, which says how many rows it has, and go on; None: it was the last."""
        file = self._file
        if file is None:
            return
        self._may_stop = following is not None

        def done(count: int) -> None:
            self._count += count
            if following is None:
                self.saved.emit(self._count)
                self.deleteLater()
            elif self._file is not None:  # nobody stopped it meanwhile
                self._tell()
                following()

        # The worker is given nothing that holds this object: it may not be destroyed there.
        self._compute(partial(_written, file, write, is_last=following is None), done)

    def _tell(self) -> None:
        if self._count >= self._tell_at:
            self._tell_at = self._count + _TOLD_EVERY
            words = self.tr("Saving a long list: {0} so far. You can go on working.")
            said = words.format(QLocale().toString(self._count))
            self._desk.notices.info(said, action_label=self.tr("Stop"), action=self._stop)

    @Slot()
    def _stop(self) -> None:
        """Leave nothing of it: after the part that is being written, and not in the last one."""
        if self._may_stop and self._file is not None:
            file, self._file = self._file, None
            self._compute(file.discard, self._stopped)

    def _stopped(self, _nothing: None) -> None:
        self._desk.notices.info(self.tr("Stopped. No file was saved."))
        self.deleteLater()

    def _compute(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._desk.compute(work, owner=self, done=done, failed=self._give_up)

    def _give_up(self, error: Exception) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.discard()
        if isinstance(error, OSError):
            words = self.tr("The file could not be written there. Choose another folder.")
            self._desk.notices.warn(words)
        else:
            self._desk.notices.problem(error)
        self.deleteLater()


def _written(file: ExportFile, write: Callable[[ExportFile], int], *, is_last: bool) -> int:
    count = write(file)
    if is_last:
        file.keep()
    return count
