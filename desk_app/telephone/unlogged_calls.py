"""The calls of today that nobody logged, and the two things that can be done about one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.domain.call import DismissReason
from db.domain.changes import Change, Topic
from db.queries.calls import UnloggedCall, unlogged_calls
from db.services.calls import dismiss_call
from desk_app.desk_context import DeskContext

# A call without an end is taken to be over after this.
_STILL_SPEAKING: Final = dt.timedelta(minutes=10)
_LOOK_EVERY_MS: Final = 60_000  # such a call becomes one nobody logged without anybody's doing
_SHOWN: Final = frozenset({Topic.CALL, Topic.PERSON})


class UnloggedCalls(QObject):
    """For any page that shows them; it keeps up with all desks while it is visible.

    Signals:
        loaded: the rows are different now.
    """

    loaded = Signal()

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: Sequence[UnloggedCall] = ()
        self._is_visible = False
        self._is_stale = True
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self.load)
        desk.changes.committed.connect(self._committed)

    @property
    def rows(self) -> Sequence[UnloggedCall]:
        return self._rows

    def row(self, call_id: int) -> UnloggedCall | None:
        return next((row for row in self._rows if row.call_id == call_id), None)

    def set_visible(self, *, visible: bool) -> None:
        """What is not seen is loaded once it is."""
        self._is_visible = visible
        if not visible:
            self._look.stop()
            return
        self._look.start()
        if self._is_stale:
            self.load()

    @Slot()
    def load(self) -> None:
        self._is_stale = False
        self._desk.ask(
            unlogged_calls,
            owner=self,
            done=self._loaded,
            failed=self._not_loaded,
            key="unlogged",
            day=self._desk.today(),
            rang_before=self._desk.now() - _STILL_SPEAKING,
            region=self._desk.clinic.profile.region,
        )

    def make_enquiry(self, row: UnloggedCall) -> None:
        """Open a card on which the number and the time of the call stand."""
        self._desk.navigation.call_card_wanted.emit(row.heard)

    def dismiss(self, row: UnloggedCall, reason: DismissReason) -> None:
        """It needs no enquiry; Undo brings it back."""
        self._desk.give(
            dismiss_call,
            owner=self,
            done=partial(self._dismissed, row, reason),
            call_id=row.call_id,
            reason=reason,
        )

    def _dismissed(self, row: UnloggedCall, reason: DismissReason, _change: Change) -> None:
        bring_back = partial(
            self._desk.give,
            dismiss_call,
            owner=self,
            call_id=row.call_id,
            reason=None,
            seen=reason,
        )
        self._desk.notices.done(self.tr("The call was dismissed."), undo=bring_back)

    def _loaded(self, rows: list[UnloggedCall]) -> None:
        self._rows = tuple(rows)
        self.loaded.emit()

    def _not_loaded(self, _error: Exception) -> None:
        """What is missing here is said where the day itself is loaded."""
        self._is_stale = True

    @Slot(object, object)
    def _committed(self, change: Change, _origin: object) -> None:
        if change.topics & _SHOWN:
            self._is_stale = True
            if self._is_visible:
                self.load()
