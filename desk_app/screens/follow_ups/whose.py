"""Whose follow-ups are listed, remembered from one day to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from db.queries.follow_ups import Whose
from desk_app.desk_context import DeskContext

_WHOSE = "follow_ups/whose"
_PERSON = "follow_ups/person"


class WhoseList(QObject):
    """Mine, everybody's, nobody's, or those of one person of the staff.

    Signals:
        changed: another list is wanted.
    """

    changed = Signal()

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        stored = desk.settings.read(_WHOSE, Whose.MINE.value)
        self._whose = next((whose for whose in Whose if whose.value == stored), Whose.MINE)
        self._person = desk.settings.read(_PERSON, 0)

    @property
    def whose(self) -> Whose:
        """MINE also when it is one person's, see ``person``."""
        return self._whose

    @property
    def person(self) -> int | None:
        """Whose list it is when it is that of one person."""
        return self._person if self._person and self.person_name else None

    @property
    def person_name(self) -> str:
        """Empty when nobody was chosen, or they work here no more."""
        staff = {member.staff_id: member.name for member in self._desk.clinic.present_staff}
        return staff.get(self._person, "")

    @property
    def staff_id(self) -> int | None:
        """Whose "mine" is in the question to the database."""
        return self.person or self._desk.seat.staff_id

    def choose(self, whose: Whose) -> None:
        """List these."""
        self._remember(whose, 0)

    def choose_person(self, staff_id: int) -> None:
        """List those of one person."""
        self._remember(Whose.MINE, staff_id)

    def heading(self) -> str:
        """Return what stands above the list on paper."""
        member = self._desk.seat.member
        name = self.person_name or (member.name if member else "")
        return {
            Whose.MINE: self.tr("Follow-ups: {0}").format(name),
            Whose.EVERYBODYS: self.tr("Follow-ups: everybody's"),
            Whose.NOBODYS: self.tr("Follow-ups: nobody's"),
        }[self._whose]

    def _remember(self, whose: Whose, person: int) -> None:
        self._whose, self._person = whose, person
        self._desk.settings.write(_WHOSE, whose.value)
        self._desk.settings.write(_PERSON, person)
        self.changed.emit()
