"""What the clinic offers: the services in their order, and what stands on each one's page."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change, Topic
from db.domain.errors import Problem
from db.queries.articles import ArticleRow, library
from db.queries.catalogue import ServiceRow, services
from db.services.catalogue import ServiceFields, add_service, change_service, order_services
from desk_app.desk_context import DeskContext
from desk_app.screens.settings.records import Records, Values
from desk_app.screens.settings.typed_values import (
    read_minutes,
    read_price,
    write_minutes,
    write_price,
)
from desk_app.widgets.roles import TwoLineRow

EVERY_SERVICE = "every"  # the row for the cards and questions that hold for all
_EMPTY: dict[str, Any] = {
    "name": "", "category": "", "aliases": "", "first_minutes": "", "return_minutes": "",
    "first_price": "", "return_price": "", "wear": "", "first_visit": "",
    "to_practitioner": False, "practitioner_ids": (), "article_ids": (),
}  # fmt: skip
_FIGURES = ("first_minutes", "return_minutes", "first_price", "return_price")


class ServicesPresenter(Records):
    """Signals: choices_changed: who and which articles there are to tick."""

    choices_changed = Signal()

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._rows: dict[int, ServiceRow] = {}
        self._is_loaded = False
        self._articles: list[ArticleRow] = []
        desk.clinic_changed.connect(self.choices_changed)
        desk.changes.committed.connect(self._on_committed)

    @property
    def currency(self) -> str:
        return self._desk.clinic.profile.currency

    # --- What there is ------------------------------------------------------------------

    def reload(self) -> None:
        # The articles first: a service's form can only tick what it knows.
        self._desk.ask(library, owner=self, done=self._articles_loaded, key="articles")

    def rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        """Return the list's rows in the clinic's order; none before they are there."""
        if not self._is_loaded:
            return []
        rows: list[tuple[Hashable, TwoLineRow]] = [
            (row.service_id, self._line(row)) for row in self._rows.values()
        ]
        words = self.tr("cards and questions for all")
        return [*rows, (EVERY_SERVICE, TwoLineRow(self.tr("Every service"), words))]

    def name(self, key: Hashable) -> str:
        row = self._rows.get(key) if isinstance(key, int) else None
        return row.name if row else ""

    def is_active(self, key: Hashable) -> bool:
        row = self._rows.get(key) if isinstance(key, int) else None
        return row.active if row else True

    def people(self) -> list[tuple[object, str]]:
        """Return everybody who can be ticked as giving a service."""
        return [(member.staff_id, member.name) for member in self._desk.clinic.present_staff]

    def articles(self) -> list[tuple[object, str]]:
        """Return every article that can be linked."""
        return [(article.article_id, article.title) for article in self._articles]

    def exists(self, key: Hashable) -> bool:
        return key in self._rows

    def version(self, key: Hashable) -> int:
        return self._rows[key].version if isinstance(key, int) else 0

    def stored(self, key: Hashable) -> Values:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return _EMPTY
        people = {staff_id for staff_id, _name in row.practitioners}
        return {
            "name": row.name,
            "category": row.category,
            "aliases": "\n".join(row.aliases),
            "first_minutes": write_minutes(row.first_minutes),
            "return_minutes": write_minutes(row.return_minutes),
            "first_price": write_price(row.first_price, self.currency),
            "return_price": write_price(row.return_price, self.currency),
            "wear": row.wear,
            "first_visit": row.first_visit,
            "to_practitioner": row.to_practitioner,
            # In the order of the lists they are ticked in, or a form would look edited.
            "practitioner_ids": tuple(key for key, _name in self.people() if key in people),
            "article_ids": tuple(k for k, _title in self.articles() if k in row.article_ids),
        }

    # --- What is done ---------------------------------------------------------------------

    def save(self, key: Hashable) -> None:
        if key == EVERY_SERVICE or (isinstance(key, int) and not self.is_typed(key)):
            self.nothing_to_save()
            return
        fields = self._fields(self.typed(key), active=self.is_active(key))
        if fields is None:
            return
        if not isinstance(key, int):
            # Taking back a new service puts it out of use, with all its words.
            done = partial(self._saved, key, replace(fields, active=False))
            failed = partial(self.was_refused, key)
            self._desk.give(add_service, owner=self, fields=fields, done=done, failed=failed)
            return
        self._desk.give(
            change_service,
            owner=self,
            service_id=key,
            seen_version=self.seen_version(key),
            fields=fields,
            done=partial(self._saved, key, self._stored_fields(key)),
            failed=partial(self.was_refused, key),
        )

    def set_active(self, key: int, *, active: bool) -> None:
        """Put a service out of use, or back into it; what is typed on it stays typed."""
        earlier = self._stored_fields(key)
        words = self.tr("In use again.") if active else self.tr("Out of use.")
        self._desk.give(
            change_service,
            owner=self,
            service_id=key,
            seen_version=self.version(key),
            fields=replace(earlier, active=active),
            done=partial(self._put, words, key, earlier),
            failed=partial(self.was_refused, key),
        )

    def move(self, key: int, steps: int) -> None:
        """Move a service up (-1) or down (+1) in the clinic's order."""
        order = list(self._rows)
        place = order.index(key)
        target = place + steps
        if 0 <= target < len(order):
            before = tuple(order)
            order.insert(target, order.pop(place))
            wanted = tuple(order)
            self._desk.give(
                order_services,
                owner=self,
                service_ids=wanted,
                done=partial(self._ordered, wanted, before),
            )

    def _ordered(self, wanted: tuple[int, ...], before: tuple[int, ...], _change: Change) -> None:
        self.reload()
        undo = partial(
            self._desk.give, order_services, owner=self, service_ids=before, seen=wanted,
            done=lambda _change: self.reload(),
        )  # fmt: skip
        self._desk.notices.done(self.tr("Order changed."), undo=undo)

    def _put(self, words: str, key: int, earlier: ServiceFields, change: Change) -> None:
        self.reload()
        undo = partial(self._take_back, key, earlier, change.version)
        self._desk.notices.done(words, undo=undo)

    def _saved(self, key: Hashable, earlier: ServiceFields, change: Change) -> None:
        self.was_saved(key, change)
        undo = partial(self._take_back, change.record_id, earlier, change.version)
        self._desk.notices.done(self.tr("Service saved."), undo=undo)

    def _take_back(self, key: int, earlier: ServiceFields, version: int) -> None:
        self._desk.give(
            change_service,
            owner=self,
            service_id=key,
            seen_version=version,
            fields=earlier,
            done=partial(self.was_saved, key),
            failed=partial(self.was_refused, key),
        )

    def _stored_fields(self, key: Hashable) -> ServiceFields:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return ServiceFields("", active=False)
        plain = {
            name: getattr(row, name)
            for name in ServiceFields.__slots__
            if name != "practitioner_ids"
        }
        people = tuple(staff_id for staff_id, _name in row.practitioners)
        return ServiceFields(**plain, practitioner_ids=people)

    def _fields(self, typed: Values, *, active: bool) -> ServiceFields | None:
        """Return what the form means; None after telling what is not understood."""
        figures: dict[str, Any] = {}
        problems: dict[str, Problem] = {}
        for name in _FIGURES:
            try:
                figures[name] = (
                    read_minutes(typed[name])
                    if name.endswith("minutes")
                    else read_price(typed[name], self.currency)
                )
            except ValueError:
                problems[name] = Problem.NOT_UNDERSTOOD
        if problems:
            self.tell(problems)
            return None
        aliases = tuple(line for line in typed["aliases"].splitlines() if line.strip())
        plain = {name: typed[name] for name in typed if name not in (*_FIGURES, "aliases")}
        return ServiceFields(aliases=aliases, active=active, **figures, **plain)

    # --- Rows -------------------------------------------------------------------------------

    def _line(self, row: ServiceRow) -> TwoLineRow:
        parts = [
            self.tr("{0} min").format(minutes)
            for minutes in (row.first_minutes, row.return_minutes)
            if minutes is not None
        ]
        detail = " / ".join(parts)
        badge = self.tr("not saved") if self.is_typed(row.service_id) else ""
        if not row.active:
            detail = self.tr("out of use")
        tone = "plain" if row.active else "muted"
        return TwoLineRow(row.name, detail, badge=badge, badge_tone="accent", tone=tone)

    def _loaded(self, rows: list[ServiceRow]) -> None:
        self._rows = {row.service_id: row for row in rows}
        self._is_loaded = True
        self.rows_loaded()

    def _articles_loaded(self, articles: list[ArticleRow]) -> None:
        if articles != self._articles:
            self._articles = articles
            self.choices_changed.emit()
        self._desk.ask(services, owner=self, also_inactive=True, done=self._loaded, key="services")

    def _on_committed(self, change: Change, origin: object) -> None:
        if origin is not self and change.topics & {Topic.SERVICE, Topic.ARTICLE}:
            self.reload()
