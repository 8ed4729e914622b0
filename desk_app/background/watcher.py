"""Notices what other desks commit, and when the database goes away or comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.domain.changes import Change, Topic
from db.domain.errors import StorageError
from db.session import Work
from desk_app.background.data_tasks import DataTasks

_EVERY_MS = 500
_WHILE_AWAY_MS = 2_000
_MOST_REMEMBERED = 1_000


class ChangeWatcher(QObject):
    """Looks at the audit twice a second: a fifth of a millisecond on either database.

    Signals:
        noticed: a Change that another desk, or a command line, has committed.
        went_away: the database stopped answering.
        came_back: it answers again; everything may have changed meanwhile.
    """

    noticed = Signal(object)
    went_away = Signal()
    came_back = Signal()

    def __init__(
        self,
        data: DataTasks,
        *,
        last_change: Work[int],
        changes_since: Callable[..., list[Change]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._changes_since = changes_since
        self._last: int | None = None
        self._own: dict[int, None] = {}
        self._is_away = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._last_change = last_change

    def start(self) -> None:
        """Begin to look."""
        self.look()

    def stop(self) -> None:
        self._timer.stop()

    @Slot(object, object)
    def committed_here(self, change: Change, _origin: object) -> None:
        """Remember what this desk did itself: its screens know already."""
        self._own |= dict.fromkeys((change.audit_id, *change.audit_ids_also))
        while len(self._own) > _MOST_REMEMBERED:
            del self._own[next(iter(self._own))]

    @Slot()
    def look(self) -> None:
        """Look once; the next look follows by itself."""
        if self._last is None:
            self._data.read(
                self._last_change, owner=self, on_done=self._begun, on_error=self._failed
            )
        else:
            self._data.read(
                partial(self._changes_since, audit_id=self._last),
                owner=self,
                on_done=self._seen,
                on_error=self._failed,
            )

    def _begun(self, audit_id: int) -> None:
        self._last = audit_id
        self._own |= dict.fromkeys(range(max(0, audit_id - 200), audit_id + 1))
        self._answered()

    def _seen(self, changes: list[Change]) -> None:
        fresh = [change for change in changes if change.audit_id not in self._own]
        for change in fresh:
            self.committed_here(change, None)
            self.noticed.emit(change)
        if changes:
            self._last = max(self._last or 0, changes[-1].audit_id)
        self._answered()

    def _answered(self) -> None:
        if self._is_away:
            self._is_away = False
            self.came_back.emit()
            self.noticed.emit(Change(0, 0, frozenset(Topic)))
        self._timer.start(_EVERY_MS)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StorageError):
            raise error
        if not self._is_away:
            self._is_away = True
            self.went_away.emit()
        self._timer.start(_WHILE_AWAY_MS)
