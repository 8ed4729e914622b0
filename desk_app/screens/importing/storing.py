"""Stores the rows of a file, a chunk after the other; can be stopped between two."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.importing import ImportedRow, Matching
from db.services.importing import begin_import, finish_import, store_rows
from desk_app.desk_context import DeskContext
from desk_app.importing.book import Book
from desk_app.importing.rows import AT_ONCE, chunks


class Storing(QObject):
    """One import that goes on.

    Signals:
        progressed: ``stored`` of ``total`` rows are there.
        finished: the id of the import, whole or as far as it went.
        failed: it was not begun, or broke off.
    """

    progressed = Signal()
    finished = Signal(object)
    failed = Signal()

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.is_busy = False
        self.stored = self.total = 0
        self._chunks: Iterator[list[ImportedRow]] = iter(())
        self._matching = Matching.JOIN

    def start(self, book: Book, rows: list[ImportedRow], matching: Matching) -> None:
        """Begin, with a copy of the database before it where copies are made."""
        self.is_busy, self.stored, self.total = True, 0, len(rows)
        self._chunks, self._matching = chunks(rows, AT_ONCE), matching
        self._desk.give(
            begin_import, owner=self, done=self._begun, failed=self._broke_off,
            file_name=book.name, fingerprint=book.fingerprint,
        )  # fmt: skip

    def stop(self) -> None:
        """Store no more than what is on its way."""
        self._chunks = iter(())

    def _begun(self, change: Change) -> None:
        self._next(change.record_id, 0, change)

    def _next(self, import_id: int, more: int, _change: Change) -> None:
        self.stored += more
        self.progressed.emit()
        rows = next(self._chunks, None)
        if rows is None:
            done = partial(self._done, import_id)
            self._desk.give(
                finish_import, owner=self, done=done, failed=self._broke_off, import_id=import_id
            )
            return
        self._desk.give(
            store_rows, owner=self, done=partial(self._next, import_id, len(rows)),
            failed=self._broke_off, import_id=import_id, rows=rows, matching=self._matching,
            region=self._desk.clinic.profile.region,
        )  # fmt: skip

    def _done(self, import_id: int, _change: Change) -> None:
        self.is_busy = False
        self.finished.emit(import_id)

    def _broke_off(self, error: Exception) -> None:
        self.is_busy = False
        self.failed.emit()
        self._desk.notices.problem(error)
