"""The page on which a clinic's records get their passphrase and their recovery code."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.locking.secrets_presenter import SecretsPresenter
from desk_app.widgets.accessible import announce
from desk_app.widgets.alone import lay_out_alone
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.labels import Tone, panel, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.secret_fields import code_label, secret_edit, show_letters


class SecretsPage(Page):
    """Stands alone in the window: at the first start, and before a plain file is encrypted.

    Signals:
        given_up: not now; only where there is something to go back to.
    """

    given_up = Signal()

    def __init__(
        self,
        presenter: SecretsPresenter,
        *,
        may_give_up: bool = False,
        can_print: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._form = FormGrid(self)
        self._passphrase = secret_edit(self)
        self._again = secret_edit(self)
        self._shown = QCheckBox(self.tr("Show &what I type"), self)
        self._shown.toggled.connect(self._show_typed)
        self._keychain = QCheckBox(self.tr("&Open by itself on this computer (keychain)"), self)
        self._keychain.setChecked(presenter.has_keychain)
        self._keychain.setVisible(presenter.has_keychain)
        self._typed_back = QLineEdit(self)
        self._typed_back.setPlaceholderText("XXXX-XXXX")
        for name, edit in self._edits().items():
            edit.textEdited.connect(partial(self._edited, name))
        self._print = Button(
            self.tr("P&rint the code"), self, icon_name="printer", shortcut="Ctrl+P"
        )
        self._print.clicked.connect(presenter.print_code)
        self._print.setVisible(can_print)
        self._printed = plain_label("", self, wrap=True)
        self._printed.hide()
        presenter.printed.connect(self._show_printed)
        if can_print:
            QShortcut(QKeySequence("Ctrl+P"), self, presenter.print_code)
        self._begin = Button(
            self.tr("&Lock and go on"),
            self,
            kind=ButtonKind.PRIMARY,
            icon_name="lock",
            shortcut="Ctrl+Return",
        )
        self._begin.clicked.connect(self._choose)
        self._later = Button(self.tr("&Not now"), self, shortcut="Esc")
        self._later.clicked.connect(self.given_up)
        self._later.setVisible(may_give_up)
        presenter.problems_found.connect(self._show_problems)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._choose)
        if may_give_up:
            QShortcut(QKeySequence("Esc"), self, self.given_up.emit)
        self._lay_out()

    def activated(self) -> None:
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.activated()

    def _edits(self) -> dict[str, QLineEdit]:
        return {
            "passphrase": self._passphrase,
            "again": self._again,
            "typed_back": self._typed_back,
        }

    def _edited(self, name: str, _typed: str) -> None:
        self._form.clear_problem(name)

    @Slot()
    def _choose(self) -> None:
        self._form.clear_problems()
        self.presenter.choose(
            self._passphrase.text(),
            self._again.text(),
            self._typed_back.text(),
            uses_keychain=self._keychain.isChecked(),
        )

    @Slot(object)
    def _show_problems(self, problems: dict[str, str]) -> None:
        for name, sentence in problems.items():
            self._form.show_problem(name, sentence)

    @Slot(bool)
    def _show_typed(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        for edit in (self._passphrase, self._again):
            show_letters(edit, shown=shown)

    @Slot(str)
    def _show_printed(self, words: str) -> None:
        self._printed.setText(words)
        self._printed.show()
        announce(self._print, words)

    def _lay_out(self) -> None:
        why = self.tr(
            "The file with the records is encrypted, so that a stolen computer or stick tells "
            "nothing. Keep the code on paper, away from this computer: when the passphrase is "
            "forgotten it is the only way in, and nobody can make another."
        )
        form = self._form
        form.add_field(
            "passphrase", self.tr("&Passphrase"), self._passphrase, self.presenter.passphrase_hint
        )
        form.add_field("again", self.tr("Once &more"), self._again)
        form.add_wide(self._shown)
        form.add_wide(self._keychain)
        form.add_wide(self._code_panel())
        form.add_field(
            "typed_back",
            self.tr("Last two &groups"),
            self._typed_back,
            self.tr("To be sure that the code is on paper."),
        )
        buttons = QWidget(self)
        row = FlowLayout(buttons, spacing=8)
        row.addWidget(self._begin)
        row.addWidget(self._later)
        lay_out_alone(
            self,
            "lock",
            [
                plain_label(self.tr("Lock the clinic's records"), role=TextRole.HEADING, wrap=True),
                plain_label(why, tone=Tone.MUTED, wrap=True),
                form,
                buttons,
            ],
        )

    def _code_panel(self) -> QFrame:
        ground = panel(self)
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(
            plain_label(self.tr("Recovery code: write it down, or print it"), tone=Tone.MUTED)
        )
        layout.addWidget(code_label(self.tr("Recovery code"), self.presenter.code))
        layout.addWidget(self._print, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._printed)
        return ground
