"""A line edit that says below what it understood while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.widgets.accessible import announce
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import Tone, plain_label


class EchoEdit(QWidget):
    """One line of text, its echo, what is wrong with it, and perhaps a few ready answers.

    Signals:
        edited: the text, after a person changed it (never after ``set_text``).
        stepped: +1 or -1, when Up or Down was pressed.
        chip_chosen: the key of a chip that was pressed.
    """

    edited = Signal(str)
    stepped = Signal(int)
    chip_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        """Args: name: the accessible name of the field."""
        super().__init__(parent)
        self.edit = _SteppingEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.textEdited.connect(self.edited)
        self.edit.stepped.connect(self.stepped)
        self._echo = plain_label("", self, role=TextRole.SMALL, tone=Tone.ACCENT, wrap=True)
        self._problem = HintLine(self)
        self._chips = QWidget(self)
        self._chip_row = FlowLayout(self._chips)
        self._chip_keys: dict[Button, object] = {}
        self._chips.hide()
        self._echo.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.edit, self._echo, self._problem, self._chips):
            layout.addWidget(part)
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        return self.edit.text()

    @property
    def echo(self) -> str:
        return self._echo.text()

    @property
    def problem(self) -> str:
        return self._problem.text

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def set_echo(self, text: str) -> None:
        """Show what was understood; it also becomes the field's accessible description."""
        self._echo.setText(text)
        self._echo.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)

    def set_hint(self, sentence: str) -> None:
        """Show a quiet sentence while there is no problem."""
        self._problem.set_hint(sentence)

    def set_problem(self, sentence: str) -> None:
        """Show what is missing and what to do; empty takes it away."""
        self._problem.set_problem(sentence)
        announce(self.edit, sentence)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Offer ready answers; pressing one changes nothing by itself.

        They are no Tab stops: one field is one Tab, and everything they say can be typed.
        """
        for button in self._chip_keys:
            self._chip_row.removeWidget(button)
            button.deleteLater()
        self._chip_keys = {}
        for chip in chips:
            button = Button(chip.label, self._chips, kind=ButtonKind.CHIP)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._chip_clicked)
            self._chip_row.addWidget(button)
            self._chip_keys[button] = chip.key
        self._chips.setVisible(bool(chips))

    @Slot()
    def _chip_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.chip_chosen.emit(self._chip_keys[button])


class _SteppingEdit(QLineEdit):
    """Signals: stepped: +1 for Up, -1 for Down."""

    stepped = Signal(int)

    def event(self, event: QEvent) -> bool:
        """Where nothing was typed, Ctrl+Z is the window's, which knows what was done last."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Down:
            self.stepped.emit(-1)
        else:
            super().keyPressEvent(event)
