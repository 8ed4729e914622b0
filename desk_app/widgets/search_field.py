"""A field to search with: an icon in front, its shortcut behind, Esc empties it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.looks import TextRole, font_for
from desk_app.tones import tones_of
from desk_app.widgets.icons import icon_pixmap, text_icon_size

_EDGE = 10


class SearchField(QLineEdit):
    """Signals for its owner; it searches nothing itself.

    Signals:
        edited: the text, after a person changed or emptied it.
        stepped: +1 or -1 for Down and Up, so that a list beside it can move.
        submitted: Enter was pressed.
    """

    edited = Signal(str)
    stepped = Signal(int)
    submitted = Signal()

    def __init__(
        self, placeholder: str, parent: QWidget | None = None, *, shortcut: str = ""
    ) -> None:
        """Make an empty field.

        Args:
            placeholder: also the accessible name.
            shortcut: the key that leads here, portable text; only shown.
        """
        super().__init__(parent)
        self._words = ""
        self._keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleDescription(self._keys)
        self.setToolTip(self._keys)
        self.textEdited.connect(self.edited)
        self.set_words(placeholder)

    def set_words(self, words: str) -> None:
        """Say what is searched: where there is room in the field, and to a screen reader."""
        self._words = words
        self.setAccessibleName(words)
        self._make_room()

    def _make_room(self) -> None:
        """Show the words where they are whole, and the key where it leaves them so.

        Half a word says less than the icon alone; the tooltip names the key too.
        """
        small = QFontMetrics(font_for(self.font(), TextRole.SMALL))
        keys = small.horizontalAdvance(self._keys) + _EDGE if self._keys else 0
        before = text_icon_size(self) + 4
        room = self.width() - before - 2 * _EDGE
        words = self.fontMetrics().horizontalAdvance(self._words)
        self.setPlaceholderText(self._words if words <= room else "")
        self._shows_keys = words + keys <= room
        self.setTextMargins(before, 0, keys if self._shows_keys else 0, 0)

    # --- Qt overrides -----------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the field as long as there is something to empty."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.edited.emit("")
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tones, size = tones_of(self.palette()), text_icon_size(self)
        painter = QPainter(self)
        pixmap = icon_pixmap("search", tones.muted, size, self.devicePixelRatioF())
        painter.drawPixmap(_EDGE, (self.height() - size) // 2, pixmap)
        if self._shows_keys and not self.text():
            painter.setFont(font_for(self.font(), TextRole.SMALL))
            painter.setPen(QColor(tones.muted))
            area = QRect(0, 0, self.width() - _EDGE, self.height())
            painter.drawText(
                area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._keys
            )
