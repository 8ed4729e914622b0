"""A quiet word when the time for one of my follow-ups has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.domain.changes import Change, Topic
from db.queries.follow_ups import FollowUpRow, Whose, open_follow_ups
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import name_of
from desk_app.when_wording import window

_EVERY_MS = 15_000
_CHANGES = frozenset({Topic.FOLLOW_UP, Topic.ENQUIRY, Topic.STAFF})
_Told = tuple[int | None, dt.date, dt.time | None]


class Reminders(QObject):
    """Each time window is told of once, when it begins, in a notice that takes no keyboard.

    Names are said only in a window that somebody sits before: nobody else reads them there.

    Signals:
        said_outside: words without names, for a tray, while the window is not in front.
    """

    said_outside = Signal(object)

    def __init__(
        self, desk: DeskContext, *, in_front: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        """Args: in_front: whether the window has the keyboard of this computer."""
        super().__init__(parent)
        self._desk = desk
        self._in_front = in_front
        self._rows: list[FollowUpRow] = []
        self._day: dt.date | None = None
        self._told: set[_Told] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        desk.changes.committed.connect(self._on_committed)
        desk.seat.changed.connect(self._load)

    def start(self) -> None:
        """Begin to look at the clock."""
        self._timer.start()
        self._load()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Say what has begun since the last look; on a new day ask what is due on it."""
        if self._day != self._desk.today():
            self._load()
            return
        begun = [row for row in self._rows if self._has_begun(row) and _key(row) not in self._told]
        if not begun:
            return
        self._told |= {_key(row) for row in begun}
        in_front = self._in_front()
        how = self.tr("Ctrl+2 shows the list.")
        words = self._words(begun) if in_front else self._words_without_names(begun)
        self._desk.notices.warn(
            f"{words} {how}", action_label=self.tr("Show"), action=self._show_list
        )
        if not in_front:
            self.said_outside.emit(words)

    def _load(self) -> None:
        self._day, self._rows = self._desk.today(), []
        staff_id = self._desk.seat.staff_id
        if self._timer.isActive() and staff_id is not None:
            self._desk.ask(
                open_follow_ups, owner=self, done=self._on_rows, key="rows",
                whose=Whose.MINE, staff_id=staff_id, today=self._day, due_by=self._day,
            )  # fmt: skip

    def _on_rows(self, rows: list[FollowUpRow]) -> None:
        self._rows = [row for row in rows if row.starts is not None and not row.do_not_contact]
        self.look()

    @Slot(object, object)
    def _on_committed(self, change: Change, _origin: object) -> None:
        if change.topics & _CHANGES:
            self._load()

    def _has_begun(self, row: FollowUpRow) -> bool:
        now = self._desk.local(self._desk.now())
        if row.due_on != now.date() or row.starts is None or now.time() < row.starts:
            return False
        return row.ends is None or now.time() < row.ends

    def _words(self, rows: list[FollowUpRow]) -> str:
        if len(rows) > 1:
            return self._words_without_names(rows)
        [row] = rows
        when = window(row.starts, row.ends)
        return self.tr("{0} is due now, {1}.").format(name_of(row), when)

    def _words_without_names(self, rows: list[FollowUpRow]) -> str:
        if len(rows) == 1:
            return self.tr("A follow-up of yours is due now.")
        return self.tr("{0} follow-ups of yours are due now.").format(len(rows))

    def _show_list(self) -> None:
        self._desk.navigation.page_wanted.emit("follow_ups")


def _key(row: FollowUpRow) -> _Told:
    """A promise that was put off to another time is told of again."""
    return row.follow_up_id, row.due_on, row.starts
