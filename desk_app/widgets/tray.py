"""A word beside the clock of the computer, where the system has a place for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget


class Tray(QObject):
    """Takes its place when there is something to say for the first time.

    Signals:
        clicked: the icon or its words were clicked.
    """

    clicked = Signal()

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        """Args: window: whose icon stands there."""
        super().__init__(parent)
        self._window = window
        self._icon: QSystemTrayIcon | None = None

    @Slot(object)
    def say(self, words: str) -> None:
        """Show words, without names: who reads them there is not known."""
        if self._icon is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(self._window.windowIcon(), self)
            self._icon.setToolTip(QApplication.applicationDisplayName())
            self._icon.activated.connect(self._on_clicked)
            self._icon.messageClicked.connect(self._on_clicked)
            self._icon.show()
        if self._icon is not None:
            title = QApplication.applicationDisplayName()
            self._icon.showMessage(title, words, self._window.windowIcon())

    def leave(self) -> None:
        """Give the place back."""
        if self._icon is not None:
            self._icon.hide()

    @Slot()
    def _on_clicked(self) -> None:
        self.clicked.emit()
