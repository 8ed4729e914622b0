"""The desk cards of one service."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Any

from db.domain.changes import Change
from db.domain.service import CardKind
from db.queries.desk_texts import CardRow, card_versions, desk_cards
from db.services.desk_texts import CardFields, add_desk_card, change_desk_card
from desk_app.screens.settings.desk_texts import DeskTexts
from desk_app.screens.settings.records import Values
from desk_app.wording import card_kind


class CardsPresenter(DeskTexts[CardRow, CardFields]):
    """What the desk says, does not say and passes on."""

    words = ("text",)

    def reload(self) -> None:
        self._desk.ask(
            desk_cards,
            owner=self,
            done=self._cards_found,
            key="cards",
            service_id=self._service_id,
            today=self._desk.today(),
            also_inactive=True,
        )

    def ask_versions(self, key: int) -> None:
        done = partial(self.show_versions, key)
        self._desk.ask(card_versions, owner=self, done=done, key="versions", card_id=key)

    def kind_words(self, row: CardRow) -> str:
        return card_kind(row.kind)

    def own_values(self, row: CardRow | None) -> dict[str, Any]:
        if row is None:
            return {"kind": CardKind.SAY.value, "text": ""}
        return {"kind": row.kind.value, "text": row.text}

    def stored_fields(self, row: CardRow) -> CardFields:
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

    def new_fields(
        self, typed: Values, row: CardRow | None, approval: Mapping[str, Any]
    ) -> CardFields:
        return CardFields(
            CardKind(typed["kind"]),
            typed["text"],
            row.service_id if row else self._service_id,
            position=row.position if row else len(self._rows),
            **approval,
        )

    def give(
        self, key: Hashable, fields: CardFields, seen: int, done: Callable[[Change], None]
    ) -> None:
        where: dict[str, Any] = {"owner": self, "fields": fields, "done": done}
        failed = partial(self.was_refused, key)
        if isinstance(key, int):
            self._desk.give(
                change_desk_card, card_id=key, seen_version=seen, failed=failed, **where
            )
        else:
            self._desk.give(add_desk_card, failed=failed, **where)

    def _cards_found(self, rows: list[CardRow]) -> None:
        self.loaded({row.card_id: row for row in rows if row.service_id == self._service_id})
