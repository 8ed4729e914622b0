"""Commands on one row of the follow-up list: given once, answered in words, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.errors import NotFoundError, NotPossibleError, StaleEditError, ValidationError
from db.domain.follow_up import AttemptResult
from db.queries.follow_up_details import NumberRow
from db.queries.follow_ups import FollowUpRow
from db.services.follow_ups import withdraw_follow_up
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import name_of
from desk_app.screens.follow_ups.lines import RowKey, key_of

Undo = Callable[[], None]


class RowCommands(QObject):
    """Gives commands, and remembers which row was called.

    ``called`` is the row of which a number was dialled and nothing was said since.

    A row is left alone from a command until the list was loaded again, so that a key
    pressed twice is not taken for somebody else's edit.

    Signals:
        done: the key of a row on which something was committed.
        put_back: the key of a row on which something was taken back.
        refused: the ValidationError of what was typed.
        outdated: another desk was faster; the list must be loaded again.
        overridden: a FollowUpRow that is to be called although it must not be, with a reason;
            it has a promise now.
    """

    done = Signal(object)
    put_back = Signal(object)
    refused = Signal(object)
    outdated = Signal()
    overridden = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._under_way: set[RowKey] = set()
        self.called: RowKey | None = None
        self._called_on: NumberRow | None = None

    def call(self, row: FollowUpRow, number: NumberRow) -> None:
        """Dial one of somebody's numbers."""
        self.called, self._called_on = key_of(row), number
        self._desk.navigation.call_wanted.emit(number.raw)

    def as_called(self, row: FollowUpRow) -> FollowUpRow:
        """Return a row with the number that was dialled, which need not be the promised one."""
        if self.called != key_of(row) or self._called_on is None:
            return row
        return row._replace(phone=self._called_on.raw, voicemail=self._called_on.voicemail)

    def settle(self) -> None:
        """The list was loaded again: every row may be acted on."""
        self._under_way.clear()

    def undo_by(
        self, row: FollowUpRow, command: Callable[..., Change], **arguments: Any
    ) -> Callable[[Change], Undo]:
        """Return what makes the undo of a command on a promise, once its version is known."""

        def undo_of(change: Change) -> Undo:
            seen = {"follow_up_id": row.follow_up_id, "seen_version": change.version}
            return partial(self.take_back, row, command, seen | arguments)

        return undo_of

    def withdraw(self, row: FollowUpRow) -> Callable[[Change], Undo]:
        """Return what makes the undo of a command by which something was promised."""

        def undo_of(change: Change) -> Undo:
            seen = {"follow_up_id": change.record_id, "seen_version": change.version}
            return partial(self.take_back, row, withdraw_follow_up, seen)

        return undo_of

    def on_promise(
        self,
        row: FollowUpRow,
        command: Callable[..., Change],
        said: str,
        undo_of: Callable[[Change], Undo],
        typed: dict[str, Any],
    ) -> None:
        seen = {"follow_up_id": row.follow_up_id, "seen_version": row.version}
        self.give(row, command, said, undo_of, seen | typed)

    def give(
        self,
        row: FollowUpRow,
        command: Callable[..., Change],
        said: str,
        undo_of: Callable[[Change], Undo],
        arguments: dict[str, Any],
        *,
        said_before: str = "",
    ) -> None:
        """Give any command about a row; ``undo_of`` makes its way back from the change.

        Args:
            said_before: of a command that can be given only once, where it was given before.
        """
        key = key_of(row)
        if key in self._under_way:
            return
        self._under_way.add(key)

        def committed(change: Change) -> None:
            if said_before and "sent_again" in change.fields:
                self._under_way.discard(key)
                self._desk.notices.info(said_before)
                return
            self._desk.notices.done(said, undo=undo_of(change))
            result = arguments.get("result")
            if self.called == key and (result is None or result.counts):
                self.called = None
            self.done.emit(key)
            if result is AttemptResult.OVERRIDE:
                promise_id = row.follow_up_id or change.record_id
                self.overridden.emit(row._replace(follow_up_id=promise_id))

        again = partial(self.give, row, command, said, undo_of, arguments, said_before=said_before)
        failed = partial(self.failed, row, retry=again)
        self._desk.give(command, owner=self, done=committed, failed=failed, **arguments)

    def take_back(
        self, row: FollowUpRow, command: Callable[..., Change], arguments: dict[str, Any]
    ) -> None:
        """Give the command that undoes another."""

        def committed(_change: Change) -> None:
            self._desk.notices.info(self.tr("{0}: taken back.").format(name_of(row)))
            self.put_back.emit(key_of(row))

        again = partial(self.take_back, row, command, arguments)
        failed = partial(self.failed, row, retry=again)
        self._desk.give(command, owner=self, done=committed, failed=failed, **arguments)

    def failed(self, row: FollowUpRow, error: Exception, retry: Undo | None = None) -> None:
        self._under_way.discard(key_of(row))
        if isinstance(error, ValidationError):
            self.refused.emit(error)
            return
        self._desk.notices.problem(error, retry=retry)
        if isinstance(error, (StaleEditError, NotFoundError, NotPossibleError)):
            self.outdated.emit()
