"""Everybody as a table or vCards, for another program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from db.domain.changes import Change
from db.queries.exported import ExportedPerson, exported_people
from db.services import custody
from desk_app.desk_context import DeskContext
from desk_app.exporting import TableFormat, people_bytes
from desk_app.handouts.saving import save_whole


class PeopleExport(QObject):
    """Writes who is not in the bin; asked at the gate and written down before."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @property
    def refusal(self) -> str:
        """Why who sits here may not; empty if they may."""
        return self._desk.refusal("export_all")

    @property
    def file_name(self) -> str:
        """A name that says no more than the day."""
        return self.tr("people {0}.xlsx").format(self._desk.today().isoformat())

    def save(self, file: str) -> None:
        """Write them into a file, in the form that its name asks for."""

        def allowed(_change: Change) -> None:
            write = partial(self._write, Path(file))
            self._desk.ask(exported_people, owner=self, done=write, key="people")

        self._desk.give(custody.export_all, owner=self, done=allowed, what="people")

    def _write(self, file: Path, people: Sequence[ExportedPerson]) -> None:
        def work() -> int:
            save_whole(people_bytes(people, TableFormat.of(file)), file)
            return len(people)

        self._desk.compute(work, owner=self, done=self._saved, failed=self._not_saved)

    def _saved(self, count: int) -> None:
        words = self.tr("{0} people are saved. The file is not encrypted.")
        self._desk.notices.info(words.format(count))

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, OSError):
            words = self.tr("The file could not be written there. Choose another folder.")
            self._desk.notices.warn(words)
        else:
            self._desk.notices.problem(error)
