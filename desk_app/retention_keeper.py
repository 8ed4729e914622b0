"""Lets old enquiries forget by themselves, where the clinic wants it, while nobody works here."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Slot

from db.domain.changes import Change
from db.domain.retention import kept_until
from db.queries.privacy import TooOld, count_forgettable
from db.services.privacy import forget_by_the_clock
from db.session import Database
from desk_app.desk_context import DeskContext
from desk_app.idle_watch import IdleWatch

logger = logging.getLogger(__name__)

_QUIET: Final = dt.timedelta(minutes=1)
_AT_ONCE: Final = 25  # a caller who comes in meanwhile waits for no more than these


class RetentionKeeper(QObject):
    """Once a day, a few at a time; the first key or move of the mouse stops it."""

    def __init__(
        self, desk: DeskContext, database: Database, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._database = database
        self._is_busy = False
        self._done_on: dt.date | None = None
        self.idle = IdleWatch(desk.now, self)
        self.idle.left_alone.connect(self.look)
        desk.clinic_changed.connect(self._follow)

    @Slot()
    def start(self) -> None:
        """Watch for a quiet minute, if the clinic wants it."""
        self._follow()

    def stop(self) -> None:
        self.idle.stop()

    @Slot()
    def look(self) -> None:
        """Nobody has touched anything for a while."""
        today = self._desk.today()
        if self._is_busy or self._done_on == today:
            return
        self._is_busy = True
        until = kept_until(self._desk.clinic.profile, today)
        self._desk.ask(
            count_forgettable, owner=self, done=partial(self._counted, today),
            failed=self._failed, key="count", until=until,
        )  # fmt: skip

    @Slot()
    def _follow(self) -> None:
        self._done_on = None
        if self._desk.clinic.profile.forgets_by_itself:
            self.idle.run(_QUIET)
        else:
            self.idle.stop()

    def _counted(self, today: dt.date, found: TooOld) -> None:
        if not found.counts:
            self._is_busy, self._done_on = False, today
        elif self._desk.before is not None:
            self._desk.before(forget_by_the_clock.__name__, self._forget)
        else:
            self._forget()

    def _forget(self) -> None:
        actor = replace(self._desk.seat.actor(), staff_id=None)  # nobody's deed
        give = partial(forget_by_the_clock, actor=actor, at=self._desk.now(), most=_AT_ONCE)
        work = partial(self._database.write, give)
        self._desk.compute(work, owner=self, done=self._forgotten, failed=self._failed)

    def _forgotten(self, change: Change) -> None:
        self._is_busy = False
        self._desk.changes.committed.emit(change, self)

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        logger.warning("nothing was made anonymous: %s", type(error).__name__)
