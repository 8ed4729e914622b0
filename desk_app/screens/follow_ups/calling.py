"""Calling from the list, and what came of the call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from db.domain.follow_up import AttemptResult
from db.queries.follow_up_details import NumberRow, RowDetails
from db.queries.follow_ups import FollowUpRow
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import name_of
from desk_app.screens.follow_ups.actions import FollowUpActions
from desk_app.screens.follow_ups.lines import RowKey, key_of
from desk_app.screens.follow_ups.side_panel import Action, may_contact, numbers_of

_RESULTS = {
    Action.NO_ANSWER: AttemptResult.NO_ANSWER,
    Action.LEFT_MESSAGE: AttemptResult.LEFT_MESSAGE,
    Action.WRONG_NUMBER: AttemptResult.WRONG_NUMBER,
}


class Calling(QObject):
    """Dials, asks which number when there are several, and keeps what came of it."""

    def __init__(self, desk: DeskContext, actions: FollowUpActions) -> None:
        super().__init__(actions)
        self._desk = desk
        self._actions = actions
        self._asked: RowKey | None = None

    def asks(self, row: FollowUpRow) -> bool:
        """Whether it is asked which number of this row to call."""
        return self._asked == key_of(row)

    def stop_asking(self) -> bool:
        """Return whether there was a question."""
        asked, self._asked = self._asked, None
        return asked is not None

    def act(self, row: FollowUpRow, action: Action, details: RowDetails | None) -> None:
        """Do what one of ``CONTACTS`` is for."""
        called = self._actions.as_called(row)
        if not may_contact(row, details, now=self._desk.now()):
            self._desk.notices.warn(self._stop_words(row, details))
        elif action is Action.CALL:
            self.begin(row, details)
        elif action is Action.LEFT_MESSAGE and not called.voicemail.allows_message:
            words = self.tr("{0} wants no message on this number. Use N, no answer.")
            self._desk.notices.warn(words.format(name_of(row)))
        else:
            self._actions.try_failed(called, _RESULTS[action])

    def begin(self, row: FollowUpRow, details: RowDetails | None) -> None:
        """Call the only number, or ask which; asked again, call the first."""
        numbers = numbers_of(row, details)
        if not numbers:
            words = self.tr("There is no number for {0}. Open the enquiry with E.")
            self._desk.notices.warn(words.format(name_of(row)))
        elif len(numbers) == 1 or self.asks(row):
            self._call(row, numbers, 1)
        else:
            self._asked = key_of(row)

    def pick(self, row: FollowUpRow, details: RowDetails | None, place: int) -> None:
        """Call the number at a place, counted from 1, where it was asked which."""
        numbers = numbers_of(row, details)
        if self.asks(row) and 1 <= place <= len(numbers):
            self._call(row, numbers, place)

    def _call(self, row: FollowUpRow, numbers: Sequence[NumberRow], place: int) -> None:
        self._asked = None
        self._actions.call(row, numbers[place - 1])

    def _stop_words(self, row: FollowUpRow, details: RowDetails | None) -> str:
        reason = details.do_not_contact_reason if details else ""
        words = self.tr("{0} must not be contacted. {1}").format(name_of(row), reason)
        return f"{words.strip()} " + self.tr("C asks for a reason to call all the same.")
