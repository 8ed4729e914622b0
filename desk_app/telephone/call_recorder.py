"""Writes down every call this desk hears of, also when the database was away meanwhile."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from db.domain.call import HeardCall
from db.domain.changes import Change
from db.domain.errors import NotFoundError, StorageError
from db.services.calls import record_call
from desk_app.desk_context import DeskContext

_TRY_AGAIN_MS: Final = 5_000
_MOST_WAITING: Final = 500


class CallRecorder(QObject):
    """Says nothing when it cannot write: who is on the line needs no word about it.

    News of a call that waits is replaced by later news of it, which holds all of the earlier.
    """

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: dict[uuid.UUID, HeardCall] = {}
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_TRY_AGAIN_MS)
        self._again.timeout.connect(self.send_waiting)

    @property
    def waiting(self) -> int:
        """How many calls are not written down yet."""
        return len(self._waiting)

    def record(self, heard: HeardCall) -> None:
        """Write down what is known of a call so far."""
        self._waiting[heard.public_id] = heard
        if len(self._waiting) > _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._send(heard)

    @Slot()
    def send_waiting(self) -> None:
        for heard in list(self._waiting.values()):
            self._send(heard)

    def _send(self, heard: HeardCall) -> None:
        self._desk.give(
            record_call,
            owner=self,
            done=partial(self._recorded, heard),
            failed=partial(self._not_recorded, heard),
            heard=heard,
            region=self._desk.clinic.profile.region,
        )

    def _recorded(self, heard: HeardCall, _change: Change | None = None) -> None:
        if self._waiting.get(heard.public_id) == heard:
            del self._waiting[heard.public_id]

    def _not_recorded(self, heard: HeardCall, error: Exception) -> None:
        if isinstance(error, StorageError):
            self._again.start()
            return
        self._recorded(heard)
        # The end of a call that nobody has heard ring is nothing to write down.
        if not isinstance(error, NotFoundError):
            raise error
