"""Enquiries of the log as a file: those that are chosen, or all that the filter lets through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from db.domain.changes import Change
from db.queries.enquiry_log import LogCursor, LogFilter
from db.queries.exported import ExportedEnquiry, exported_enquiries
from db.queries.log_places import LogIds, log_ids
from db.services.custody import export_all
from desk_app.desk_context import DeskContext
from desk_app.exporting import ExportFile, enquiry_head, enquiry_lines
from desk_app.saving_in_parts import AT_ONCE, SavingInParts


class LogExport(QObject):
    """Asks at the gate, which writes it down, and saves."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def save(self, file: str, wanted: LogFilter, ids: Sequence[int] | None) -> None:
        """Write these enquiries, or what ``wanted`` lets through; asks whether one may."""

        def may(_change: Change) -> None:
            parts = _LogParts(self._desk, self, wanted, ids)
            parts.saved.connect(self._saved)
            parts.begin(Path(file), self.tr("Enquiries"), parts.read_first)

        self._desk.give(export_all, owner=self, done=may, what="enquiries")

    @Slot(int)
    def _saved(self, count: int) -> None:
        words = self.tr("1 enquiry saved.") if count == 1 else self.tr("{0} enquiries saved.")
        self._desk.notices.info(words.format(count))


class _LogParts(SavingInParts):
    """First the ids of a part, as the list has them, then their rows."""

    def __init__(
        self, desk: DeskContext, parent: QObject, wanted: LogFilter, ids: Sequence[int] | None
    ) -> None:
        super().__init__(desk, parent)
        self._wanted, self._chosen = wanted, ids
        self._zone = desk.clinic.profile.zone
        self._head = True

    def read_first(self) -> None:
        """Read what is chosen, or begin with what the filter lets through."""
        if self._chosen is not None:
            self._found(LogIds(self._chosen, None))
        else:
            self._read_on(None)

    def _read_on(self, after: LogCursor | None) -> None:
        self.read(log_ids, self._found, wanted=self._wanted, after=after, limit=AT_ONCE)

    def _found(self, part: LogIds) -> None:
        after = part.next_cursor
        following = partial(self._read_on, after) if after is not None else None

        def rows(found: Sequence[ExportedEnquiry]) -> None:
            self.add(partial(_write, found, self._zone, head=self._head), following)
            self._head = False

        self.read(exported_enquiries, rows, ids=part.ids)


def _write(
    found: Sequence[ExportedEnquiry], zone: dt.tzinfo, file: ExportFile, *, head: bool
) -> int:
    file.add([*([enquiry_head()] if head else []), *enquiry_lines(found, zone)])
    return len(found)
