"""Who works here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.domain.staff import Role
from desk_app.screens.settings.records_page import RecordsPage
from desk_app.screens.settings.section_page import scrolling
from desk_app.screens.settings.sign_in_page import SignInForm
from desk_app.screens.settings.staff_presenter import StaffPresenter
from desk_app.wording import role as role_word


class StaffPage(RecordsPage):
    """Nobody is deleted, so that old records keep their names."""

    def __init__(self, presenter: StaffPresenter) -> None:
        super().__init__(self.tr("Staff"), self.tr("Staff"), self.tr("&Add somebody"), presenter)
        self._staff = presenter
        form = self.form
        form.add_line("name", self.tr("&Name"))
        roles = [(role.value, role_word(role)) for role in Role]
        form.add_choice("role", self.tr("&Role"), roles)
        form.add_line(
            "initials", self.tr("&Initials"), self.tr("Made from the name when left empty.")
        )
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        column.addWidget(self.put_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.sign_in = SignInForm(presenter.sign_in)
        column.addWidget(self.sign_in)
        column.addStretch(1)
        self.add_columns(scrolling(right))
        self.add_footer()
        self.show_rows()

    def show_state(self) -> None:
        left = self._staff.has_left(self.key)
        self.put_button.setText(
            self.tr("&Works here again") if left else self.tr("No &longer works here")
        )
        self.put_button.setVisible(isinstance(self.key, int))
        self.sign_in.show_member(self.key if isinstance(self.key, int) else 0)

    @Slot()
    def put_in_or_out(self) -> None:
        if isinstance(self.key, int):
            self._staff.set_left(self.key, left=not self._staff.has_left(self.key))
