"""Keeps the end of the audit's chain outside the database, and sees when it is gone."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.audit_anchor import Anchor
from desk_app.background.data_tasks import DataTasks

logger = logging.getLogger(__name__)

_EVERY_MS = 60_000


class AnchorKeeper(QObject):
    """Looks once a minute; rests after it has found that the chain is another.

    Signals:
        broken: what this seat last saw of the audit is not there any more.
    """

    broken = Signal()

    def __init__(self, data: DataTasks, anchor: Anchor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.anchor = anchor
        self._data = data
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and from now on."""
        self._timer.start(_EVERY_MS)
        self.look()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Take the chain's end, if what was seen last is still there."""
        self._data.read(
            self.anchor.move, owner=self, on_done=self._looked, on_error=self._failed, key="look"
        )

    def _looked(self, holds: bool) -> None:  # noqa: FBT001 - what ``move`` answers
        if not holds:
            self.stop()
            self.broken.emit()

    def _failed(self, error: Exception) -> None:
        """The database is away, or the file cannot be written: the next look may do better."""
        logger.warning("no anchor: %s", type(error).__name__)
