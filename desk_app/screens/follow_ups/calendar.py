"""Follow-ups saved for a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.queries.follow_ups import FollowUpRow
from desk_app.desk_context import DeskContext
from desk_app.follow_up_calendar import as_calendar


class CalendarFile(QObject):
    """Asks where to, then writes the file.

    Signals:
        place_wanted: the name proposed for the file.
    """

    place_wanted = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[FollowUpRow] = []

    def ask_for(self, rows: Sequence[FollowUpRow]) -> None:
        """Keep what is to be saved and ask where; only what was promised has a time."""
        self._rows = [row for row in rows if row.follow_up_id is not None]
        if self._rows:
            day = self._desk.today().isoformat()
            self.place_wanted.emit(self.tr("follow-ups {0}.ics").format(day))
        else:
            self._desk.notices.warn(self.tr("Nothing is promised yet: there is no day to save."))

    def save_as(self, file: str) -> None:
        """Write the file."""
        work = partial(
            _write, Path(file), self._rows, self._desk.clinic.profile.zone, self._desk.now()
        )
        self._desk.compute(work, owner=self, done=self._on_saved, failed=self._on_not_saved)

    def _on_saved(self, count: int) -> None:
        words = self.tr("{0} saved for a calendar: initials and times, no numbers, no reasons.")
        self._desk.notices.info(words.format(count))

    def _on_not_saved(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._desk.notices.warn(
            self.tr("The file could not be written there. Choose another folder.")
        )


def _write(file: Path, rows: Sequence[FollowUpRow], zone: dt.tzinfo, now: dt.datetime) -> int:
    file.write_bytes(as_calendar(rows, zone=zone, now=now))
    return len(rows)
