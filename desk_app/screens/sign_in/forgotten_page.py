"""A manager forgot the PIN: a new one, for whoever owns the records."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.screens.sign_in.presenter import SignInPresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.secret_fields import secret_edit


class ForgottenForm(QWidget):
    """In the place of the field for the PIN.

    Signals:
        left: it is done, or given up.
    """

    left = Signal()

    def __init__(self, presenter: SignInPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._edits = {name: secret_edit(self) for name in ("owner", "secret", "again")}
        self._set = Button(
            self.tr("Se&t this PIN"), self, kind=ButtonKind.PRIMARY, icon_name="lock"
        )
        self._set.clicked.connect(self._reset)
        self._edits["again"].returnPressed.connect(self._reset)
        back = Button(self.tr("&Back"), self, kind=ButtonKind.FLAT, shortcut="Esc")
        back.clicked.connect(self.left)
        escape = QShortcut(QKeySequence("Esc"), self, self.left.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self._edits["owner"])
        self._lay_out(back)
        presenter.reset_refused.connect(self._show_problems)
        presenter.was_reset.connect(self.left)

    def begin(self) -> None:
        """Begin anew."""
        for edit in self._edits.values():
            edit.clear()
        self._form.clear_problems()
        self._set.setEnabled(True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, back: Button) -> None:
        why = self.tr(
            "What opens the encrypted records shows that they are yours: the passphrase, or the "
            "recovery code on paper. It stands in the audit that the PIN was set in this way."
        )
        form = self._form = FormGrid(self)
        owner = self.tr("Pa&ssphrase or recovery code")
        form.add_field("owner", owner, self._edits["owner"])
        hint = self._presenter.secret_hint()
        form.add_field("secret", self.tr("&New PIN"), self._edits["secret"], hint)
        form.add_field("again", self.tr("&Once more"), self._edits["again"])
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self._set)
        buttons.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(plain_label(why, tone=Tone.MUTED, wrap=True))
        column.addWidget(form)
        column.addLayout(buttons)

    @Slot()
    def _reset(self) -> None:
        if self._set.isEnabled():
            self._form.clear_problems()
            self._set.setEnabled(False)
            self._presenter.reset(*(edit.text() for edit in self._edits.values()))

    @Slot(object)
    def _show_problems(self, problems: dict[str, str]) -> None:
        self._set.setEnabled(True)
        for name, words in problems.items():
            self._form.show_problem(name, words)
        self._edits[next(iter(problems))].selectAll()
        self._edits[next(iter(problems))].setFocus(Qt.FocusReason.OtherFocusReason)
