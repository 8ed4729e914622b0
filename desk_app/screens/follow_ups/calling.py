"""Calling from the list, and what came of the call."""

from __future__ import annotations

from PySide6.QtCore import QObject

from db.domain.follow_up import AttemptResult
from db.queries.follow_up_details import RowDetails
from db.queries.follow_ups import FollowUpRow
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import name_of
from desk_app.screens.follow_ups.actions import FollowUpActions
from desk_app.screens.follow_ups.lines import key_of
from desk_app.screens.follow_ups.side_panel import Action, may_contact

_RESULTS = {
    Action.NO_ANSWER: AttemptResult.NO_ANSWER,
    Action.LEFT_MESSAGE: AttemptResult.LEFT_MESSAGE,
    Action.WRONG_NUMBER: AttemptResult.WRONG_NUMBER,
}


class Calling(QObject):
    """Dials, keeps results, and says why something is not to be done."""

    def __init__(self, desk: DeskContext, actions: FollowUpActions) -> None:
        super().__init__(actions)
        self._desk = desk
        self._actions = actions
        actions.overridden.connect(self._call)

    def act(self, row: FollowUpRow, action: Action, details: RowDetails | None) -> None:
        """Do what one of ``CONTACTS`` is for."""
        if not may_contact(row, details, now=self._desk.now()):
            self._desk.notices.warn(self._stop_words(row, details))
        elif action is Action.CALL:
            self._call(row)
        elif action is Action.LEFT_MESSAGE and not row.voicemail.allows_message:
            words = self.tr("{0} wants no message on this number. Use N, no answer.")
            self._desk.notices.warn(words.format(name_of(row)))
        else:
            self._actions.try_failed(row, _RESULTS[action])

    def _call(self, row: FollowUpRow) -> None:
        if not row.phone:
            words = self.tr("There is no number for {0}. Open the enquiry with E.")
            self._desk.notices.warn(words.format(name_of(row)))
            return
        self._actions.called = key_of(row)
        self._desk.navigation.call_wanted.emit(row.phone)

    def _stop_words(self, row: FollowUpRow, details: RowDetails | None) -> str:
        reason = details.do_not_contact_reason if details else ""
        words = self.tr("{0} must not be contacted. {1}").format(name_of(row), reason)
        if row.follow_up_id is None:
            return words.strip()
        return f"{words.strip()} " + self.tr("C asks for a reason to call all the same.")
