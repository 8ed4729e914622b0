"""A drop-down list as wide as so many letters; a longer choice ends in dots."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from desk_app.widgets.calm_fields import CalmBox

_LEAST_LETTERS = 8


class ChoiceBox(CalmBox):
    """Qt's own is as wide as the longest of its choices, which may be somebody's name."""

    def __init__(
        self, name: str = "", parent: QWidget | None = None, *, letters: int = _LEAST_LETTERS
    ) -> None:
        """Make an empty box.

        Args:
            name: the accessible name; empty where a form gives it.
            letters: how many of them it would like to have room for.
        """
        super().__init__(parent)
        if name:
            self.setAccessibleName(name)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)

    # --- Qt overrides -----------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        wanted = super().minimumSizeHint()
        letters = max(0, self.minimumContentsLength() - _LEAST_LETTERS)
        return wanted - QSize(letters * self.fontMetrics().horizontalAdvance("X"), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        box, words = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, words, self).width() - 2
        dots = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, dots, room)
        painter.drawComplexControl(box, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
