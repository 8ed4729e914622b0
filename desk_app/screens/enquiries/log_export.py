"""Enquiries of the log as a file: those that are chosen, or all that the filter lets through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from db.domain.changes import Change
from db.queries.enquiry_log import LogCursor, LogFilter
from db.queries.exported import ExportedEnquiry, exported_enquiries
from db.queries.log_places import LogIds, log_ids
from db.services.custody import export_all
from desk_app.desk_context import DeskContext
from desk_app.exporting import TableFormat, enquiry_rows, table_bytes
from desk_app.handouts.saving import save_whole


class LogExport(QObject):
    """Read a stretch at a time, so that nobody who types waits for it."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file = Path()
        self._wanted = LogFilter()
        self._found: list[ExportedEnquiry] = []

    def save(self, file: str, wanted: LogFilter, ids: Sequence[int] | None) -> None:
        """Write these enquiries, or what ``wanted`` lets through; asks whether one may."""
        self._file, self._wanted, self._found = Path(file), wanted, []

        def may(_change: Change) -> None:
            if ids is None:
                self._read_on(None)
            else:
                self._read(LogIds(ids, None))

        self._desk.give(export_all, owner=self, done=may, what="enquiries")

    def _read_on(self, after: LogCursor | None) -> None:
        self._desk.ask(log_ids, owner=self, done=self._read, wanted=self._wanted, after=after)

    def _read(self, part: LogIds) -> None:
        def read(rows: list[ExportedEnquiry]) -> None:
            self._found += rows
            if part.next_cursor is not None:
                self._read_on(part.next_cursor)
            else:
                self._write()

        self._desk.ask(exported_enquiries, owner=self, done=read, ids=part.ids)

    def _write(self) -> None:
        title = QCoreApplication.translate("LogExport", "Enquiries")
        work = partial(
            _write, self._file, title, tuple(self._found), self._desk.clinic.profile.zone
        )
        self._desk.compute(work, owner=self, done=self._saved, failed=self._not_saved, key="save")

    def _saved(self, count: int) -> None:
        words = self.tr("1 enquiry saved.") if count == 1 else self.tr("{0} enquiries saved.")
        self._desk.notices.info(words.format(count))

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, OSError):
            words = self.tr("The file could not be written there. Choose another folder.")
            self._desk.notices.warn(words)
        else:
            self._desk.notices.problem(error)


def _write(file: Path, title: str, found: Sequence[ExportedEnquiry], zone: dt.tzinfo) -> int:
    save_whole(table_bytes(title, enquiry_rows(found, zone), TableFormat.of(file)), file)
    return len(found)
