"""A paragraph of plain text with some of its words marked."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.tones import tones_of
from desk_app.widgets.utf16 import units

_NARROWEST = 120


class MarkedText(QWidget):
    """Wraps at its width. Marked words are bold on a soft ground; nothing is taken for markup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._marks: tuple[tuple[int, int], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        return self._text

    @property
    def marked_words(self) -> list[str]:
        """The marked pieces of the text, in order."""
        return [self._text[start:end] for start, end in self._marks]

    def set_text(self, text: str, marks: Sequence[tuple[int, int]] = ()) -> None:
        """Show a text; marks are ``(start, end)`` in characters of it."""
        self._text = text.replace("\n", " ")
        self._marks = tuple(marks)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self._text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height

    def _formats(self) -> list[QTextLayout.FormatRange]:
        tones = tones_of(self.palette())
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setForeground(QColor(tones.on_selection))
        look.setBackground(QColor(tones.selection))
        ranges = []
        for start, end in self._marks:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = units(self._text, start), units(self._text[start:end])
            mark.format = look
            ranges.append(mark)
        return ranges

    # --- Qt overrides -----------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._laid_out(width)[1])

    def sizeHint(self) -> QSize:
        width = max(_NARROWEST, self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(tones_of(self.palette()).text))
        self._laid_out(self.width())[0].draw(painter, QPointF(0, 0))
