"""Several lines of plain text; the box grows with them."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QMimeData, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_LOOKS_EVENTS = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


class GrowingTextEdit(QPlainTextEdit):
    """Grows from two to eight lines, then scrolls. Tab leaves it.

    Signals:
        edited: the text, after a person changed it (never after ``set_text``).
    """

    edited = Signal(str)

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        least_lines: int = 2,
        most_lines: int = 8,
    ) -> None:
        """Args: name: the accessible name."""
        super().__init__(parent)
        self._least_lines = least_lines
        self._most_lines = most_lines
        self._filling = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._text_changed)
        self._grow()

    @property
    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Fill from outside; the owner is not told about its own doing."""
        self._filling = True
        try:
            self.setPlainText(text)
        finally:
            self._filling = False

    @Slot()
    def _text_changed(self) -> None:
        self._grow()
        if not self._filling:
            self.edited.emit(self.toPlainText())

    def _grow(self) -> None:
        # QPlainTextEdit measures its document in lines as they are wrapped.
        lines = math.ceil(self.document().size().height())
        lines = min(max(lines, self._least_lines), self._most_lines)
        edges = self.contentsMargins()
        inside = 2 * math.ceil(self.document().documentMargin())
        height = lines * self.fontMetrics().lineSpacing() + inside
        self.setFixedHeight(height + edges.top() + edges.bottom() + 2)

    # --- Qt overrides -----------------------------------------------------------

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS_EVENTS:
            self._grow()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.minimumHeight())
