"""Makes copies of the clinic's file by itself, and tries one of them every week."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.backups.making import (
    ENOUGH_BEFORE,
    Due,
    Made,
    make_copy,
    newest_copy,
    reason_before,
    what_is_due,
)
from db.backups.restoring import drill
from db.backups.shelf import Copy, Reason
from db.domain.changes import Change
from db.domain.errors import StorageError, StorageFailure
from db.domain.staff import Actor
from db.session import Database
from desk_app.background.lane import Lane
from desk_app.settings import Settings

logger = logging.getLogger(__name__)

EVERY: Final = dt.timedelta(minutes=30)
_AFTER_FAILURE: Final = dt.timedelta(minutes=5)
_DRILL_EVERY: Final = dt.timedelta(days=7)
_LOOK_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class BackupState:
    """How safe the clinic's data is just now.

    Attributes:
        last: the newest copy that was found whole.
        failure: why the last try to make one failed; None after one that did not.
        not_carried: why the second place has not got it.
        drill_failure: why a copy could not be restored for a try.
        drilled_at: when one last could.
    """

    last: Copy | None = None
    failure: StorageFailure | None = None
    not_carried: StorageFailure | None = None
    drill_failure: StorageFailure | None = None
    drilled_at: dt.datetime | None = None


class BackupKeeper(QObject):
    """Belongs to one open clinic. It rests until it is told to begin, and on a server always.

    Signals:
        changed: ``state`` is another.
    """

    changed = Signal()

    def __init__(
        self,
        database: Database,
        settings: Settings,
        *,
        now: Callable[[], dt.datetime],
        actor: Callable[[], Actor] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.database = database
        self._actor = actor
        self.state = BackupState()
        self.works = False
        self._settings = settings
        self._now = now
        self._changed_since: dt.datetime | None = None
        self._tried_at: dt.datetime | None = None
        self._is_busy = False
        self._drill_key = f"backups/drilled-{database.place.identity}"
        self.state = replace(self.state, drilled_at=_read(settings.read(self._drill_key, "")))
        self._lane = Lane("desk-backup", self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Make copies from now on: the clinic is a real one, and has its name."""
        if self.database.place.file is None:
            return
        self.works = True
        survey = partial(_survey, self.database)
        self._lane.run(survey, done=self._surveyed, failed=self._failed)
        self._timer.start(_LOOK_MS)

    @Slot(object, object)
    def note_commit(self, change: Change, _origin: object) -> None:
        """A command was carried out; one that no screen has to follow changed nothing of worth."""
        if change.topics:
            self.note_change()

    @Slot()
    def note_change(self) -> None:
        """Something was saved, here or at another desk."""
        if self._changed_since is None:
            self._changed_since = self._now()

    @Slot()
    def look(self) -> None:
        """Make a copy, or try one, when it is time to."""
        if not self.works or self._is_busy:
            return
        if self._is_due():
            self.make(Reason.CHANGED)
        elif self._is_drill_due():
            self._drill()

    def make(self, reason: Reason, done: Callable[[], None] | None = None) -> None:
        """Make a copy now; ``done`` is called when it is made, or failed."""
        if not self.works:
            if done is not None:
                done()
            return
        self._is_busy = True
        self._tried_at = self._now()
        changed_since, self._changed_since = self._changed_since, None
        work = partial(
            make_copy,
            self.database,
            reason,
            at=self._tried_at,
            second=self._second_place(),
            by=self._maker(reason),
        )

        def failed(error: Exception) -> None:
            self._changed_since = self._changed_since or changed_since or self._tried_at
            self._failed(error)
            if done is not None:
                done()

        def made(value: Made) -> None:
            self._made(value)
            if done is not None:
                done()

        self._lane.run(work, done=made, failed=failed)

    def before(self, command: str, then: Callable[[], None]) -> None:
        """Make a copy before a command that reaches far, unless there is a fresh one."""
        reason = reason_before(command)
        last = self.state.last
        is_fresh = last is not None and self._now() - last.made_at < ENOUGH_BEFORE
        if reason is None or not self.works or is_fresh:
            then()
        else:
            self.make(reason, then)

    def finish(self) -> Future[None]:
        """Make a last copy of what changed and let go of the database, without a wait."""
        self._timer.stop()
        work = partial(
            make_copy,
            self.database,
            Reason.CLOSED,
            second=self._second_place(),
            by=self._maker(Reason.CLOSED),
        )
        changed = self.works and self._changed_since is not None
        return self._lane.finish(partial(_close, self.database, work if changed else None))

    # --- What is due ------------------------------------------------------------------

    def _is_due(self) -> bool:
        if self._changed_since is None:
            return False
        now = self._now()
        if self.state.failure is not None and self._tried_at is not None:
            return now - self._tried_at >= _AFTER_FAILURE
        return now - self._changed_since >= EVERY

    def _is_drill_due(self) -> bool:
        drilled_at = self.state.drilled_at
        return self.state.last is not None and (
            drilled_at is None or self._now() - drilled_at >= _DRILL_EVERY
        )

    def _maker(self, reason: Reason) -> Actor | None:
        """Only a copy that was asked for is somebody's deed; the others are the desk's."""
        actor = self._actor() if self._actor is not None else None
        if actor is None or reason is Reason.ASKED:
            return actor
        return replace(actor, staff_id=None)

    def _second_place(self) -> Path | None:
        return Path(self._settings.backup_folder) if self._settings.backup_folder else None

    # --- What came of it ----------------------------------------------------------------

    def _surveyed(self, found: tuple[Copy | None, Due]) -> None:
        last, due = found
        if due is Due.CHANGES and last is not None:
            self._changed_since = last.made_at  # as after a crash: the next look makes one
        elif due is Due.FIRST:
            self.note_change()
        self._show(replace(self.state, last=last))

    def _made(self, made: Made) -> None:
        self._is_busy = False
        self._show(replace(self.state, last=made.copy, failure=None, not_carried=made.not_carried))

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        self._show(replace(self.state, failure=_failure(error)))

    def _drill(self) -> None:
        if self.state.last is None:
            return
        self._is_busy = True
        work = partial(drill, self.state.last.file, key_hex=self.database.key_hex)
        self._lane.run(work, done=self._drilled, failed=self._drill_failed)

    def _drilled(self, _contents: object) -> None:
        self._end_drill(None)

    def _drill_failed(self, error: Exception) -> None:
        self._end_drill(_failure(error))

    def _end_drill(self, failure: StorageFailure | None) -> None:
        """A failure is told, and tried again with the next week's."""
        self._is_busy = False
        now = self._now()
        self._settings.write(self._drill_key, now.isoformat())
        self._show(replace(self.state, drill_failure=failure, drilled_at=now))

    def _show(self, state: BackupState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()


def _survey(database: Database) -> tuple[Copy | None, Due]:
    return newest_copy(database), what_is_due(database)


def _close(database: Database, copy: Callable[..., Made] | None) -> None:
    try:
        if copy is not None:
            copy(at=dt.datetime.now(dt.UTC))
    except StorageError as error:
        logger.warning("no copy at the end: %s", error)
    finally:
        database.dispose()


def _failure(error: Exception) -> StorageFailure:
    """Return what to tell.

    Raises:
        Exception: the very error, when it is a mistake of ours.
    """
    if isinstance(error, OSError):
        return StorageFailure.CANNOT_WRITE
    if not isinstance(error, StorageError):
        raise error
    logger.warning("backup: %s", error)
    return error.failure


def _read(stored: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(stored)
    except ValueError:
        return None
