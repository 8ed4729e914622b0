"""The bin: people and enquiries, each to be put back."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.queries.bin import BinnedKind, BinnedRow, binned
from db.services.enquiries import bin_enquiry
from db.services.people import bin_person
from desk_app import when_wording
from desk_app.desk_context import DeskContext
from desk_app.widgets.roles import TwoLineRow

_PUT: dict[BinnedKind, tuple[Callable[..., Change], str]] = {
    BinnedKind.PERSON: (bin_person, "person_id"),
    BinnedKind.ENQUIRY: (bin_enquiry, "enquiry_id"),
}


class BinList(QObject):
    """Signals:

    list_changed: keyed rows; keys are ``(BinnedKind, id)``.
    """

    list_changed = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: dict[Hashable, BinnedRow] = {}

    def load(self) -> None:
        """Ask what is in the bin now."""
        self._desk.ask(binned, owner=self, done=self._on_read, key="bin")

    def put_back(self, key: Hashable) -> None:
        """Bring something back as it was."""
        row = self._rows.get(key)
        if row is not None:
            self._put(row, row.version, self._done)

    def _put(
        self, row: BinnedRow, version: int, done: Callable[[BinnedRow, Change], None] | None,
        *, back: bool = True,
    ) -> None:  # fmt: skip
        command, name = _PUT[row.kind]
        arguments: dict[str, Any] = {name: row.record_id, "seen_version": version}
        self._desk.give(
            command, owner=self, done=partial(done, row) if done else None,
            binned=not back, **arguments,
        )  # fmt: skip

    def _done(self, row: BinnedRow, change: Change) -> None:
        undo = partial(self._put, row, change.version, None, back=False)
        said = self.tr("{0} is back.").format(row.name or self.tr("Unknown"))
        self._desk.notices.done(said, undo=undo)

    def _on_read(self, rows: list[BinnedRow]) -> None:
        self._rows = {(row.kind, row.record_id): row for row in rows}
        self.list_changed.emit(tuple((key, self._line(row)) for key, row in self._rows.items()))

    def _line(self, row: BinnedRow) -> TwoLineRow:
        today = self._desk.today()
        detail = row.detail
        if row.received_on is not None:
            day = when_wording.short_day(row.received_on, today=today)
            detail = " · ".join(
                part for part in (self.tr("Enquiry {0}").format(day), detail) if part
            )
        since = when_wording.short_day(self._desk.local(row.binned_at).date(), today=today)
        return TwoLineRow(
            row.name or self.tr("Unknown"),
            " ".join(detail[:240].split()),
            since,
            icon="user" if row.kind is BinnedKind.PERSON else "message",
        )
