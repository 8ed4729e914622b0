"""The line above the text that finds words in it, and puts others in their place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.articles.editing import Editing
from desk_app.screens.articles.editor import Editor
from desk_app.screens.articles.finding import Place, Wanted
from desk_app.widgets.accessible import announce
from desk_app.widgets.buttons import Button
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.line_edit_view import LineEditView
from desk_app.widgets.line_parts import MarkLook, WordMark

_LAYER = "found"


class FindBar(QWidget):
    """Enter goes to the next place, Shift+Enter to the one before, Esc back into the text."""

    def __init__(self, editor: Editor, text: LineEditView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._text = text
        self._places: list[Place] = []
        self._build()
        editor.words_settled.connect(self._look)
        self.hide()

    def _build(self) -> None:
        self.field = self._make_field(self.tr("Find"))
        self.field.textChanged.connect(self._look)
        self.whole = QCheckBox(self.tr("Whole words"), self)
        self.whole.clicked.connect(self._look)
        self.count = plain_label("", self, role=TextRole.SMALL, tone=Tone.MUTED)
        self.instead = self._make_field(self.tr("Replace with"))
        self.one = Button(self.tr("Replace"), self, shortcut="Return")
        self.one.clicked.connect(self.replace_one)
        self.all = Button(self.tr("Replace all"), self, shortcut="Ctrl+Return")
        self.all.clicked.connect(self.replace_all)
        find, replacing = FlowLayout(spacing=8), FlowLayout(spacing=8)
        for part in (self.field, self.whole, self.count):
            find.addWidget(part)
        replacing.addWidget(self.instead)
        for button in (self.one, self.all):
            replacing.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(find)
        column.addLayout(replacing)
        for field, keys, slot in (
            (self.field, "Return", self.next),
            (self.field, "Shift+Return", self.before),
            (self.instead, "Return", self.replace_one),
            (self.instead, "Ctrl+Return", self.replace_all),
        ):
            action = QAction(field)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            field.addAction(action)
        leave = QAction(self)
        leave.setShortcut(QKeySequence("Esc"))
        leave.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.triggered.connect(self.leave)
        self.addAction(leave)

    def _make_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setMinimumWidth(160)
        return field

    # --- Coming and going -----------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Find what is selected in the text, or what was looked for before."""
        said = self._text.textCursor().selectedText()
        if said and "\u2029" not in said:
            self.field.setText(said.replace("\u2028", " "))
        can_replace = not self._text.isReadOnly()
        for part in (self.instead, self.one, self.all):
            part.setVisible(can_replace)
        self.show()
        self._look()
        self.field.setFocus()
        self.field.selectAll()

    @Slot()
    def open_replacing(self) -> None:
        """The same, going on in the field of the new words."""
        self.open()
        if self.field.text() and self.instead.isVisible():
            self.instead.setFocus()

    @Slot()
    def leave(self) -> None:
        self.hide()
        self._look()
        self._text.setFocus()

    # --- Finding --------------------------------------------------------------------

    @property
    def _wanted(self) -> Wanted:
        return Wanted(self.field.text() if not self.isHidden() else "", self.whole.isChecked())

    @Slot()
    def _look(self) -> None:
        lines = self._editor.lines()
        self._places = self._wanted.places(lines)
        marks: dict[int, list[WordMark]] = {}
        for place in self._places:
            said = lines[place.line].text[place.start : place.end]
            mark = WordMark(place.start, place.end, said, MarkLook.GROUND)
            marks.setdefault(place.line, []).append(mark)
        self._text.set_marks(marks, _LAYER)
        self._tell(self._number())

    def _number(self) -> int:
        """Which of the places is selected, from 1; 0 for none."""
        cursor = self._text.textCursor()
        here = (self._text.selected[0], self._text.column) if cursor.hasSelection() else None
        ends = [(place.line, place.end) for place in self._places]
        return ends.index(here) + 1 if here in ends else 0

    def _tell(self, number: int) -> None:
        count = len(self._places)
        found = self.tr("{0} of {1}").format(number, count) if number else str(count)
        words = found if count else self.tr("not found")
        self.count.setText(words if self.field.text() else "")

    @Slot()
    def next(self) -> None:
        """Select the next place; after the last one the first."""
        here = (self._text.line_number, self._text.column)
        later = (place for place in self._places if (place.line, place.start) >= here)
        self._go(next(later, None) or next(iter(self._places), None))

    @Slot()
    def before(self) -> None:
        """Select the place before this one; before the first one the last."""
        here = (self._text.line_number, self._text.column)
        earlier = [place for place in self._places if (place.line, place.end) < here]
        self._go(next(iter(earlier[-1:] or self._places[-1:]), None))

    def _go(self, place: Place | None) -> None:
        if place is not None:
            self._text.go_to_words(place.line, place.start, place.end)
            self._tell(self._number())
            announce(self.field, f"{self.count.text()}: {self._text.selected[1]}")

    # --- Replacing ------------------------------------------------------------------

    @Slot()
    def replace_one(self) -> None:
        """Put the new words in the place that is selected, and go on to the next."""
        number = self._number()
        if not number or self._text.isReadOnly():
            self.next()
            return
        place, instead = self._places[number - 1], self.instead.text()
        said = self._editor.lines()[place.line].text[place.start : place.end]
        self._editor.change(
            partial(Editing.put_in, line=place.line, start=place.start, said=said, instead=instead)
        )
        self._text.go_to_words(place.line, place.start + len(instead))
        self.next()

    @Slot()
    def replace_all(self) -> None:
        """In one step, so that one undo takes all of them back."""
        if self._text.isReadOnly():
            return
        lines, count = self._wanted.replaced(self._editor.lines(), self.instead.text())
        if count:
            line = self._text.line_number
            self._editor.change(partial(Editing.set_lines, lines=lines, line=line))
            self.count.setText(self.tr("{0} replaced").format(count))
            announce(self.field, self.count.text())
