"""The mouse wheel scrolls pages; it never changes a value that nobody is in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar


class WheelGuard(QObject):
    """Install once on the application: ``app.installEventFilter(WheelGuard(app))``."""

    # --- Qt overrides -----------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        if isinstance(watched, QScrollBar):
            return False
        if not isinstance(watched, QComboBox | QAbstractSpinBox | QAbstractSlider):
            return False
        if watched.hasFocus():
            return False
        event.ignore()  # so that the scroll area around it gets the event
        return True
