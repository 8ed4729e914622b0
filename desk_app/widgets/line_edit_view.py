"""Text in lines of several kinds, the kind of each named in the margin beside it.

It knows nothing of what the kinds mean: its owner says how each looks.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desk_app.tones import tones_of
from desk_app.widgets.line_margin import LineMargin
from desk_app.widgets.line_parts import FRESH, LineFormats, LineLook, Marks, ViewLine, is_fresh
from desk_app.widgets.utf16 import characters, units

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS_BACK = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_SOFT_BREAK = "\u2028"
_TAG = QTextFormat.Property.UserProperty


class LineEditView(QPlainTextEdit):
    """Enter begins a line, Ctrl+Enter one below without tearing this one apart; Tab leaves.

    The undo of the text box is off: whoever owns the lines keeps their history.

    Signals:
        lines_edited: a person changed the words or the lines.
        line_changed: the number of the line the cursor is in.
        undo_wanted, redo_wanted: their keys were pressed here.
        thing_pasted: a QMimeData with a file or a picture, whole only until the slot returns.
    """

    lines_edited = Signal()
    line_changed = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()
    thing_pasted = Signal(object)

    def __init__(self, name: str, looks: Sequence[LineLook], parent: QWidget | None = None) -> None:
        """Args: name: the accessible name."""
        super().__init__(parent)
        self._looks = list(looks)
        self._numbers = {look.key: number for number, look in enumerate(self._looks)}
        self._filling = False
        self._line = 0
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setCenterOnScroll(False)
        self._margin = LineMargin(self, self._looks, self.look_of)
        self._formats = LineFormats(self, self.look_of)
        self.textChanged.connect(self._text_changed)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self._make_room()

    # --- Lines ----------------------------------------------------------------

    def lines(self) -> list[ViewLine]:
        """Return every line as it stands."""
        found, block = [], self.document().firstBlock()
        while block.isValid():
            text = block.text().replace(_SOFT_BREAK, "\n")
            look = self.look_of(block)
            tag = str(block.blockFormat().property(_TAG) or "") if look.tagged else ""
            found.append(ViewLine(look.key, text, is_fresh(block), tag=tag))
            block = block.next()
        return found

    def set_lines(self, lines: Sequence[ViewLine], current: int = 0) -> None:
        """Replace everything; nobody is told. The cursor goes to the end of that line."""
        self._filling = True
        bar = self.verticalScrollBar()
        place = bar.value()
        try:
            texts = (line.text.replace("\n", _SOFT_BREAK) for line in lines)
            self.setPlainText("\n".join(texts))
            self._margin.notes = {n: line.note for n, line in enumerate(lines) if line.note}
            block = self.document().firstBlock()
            for line in lines:
                block.setUserState(self._numbers[line.kind] + (FRESH if line.fresh else 0))
                if line.tag:
                    _set_tag(block, line.tag)
                block = block.next()
            self._formats.rehighlight()
            self._make_room()
            self._go_to(current)
        finally:
            self._filling = False
        bar.setValue(place)
        self.ensureCursorVisible()
        self._margin.update()
        self._cursor_moved()

    @property
    def line_number(self) -> int:
        """The line the cursor is in, from 0."""
        return self.textCursor().blockNumber()

    def go_to(self, number: int) -> None:
        """Put the cursor at the end of a line."""
        self._go_to(number)

    @property
    def column(self) -> int:
        """Where in its line the cursor is, in characters."""
        cursor = self.textCursor()
        return characters(cursor.block().text(), cursor.positionInBlock())

    @property
    def selected(self) -> tuple[int, str]:
        """The first line of what is selected and its words there; without any, the whole line."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        start = cursor.selectionStart() - block.position()
        end = min(cursor.selectionEnd() - block.position(), block.length() - 1)
        text = block.text()
        said = text[characters(text, start) : characters(text, end)] or text
        return block.blockNumber(), said.replace(_SOFT_BREAK, "\n")

    def go_to_words(self, number: int, start: int, end: int | None = None) -> None:
        """Put the cursor before some words, or select them where an end is given."""
        block = self.document().findBlockByNumber(min(number, self.blockCount() - 1))
        text = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + units(text, start))
        if end is not None:
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.setPosition(block.position() + units(text, end), keep)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def set_marks(self, marks: Marks, layer: str = "") -> None:
        """Mark words by line; marks on words that were changed meanwhile are not shown.

        Args:
            layer: whose marks they are; those of others stay.
        """
        self._filling = True  # Qt calls a new look a new text
        try:
            self._formats.set_marks(marks, layer)
        finally:
            self._filling = False

    def look_of(self, block: QTextBlock) -> LineLook:
        number = block.userState() % FRESH if block.userState() >= 0 else 0
        return self._looks[min(number, len(self._looks) - 1)]

    def set_kind(self, key: str, *, fresh: bool = False) -> None:
        """Make the line of the cursor something else."""
        block = self.textCursor().block()
        block.setUserState(self._numbers[key] + (FRESH if fresh else 0))
        self._formats.rehighlightBlock(block)
        self._margin.update()
        self.lines_edited.emit()

    def begin_line(self) -> None:
        """A new line below this one, which stays whole."""
        self._move(QTextCursor.MoveOperation.EndOfBlock)
        self._split()

    def _go_to(self, number: int) -> None:
        block = self.document().findBlockByNumber(min(number, self.blockCount() - 1))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)

    def _move(self, operation: QTextCursor.MoveOperation) -> None:
        cursor = self.textCursor()
        cursor.movePosition(operation)
        self.setTextCursor(cursor)

    def _split(self) -> None:
        """Enter: what stands after the cursor goes on in a line of the kind that follows."""
        cursor = self.textCursor()
        cursor.removeSelectedText()
        block = cursor.block()
        look, state = self.look_of(block), block.userState()
        after = self._numbers[look.after or look.key]
        if look.after == look.key and not block.text():
            self.set_kind(self._plain_key())  # Enter in an empty item ends the list
            return
        at_start = cursor.atBlockStart() and bool(block.text())
        self._filling = True
        try:
            cursor.insertBlock()
            above, below = cursor.block().previous(), cursor.block()
            above.setUserState(after if at_start else state)
            below.setUserState(state if at_start else after)
            for changed in (above, below):
                self._formats.rehighlightBlock(changed)
            self.setTextCursor(cursor)
        finally:
            self._filling = False
        self._text_changed()
        self.ensureCursorVisible()

    def _plain_key(self) -> str:
        """The kind that follows headings: ordinary text."""
        return next((look.after for look in self._looks if look.bold), self._looks[0].key)

    # --- Keeping up --------------------------------------------------------------

    @Slot()
    def _text_changed(self) -> None:
        if self._filling:
            return
        self._name_new_lines()
        self._margin.update()
        self.lines_edited.emit()

    def _name_new_lines(self) -> None:
        """Lines that were pasted take the kind that follows the line above."""
        block = self.document().firstBlock().next()
        while block.isValid():
            if block.userState() < 0:
                above = self.look_of(block.previous())
                block.setUserState(self._numbers[above.after or above.key])
                self._formats.rehighlightBlock(block)
            block = block.next()

    @Slot()
    def _cursor_moved(self) -> None:
        if self._filling:
            return
        self._margin.update()
        self.line_changed.emit(self.line_number)

    def _make_room(self) -> None:
        self.setViewportMargins(self._margin.fit(), 0, 0, 0)

    # --- Qt overrides -----------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The keys of undo are this view's own while it has the focus."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(key) for key in _STEPS_BACK)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        editable = not self.isReadOnly()
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif any(event.matches(key) for key in _STEPS_BACK):
            self.redo_wanted.emit()
        elif editable and event.key() in _ENTER and not modifiers:
            self._split()
        elif (
            editable and event.key() in _ENTER and modifiers == Qt.KeyboardModifier.ControlModifier
        ):
            self.begin_line()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        # A file that was copied has its name for a text.
        if source.hasText() and not source.hasUrls():
            self.insertPlainText(source.text())
        else:
            self.thing_pasted.emit(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasUrls() or source.hasImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline above every heading: a text box has no room between lines."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QColor(tones_of(self.palette()).line))
        block = self.firstVisibleBlock()
        while block.isValid():
            top = round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())
            if top > event.rect().bottom():
                return
            if self.look_of(block).bold and block.blockNumber():
                painter.drawLine(0, top, self.viewport().width(), top)
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._formats.rehighlight()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 7 * self.fontMetrics().lineSpacing())


def _set_tag(block: QTextBlock, tag: str) -> None:
    form = QTextBlockFormat()
    form.setProperty(_TAG, tag)
    QTextCursor(block).mergeBlockFormat(form)
