"""What holds for this desk alone; every change takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desk_app.desk_context import DeskContext
from desk_app.folders import desk_name
from desk_app.handouts.printing import available_printers
from desk_app.looks import LARGEST_POINTS, SMALLEST_POINTS
from desk_app.tones import Appearance

PAPERS = ("Letter", "A4")


class SeatPresenter(QObject):
    """Over the seat's own settings file.

    Signals:
        changed: somebody else sits here, or the staff is different.
        printers_found: the installed printers' names, after ``find_printers``.
    """

    changed = Signal()
    printers_found = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.settings = desk.settings
        desk.clinic_changed.connect(self.changed)
        desk.seat.changed.connect(self.changed)

    @property
    def desk_name(self) -> str:
        return self._desk.seat.desk_name

    def name_desk(self, name: str) -> None:
        """Call this desk something; an empty name is the computer's own."""
        wanted = " ".join(name.split())[:64]
        self.settings.desk_name = wanted
        self._desk.seat.desk_name = wanted or desk_name()

    def people(self) -> list[tuple[int, str]]:
        """Return who could sit here; 0 is nobody."""
        present = self._desk.clinic.present_staff
        return [
            (0, self.tr("Nobody chosen")),
            *((member.staff_id, member.name) for member in present),
        ]

    def who_sits_here(self) -> int:
        return self._desk.seat.staff_id or 0

    def sit_down(self, staff_id: int) -> None:
        """Somebody wants to take this seat."""
        self._desk.seat.wanted.emit(staff_id or None)

    def appearances(self) -> list[tuple[str, str]]:
        """Return the sets of colours by their setting."""
        return [
            (Appearance.SYSTEM.value, self.tr("As the system")),
            (Appearance.LIGHT.value, self.tr("Light")),
            (Appearance.DARK.value, self.tr("Dark")),
            (Appearance.HIGH_CONTRAST.value, self.tr("High contrast")),
        ]

    def sizes(self) -> list[tuple[int, str]]:
        """Return the sizes of text by their setting; 0 is the system's."""
        sizes = range(SMALLEST_POINTS, LARGEST_POINTS + 1)
        points = [(size, self.tr("{0} points").format(size)) for size in sizes]
        return [(0, self.tr("As the system")), *points]

    def papers(self) -> list[tuple[str, str]]:
        """Return what can lie in the printer; empty is the clinic's usual paper."""
        return [("", self.tr("The clinic's paper")), *((paper, paper) for paper in PAPERS)]

    def find_printers(self) -> None:
        """Look which printers there are; it can take a second."""
        self._desk.compute(
            available_printers, owner=self, done=self.printers_found.emit, key="printers"
        )

    def choose(self, name: str, value: str | int) -> None:
        """Store one of ``appearance``, ``font_points``, ``printer``, ``paper``."""
        setattr(self.settings, name, value)

    def reset_layout(self) -> None:
        """Forget columns, splitters and window positions of this desk."""
        self.settings.reset_layout()
        self._desk.notices.info(self.tr("Columns and windows are as they were at first."))
