"""Words that somebody has to stand for: written, approved with a date, out of use, in versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QDate, QLocale, QObject, Signal

from db.domain.changes import Change, Topic
from db.domain.errors import Problem
from db.queries.desk_texts import CardRow, QuestionRow, TextVersion
from db.services.desk_texts import CardFields, QuestionFields
from desk_app.desk_context import DeskContext
from desk_app.screens.settings.records import Records, Values
from desk_app.typed_day import months_later, read_day
from desk_app.when_wording import calendar_day, since
from desk_app.widgets.roles import TwoLineRow

Row = TypeVar("Row", CardRow, QuestionRow)
Fields = TypeVar("Fields", CardFields, QuestionFields)
_NOBODY = 0


class DeskTexts(Records, Generic[Row, Fields]):
    """Shown for one service at a time, or for those that hold for all.

    Signals:
        versions_found: the record's id, and a TwoLineRow for each version, the newest first.
    """

    versions_found = Signal(object, object)

    # What makes other words of them, so that they have to be approved again.
    words: ClassVar[tuple[str, ...]]

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._service_id: int | None = None
        self._rows: dict[int, Row] = {}
        desk.changes.committed.connect(self._on_committed)

    # --- What each kind of words knows ------------------------------------------------------

    def ask_versions(self, key: int) -> None:
        """Look up how a record was saved before."""
        raise NotImplementedError

    def kind_words(self, row: Row) -> str:
        """Return what kind of words these are."""
        raise NotImplementedError

    def own_values(self, row: Row | None) -> dict[str, Any]:
        """Return the values of the form apart from owner and approval; None for the empty form."""
        raise NotImplementedError

    def stored_fields(self, row: Row) -> Fields:
        raise NotImplementedError

    def new_fields(self, typed: Values, row: Row | None, approval: Mapping[str, Any]) -> Fields:
        """Return what the form means."""
        raise NotImplementedError

    def give(
        self, key: Hashable, fields: Fields, seen: int, done: Callable[[Change], None]
    ) -> None:
        """Give the command that adds or changes a record."""
        raise NotImplementedError

    # --- What there is ----------------------------------------------------------------------

    @property
    def new_key(self) -> Hashable:
        """The key of what is being written for the service that is shown."""
        return ("new", self._service_id)

    def show_service(self, service_id: int | None) -> None:
        """Turn to the words of another service; None for those that hold for all."""
        if service_id != self._service_id:
            self._service_id = service_id
            self._rows = {}
        self.reload()

    def rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        return [(key, self._line(key, row)) for key, row in self._rows.items()]

    def people(self) -> list[tuple[int, str]]:
        """Return who can own or approve; the first entry is nobody."""
        names: list[tuple[int, str]] = [
            (one.staff_id, one.name) for one in self._desk.clinic.present_staff
        ]
        return [(_NOBODY, self.tr("Nobody yet")), *names]

    def exists(self, key: Hashable) -> bool:
        return key in self._rows

    def version(self, key: Hashable) -> int:
        return self._rows[key].version if isinstance(key, int) else 0

    def is_active(self, key: Hashable) -> bool:
        row = self._row(key)
        return row.active if row else True

    def stored(self, key: Hashable) -> Values:
        row = self._row(key)
        return self.own_values(row) | {
            "owner": (row.owner_id if row else self._desk.seat.staff_id) or _NOBODY,
            "approver": (row.approved_by if row else None) or _NOBODY,
            "review": self.day_in_words(row.review_on) if row else "",
        }

    def usual_review(self) -> str:
        """Return the day that is proposed when words are approved."""
        months = self._desk.clinic.profile.review_months
        return self.day_in_words(months_later(self._desk.today(), months))

    def review_echo(self, typed: str) -> str:
        """Return the day a text means, or nothing."""
        day = read_day(typed, self._desk)
        if day is None:
            return ""
        return QLocale().toString(
            QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat
        )

    def day_in_words(self, day: dt.date | None) -> str:
        """Return a day as ``read_day`` reads it."""
        return day.isoformat() if day else ""

    # --- What is done -------------------------------------------------------------------------

    def save(self, key: Hashable) -> None:
        if isinstance(key, int) and not self.is_typed(key):
            self.nothing_to_save()
            return
        fields = self._fields(key, self.typed(key))
        if fields is None:
            return
        row = self._row(key)
        earlier = self.stored_fields(row) if row else replace(fields, active=False)
        words = self.tr("Saved for the desk.")
        if row and row.approved_by and not fields.approved_by:
            words = self.tr("Saved. Somebody has to approve these words now.")
        self.give(key, fields, self.seen_version(key), partial(self._saved, key, words, earlier))

    def set_active(self, key: int, *, active: bool) -> None:
        """Put words out of use, or back into it."""
        row = self._row(key)
        if row is not None:
            words = self.tr("In use again.") if active else self.tr("Out of use.")
            earlier = self.stored_fields(row)
            done = partial(self._put, words, key, earlier)
            self.give(key, replace(earlier, active=active), self.version(key), done)

    def _saved(self, key: Hashable, words: str, earlier: Fields, change: Change) -> None:
        self.was_saved(key, change)
        undo = partial(self._take_back, change.record_id, earlier, change.version)
        self._desk.notices.done(words, undo=undo)

    def _put(self, words: str, key: int, earlier: Fields, change: Change) -> None:
        self.reload()
        undo = partial(self._take_back, key, earlier, change.version)
        self._desk.notices.done(words, undo=undo)

    def _take_back(self, key: int, earlier: Fields, version: int) -> None:
        self.give(key, earlier, version, partial(self.was_saved, key))

    def _fields(self, key: Hashable, typed: Values) -> Fields | None:
        """Return what the form means; None after telling what is not understood."""
        row = self._row(key)
        review = read_day(typed["review"], self._desk)
        if typed["review"].strip() and review is None:
            self.tell({"review": Problem.NOT_UNDERSTOOD})
            return None
        stored = self.stored(key)
        same_approver = row is not None and typed["approver"] == stored["approver"]
        same_words = all(typed[name] == stored[name] for name in self.words)
        # Nobody stands for words that were changed after they approved them.
        approver = (typed["approver"] or None) if same_words or not same_approver else None
        approved_on = row.approved_on if row and same_approver else self._desk.today()
        approval = {
            "owner_id": typed["owner"] or None,
            "approved_by": approver,
            "approved_on": approved_on if approver else None,
            "review_on": review if approver else None,
            "is_example": bool(row and row.is_example and not approver),
            "active": row.active if row else True,
        }
        return self.new_fields(typed, row, approval)

    def _row(self, key: Hashable) -> Row | None:
        return self._rows.get(key) if isinstance(key, int) else None

    # --- Rows ---------------------------------------------------------------------------------

    def _line(self, key: int, row: Row) -> TwoLineRow:
        badge = self.tr("not saved") if self.is_typed(key) else ""
        state = self._state(row) if row.active else self.tr("out of use")
        first_line = row.text.splitlines()[0] if row.text else ""
        tone = "plain" if row.active else "muted"
        detail = f"{self.kind_words(row)} · {state}"
        return TwoLineRow(first_line, detail, badge=badge, badge_tone="accent", tone=tone)

    def _state(self, row: Row) -> str:
        if row.approved and row.review_on is None:
            return self.tr("approved by {0}").format(row.approver)
        if row.approved and row.review_on is not None:
            day = calendar_day(row.review_on, today=self._desk.today())
            return self.tr("approved by {0} until {1}").format(row.approver, day)
        if row.is_example:
            return self.tr("example, not approved")
        if row.approved_on is not None:
            return self.tr("approval expired")
        return self.tr("not approved")

    def show_versions(self, key: int, versions: Sequence[TextVersion]) -> None:
        """Tell how a record was saved before."""
        self.versions_found.emit(key, [self._version_line(version) for version in versions])

    def _version_line(self, version: TextVersion) -> TwoLineRow:
        when = since(self._desk.local(version.saved_at), today=self._desk.today())
        approved = self.tr("not approved")
        if version.approved_on is not None:
            approved = self.tr("approved by {0}").format(version.approver)
        head = (self.tr("Version {0}").format(version.number), when, version.saved_by, approved)
        words = " / ".join(part for part in (version.text, version.hand_over) if part)
        return TwoLineRow(" · ".join(part for part in head if part), words)

    def loaded(self, rows: Mapping[int, Row]) -> None:
        """Show what there is now."""
        self._rows = dict(rows)
        self.rows_loaded()

    def _on_committed(self, change: Change, origin: object) -> None:
        if origin is not self and Topic.SERVICE in change.topics:
            self.reload()
