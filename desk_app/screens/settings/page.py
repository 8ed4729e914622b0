"""The settings: sections at the left, the form of one at the right."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desk_app.screens.settings.clinic_page import ClinicPage
from desk_app.screens.settings.hours_page import HoursPage
from desk_app.screens.settings.letterhead_page import LetterheadPage
from desk_app.screens.settings.lists_page import ListsPage
from desk_app.screens.settings.presenter import SettingsPresenter
from desk_app.screens.settings.privacy_page import PrivacyPage
from desk_app.screens.settings.record_list_page import RecordList
from desk_app.screens.settings.seat_page import SeatPage
from desk_app.screens.settings.section_page import SectionPage
from desk_app.screens.settings.security_page import SecurityPage
from desk_app.screens.settings.services_page import ServicesPage
from desk_app.screens.settings.staff_page import StaffPage
from desk_app.widgets.labels import panel, vertical_rule
from desk_app.widgets.page import Page
from desk_app.widgets.roles import TwoLineRow

_LETTERS_OF_LIST = 17


class SettingsPage(Page):
    """Sections are made when they are first opened, and keep what is typed in them."""

    def __init__(self, presenter: SettingsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._made: dict[Hashable, SectionPage] = {}
        self._makers: dict[Hashable, tuple[str, str, Callable[[], SectionPage]]] = {
            "clinic": (self.tr("Clinic"), "home", self._make_clinic),
            "letterhead": (self.tr("Letterhead"), "letter", self._make_letterhead),
            "services": (self.tr("Services"), "tag", self._make_services),
            "staff": (self.tr("Staff"), "users", self._make_staff),
            "hours": (self.tr("Hours"), "clock", self._make_hours),
            "lists": (self.tr("Lists"), "list-check", self._make_lists),
            "privacy": (self.tr("Privacy"), "user", self._make_privacy),
            "security": (self.tr("Security"), "lock", self._make_security),
            "desk": (self.tr("This desk"), "settings", self._make_seat),
        }
        self._list = RecordList(self.tr("Sections"), self)
        self._stack = QStackedWidget(self)
        ground = panel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        inside = QHBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._stack)
        layout.addWidget(self._list)
        layout.addWidget(vertical_rule(self))
        layout.addWidget(ground, 1)
        presenter.rights_changed.connect(self._show_rights)
        self._list.chosen.connect(self._show_section)
        self._list.entered.connect(self._enter_section)
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self._save)
        self._show_list()
        self._list.choose("clinic")

    @property
    def section(self) -> SectionPage | None:
        """The section that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, SectionPage) else None

    def open_section(self, key: str) -> None:
        """Show a section by its key, such as ``hours``."""
        self._list.choose(key)

    # --- What the main window may ask ------------------------------------------------

    def activated(self) -> None:
        self._fit_list()
        if self.section is not None:
            self.section.shown()
        if not self.isAncestorOf(self.focusWidget() or self.parentWidget() or self):
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def may_leave(self) -> bool:
        return not any(section.is_unsaved() for section in self._made.values())

    # --- Sections -----------------------------------------------------------------------

    @Slot(object)
    def _show_section(self, key: Hashable) -> None:
        if key not in self._made:
            section = self._made[key] = self._makers[key][2]()
            section.unsaved_changed.connect(self._show_list)
            self._stack.addWidget(section)
        self._stack.setCurrentWidget(self._made[key])
        self._show_rights()
        if self.isVisible():
            self._made[key].shown()

    @Slot()
    def _show_rights(self) -> None:
        for key, section in self._made.items():
            section.show_refusal(self._presenter.refusal(str(key)))

    @Slot()
    def _enter_section(self) -> None:
        if self.section is not None:
            self.section.focus_first()

    @Slot()
    def _save(self) -> None:
        if self.section is not None:
            self.section.save()

    @Slot()
    def _show_list(self) -> None:
        rows: list[tuple[Hashable, TwoLineRow]] = []
        for key, (title, icon, _make) in self._makers.items():
            unsaved = key in self._made and self._made[key].is_unsaved()
            words = self.tr("not saved") if unsaved else ""
            rows.append((key, TwoLineRow(title, words, icon=icon)))
        self._list.set_rows(rows)

    def _fit_list(self) -> None:
        self._list.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS_OF_LIST + 24)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_list()

    def _make_clinic(self) -> SectionPage:
        return ClinicPage(self._presenter.clinic)

    def _make_letterhead(self) -> SectionPage:
        return LetterheadPage(self._presenter.letterhead)

    def _make_services(self) -> SectionPage:
        return ServicesPage(
            self._presenter.services, self._presenter.cards, self._presenter.questions
        )

    def _make_staff(self) -> SectionPage:
        return StaffPage(self._presenter.staff)

    def _make_hours(self) -> SectionPage:
        return HoursPage(self._presenter.hours)

    def _make_lists(self) -> SectionPage:
        return ListsPage(self._presenter.lists)

    def _make_privacy(self) -> SectionPage:
        return PrivacyPage(self._presenter.privacy)

    def _make_security(self) -> SectionPage:
        return SecurityPage(self._presenter.security)

    def _make_seat(self) -> SectionPage:
        return SeatPage(self._presenter.seat)
