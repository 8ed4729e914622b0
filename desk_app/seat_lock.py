"""The lock on a desk: by key, after some minutes, before sleep, and when somebody else comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from db.domain.deed import Deed
from db.keys.locks import ClinicLock
from db.services.auditing import note
from desk_app.desk_context import DeskContext
from desk_app.idle_watch import IdleWatch
from desk_app.main_window import MainWindow
from desk_app.screens.sign_in.page import SignInPage
from desk_app.screens.sign_in.presenter import SignInPresenter


class SeatLock(QObject):
    """Draws the sign-in page over the window for as long as the seat is locked."""

    def __init__(
        self,
        desk: DeskContext,
        window: MainWindow,
        lock: ClinicLock | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._begun = False
        self.presenter = SignInPresenter(desk, lock, self)
        self.idle = IdleWatch(desk.now, self)
        self.idle.left_alone.connect(self.lock)
        self.idle.going_to_sleep.connect(self.lock)
        window.close_refused.connect(self.presenter.said)
        desk.seat.wanted.connect(self.change_to)
        desk.seat.lock_changed.connect(self._look)
        desk.clinic_changed.connect(self._look)

    def begin(self) -> None:
        """The clinic is in the window: from now on it is hidden from who is not let in."""
        self._begun = True
        self._look()

    def stop(self) -> None:
        """The clinic closes."""
        self._begun = False
        self.idle.stop()

    @Slot()
    def lock(self) -> None:
        """Hide everything until somebody says who they are."""
        seat = self._desk.seat
        if not seat.needs_sign_in or seat.is_locked:
            return
        self._desk.give(note, owner=self, deed=Deed.LOCK, failed=_nothing)
        seat.lock()

    @Slot(object)
    def change_to(self, staff_id: int | None) -> None:
        """Somebody else takes the seat, and is asked who they are where the clinic wants that."""
        seat = self._desk.seat
        if not seat.needs_sign_in:
            seat.sit_down(staff_id, self._desk.clinic)
            self._desk.note(Deed.TAKE_SEAT, subject="staff", subject_id=staff_id or 0)
            return
        self.presenter.choose(staff_id)
        self.lock()

    def show_calls(self, numbers: Sequence[str]) -> None:
        """Tell on the locked desk which numbers ring."""
        self.presenter.show_calls(numbers)

    @Slot()
    def _look(self) -> None:
        seat = self._desk.seat
        if not self._begun:
            return
        self._window.set_signs_in(signs_in=seat.needs_sign_in)
        if seat.is_locked:
            self.idle.stop()
            if not self._window.is_locked:
                self._window.lock(SignInPage(self.presenter))
            return
        self._window.unlock()
        if seat.needs_sign_in:
            self.idle.run(dt.timedelta(minutes=self._desk.clinic.profile.lock_minutes))
        else:
            self.idle.stop()


def _nothing(_error: Exception) -> None:
    """A lock never waits for the database."""
