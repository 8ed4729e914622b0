"""The box a text is pasted or dropped into, with the structure it had where it was copied."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit


def dropped_file(data: QMimeData) -> str:
    """Return the first local file among what is dropped or pasted, or an empty text."""
    files = (url.toLocalFile() for url in data.urls())
    return next((file for file in files if file), "")


class SourceEdit(QPlainTextEdit):
    """Plain text only.

    Signals:
        file_given: the name of a file that was dropped or pasted.
        rich_text_given: HTML and plain text of the same words, for an empty box.
    """

    file_given = Signal(str)
    rich_text_given = Signal(str, str)

    # --- Qt overrides -----------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasHtml() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Into words that stand there already only words are pasted."""
        selected = len(self.textCursor().selectedText())
        is_empty = selected >= len(self.toPlainText())
        if file := dropped_file(source):
            self.file_given.emit(file)
        elif source.hasHtml() and is_empty:
            self.rich_text_given.emit(source.html(), source.text())
        else:
            super().insertFromMimeData(source)
