"""What stands where a list would be, with the next thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.widgets.buttons import Button
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import Tone, plain_label

_WIDEST = 420
_MARGIN = 16
_SPACING = 8


class EmptyState(QWidget):
    """An icon, a heading, a sentence, at most one button.

    Signals:
        action_wanted: the button was pressed.
    """

    action_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Behind a list it must not take the room of what stands above them both.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._icon = IconLabel("", self, tone="muted", scale=2.0)
        self._heading = plain_label("", self, role=TextRole.HEADING, wrap=True)
        self._sentence = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self._button = Button("", self)
        self._button.clicked.connect(self.action_wanted)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QWidget(self)
        column.setMaximumWidth(_WIDEST)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        # The column takes what there is, up to its widest; stretches share the rest.
        outer.addStretch(1)
        outer.addWidget(column, 1000)
        outer.addStretch(1)
        layout = self._column = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        layout.addStretch(2)
        layout.addWidget(self._icon, 0, centre)
        for label in (self._heading, self._sentence):
            label.setAlignment(centre)
            layout.addWidget(label)
        layout.addSpacing(_SPACING)
        layout.addWidget(self._button, 0, centre)
        layout.addStretch(3)

    def show_state(
        self, icon: str, heading: str, sentence: str, action_label: str = "", shortcut: str = ""
    ) -> None:
        """Set everything at once; "nothing yet" and "no match" are two different calls."""
        self._icon.set_icon(icon)
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._button.set_text(action_label, shortcut)
        self._button.setVisible(bool(action_label))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(sentence)
        self._fit()

    def _fit(self) -> None:
        """The icon gives way to the words."""
        width = min(self.width() - 2 * _MARGIN, _WIDEST)
        needed = sum(label.heightForWidth(width) for label in (self._heading, self._sentence))
        needed += self._icon.sizeHint().height() + self._button.sizeHint().height()
        needed += _SPACING * self._column.count() + 2 * _MARGIN
        self._icon.setVisible(self.height() >= needed)

    # --- Qt overrides -----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
