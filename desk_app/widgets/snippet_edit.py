"""Lines of text into which ready texts are put by ``;`` and a few letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desk_app.widgets.accessible import announce
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.roles import TwoLineRow
from desk_app.widgets.suggestion_list import SuggestionList

# A semicolon that stands by itself before a word; one that ends a clause asks for nothing.
_ASKED = re.compile(r"(?:^|(?<=\s));(\w+)$")
_PICKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_TAKEN = (*_PICKING, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)


class SnippetEdit(GrowingTextEdit):
    """Up and Down walk, Tab or Enter inserts, Esc leaves the letters as they are."""

    def __init__(self, name: str, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(name, parent, placeholder=placeholder)
        self._snippets: Sequence[str] = ()
        self._offered: list[str] = []
        self._asked = ""
        self._list = SuggestionList(self)
        self._list.hide()
        self._list.clicked.connect(self._row_clicked)
        self.destroyed.connect(self._list.deleteLater)
        self.edited.connect(self._offer)
        self.cursorPositionChanged.connect(self._close_if_left)

    @property
    def offered(self) -> list[str]:
        """The texts that are offered now."""
        return self._offered if self._list.isVisible() else []

    def set_snippets(self, snippets: Sequence[str]) -> None:
        self._snippets = snippets

    @Slot()
    def _offer(self) -> None:
        asked = self._letters()
        begun = [
            text
            for text in self._snippets
            if asked and any(word.startswith(asked) for word in _words(text))
        ]
        self._offered, self._asked = begun, asked
        self._list.set_rows([TwoLineRow(title=text) for text in begun])
        if begun:
            self._list.open_below(self, True)  # noqa: FBT003 - positional there
            announce(self, begun[0])
        else:
            self._list.hide()

    def _letters(self) -> str:
        cursor = self.textCursor()
        found = _ASKED.search(cursor.block().text()[: cursor.positionInBlock()])
        return found[1].casefold() if found else ""

    @Slot()
    def _close_if_left(self) -> None:
        if self._list.isVisible() and self._letters() != self._asked:
            self._list.hide()

    @Slot(QModelIndex)
    def _row_clicked(self, index: QModelIndex) -> None:
        self._insert(self._offered[index.row()])

    def _insert(self, text: str) -> None:
        """The letters become the text, in one step for undo."""
        cursor = self.textCursor()
        letters = len(self._letters()) + 1
        left, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(left, keep, letters)
        self._list.hide()
        cursor.insertText(text)
        self.setTextCursor(cursor)

    # --- Qt overrides -----------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys of an open list win over the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._list.isVisible()
            and event.key() in _TAKEN
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, number = event.key(), self._list.current_number
        is_open = self._list.isVisible() and not event.modifiers()
        if is_open and key in _PICKING and number is not None:
            self._insert(self._offered[number])
        elif is_open and key == Qt.Key.Key_Escape:
            self._list.hide()
        elif is_open and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.walk(1 if key == Qt.Key.Key_Down else -1)
            announce(self, self._offered[self._list.current_number or 0])
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Tab inserts what is highlighted; once more, it goes on."""
        number = self._list.current_number
        if forward and self._list.isVisible() and number is not None:
            self._insert(self._offered[number])
            return True
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._list.hide()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
