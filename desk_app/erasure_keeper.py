"""Sees to it that nothing of anybody erased stays: in the file, in drafts, in the second place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.domain.changes import Change, Topic
from db.erasures import finish
from db.queries.privacy import gone, last_erasure
from db.session import Database
from desk_app.desk_context import DeskContext

logger = logging.getLogger(__name__)

_EVERY_MS = 60_000  # for what other desks and the command line have erased
_ERASED: Final = frozenset({Topic.CALL, Topic.ENQUIRY, Topic.HANDOUT, Topic.PERSON})

Held = frozenset[tuple[str, int]]


class ErasureKeeper(QObject):
    """Looks at the start, after each erasure made here, and once a minute.

    Signals:
        lost: records whose drafts are to be forgotten, as ``Draft.about`` names them.
    """

    lost = Signal(object)

    def __init__(
        self,
        desk: DeskContext,
        database: Database,
        held: Callable[[], Held],
        parent: QObject | None = None,
    ) -> None:
        """Args: held: the records that drafts of this desk are about."""
        super().__init__(parent)
        self._desk = desk
        self._database = database
        self._held = held
        self._finished = -1  # the erasure up to which nothing is left to do
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        desk.changes.committed.connect(self._on_committed)

    def start(self) -> None:
        """Look now, and from now on."""
        self._timer.start(_EVERY_MS)
        self.look()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Finish what was erased since the last look."""
        ask = partial(self._desk.ask, owner=self, failed=self._failed)
        ask(last_erasure, done=self._looked, key="last")
        if held := self._held():
            ask(gone, done=self._drop, key="gone", held=held)

    def _looked(self, last: int) -> None:
        if last == self._finished:
            return
        folder = self._desk.settings.backup_folder
        is_demo = self._desk.clinic.profile.is_demo
        work = partial(
            finish,
            self._database,
            by=replace(self._desk.seat.actor(), staff_id=None),
            at=self._desk.now(),
            second=Path(folder) if folder and not is_demo else None,
        )
        done = partial(self._on_finished, last)
        self._desk.compute(work, owner=self, done=done, failed=self._failed, key="finish")

    def _on_finished(self, last: int, _nothing: object) -> None:
        self._finished = last

    def _drop(self, lost: Held) -> None:
        if lost:
            self.lost.emit(lost)

    def _failed(self, error: Exception) -> None:
        """The database or a folder is away: the next look may do better."""
        logger.warning("an erasure is not finished: %s", type(error).__name__)

    @Slot(object, object)
    def _on_committed(self, change: Change, _origin: object) -> None:
        if change.topics >= _ERASED:
            self.look()
