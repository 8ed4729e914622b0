"""The line below a field: a quiet hint, or in its place what is missing."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import Tone, plain_label, set_tone


class HintLine(QWidget):
    """Takes no room while it has nothing to say. Not red: red is for a stop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ""
        self._problem = ""
        self._icon = IconLabel("alert-circle", self, tone="accent", scale=0.9)
        self._label = plain_label("", self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._icon)
        layout.addWidget(self._label, 1)
        self._show()

    @property
    def text(self) -> str:
        """The problem, if there is one."""
        return self._problem

    def set_hint(self, sentence: str) -> None:
        self._hint = sentence
        self._show()

    def set_problem(self, sentence: str) -> None:
        self._problem = sentence
        self._show()

    def _show(self) -> None:
        self._label.setText(self._problem or self._hint)
        set_tone(self._label, Tone.PLAIN if self._problem else Tone.MUTED)
        self._icon.setVisible(bool(self._problem))
        self.setVisible(bool(self._problem or self._hint) and self.parentWidget() is not None)
