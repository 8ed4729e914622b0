"""A line edit with suggestions below it that never take the keyboard away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.widgets.accessible import announce
from desk_app.widgets.roles import TwoLineRow
from desk_app.widgets.suggestion_list import SuggestionList

_PICKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row below the field.

    Attributes:
        key: what ``picked`` will carry.
        text: what stands in the field after picking; empty for the title.
        marks: ``(start, length)`` of the parts of the title that match.
    """

    key: object
    title: str
    detail: str = ""
    text: str = ""
    icon: str = ""
    badge: str = ""
    marks: tuple[tuple[int, int], ...] = ()

    def row(self) -> TwoLineRow:
        return TwoLineRow(
            title=self.title,
            detail=self.detail,
            icon=self.icon,
            badge=self.badge,
            marks=self.marks,
        )


class TypeAheadEdit(QLineEdit):
    """Free text, with rows to pick from that its owner supplies.

    Up and Down walk, Enter picks, Tab picks and goes on, Esc only closes the list.
    Nothing is picked that is not highlighted. The owner answers every ``edited`` with
    ``set_suggestions``, at once or later: until then the rows belong to older words, and
    keys that walk and pick wait for the answer, however fast they are pressed.

    Signals:
        edited: the text, after a person changed it (also after picking).
        picked: the key of the suggestion a person picked.
    """

    edited = Signal(str)
    picked = Signal(object)

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        preselect: bool = False,
    ) -> None:
        """Make an empty field.

        Args:
            name: the accessible name.
            preselect: highlight the first suggestion at once. Not for people: a number may
                belong to several, and a guess must never be silent.
        """
        super().__init__(parent)
        self._suggestions: list[Suggestion] = []
        self._chosen_key: object = None
        self._preselect = preselect
        self._closed_by_hand = True
        self._unanswered = False
        self._waiting: list[Qt.Key] = []
        self._list = SuggestionList(self)
        self._list.hide()
        self._list.clicked.connect(self._row_clicked)
        self.destroyed.connect(self._list.deleteLater)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self._text_edited)

    @property
    def chosen_key(self) -> object:
        """The key that was picked; None as soon as the text is changed by hand."""
        return self._chosen_key

    @property
    def is_open(self) -> bool:
        """Whether the list is to be seen."""
        return self._list.isVisible()

    @property
    def list_widget(self) -> SuggestionList:
        return self._list

    def set_value(self, text: str, key: object = None) -> None:
        """Fill the field from outside: no signals, no list."""
        self.setText(text)
        self.setCursorPosition(0)  # the beginning of a long name tells more than its end
        self._chosen_key = key
        self._waiting.clear()
        self._close()

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer these rows; shown while a person is typing here, empty closes the list."""
        self._suggestions = list(suggestions)
        self._list.set_rows([suggestion.row() for suggestion in self._suggestions])
        if not self._suggestions or self._closed_by_hand:
            self._list.hide()
        else:
            self._open()
        self._unanswered = False
        waiting, self._waiting = self._waiting, []
        for key in waiting:
            self._answer(key)

    def _open(self) -> None:
        self._closed_by_hand = False
        self._list.open_below(self, self._preselect)
        count = len(self._suggestions)
        self.setAccessibleDescription(self.tr("%n suggestion(s)", "", count))
        announce(self, self.tr("%n suggestion(s)", "", count))

    def _close(self) -> None:
        self._closed_by_hand = True
        self._list.hide()
        self.setAccessibleDescription("")

    @Slot(str)
    def _text_edited(self, text: str) -> None:
        self._chosen_key = None
        self._closed_by_hand = False
        self._waiting.clear()
        self._tell(text)

    def _tell(self, text: str) -> None:
        self._unanswered = True
        self.edited.emit(text)

    def _answer(self, key: Qt.Key) -> None:
        """Do what a key asked for that was pressed before its rows were there."""
        if key in _WALKING:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
            return
        number = self._list.current_number
        if number is None and self._preselect and self._suggestions:
            number = 0
        if number is not None:
            self._pick(number)
        elif self.hasFocus():
            enter = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(self, enter)

    def _waits(self, key: int) -> bool:
        """Tell whether a key is about rows that are still to come."""
        if not self._unanswered or self._closed_by_hand:
            return False
        return key in _WALKING or (key in _PICKING and bool(self._waiting or self._preselect))

    @Slot(QModelIndex)
    def _row_clicked(self, index: QModelIndex) -> None:
        self._pick(index.row())

    def _pick(self, number: int) -> None:
        suggestion = self._suggestions[number]
        self._close()
        self.setText(suggestion.text or suggestion.title)
        self._chosen_key = suggestion.key
        self._tell(self.text())
        self._chosen_key = suggestion.key
        self.picked.emit(suggestion.key)

    def _walk(self, step: int) -> None:
        self._list.walk(step)
        number = self._list.current_number
        if number is not None:
            announce(self, self._suggestions[number].row().accessible_text())

    # --- Qt overrides -----------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys of an open list win over the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self.is_open or self._waiting or self._waits(event.key()))
            and event.key() in (Qt.Key.Key_Escape, *_WALKING, *_PICKING)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, number = event.key(), self._list.current_number
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key == Qt.Key.Key_Escape and (self.is_open or self._waiting):
            self._waiting.clear()
            self._close()
        elif plain and self._waits(key):
            self._waiting.append(Qt.Key(key))
        elif plain and key in _PICKING and self.is_open and number is not None:
            self._pick(number)
        elif plain and key in _WALKING and self._suggestions:
            if self.is_open:
                self._walk(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._open()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  (Qt's signature)
        """Tab picks what is highlighted and then goes on."""
        number = self._list.current_number
        if forward and self._waits(Qt.Key.Key_Return):
            self._waiting.append(Qt.Key.Key_Return)
        elif forward and self.is_open and number is not None:
            self._pick(number)
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()
