"""The settings: one presenter for each section."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from db.keys.locks import ClinicLock
from desk_app.desk_context import DeskContext
from desk_app.screens.settings.cards_presenter import CardsPresenter
from desk_app.screens.settings.hours_presenter import HoursPresenter
from desk_app.screens.settings.letterhead_presenter import LetterheadPresenter
from desk_app.screens.settings.lists_presenter import ListsPresenter
from desk_app.screens.settings.privacy_presenter import PrivacyPresenter
from desk_app.screens.settings.profile_presenter import CLINIC_FIELDS, ProfilePresenter
from desk_app.screens.settings.questions_presenter import QuestionsPresenter
from desk_app.screens.settings.seat_presenter import SeatPresenter
from desk_app.screens.settings.security_presenter import SecurityPresenter
from desk_app.screens.settings.services_presenter import ServicesPresenter
from desk_app.screens.settings.staff_presenter import StaffPresenter

# Section -> what stores it; of the services also the desk cards, which more people may write.
_STORED_BY = {
    "clinic": "save_profile",
    "letterhead": "save_profile",
    "services": "change_desk_card",
    "staff": "change_staff",
    "hours": "set_hours",
    "lists": "set_choices",
    "privacy": "save_profile",
    "security": "change_keys",
}


class SettingsPresenter(QObject):
    """Owns the sections' presenters; they do not know each other.

    Signals:
        rights_changed: somebody else may sit here.
    """

    rights_changed = Signal()

    def __init__(
        self, desk: DeskContext, parent: QObject | None = None, lock: ClinicLock | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.seat.lock_changed.connect(self.rights_changed)
        self.clinic = ProfilePresenter(desk, CLINIC_FIELDS, self)
        self.letterhead = LetterheadPresenter(desk, self)
        self.services = ServicesPresenter(desk, self)
        self.cards = CardsPresenter(desk, self)
        self.questions = QuestionsPresenter(desk, self)
        self.staff = StaffPresenter(desk, self)
        self.hours = HoursPresenter(desk, self)
        self.lists = ListsPresenter(desk, self)
        self.privacy = PrivacyPresenter(desk, self)
        self.seat = SeatPresenter(desk, self)
        self.security = SecurityPresenter(desk, lock, self)

    def refusal(self, key: str) -> str:
        """Return why who sits here may not store a section; empty when they may."""
        action = _STORED_BY.get(key)
        return self._desk.refusal(action) if action else ""
