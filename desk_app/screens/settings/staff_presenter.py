"""Who works here. People leave and come back; nobody is ever deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QObject

from db.domain.changes import Change
from db.domain.staff import Role
from db.queries.clinic import StaffRow
from db.services.clinic import StaffFields, add_staff, change_staff, close_staff
from desk_app.desk_context import DeskContext
from desk_app.screens.settings.records import Records, Values
from desk_app.screens.settings.sign_in_presenter import SignInPresenter
from desk_app.widgets.roles import TwoLineRow
from desk_app.wording import role as role_word


class StaffPresenter(Records):
    """The list of staff over the clinic's facts, which are always loaded."""

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.sign_in = SignInPresenter(desk, self)
        self._asked_for: Hashable | None = None
        desk.clinic_changed.connect(self._facts_changed)

    @property
    def _rows(self) -> dict[int, StaffRow]:
        here = sorted(self._desk.clinic.staff, key=lambda row: row.closed_on is not None)
        return {row.staff_id: row for row in here}

    def rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        """Return who works here, then who left."""
        return [(row.staff_id, self._line(row)) for row in self._rows.values()]

    def reload(self) -> None:
        self._desk.reload_clinic()

    def exists(self, key: Hashable) -> bool:
        return key in self._rows

    def version(self, key: Hashable) -> int:
        return self._rows[key].version if isinstance(key, int) else 0

    def has_left(self, key: Hashable) -> bool:
        row = self._rows.get(key) if isinstance(key, int) else None
        return row is not None and row.closed_on is not None

    def stored(self, key: Hashable) -> Values:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return {"name": "", "initials": "", "role": Role.RECEPTIONIST.value}
        return {"name": row.name, "initials": row.initials, "role": row.role.value}

    def save(self, key: Hashable) -> None:
        if isinstance(key, int) and not self.is_typed(key):
            self.nothing_to_save()
            return
        fields = _fields(self.typed(key))
        if isinstance(key, int):
            earlier = _fields(self.stored(key))
            self._change(key, fields, self.seen_version(key), partial(self._saved, key, earlier))
            return
        self._desk.give(
            add_staff,
            owner=self,
            fields=fields,
            done=partial(self._saved, key, None),
            failed=partial(self.was_refused, key),
        )

    def set_left(self, key: int, *, left: bool) -> None:
        """Somebody leaves today, or comes back."""
        closed_on = self._desk.today() if left else None
        self._close(key, closed_on, self.version(key), self._rows[key].closed_on)

    def _close(
        self, key: int, closed_on: dt.date | None, version: int, earlier: dt.date | None
    ) -> None:
        self._desk.give(
            close_staff,
            owner=self,
            staff_id=key,
            seen_version=version,
            closed_on=closed_on,
            done=partial(self._closed, closed_on, earlier),
            failed=partial(self.was_refused, key),
        )

    def _closed(self, closed_on: dt.date | None, earlier: dt.date | None, change: Change) -> None:
        words = self.tr("No longer works here.") if closed_on else self.tr("Works here again.")
        undo = partial(self._close, change.record_id, earlier, change.version, closed_on)
        self._desk.notices.done(words, undo=undo)

    def _saved(self, key: Hashable, earlier: StaffFields | None, change: Change) -> None:
        self._asked_for = change.record_id
        self.was_saved(key, change)
        number, version = change.record_id, change.version
        undo: Callable[[], None] = (
            partial(self._close, number, self._desk.today(), version, None)
            if earlier is None
            else partial(self._change, number, earlier, version, partial(self.was_saved, number))
        )
        self._desk.notices.done(self.tr("Staff saved."), undo=undo)

    def _change(
        self, key: int, fields: StaffFields, version: int, done: Callable[[Change], None]
    ) -> None:
        self._desk.give(
            change_staff,
            owner=self,
            staff_id=key,
            seen_version=version,
            fields=fields,
            done=done,
            failed=partial(self.was_refused, key),
        )

    def _facts_changed(self) -> None:
        self.rows_loaded()
        wanted, self._asked_for = self._asked_for, None
        if wanted is not None:
            self.wanted.emit(wanted)

    def _line(self, row: StaffRow) -> TwoLineRow:
        badge = self.tr("not saved") if self.is_typed(row.staff_id) else ""
        if row.closed_on is not None:
            return TwoLineRow(row.name, self.tr("no longer works here"), badge=badge, tone="muted")
        detail = f"{role_word(row.role)} · {row.initials}"
        if self._desk.clinic.needs_sign_in:
            detail = f"{detail} · {self._way_in(row)}"
        return TwoLineRow(row.name, detail, badge=badge, badge_tone="accent")

    def _way_in(self, row: StaffRow) -> str:
        if row.is_locked_out:
            return self.tr("locked out")
        return self.tr("signs in") if row.has_secret else self.tr("no PIN")


def _fields(values: Values) -> StaffFields:
    return StaffFields(values["name"], Role(values["role"]), values["initials"])
