"""Keys of menu entries that are grey: pressed, they say why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class RefusedKeys(QObject):
    """A grey action answers no key, and who presses it would think the program has not heard.

    Signals:
        pressed: the reason.
    """

    pressed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shortcuts: list[QShortcut] = []

    def answer(self, reasons: Mapping[str, str]) -> None:
        """Answer these keys from now on, and no others; written as in ``QKeySequence``."""
        while self._shortcuts:
            shortcut = self._shortcuts.pop()
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        for keys, reason in reasons.items():
            shortcut = QShortcut(QKeySequence(keys), self._window)
            shortcut.activated.connect(partial(self.pressed.emit, reason))
            self._shortcuts.append(shortcut)
