"""Who sits at this desk."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from db.domain.staff import Actor, Role
from db.queries.clinic import ClinicFacts, StaffRow


class Seat(QObject):
    """The staff member and the desk in whose name commands are given.

    Signals:
        changed: somebody else sits here now.
    """

    changed = Signal()

    def __init__(self, desk_name: str, staff_id: int | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk_name = desk_name
        self._wanted_id = staff_id
        self._member: StaffRow | None = None

    @property
    def staff_id(self) -> int | None:
        """None while nobody was chosen, or the chosen one no longer works here."""
        return self._member.staff_id if self._member else None

    @property
    def member(self) -> StaffRow | None:
        """The staff member, if one was chosen."""
        return self._member

    def actor(self) -> Actor:
        """Return who gives the next command."""
        role = self._member.role if self._member else Role.RECEPTIONIST
        return Actor(self.staff_id, role, self.desk_name)

    def sit_down(self, staff_id: int | None, facts: ClinicFacts) -> None:
        """Somebody takes the seat."""
        self._wanted_id = staff_id
        self.refresh(facts)

    def refresh(self, facts: ClinicFacts) -> None:
        """The list of staff was loaded or changed."""
        present = {member.staff_id: member for member in facts.present_staff}
        member = present.get(self._wanted_id or 0)
        if member is None and len(present) == 1:
            [member] = present.values()
        if member != self._member:
            self._member = member
            self.changed.emit()
