"""The mouse wheel scrolls pages; it never changes a value that nobody is in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar

_GUARDED = QComboBox | QAbstractSpinBox | QAbstractSlider


class WheelGuard(QObject):
    """Install on the application as long as a window lives, for all of its fields."""

    # --- Qt overrides -----------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        # This runs for every event of the program: nearly all leave here.
        if kind != QEvent.Type.Wheel and kind != QEvent.Type.Polish:
            return False
        if not isinstance(watched, _GUARDED) or isinstance(watched, QScrollBar):
            return False
        if kind == QEvent.Type.Polish:
            # Qt gives such a field the focus before anybody sees the wheel's event.
            if watched.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                watched.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            return False
        if watched.hasFocus():
            return False
        event.ignore()  # so that the scroll area around it gets the event
        return True
