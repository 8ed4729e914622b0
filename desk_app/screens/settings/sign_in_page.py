"""The part of the staff's section that says who signs in with what."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.clinic import StaffRow
from desk_app.screens.settings.sign_in_presenter import SignInPresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.labels import Tone, plain_label, section_heading
from desk_app.widgets.secret_fields import secret_edit

_FIELDS = ("present", "secret", "again")


class SignInForm(QWidget):
    """There is no Save: each button acts at once."""

    def __init__(self, presenter: SignInPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._member: StaffRow | None = None
        self._state = plain_label("", self, wrap=True)
        self._edits = {name: secret_edit(self) for name in _FIELDS}
        self._set = Button(self.tr("Se&t this PIN"), self, icon_name="lock")
        self._unlock = Button(self.tr("Let them tr&y again"), self)
        self._remove = Button(self.tr("Re&move PIN"), self, kind=ButtonKind.FLAT, icon_name="trash")
        self._minutes = CalmBox(self)
        self._stop = Button(self.tr("Ask nobody any more"), self, kind=ButtonKind.FLAT)
        self._set.clicked.connect(self._set_secret)
        self._edits["again"].returnPressed.connect(self._set_secret)
        self._unlock.clicked.connect(self._let_try)
        self._remove.clicked.connect(self._take_away)
        self._minutes.activated.connect(self._choose_minutes)
        self._stop.clicked.connect(presenter.stop)
        self._lay_out()
        presenter.changed.connect(self._show_changed)
        presenter.problems_found.connect(self._show_problems)
        presenter.secret_set.connect(self._clear)

    def show_member(self, staff_id: int) -> None:
        """Show whether somebody signs in; nothing for who has left."""
        before = self._member.staff_id if self._member else 0
        self._member = member = self._presenter.member(staff_id)
        if before != staff_id:
            self._clear()
        self.setVisible(member is not None)
        if member is None:
            return
        refusal = self._presenter.refusal(member)
        rules = self._presenter.may_rule()
        self._state.setText(self._presenter.state(member))
        for name in _FIELDS:
            is_asked = name != "present" or self._presenter.asks_present(member)
            self._form.set_row_visible(name, visible=is_asked and not refusal)
        self._set.setVisible(not refusal)
        self._unlock.setVisible(member.is_locked_out and rules)
        self._remove.setVisible(member.has_secret and rules)
        self._show_for_all(shown=self._presenter.signs_in and rules)

    def _show_for_all(self, *, shown: bool) -> None:
        choices = self._presenter.minutes()
        self._minutes.clear()
        for value, words in choices:
            self._minutes.addItem(words, value)
        self._minutes.setCurrentIndex(self._minutes.findData(self._presenter.lock_minutes))
        self._for_all.setVisible(shown)

    # --- Acting ---------------------------------------------------------------------------

    @Slot()
    def _set_secret(self) -> None:
        self._form.clear_problems()
        if self._member is not None:
            present, secret, again = (self._edits[name].text() for name in _FIELDS)
            self._presenter.set_secret(self._member, present, secret, again)

    @Slot()
    def _let_try(self) -> None:
        if self._member is not None:
            self._presenter.unlock(self._member)

    @Slot()
    def _take_away(self) -> None:
        if self._member is not None:
            self._presenter.remove(self._member)

    @Slot()
    def _choose_minutes(self) -> None:
        self._presenter.lock_after(int(self._minutes.currentData()))

    # --- Showing --------------------------------------------------------------------------

    @Slot()
    def _show_changed(self) -> None:
        if self._member is not None:
            self.show_member(self._member.staff_id)

    @Slot(object)
    def _show_problems(self, problems: dict[str, str]) -> None:
        for name, words in problems.items():
            self._form.show_problem(name, words)

    @Slot()
    def _clear(self) -> None:
        self._form.clear_problems()
        for edit in self._edits.values():
            edit.clear()

    # --- Building -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = self._form = FormGrid(self)
        form.add_field("present", self.tr("Pr&esent PIN"), self._edits["present"])
        form.add_field(
            "secret", self.tr("New &PIN"), self._edits["secret"], self._presenter.secret_hint()
        )
        form.add_field("again", self.tr("&Once more"), self._edits["again"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(10)
        column.addWidget(section_heading(self.tr("Signing in")))
        column.addWidget(self._state)
        column.addWidget(form)
        column.addWidget(self._in_a_row(self._set, self._unlock, self._remove))
        column.addWidget(self._make_for_all())

    def _make_for_all(self) -> QWidget:
        self._for_all = QWidget(self)
        form = FormGrid(self._for_all)
        form.add_field(
            "minutes",
            self.tr("Loc&k a desk after"),
            self._minutes,
            self.tr("When nobody touches it. Ctrl+L locks it at once."),
        )
        column = QVBoxLayout(self._for_all)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(10)
        column.addWidget(section_heading(self.tr("For everybody")))
        column.addWidget(form)
        column.addWidget(self._in_a_row(self._stop))
        words = self.tr(
            "For a clinic of one person: all PINs go, whoever sits at a desk can read and change "
            "everything, and nobody can tell afterwards who it was."
        )
        column.addWidget(plain_label(words, tone=Tone.MUTED, wrap=True))
        return self._for_all

    def _in_a_row(self, *buttons: Button) -> QWidget:
        holder = QWidget(self)
        row = FlowLayout(holder, spacing=8)
        for button in buttons:
            row.addWidget(button)
        return holder
