"""All that a window shows, and a page that can be drawn in front of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QToolTip, QWidget
from shiboken6 import isValid

from desk_app.widgets.page import Page


class Curtain(QStackedWidget):
    """What stands behind the page is hidden, with all its parts, and keeps what it holds."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._focus: QWidget | None = None
        self._content = content
        self.addWidget(content)

    @property
    def is_drawn(self) -> bool:
        """Whether a page stands in front."""
        return self._page is not None

    def draw(self, page: Page) -> None:
        """Put a page in front of everything; dialogs and menus that are open go away."""
        if self._page is not None:
            return
        self._focus = self.window().focusWidget()
        self._close_others()
        self._page = page
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.activated()

    def open(self) -> bool:
        """Take the page away; say whether the keyboard is where it was."""
        page, self._page = self._page, None
        focus, self._focus = self._focus, None
        if page is None:
            return False
        self.setCurrentWidget(self._content)
        self.removeWidget(page)
        page.setParent(None)
        page.deleteLater()
        if focus is None or not isValid(focus) or not self._content.isAncestorOf(focus):
            return False
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _close_others(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        for other in QApplication.topLevelWidgets():
            if other is self.window() or not other.isVisible():
                continue
            if isinstance(other, QDialog):
                other.reject()
            else:
                other.hide()
