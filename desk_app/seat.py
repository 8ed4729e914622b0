"""Who sits at this desk, and whether they have said who they are."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from db.domain.rights import may
from db.domain.staff import Actor, Role
from db.queries.clinic import ClinicFacts, StaffRow


class Seat(QObject):
    """The staff member and the desk in whose name commands are given.

    Where the clinic has sign-in, the desk is locked until somebody is let in.

    Signals:
        changed: somebody else sits here now.
        wanted: the id of who is to sit here, None for nobody; ``SeatLock`` answers.
        lock_changed: the desk was locked or unlocked, or sign-in began or ended.
    """

    changed = Signal()
    wanted = Signal(object)
    lock_changed = Signal()

    def __init__(self, desk_name: str, staff_id: int | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk_name = desk_name
        self._wanted_id = staff_id
        self._member: StaffRow | None = None
        self._signed_in_id: int | None = None
        self._last_signed_in_id: int | None = None
        self._needs_sign_in = False

    @property
    def staff_id(self) -> int | None:
        """None while nobody was chosen, or the chosen one no longer works here."""
        return self._member.staff_id if self._member else None

    @property
    def member(self) -> StaffRow | None:
        """The staff member, if one was chosen."""
        return self._member

    @property
    def needs_sign_in(self) -> bool:
        """Whether anybody in the clinic has a secret, and so everybody is asked for one."""
        return self._needs_sign_in

    @property
    def is_locked(self) -> bool:
        """Whether nobody has said here who they are."""
        return self._needs_sign_in and (
            self._signed_in_id is None or self._signed_in_id != self.staff_id
        )

    @property
    def signed_in_id(self) -> int | None:
        """Who has said here who they are; None where nobody was asked, or the desk is locked."""
        return None if self.is_locked else self._signed_in_id

    @property
    def last_signed_in_id(self) -> int | None:
        """Who was let in here last, since the program started."""
        return self._last_signed_in_id

    def actor(self) -> Actor:
        """Return who gives the next command; nobody while the desk is locked."""
        if self._member is None or self.is_locked:
            return Actor(None, Role.RECEPTIONIST, self.desk_name)
        return Actor(self.staff_id, self._member.role, self.desk_name)

    def may(self, action: str) -> bool:
        """Whether who sits here may do this; everybody may where nobody signs in."""
        if not self._needs_sign_in:
            return True
        return not self.is_locked and may(self.actor().role, action)

    def sit_down(self, staff_id: int | None, facts: ClinicFacts) -> None:
        """Somebody takes the seat. With sign-in the desk is locked until they are let in."""
        self._wanted_id = staff_id
        self.refresh(facts)

    def let_in(self, staff_id: int, facts: ClinicFacts) -> None:
        """Somebody has proven who they are."""
        self._signed_in_id = self._last_signed_in_id = staff_id
        self.sit_down(staff_id, facts)
        self.lock_changed.emit()

    def lock(self) -> None:
        """Whoever sits here has to say again who they are."""
        self._signed_in_id = None
        self.lock_changed.emit()

    def refresh(self, facts: ClinicFacts) -> None:
        """The list of staff was loaded or changed."""
        was = (self._needs_sign_in, self.is_locked)
        self._needs_sign_in = facts.needs_sign_in
        present = {member.staff_id: member for member in facts.present_staff}
        member = present.get(self._wanted_id or 0)
        if member is None and len(present) == 1:
            [member] = present.values()
        is_other = member != self._member
        self._member = member
        if is_other:
            self.changed.emit()
        if was != (self._needs_sign_in, self.is_locked):
            self.lock_changed.emit()
