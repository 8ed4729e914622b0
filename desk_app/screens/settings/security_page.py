"""What opens the clinic's records: a list with Remove, a new passphrase, a new code."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.screens.settings.form_page import at_the_left
from desk_app.screens.settings.section_page import SectionPage
from desk_app.screens.settings.security_presenter import SecurityPresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.labels import plain_label, section_heading
from desk_app.widgets.secret_fields import code_label, secret_edit


class SecurityPage(SectionPage):
    """There is no Save: each button acts at once."""

    def __init__(self, presenter: SecurityPresenter) -> None:
        super().__init__(self.tr("Security"))
        self._security = presenter
        self._state = plain_label(presenter.state(), wrap=True)
        self._encrypt = Button(
            self.tr("E&ncrypt…"), self, kind=ButtonKind.PRIMARY, icon_name="lock"
        )
        self._encrypt.clicked.connect(presenter.encrypt)
        self._encrypt.setVisible(presenter.can_encrypt)
        self._rows = QWidget(self)
        self._row_layout = QVBoxLayout(self._rows)
        self._row_layout.setContentsMargins(0, 0, 0, 0)
        self._passphrase_form = self._make_passphrase_form()
        self._code_form = self._make_code_form()
        self._new_code = Button(self.tr("New &recovery code…"), self, icon_name="file-text")
        self._new_code.clicked.connect(presenter.make_code)
        self._keychain = Button(self.tr("Open by itself on this &computer"), self)
        self._keychain.clicked.connect(presenter.use_keychain)
        self._audit = Button(self.tr("&Who did what…"), self, icon_name="eye")
        self._audit.clicked.connect(presenter.show_audit)
        self.storing += [self._encrypt, self._new_code, self._keychain]
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._state)
        column.addWidget(self._encrypt, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._audit, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rows)
        column.addWidget(self._keychain, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._new_code, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._code_form)
        column.addWidget(self._passphrase_form)
        column.addStretch(1)
        for part in (self._rows, self._keychain, self._new_code, self._passphrase_form):
            part.setVisible(presenter.is_locked)
        self.add_scrolling(content)
        presenter.changed.connect(self._show_slots)
        presenter.code_made.connect(self._show_code)
        presenter.problems_found.connect(self._show_problems)
        presenter.passphrase_set.connect(self._clear_passphrase)

    def shown(self) -> None:
        self._security.load()

    def show_refusal(self, words: str) -> None:
        super().show_refusal(words)
        self._audit.set_refusal(self._security.audit_refusal())
        self._show_slots()

    # --- Building -----------------------------------------------------------------------

    def _make_passphrase_form(self) -> FormGrid:
        form = FormGrid(self)
        self._passphrase = secret_edit()
        self._again = secret_edit()
        form.add_wide(section_heading(self.tr("Change the passphrase")))
        form.add_field("passphrase", self.tr("New &passphrase"), self._passphrase)
        form.add_field("again", self.tr("Once &more"), self._again)
        change = Button(self.tr("Change &it"))
        change.clicked.connect(self._set_passphrase)
        self._again.returnPressed.connect(self._set_passphrase)
        self.storing.append(change)
        form.add_wide(at_the_left(change))
        return form

    def _make_code_form(self) -> FormGrid:
        form = FormGrid(self)
        self._code = code_label(self.tr("Recovery code"), "")
        self._typed_back = QLineEdit()
        form.add_wide(
            plain_label(
                self.tr("Write this code down, or print it. It is not shown again."), wrap=True
            )
        )
        form.add_wide(self._code)
        to_paper = Button(self.tr("Prin&t it"), icon_name="printer")
        to_paper.clicked.connect(self._security.print_code)
        form.add_wide(at_the_left(to_paper))
        form.add_field(
            "typed_back",
            self.tr("Last two &groups"),
            self._typed_back,
            self.tr("To be sure that the code is on paper."),
        )
        use = Button(self.tr("&Use this code from now on"))
        use.clicked.connect(self._confirm_code)
        self._typed_back.returnPressed.connect(self._confirm_code)
        self.storing.append(use)
        form.add_wide(at_the_left(use))
        form.hide()
        return form

    # --- Showing --------------------------------------------------------------------------

    @Slot()
    def _show_slots(self) -> None:
        while (item := self._row_layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for slot in self._security.slots:
            words = self._security.words(slot)
            remove = Button(self.tr("Remove"), kind=ButtonKind.FLAT, icon_name="trash")
            remove.setAccessibleName(self.tr("Remove: {0}").format(words))
            remove.set_refusal(self._security.refusal())
            remove.clicked.connect(partial(self._security.remove, slot.slot_id))
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(plain_label(words, wrap=True), 1)
            line.addWidget(remove)
            self._row_layout.addWidget(row)

    @Slot(str)
    def _show_code(self, code: str) -> None:
        self._code.setText(code.replace("-", " - "))
        self._typed_back.clear()
        self._code_form.clear_problems()
        self._code_form.setVisible(bool(code))
        (self._typed_back if code else self._new_code).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_problems(self, problems: dict[str, str]) -> None:
        for name, sentence in problems.items():
            form = self._code_form if name == "typed_back" else self._passphrase_form
            form.show_problem(name, sentence)

    @Slot()
    def _set_passphrase(self) -> None:
        self._passphrase_form.clear_problems()
        self._security.set_passphrase(self._passphrase.text(), self._again.text())

    @Slot()
    def _clear_passphrase(self) -> None:
        self._passphrase.clear()
        self._again.clear()

    @Slot()
    def _confirm_code(self) -> None:
        self._code_form.clear_problems()
        self._security.confirm_code(self._typed_back.text())
