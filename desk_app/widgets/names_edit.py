"""A line for a name, or for several with semicolons between them."""

from __future__ import annotations

import re

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_LINE_ENDS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")


class NamesEdit(QLineEdit):
    """Takes a pasted list, a name on each line, as names in one line."""

    # --- Qt overrides -----------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            lines = QGuiApplication.clipboard().text().strip()
            self.insert(_LINE_ENDS.sub("; ", lines))
            self.textEdited.emit(self.text())
        else:
            super().keyPressEvent(event)
