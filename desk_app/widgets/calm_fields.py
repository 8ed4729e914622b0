"""Fields whose value the mouse wheel changes only while somebody is in them: it scrolls the page.

Each by itself: a filter over all events of the program, most of which are of no field, took a
third of the time of every key.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

# Qt gives a field that takes the wheel the focus before anybody sees the wheel's event.
_FOCUS = Qt.FocusPolicy.StrongFocus


class CalmBox(QComboBox):
    """A drop-down list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(_FOCUS)

    # --- Qt overrides -----------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # so that the scroll area around it gets the event


class CalmSpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(_FOCUS)

    # --- Qt overrides -----------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
