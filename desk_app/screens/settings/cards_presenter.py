"""The desk cards of one service: written, approved with a date, put out of use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QLocale, QObject

from db.domain.changes import Change, Topic
from db.domain.errors import Problem
from db.domain.service import CardKind
from db.queries.desk_texts import CardRow, QuestionRow, desk_cards, screening_questions
from db.services.desk_texts import CardFields, add_desk_card, change_desk_card
from desk_app.desk_context import DeskContext
from desk_app.screens.settings.records import Records, Values
from desk_app.typed_day import months_later, read_day
from desk_app.when_wording import calendar_day
from desk_app.widgets.roles import TwoLineRow
from desk_app.wording import card_kind, screening_level

_NOBODY = 0


class CardsPresenter(Records):
    """Cards are shown for one service at a time, or for those that hold for all."""

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._service_id: int | None = None
        self._rows: dict[int, CardRow] = {}
        self._questions: list[QuestionRow] = []
        desk.changes.committed.connect(self._on_committed)

    @property
    def new_key(self) -> Hashable:
        """The key of the card being written for the service that is shown."""
        return ("new", self._service_id)

    # --- What there is ----------------------------------------------------------------------

    def show_service(self, service_id: int | None) -> None:
        """Turn to the cards of another service; None for those that hold for all."""
        if service_id != self._service_id:
            self._service_id = service_id
            self._rows, self._questions = {}, []
        self.reload()

    def reload(self) -> None:
        where: dict[str, Any] = {"service_id": self._service_id, "today": self._desk.today()}
        self._desk.ask(
            desk_cards, owner=self, also_inactive=True, done=self._loaded, key="cards", **where
        )
        self._desk.ask(
            screening_questions,
            owner=self,
            body_area_id=None,
            done=self._questions_loaded,
            key="questions",
            **where,
        )

    def rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        return [(row.card_id, self._line(row)) for row in self._rows.values()]

    def question_rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        """Return what is asked about this service, to be read."""
        return [
            (
                row.question_id,
                TwoLineRow(
                    row.text,
                    f"{screening_level(row.level)} · {self._state(row)}",
                    tone="plain" if row.approved else "muted",
                ),
            )
            for row in self._questions
        ]

    def people(self) -> list[tuple[int, str]]:
        """Return who can approve; the first entry is nobody."""
        present = self._desk.clinic.present_staff
        return [
            (_NOBODY, self.tr("Nobody yet")),
            *((member.staff_id, member.name) for member in present),
        ]

    def exists(self, key: Hashable) -> bool:
        return key in self._rows

    def version(self, key: Hashable) -> int:
        return self._rows[key].version if isinstance(key, int) else 0

    def is_active(self, key: Hashable) -> bool:
        row = self._rows.get(key) if isinstance(key, int) else None
        return row.active if row else True

    def stored(self, key: Hashable) -> Values:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return {"kind": CardKind.SAY.value, "text": "", "approver": _NOBODY, "review": ""}
        return {
            "kind": row.kind.value,
            "text": row.text,
            "approver": row.approved_by or _NOBODY,
            "review": self.day_in_words(row.review_on),
        }

    def usual_review(self) -> str:
        """Return the day that is proposed when a card is approved."""
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
        earlier = self._stored_fields(key) or replace(fields, active=False)
        self._give(key, fields, self.seen_version(key), partial(self._saved, key, earlier))

    def set_active(self, key: int, *, active: bool) -> None:
        """Put a card out of use, or back into it."""
        earlier = self._stored_fields(key)
        if earlier is not None:
            words = self.tr("In use again.") if active else self.tr("Out of use.")
            done = partial(self._put, words, key, earlier)
            self._give(key, replace(earlier, active=active), self.version(key), done)

    def _give(
        self, key: Hashable, fields: CardFields, seen: int, done: Callable[[Change], None]
    ) -> None:
        failed = partial(self.was_refused, key)
        if isinstance(key, int):
            self._desk.give(
                change_desk_card,
                owner=self,
                card_id=key,
                seen_version=seen,
                fields=fields,
                done=done,
                failed=failed,
            )
        else:
            self._desk.give(add_desk_card, owner=self, fields=fields, done=done, failed=failed)

    def _saved(self, key: Hashable, earlier: CardFields, change: Change) -> None:
        self.was_saved(key, change)
        undo = partial(self._take_back, change.record_id, earlier, change.version)
        self._desk.notices.done(self.tr("Desk card saved."), undo=undo)

    def _put(self, words: str, key: int, earlier: CardFields, change: Change) -> None:
        self.reload()
        undo = partial(self._take_back, key, earlier, change.version)
        self._desk.notices.done(words, undo=undo)

    def _take_back(self, key: int, earlier: CardFields, version: int) -> None:
        self._give(key, earlier, version, partial(self.was_saved, key))

    def _fields(self, key: Hashable, typed: Values) -> CardFields | None:
        """Return what the form means; None after telling what is not understood."""
        row = self._rows.get(key) if isinstance(key, int) else None
        review = read_day(typed["review"], self._desk)
        if typed["review"].strip() and review is None:
            self.tell({"review": Problem.NOT_UNDERSTOOD})
            return None
        approver = typed["approver"] or None
        # New words, or somebody else behind them, are a new approval.
        same = row is not None and (row.text, row.approved_by) == (typed["text"], approver)
        approved_on = row.approved_on if row and same else self._desk.today()
        return CardFields(
            CardKind(typed["kind"]),
            typed["text"],
            row.service_id if row else self._service_id,
            owner_id=row.owner_id if row else self._desk.seat.staff_id,
            approved_by=approver,
            approved_on=approved_on if approver else None,
            review_on=review if approver else None,
            is_example=bool(row and row.is_example and not approver),
            position=row.position if row else len(self._rows),
            active=row.active if row else True,
        )

    def _stored_fields(self, key: Hashable) -> CardFields | None:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return None
        return CardFields(
            row.kind,
            row.text,
            row.service_id,
            owner_id=row.owner_id,
            approved_by=row.approved_by,
            approved_on=row.approved_on,
            review_on=row.review_on,
            is_example=row.is_example,
            position=row.position,
            active=row.active,
        )

    # --- Rows ---------------------------------------------------------------------------------

    def _line(self, row: CardRow) -> TwoLineRow:
        badge = self.tr("not saved") if self.is_typed(row.card_id) else ""
        state = self._state(row) if row.active else self.tr("out of use")
        first_line = row.text.splitlines()[0] if row.text else ""
        tone = "plain" if row.active else "muted"
        detail = f"{card_kind(row.kind)} · {state}"
        return TwoLineRow(first_line, detail, badge=badge, badge_tone="accent", tone=tone)

    def _state(self, row: CardRow | QuestionRow) -> str:
        if row.approved and isinstance(row, CardRow):
            if row.review_on is None:
                return self.tr("approved by {0}").format(row.approver)
            day = calendar_day(row.review_on, today=self._desk.today())
            return self.tr("approved by {0} until {1}").format(row.approver, day)
        if row.approved:
            return self.tr("approved")
        if row.is_example:
            return self.tr("example, not approved")
        return self.tr("not approved")

    def _loaded(self, rows: list[CardRow]) -> None:
        self._rows = {row.card_id: row for row in rows if row.service_id == self._service_id}
        self.rows_loaded()

    def _questions_loaded(self, rows: list[QuestionRow]) -> None:
        self._questions = rows
        self.rows_changed.emit()

    def _on_committed(self, change: Change, origin: object) -> None:
        if origin is not self and Topic.SERVICE in change.topics:
            self.reload()
