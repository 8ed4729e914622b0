"""Everybody as a table or vCards, for another program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from db.domain.changes import Change
from db.queries.exported import ExportedPerson, exported_people
from db.services import custody
from desk_app.desk_context import DeskContext
from desk_app.exporting import (
    ExportFile,
    TableFormat,
    people_cards,
    people_head,
    people_lines,
)
from desk_app.saving_in_parts import AT_ONCE, SavingInParts


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
            parts = _PeopleParts(self._desk, self)
            parts.saved.connect(self._saved)
            parts.begin(Path(file), self.tr("People"), parts.read_first)

        self._desk.give(custody.export_all, owner=self, done=allowed, what="people")

    @Slot(int)
    def _saved(self, count: int) -> None:
        words = self.tr("{0} people are saved. The file is not encrypted.")
        self._desk.notices.info(words.format(count))


class _PeopleParts(SavingInParts):
    """In the order in which they came."""

    def read_first(self) -> None:
        """Begin with the first of them."""
        self._read_on(0)

    def _read_on(self, after: int) -> None:
        def found(people: Sequence[ExportedPerson]) -> None:
            is_last = len(people) < AT_ONCE
            following = None if is_last else partial(self._read_on, people[-1].person_id)
            self.add(partial(_write, people, head=not after), following)

        self.read(exported_people, found, after=after, limit=AT_ONCE)


def _write(people: Sequence[ExportedPerson], file: ExportFile, *, head: bool) -> int:
    if file.form is TableFormat.VCARD:
        file.write(people_cards(people))
    else:
        file.add([*([people_head()] if head else []), *people_lines(people)])
    return len(people)
