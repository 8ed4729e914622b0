"""What a view of lines of several kinds is made of: their looks, the margin, the weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desk_app.looks import TextRole, font_for, tabular
from desk_app.tones import Tones, tones_of


@dataclass(frozen=True, slots=True)
class LineLook:
    """How one kind of line looks.

    Attributes:
        label: stands in the margin.
        counted: the margin shows the line's number in its list instead.
        inside: belongs to the counted line above, whose list goes on behind it.
        after: the kind that Enter begins at the end of such a line.
    """

    key: str
    label: str
    bold: bool = False
    large: bool = False
    struck: bool = False
    counted: bool = False
    inside: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One line; ``note`` stands in the margin in place of the kind's label."""

    kind: str
    text: str
    fresh: bool = False
    note: str = ""


class LineMargin(QWidget):
    """Left of the text; a screen reader hears the kinds from the page instead."""

    def __init__(
        self, view: QPlainTextEdit, paint: Callable[[QPainter, QRect, Tones], None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._paint = paint

    # --- Qt overrides -----------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(tabular(font_for(self._view.font(), TextRole.SMALL)))
        self._paint(painter, event.rect(), tones_of(self.palette()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cursor = self._view.cursorForPosition(QPoint(0, round(event.position().y())))
        self._view.setTextCursor(cursor)
        self._view.setFocus()


class LineFormats(QSyntaxHighlighter):
    """Weight and colour of a line by its kind."""

    def __init__(self, view: QPlainTextEdit, look_of: Callable[[QTextBlock], LineLook]) -> None:
        super().__init__(view.document())
        self._view = view
        self._look_of = look_of

    # --- Qt overrides -----------------------------------------------------------

    def highlightBlock(self, text: str) -> None:
        look = self._look_of(self.currentBlock())
        shape = QTextCharFormat()
        if look.bold:
            shape.setFontWeight(QFont.Weight.DemiBold)
        if look.large:
            shape.setFontPointSize(font_for(self._view.font(), TextRole.HEADING).pointSizeF())
        if look.struck:
            shape.setFontStrikeOut(True)
            shape.setForeground(QColor(tones_of(self._view.palette()).muted))
        if look.bold or look.struck:
            self.setFormat(0, len(text), shape)
