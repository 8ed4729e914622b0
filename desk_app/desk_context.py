"""What every screen is given: its road to data and slow work, and what holds for all screens."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change, Topic
from db.domain.deed import Deed
from db.domain.errors import NotAllowedError
from db.queries.clinic import ClinicFacts, clinic_facts
from db.services.auditing import note
from db.services.versions import renumbered
from desk_app.background.data_tasks import DataTasks
from desk_app.change_bus import ChangeBus
from desk_app.error_texts import not_allowed_sentence
from desk_app.handouts.rendering import HandoutPress
from desk_app.navigation import Navigation
from desk_app.notices import Notices
from desk_app.seat import Seat
from desk_app.settings import Settings
from desk_app.undoing import History
from desk_app.unsaved_edits import UnsavedEdits

T = TypeVar("T")

logger = logging.getLogger(__name__)


class DeskContext(QObject):
    """One instance, made by the composition root.

    Signals:
        clinic_changed: the clinic's profile, hours, staff or lists are different now.
    """

    clinic_changed = Signal()

    def __init__(
        self,
        *,
        data: DataTasks,
        facts: ClinicFacts,
        seat: Seat,
        settings: Settings,
        press: HandoutPress,
        now: Callable[[], dt.datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.changes = ChangeBus(self)
        self.history = History(self)
        self.notices = Notices(self.history, self)
        self.navigation = Navigation(self)
        self.edits = UnsavedEdits(now, self)
        self.seat = seat
        self.settings = settings
        self.press = press
        self.clinic = facts
        self.now = now
        # What may have to be done before a command, by its name: see BackupKeeper.
        self.before: Callable[[str, Callable[[], None]], None] | None = None
        self._data = data
        seat.changed.connect(self._seat_taken)
        seat.lock_changed.connect(self._seat_taken)
        seat.refresh(facts)
        self._seat_taken()
        self.changes.committed.connect(self._on_committed)

    @Slot()
    def _seat_taken(self) -> None:
        self.history.sits(self.seat.signed_in_id)

    def refusal(self, action: str) -> str:
        """Return why who sits here may not do this, see ``db.domain.rights``; empty if they may."""
        return "" if self.seat.may(action) else not_allowed_sentence(action)

    # --- The clinic's time ------------------------------------------------------

    def local(self, instant: dt.datetime) -> dt.datetime:
        """Return an instant in the clinic's time."""
        return instant.astimezone(self.clinic.profile.zone)

    def today(self) -> dt.date:
        """Return the clinic's date."""
        return self.local(self.now()).date()

    # --- The road to data and slow work -------------------------------------------

    def ask(
        self,
        query: Callable[..., T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: Hashable | None = None,
        **arguments: Any,
    ) -> None:
        """Run a query of ``db.queries``; newer asking with the same owner and key replaces it."""
        self._data.read(
            partial(query, **arguments),
            owner=owner,
            on_done=done,
            on_error=failed or self.notices.problem,
            key=key,
        )

    def give(
        self,
        command: Callable[..., Change],
        *,
        owner: QObject,
        done: Callable[[Change], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        **arguments: Any,
    ) -> None:
        """Give a command of ``db.services`` in the name of who sits here, and tell all screens.

        A failure that the database's absence explains is offered to be tried again.
        """
        step = self.history.step()
        arguments |= {"actor": self.seat.actor(), "at": self.now()}

        def committed(change: Change) -> None:
            with step.committed(change) as own:
                if done is not None:
                    done(own)
            self.changes.committed.emit(change, owner)

        def start() -> None:
            work = partial(command, **arguments)
            if step.takes_back:
                work = partial(
                    renumbered, command=command, numbers=self.history.numbers, **arguments
                )
            self._data.write(work, owner=owner, on_done=committed, on_error=refused)

        def refused(error: Exception) -> None:
            if isinstance(error, NotAllowedError):
                self.note(Deed.REFUSED, details=(command.__name__,))
            with step.refused(error):
                (failed or not_done)(error)

        def not_done(error: Exception) -> None:
            self.notices.problem(error, retry=start)

        if self.before is None:
            start()
        else:
            self.before(command.__name__, start)

    def note(
        self,
        deed: Deed,
        *,
        subject: str = "desk",
        subject_id: int = 0,
        details: tuple[str, ...] = (),
    ) -> None:
        """Write down in the background what was done and changed no record."""
        self.give(
            note,
            owner=self,
            failed=lambda error: logger.warning("not written down: %s", type(error).__name__),
            deed=deed,
            subject=subject,
            subject_id=subject_id,
            details=details,
        )

    def compute(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: Hashable | None = None,
    ) -> None:
        """Run slow work that needs no database and no Qt object."""
        self._data.compute(
            work, owner=owner, on_done=done, on_error=failed or self.notices.problem, key=key
        )

    # --- Keeping up with the clinic ------------------------------------------------

    def reload_clinic(self) -> None:
        """Ask for the clinic's facts again."""
        self.ask(clinic_facts, owner=self, done=self._clinic_loaded, key="clinic")

    def _on_committed(self, change: Change, _origin: object) -> None:
        if change.topics & {Topic.CLINIC, Topic.STAFF}:
            self.reload_clinic()

    def _clinic_loaded(self, facts: ClinicFacts) -> None:
        self.clinic = facts
        self.seat.refresh(facts)
        self.clinic_changed.emit()
