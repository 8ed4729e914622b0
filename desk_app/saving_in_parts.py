"""A long table into a file, part by part: nobody who types waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desk_app.desk_context import DeskContext
from desk_app.exporting import ExportFile

T = TypeVar("T")

# Rows of a part. A thread that writes or reads often lets the interpreter go only for moments, too
# short for the window to take it: it waits for the whole part, 10 ms of a workbook.
AT_ONCE = 150


class SavingInParts(QObject):
    """Reads a part, writes it, reads the next; whole in the end or not there at all.

    Signals:
        saved: how many rows the file has.
    """

    saved = Signal(int)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file: ExportFile | None = None
        self._count = 0

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

        def done(count: int) -> None:
            self._count += count
            if following is not None:
                following()
            else:
                self.saved.emit(self._count)
                self.deleteLater()

        # The worker is given nothing that holds this object: it may not be destroyed there.
        self._compute(partial(_written, file, write, is_last=following is None), done)

    def _compute(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._desk.compute(work, owner=self, done=done, failed=self._give_up)

    def _give_up(self, error: Exception) -> None:
        if self._file is not None:
            self._file.discard()
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
