"""Questions that go from the desk to a practitioner, and answers that come back."""

from __future__ import annotations

import uuid
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from db.domain.changes import Change
from db.domain.enquiry import NextStep
from db.domain.service import CardKind
from db.queries.follow_up_details import RowDetails
from db.queries.follow_ups import FollowUpRow
from db.services.desk_texts import CardFields, add_desk_card, change_desk_card
from db.services.questions import answer_question, ask_practitioner, take_back_answer
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import name_of
from desk_app.screens.follow_ups.actions import FollowUpActions
from desk_app.screens.follow_ups.giving import Undo


class QuestionActions(QObject):
    """Gives the commands on questions through the actions of the list."""

    def __init__(self, desk: DeskContext, actions: FollowUpActions) -> None:
        super().__init__(actions)
        self._desk = desk
        self._actions = actions

    def ask(self, row: FollowUpRow, step: NextStep) -> None:
        """Put a question on somebody's list; the row itself stays as it is."""
        said = self.tr("{0}: asked {1}. The answer comes back to this list.").format(
            name_of(row), self._actions.staff_name(step.owner_id)
        )
        ids = {"enquiry_id": row.enquiry_id, "seen_version": row.enquiry_version}
        self._actions.give(
            row, ask_practitioner, said, self._actions.withdraw(row), ids | {"step": step}
        )

    def answer(self, row: FollowUpRow, answer: str) -> None:
        """Close a question; who asked it is to tell the caller."""
        words = self.tr("Tell {0}: {1}").format(name_of(row), answer.strip())
        step = NextStep(self._desk.today(), promise=words)
        said = self.tr("{0}: answered. It is back with who asked.").format(name_of(row))

        def undo_of(change: Change) -> Undo:
            seen = {"follow_up_id": change.record_id, "seen_version": change.version}
            return partial(self._actions.take_back, row, take_back_answer, seen)

        seen = {"follow_up_id": row.follow_up_id, "seen_version": row.version}
        typed = {"answer": answer, "step": step}
        self._actions.give(row, answer_question, said, undo_of, seen | typed)

    def make_card(self, row: FollowUpRow, details: RowDetails) -> None:
        """Make a desk card of an answer, for somebody to approve; once."""
        fields = CardFields(CardKind.SAY, details.answer, row.service_id)
        said = self.tr("A draft desk card was made for {0}. It waits to be approved.").format(
            row.service or self.tr("every service")
        )
        place = row.service or self.tr("any service")
        before = self.tr(
            "The desk card of this answer is there already: Settings, Services, {0}, Desk cards."
        ).format(place)

        def undo_of(change: Change) -> Undo:
            seen = {"card_id": change.record_id, "seen_version": change.version}
            back = seen | {"fields": replace(fields, active=False)}
            return partial(self._actions.take_back, row, change_desk_card, back)

        # The promise to pass an answer on is known by its id, and so is the card made of it.
        made_of = uuid.uuid5(row.public_id, "desk card") if row.public_id else None
        typed = {"fields": fields, "public_id": made_of}
        self._actions.give(row, add_desk_card, said, undo_of, typed, said_before=before)
