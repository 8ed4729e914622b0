"""The words of one article in lines, with their tools and sources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.domain.errors import Problem
from db.domain.picture import describes
from desk_app.error_texts import hint
from desk_app.looks import TextRole
from desk_app.pictures.arriving import picture_in
from desk_app.screens.articles.editing import Editing
from desk_app.screens.articles.editor import Editor
from desk_app.screens.articles.find_page import FindBar
from desk_app.screens.articles.lines import EditLine, LineKind
from desk_app.screens.articles.parts_page import (
    choose_language,
    language_box,
    line_looks,
)
from desk_app.screens.articles.picture_page import PictureStrip
from desk_app.screens.articles.pictures import Pictures
from desk_app.screens.articles.rows import line_kind_name
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.line_edit_view import LineEditView
from desk_app.widgets.line_parts import ViewLine
from desk_app.widgets.picture_dialog import ask_for_picture

_KEYS = {
    LineKind.HEADING: "Ctrl+Shift+H",
    LineKind.PARAGRAPH: "Ctrl+Shift+P",
    LineKind.BULLET: "Ctrl+Shift+L",
    LineKind.STEP: "Ctrl+Shift+N",
    LineKind.STEP_POINT: "Ctrl+Shift+I",
    LineKind.STEP_TEXT: "Ctrl+Shift+J",
    LineKind.KEY_POINT: "Ctrl+Shift+K",
    LineKind.YOU_CAN_DO: "Ctrl+Shift+D",
    LineKind.CALL_US: "Ctrl+Shift+W",
    LineKind.WRITE_IN: "Ctrl+Shift+E",
    LineKind.PICTURE: "Ctrl+Shift+G",
}


class WordsColumn(QScrollArea):
    """Scrolls in large type at the smallest window; else the text itself does."""

    def __init__(self, editor: Editor, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._pictures = pictures
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        self._make_actions()
        editor.shown_changed.connect(self._forget_problems)
        editor.text_changed.connect(self._show_text)

    # --- Building -----------------------------------------------------------------

    def _build(self) -> None:
        side = QWidget(self)
        self.setWidget(side)
        self.text = LineEditView(self.tr("The article's text"), line_looks(), side)
        self.text.lines_edited.connect(self._typed)
        self.text.line_changed.connect(self._show_kind)
        self.text.undo_wanted.connect(self._undo)
        self.text.redo_wanted.connect(self._redo)
        self.text.thing_pasted.connect(self._paste_thing)
        self.picture = PictureStrip(self._pictures, side)
        self.picture.other_wanted.connect(self._choose_picture)
        self.hint = HintLine(side)
        self.kind = ChoiceBox(self.tr("This line is"), side, letters=12)
        for kind in LineKind:
            keys = QKeySequence(_KEYS.get(kind, ""))
            native = keys.toString(QKeySequence.SequenceFormat.NativeText)
            self.kind.addItem(f"{line_kind_name(kind)}   {native}".strip(), kind)
        self.kind.view().setMinimumWidth(self.kind.view().sizeHintForColumn(0) + 16)
        self.kind.activated.connect(self._kind_chosen)
        self.language = language_box(side)
        self.language.activated.connect(self._language_chosen)
        self.sources = GrowingTextEdit(
            self.tr("Sources, one a line"), side, least_lines=1, most_lines=2
        )
        self.sources.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sources.edited.connect(self._editor.type_sources)
        self.find_bar = FindBar(self._editor, self.text, side)
        tools = FlowLayout(spacing=8)
        tools.addWidget(self.kind)
        tools.addWidget(self._make_menu_button(side))
        self.note = plain_label("", side, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        self.note.hide()
        label = plain_label(
            self.tr("Sources, &one a line"),
            side,
            role=TextRole.SMALL,
            tone=Tone.MUTED,
            wrap=True,
            buddy=self.sources,
        )
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 0, 8, 12)
        column.setSpacing(6)
        column.addLayout(tools)
        column.addWidget(self.hint)
        column.addWidget(self.find_bar)
        column.addWidget(self.picture)
        column.addWidget(self.text, 1)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.addWidget(label, 1)
        row.addWidget(self.language)
        column.addLayout(row)
        column.addWidget(self.sources)
        self.setMinimumWidth(column.minimumSize().width())

    def _make_menu_button(self, side: QWidget) -> Button:
        self.line_menu_button = Button(self.tr("&Line"), side, kind=ButtonKind.FLAT)
        self.line_menu_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line_menu = QMenu(self.line_menu_button)
        self.line_menu_button.setMenu(self.line_menu)
        return self.line_menu_button

    def _make_actions(self) -> None:
        for kind, keys in _KEYS.items():
            action = self._action(line_kind_name(kind), keys)
            action.setData(kind)
            action.triggered.connect(self._kind_action)
        self.line_menu.addSeparator()
        for words, keys, slot in (
            (self.tr("Move up"), "Alt+Up", self._move_up),
            (self.tr("Move down"), "Alt+Down", self._move_down),
            (self.tr("New line below"), "Ctrl+Return", self.text.begin_line),
            (self.tr("Take out"), "Ctrl+Shift+X", self._remove),
        ):
            self._action(words, keys).triggered.connect(slot)

    def _action(self, words: str, keys: str) -> QAction:
        action = self.line_menu.addAction(words)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.text.addAction(action)
        return action

    # --- Showing --------------------------------------------------------------------

    @Slot()
    def _show_text(self) -> None:
        now, editable = self._editor.now, self._editor.editing is not None
        lines = [
            ViewLine(line.kind.value, line.text, line.fresh, tag=line.picture)
            for line in self._editor.lines()
        ]
        self.text.setReadOnly(not editable)
        if not editable:
            self.text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByKeyboard
                | Qt.TextInteractionFlag.TextSelectableByMouse
            )
        if lines != self.text.lines() or (now and now.line != self.text.line_number):
            self.text.set_lines(lines, now.line if now else 0)
        sources = now.sources if now else ""
        if self.sources.text != sources:
            self.sources.set_text(sources)
        self.sources.setReadOnly(not editable)
        for part in (self.kind, self.language, self.line_menu_button):
            part.setEnabled(editable)
        choose_language(self.language, now.article.language if now else "en")
        self._show_kind(self.text.line_number)

    @Slot(object)
    def _show_kind(self, line: int) -> None:
        lines = self._editor.lines()
        if line < len(lines):
            self.kind.setCurrentIndex(list(LineKind).index(lines[line].kind))
            self.text.setAccessibleDescription(line_kind_name(lines[line].kind))
            is_described = describes(lines[line].text)
            self.picture.show_picture(lines[line].picture, is_described=is_described)

    @Slot()
    def _forget_problems(self) -> None:
        self.hint.set_problem("")

    def show_problems(self, problems: Mapping[str, Problem]) -> None:
        """Show what cannot be saved, above the text."""
        words = {
            "title": self.tr("Give the article a title, in its first line."),
            "heading": self.tr("A heading has no words. Fill it in, or take it out."),
            "text": self.tr("There is no text below the title yet, or too much of it."),
        }
        own = [words.get(name, hint(problem)) for name, problem in problems.items()]
        self.hint.set_problem(" ".join(own))
        if "picture" in problems:
            self._go_to_picture()
        self.text.setFocus()

    # --- Doing ------------------------------------------------------------------------

    @Slot()
    def _typed(self) -> None:
        lines = [
            EditLine(LineKind(line.kind), line.text, line.fresh, line.tag)
            for line in self.text.lines()
        ]
        if lines and lines[0].kind is not LineKind.TITLE:
            lines[0] = EditLine(LineKind.TITLE, lines[0].text)
        self._editor.type_lines(lines, self.text.line_number)
        self._show_kind(self.text.line_number)

    @Slot()
    def _undo(self) -> None:
        self._editor.change(Editing.undo)

    @Slot()
    def _redo(self) -> None:
        self._editor.change(Editing.redo)

    @Slot()
    def _kind_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._change_kind(LineKind(action.data()))

    @Slot(int)
    def _kind_chosen(self, _number: int) -> None:
        self._change_kind(LineKind(self.kind.currentData()))
        self.text.setFocus()

    def _change_kind(self, kind: LineKind) -> None:
        line = self.text.line_number
        if kind is LineKind.PICTURE:
            self._choose_picture()
            return
        self._editor.change(partial(Editing.change_kind, line=line, kind=kind))
        self._show_kind(line)

    @Slot()
    def _choose_picture(self) -> None:
        """The line itself stays: it may be what the picture is to be put below."""
        self._show_kind(self.text.line_number)
        ask_for_picture(self, self._picture_chosen)

    @Slot(str)
    def _picture_chosen(self, file: str) -> None:
        self._pictures.put_in(Path(file), self.text.line_number)
        self.text.setFocus()

    @Slot(object)
    def _paste_thing(self, pasted: QMimeData) -> None:
        thing = picture_in(pasted)
        if thing is not None:
            self._pictures.put_in(thing, self.text.line_number)

    def _go_to_picture(self) -> None:
        """To the first that no words stand for."""
        for number, line in enumerate(self._editor.lines()):
            if line.picture and not describes(line.text):
                self.text.go_to(number)
                return

    @Slot()
    def _move_up(self) -> None:
        self._editor.change(partial(Editing.move, line=self.text.line_number, by=-1))

    @Slot()
    def _move_down(self) -> None:
        self._editor.change(partial(Editing.move, line=self.text.line_number, by=1))

    @Slot()
    def _remove(self) -> None:
        self._editor.change(partial(Editing.remove, line=self.text.line_number))

    @Slot(int)
    def _language_chosen(self, _number: int) -> None:
        language = str(self.language.currentData())
        self._editor.change(partial(Editing.set_language, language=language))
