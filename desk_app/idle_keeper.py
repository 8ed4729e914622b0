"""Tidies the clinic's file up after it was written to, while nobody works here."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Slot

from db.domain.changes import Change
from db.session import Database
from db.tidying import tidy_up
from desk_app.desk_context import DeskContext
from desk_app.idle_watch import IdleWatch

logger = logging.getLogger(__name__)

_QUIET: Final = dt.timedelta(seconds=5)


class IdleKeeper(QObject):
    """One short step after the other; the first key or move of the mouse stops it.

    It watches only while something is left to do.
    """

    def __init__(
        self, desk: DeskContext, database: Database, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._database = database
        self._is_busy = False
        self._steps: Iterator[None] | None = None
        self.idle = IdleWatch(desk.now, self)
        self.idle.left_alone.connect(self.look)
        desk.changes.committed.connect(self._note_commit)

    @Slot()
    def start(self) -> None:
        """Wait for a quiet moment, for what an earlier start left undone or a command left now."""
        if self._database.place.file is not None:
            self.idle.run(_QUIET)

    def stop(self) -> None:
        self.idle.stop()

    @Slot()
    def look(self) -> None:
        """Nobody has touched anything for a while."""
        if self._is_busy:
            return
        self._is_busy = True
        self._steps = self._steps or tidy_up(self._database)
        self._desk.compute(
            partial(_is_over, self._steps), owner=self, done=self._stepped, failed=self._failed
        )

    @Slot(object, object)
    def _note_commit(self, change: Change, _origin: object) -> None:
        if change.topics:
            self.start()

    def _stepped(self, is_over: bool) -> None:  # noqa: FBT001 - as the worker answers
        self._is_busy = False
        if is_over:
            self._rest()
        elif self.idle.is_left_alone:
            self.look()

    def _failed(self, error: Exception) -> None:
        """With the next command it is tried again."""
        self._is_busy = False
        self._rest()
        logger.warning("not tidied up: %s", type(error).__name__)

    def _rest(self) -> None:
        self._steps = None
        self.idle.stop()


def _is_over(steps: Iterator[None]) -> bool:
    return next(steps, False) is False
