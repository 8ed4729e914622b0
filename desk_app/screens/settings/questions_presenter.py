"""The screening questions of one service, or those that hold for body areas and for all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.enquiry import ChoiceList
from db.domain.service import ScreeningLevel
from db.queries.catalogue import ServiceRow, services
from db.queries.desk_texts import QuestionRow, every_question, question_versions
from db.services.desk_texts import (
    QuestionFields,
    add_screening_question,
    change_screening_question,
)
from desk_app.desk_context import DeskContext
from desk_app.screens.settings.desk_texts import DeskTexts
from desk_app.screens.settings.records import Values
from desk_app.wording import screening_level


class QuestionsPresenter(DeskTexts[QuestionRow, QuestionFields]):
    """One question may be asked for several services and body areas.

    Signals:
        places_changed: services or body areas to be asked for are different.
    """

    places_changed = Signal()

    words = ("text", "level", "hand_over_words", "hand_over_to")

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._services: Sequence[ServiceRow] = ()
        self._last_position = 0

    def reload(self) -> None:
        today = self._desk.today()
        self._desk.ask(services, owner=self, done=self._services_found, key="question services")
        self._desk.ask(
            every_question, owner=self, done=self._questions_found, key="questions", today=today
        )

    def ask_versions(self, key: int) -> None:
        done = partial(self.show_versions, key)
        self._desk.ask(question_versions, owner=self, done=done, key="versions", question_id=key)

    def services(self) -> list[tuple[object, str]]:
        return [(row.service_id, row.name) for row in self._services]

    def body_areas(self) -> list[tuple[object, str]]:
        lines = self._desk.clinic.choices[ChoiceList.BODY_AREA]
        return [(line.choice_id, line.label) for line in lines if line.active]

    def kind_words(self, row: QuestionRow) -> str:
        return screening_level(row.level)

    def own_values(self, row: QuestionRow | None) -> dict[str, Any]:
        if row is None:
            own = (self._service_id,) if self._service_id is not None else ()
            return {
                "text": "",
                "level": ScreeningLevel.TELL_PRACTITIONER.value,
                "hand_over_words": "",
                "hand_over_to": "",
                "service_ids": own,
                "body_area_ids": (),
                "source": "",
            }
        return {
            "text": row.text,
            "level": row.level.value,
            "hand_over_words": row.hand_over_words,
            "hand_over_to": row.hand_over_to,
            "service_ids": self._in_order(row.service_ids, self.services()),
            "body_area_ids": self._in_order(row.body_area_ids, self.body_areas()),
            "source": row.source,
        }

    def stored_fields(self, row: QuestionRow) -> QuestionFields:
        return QuestionFields(
            text=row.text,
            level=row.level,
            service_ids=row.service_ids,
            body_area_ids=row.body_area_ids,
            hand_over_words=row.hand_over_words,
            hand_over_to=row.hand_over_to,
            source=row.source,
            owner_id=row.owner_id,
            approved_by=row.approved_by,
            approved_on=row.approved_on,
            review_on=row.review_on,
            is_example=row.is_example,
            position=row.position,
            active=row.active,
        )

    def new_fields(
        self, typed: Values, row: QuestionRow | None, approval: Mapping[str, Any]
    ) -> QuestionFields:
        """Places that are out of use, and so not to be seen, stay as they are."""
        unseen = set(row.service_ids) - {key for key, _ in self.services()} if row else set()
        unseen_areas = set(row.body_area_ids) - {k for k, _ in self.body_areas()} if row else set()
        return QuestionFields(
            text=typed["text"],
            level=ScreeningLevel(typed["level"]),
            service_ids=(*typed["service_ids"], *sorted(unseen)),
            body_area_ids=(*typed["body_area_ids"], *sorted(unseen_areas)),
            hand_over_words=typed["hand_over_words"],
            hand_over_to=typed["hand_over_to"],
            source=typed["source"],
            position=row.position if row else self._last_position + 1,
            **approval,
        )

    def give(
        self, key: Hashable, fields: QuestionFields, seen: int, done: Callable[[Change], None]
    ) -> None:
        where: dict[str, Any] = {"owner": self, "fields": fields, "done": done}
        failed = partial(self.was_refused, key)
        if isinstance(key, int):
            self._desk.give(
                change_screening_question,
                question_id=key,
                seen_version=seen,
                failed=failed,
                **where,
            )
        else:
            self._desk.give(add_screening_question, failed=failed, **where)

    @staticmethod
    def _in_order(ids: Sequence[int], offered: Sequence[tuple[object, str]]) -> tuple[object, ...]:
        return tuple(key for key, _words in offered if key in ids)

    def _services_found(self, rows: list[ServiceRow]) -> None:
        self._services = rows
        self.places_changed.emit()

    def _questions_found(self, rows: list[QuestionRow]) -> None:
        self._last_position = max((row.position for row in rows), default=0)
        own = self._service_id
        self.loaded(
            {
                row.question_id: row
                for row in rows
                if (own in row.service_ids if own is not None else not row.service_ids)
            }
        )
