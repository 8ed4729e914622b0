"""How many of the clinic's texts wait to be looked at again, for the count beside Articles."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.domain.changes import Change, Topic
from db.queries.due_reviews import DueReview, due_reviews
from desk_app.desk_context import DeskContext

_LOOK_EVERY_MS = 600_000  # a day begins, and a text is overdue


class ReviewWatch(QObject):
    """Signals: counted: how many texts wait."""

    counted = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        desk.changes.committed.connect(self._committed)

    def start(self) -> None:
        """Look now and from time to time."""
        self.look()
        self._timer.start()

    @Slot()
    def look(self) -> None:
        self._desk.ask(
            due_reviews,
            owner=self,
            done=self._looked,
            failed=self._not_looked,
            key="reviews",
            today=self._desk.today(),
        )

    def _looked(self, rows: list[DueReview]) -> None:
        self.counted.emit(len(rows))

    def _not_looked(self, _error: Exception) -> None:
        """That the database is away is said elsewhere; the next look will tell."""

    @Slot(object, object)
    def _committed(self, change: Change, _origin: object) -> None:
        if change.topics & {Topic.ARTICLE, Topic.SERVICE}:
            self.look()
