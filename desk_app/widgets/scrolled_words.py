"""Words of any length in a few lines."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desk_app.widgets.labels import plain_label


class ScrolledWords(QScrollArea):
    """As high as its words, up to so many lines; the rest is scrolled to, after Tab by keys too."""

    def __init__(self, most_lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        self._label = plain_label("", wrap=True)
        policy = self._label.sizePolicy()  # it may be lower than the block it would like to be
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self._label.setSizePolicy(policy)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidgetResizable(True)
        self.setWidget(self._label)

    def set_text(self, text: str) -> None:
        self._label.setText(text)
        self._label.setAccessibleName(text)
        self.setAccessibleName(text)
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        """Qt keeps a scroll bar whose own width is what makes the words too long."""
        room = self.maximumViewportSize()
        whole = self._label.heightForWidth(room.width()) <= room.height()
        bars, focus = Qt.ScrollBarPolicy, Qt.FocusPolicy
        self.setVerticalScrollBarPolicy(
            bars.ScrollBarAlwaysOff if whole else bars.ScrollBarAsNeeded
        )
        self.setFocusPolicy(focus.NoFocus if whole else focus.StrongFocus)

    # --- Qt overrides -----------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        most = self._most_lines * self._label.fontMetrics().lineSpacing()
        return min(self._label.heightForWidth(width), most)

    def sizeHint(self) -> QSize:
        return QSize(self._label.sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._label.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
