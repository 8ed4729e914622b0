"""A part of the window that scrolls to whatever has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_LINES_AROUND = 4  # shown above and below the field with the keyboard: what is wrong with it


class FollowingScroll(QScrollArea):
    """Keeps the field with the keyboard in sight; Qt does so only for Tab."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there is no widget without one
        application.focusChanged.connect(self._follow)
        # It may have grown above the field, which has its place only when all is laid out.
        later = Qt.ConnectionType.QueuedConnection
        self.verticalScrollBar().rangeChanged.connect(self._follow, later)

    @Slot()
    def _follow(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            around = _LINES_AROUND * self.fontMetrics().lineSpacing()
            self.ensureWidgetVisible(focused, 0, around)
