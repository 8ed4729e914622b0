"""Who signs in with what: set, taken away, and after how long a desk is locked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.errors import DeskError, ValidationError
from db.domain.staff import Role
from db.queries.clinic import StaffRow
from db.services.clinic import save_profile
from db.services.sign_in import (
    outcome_of,
    remove_secret,
    stop_sign_in,
    unlock_staff,
)
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint, sentence
from desk_app.signing_in import give_secret, let_try, secret_hint

LOCK_MINUTES = (1, 2, 3, 5, 10, 15)


class SignInPresenter(QObject):
    """Over the clinic's facts, which are always loaded.

    Signals:
        changed: other people have a PIN, or somebody else sits here.
        problems_found: field name -> what to do.
        secret_set: the new one is stored.
    """

    changed = Signal()
    problems_found = Signal(object)
    secret_set = Signal()

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.clinic_changed.connect(self.changed)
        desk.seat.lock_changed.connect(self.changed)

    # --- What is shown -------------------------------------------------------------------

    @property
    def signs_in(self) -> bool:
        """Whether anybody is asked who they are."""
        return self._desk.clinic.needs_sign_in

    def member(self, staff_id: int) -> StaffRow | None:
        """Return somebody who works here; None for who left, and in the practice clinic."""
        if self._desk.clinic.profile.is_demo and not self.signs_in:
            return None
        here = (row for row in self._desk.clinic.present_staff if row.staff_id == staff_id)
        return next(here, None)

    def asks_present(self, member: StaffRow) -> bool:
        """Whether the present PIN is asked for: of one's own, so that nobody else changes it."""
        return member.has_secret and member.staff_id == self._desk.seat.staff_id

    def refusal(self, member: StaffRow) -> str:
        """Return why who sits here may not give them a PIN; empty when they may."""
        is_own = member.staff_id == self._desk.seat.staff_id
        return self._desk.refusal("set_secret" if is_own else "set_secret_of_another")

    def may_rule(self) -> bool:
        """Whether who sits here decides for everybody."""
        return not self._desk.refusal("stop_sign_in")

    def state(self, member: StaffRow) -> str:
        """Return in a sentence whether they can sign in."""
        if member.is_locked_out:
            return self.tr("Locked out after too many wrong tries.")
        if member.has_secret:
            return self.tr("Signs in with a PIN or passphrase.")
        if self.signs_in:
            return self.tr("Has no PIN, and cannot sign in.")
        if member.role is Role.MANAGER:
            return self.tr(
                "Nobody is asked who they are: whoever sits at a desk can read and change "
                "everything. With the first PIN, each person needs one."
            )
        return self.tr("Nobody is asked who they are. The first PIN is the manager's.")

    def secret_hint(self) -> str:
        """Return what a PIN may be."""
        return secret_hint()

    def minutes(self) -> list[tuple[int, str]]:
        """Return after how many minutes a desk may be locked."""
        stored = self.lock_minutes
        choices = sorted({*LOCK_MINUTES, stored})
        return [
            (each, self.tr("1 minute") if each == 1 else self.tr("{0} minutes").format(each))
            for each in choices
        ]

    @property
    def lock_minutes(self) -> int:
        return self._desk.clinic.profile.lock_minutes

    # --- Deeds ------------------------------------------------------------------------

    def set_secret(self, member: StaffRow, present: str, secret: str, again: str) -> None:
        """Give somebody a PIN; of one's own the present one is tried first, and counted."""
        if secret != again:
            self.problems_found.emit({"again": self.tr("This is not the same. Type it once more.")})
        elif self.asks_present(member):
            let_try(
                self._desk,
                owner=self,
                staff_id=member.staff_id,
                secret=present,
                done=partial(self._tried, member, secret),
                failed=partial(self._failed, "present"),
            )
        else:
            self._set(member, secret)

    def remove(self, member: StaffRow) -> None:
        """Take somebody's PIN away."""
        self._give(remove_secret, self.tr("The PIN is gone."), staff_id=member.staff_id)

    def unlock(self, member: StaffRow) -> None:
        """Let somebody try again."""
        self._give(unlock_staff, self.tr("They can try again."), staff_id=member.staff_id)

    def stop(self) -> None:
        """Ask nobody any more."""
        self._give(stop_sign_in, self.tr("Nobody is asked for a PIN any more."))

    def lock_after(self, minutes: int) -> None:
        """Lock a desk that nobody touches after so many minutes."""
        if minutes == self.lock_minutes:
            return
        profile = replace(self._desk.clinic.profile, lock_minutes=minutes)
        words = self.tr("A desk that nobody touches is locked after {0} min.").format(minutes)
        self._give(save_profile, words, profile=profile, only=("lock_minutes",))

    # --- Doing it -----------------------------------------------------------------------

    def _tried(self, member: StaffRow, secret: str, change: Change) -> None:
        if outcome_of(change).is_in:
            self._set(member, secret)
        else:
            self.problems_found.emit({"present": self.tr("This is not the present PIN.")})

    def _set(self, member: StaffRow, secret: str) -> None:
        give_secret(
            self._desk,
            owner=self,
            staff_id=member.staff_id,
            secret=secret,
            done=partial(self._was_set, member),
            failed=partial(self._failed, "secret"),
        )

    def _was_set(self, member: StaffRow, _change: Change) -> None:
        if member.staff_id == self._desk.seat.staff_id:
            # Who has just typed it need not type it again.
            self._desk.seat.let_in(member.staff_id, self._desk.clinic)
        self.secret_set.emit()
        self._desk.notices.info(self.tr("{0} signs in with it from now on.").format(member.name))

    def _give(self, command: Callable[..., Change], words: str, **arguments: Any) -> None:
        def done(_change: Change) -> None:
            self._desk.notices.info(words)

        self._desk.give(command, owner=self, done=done, **arguments)

    def _failed(self, field: str, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.problems_found.emit({"secret": hint(error.problems["secret"])})
        elif isinstance(error, DeskError):
            self.problems_found.emit({field: sentence(error)})
        else:
            raise error
