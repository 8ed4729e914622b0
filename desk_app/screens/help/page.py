"""The help page: topics at the left, the words at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desk_app.looks import TextRole, font_for
from desk_app.screens.help.presenter import HelpPresenter
from desk_app.screens.help.shortcuts import Shortcut
from desk_app.screens.help.topics import Topic
from desk_app.tones import tones_of
from desk_app.widgets.labels import Tone, panel, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.search_field import SearchField

_LETTERS_OF_LIST = 30
_LETTERS_OF_LINE = 78  # longer lines are hard to follow
_ROUND_WORDS = 24
_LOOKS_EVENTS = (QEvent.Type.FontChange, QEvent.Type.PaletteChange)


class HelpPage(Page):
    """Offline, and without a link to anywhere."""

    def __init__(self, presenter: HelpPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._search = SearchField(self.tr("Search the help"), self, shortcut="Ctrl+F")
        self._topics = QListWidget(self)
        self._none = plain_label(self.tr("No topic has these words."), self, tone=Tone.MUTED)
        self._text = QTextBrowser(self)
        self._build()
        self._search.edited.connect(presenter.search)
        self._search.stepped.connect(self._step)
        self._topics.currentItemChanged.connect(self._open_current)
        presenter.topic_changed.connect(self._show_topic)
        presenter.found_changed.connect(self._show_topics)
        self._show_topics(presenter.topics)
        self._show_topic(presenter.topic)

    def open_topic(self, key: str) -> None:
        """Show the help of a page, or another topic, by its key."""
        self._search.clear()
        self._presenter.search("")
        self._presenter.open_topic(key)

    def activated(self) -> None:
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _build(self) -> None:
        self._topics.setAccessibleName(self.tr("Topics"))
        self._topics.setTabKeyNavigation(False)
        self._topics.setProperty("kind", "contents")
        self._topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setAccessibleName(self.tr("Help text"))
        self._text.setOpenLinks(False)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setProperty("kind", "reading")
        self._text.document().setDocumentMargin(_ROUND_WORDS)
        self._none.setWordWrap(True)
        self._none.hide()
        self._side = QWidget(self)
        left = QVBoxLayout(self._side)
        left.setContentsMargins(16, 16, 12, 12)
        left.setSpacing(10)
        left.addWidget(self._search)
        left.addWidget(self._none)
        left.addWidget(self._topics, 1)
        ground = panel(self)
        inside = QHBoxLayout(ground)
        inside.setContentsMargins(4, 0, 0, 0)
        inside.addWidget(self._text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addWidget(ground, 1)
        self._fit()

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        self._side.setFixedWidth(letter * _LETTERS_OF_LIST + 40)
        self._text.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)

    # --- Topics -----------------------------------------------------------------------

    @Slot(object)
    def _show_topics(self, found: list[Topic]) -> None:
        self._topics.blockSignals(True)  # noqa: FBT003 - Qt's
        self._topics.clear()
        for topic in found:
            item = QListWidgetItem(topic.title, self._topics)
            item.setData(Qt.ItemDataRole.UserRole, topic.key)
        self._topics.blockSignals(False)  # noqa: FBT003
        self._none.setVisible(not found)
        self._select()

    def _select(self) -> None:
        for row in range(self._topics.count()):
            if self._topics.item(row).data(Qt.ItemDataRole.UserRole) == self._presenter.topic.key:
                self._topics.blockSignals(True)  # noqa: FBT003
                self._topics.setCurrentRow(row)
                self._topics.blockSignals(False)  # noqa: FBT003

    @Slot()
    def _open_current(self) -> None:
        item = self._topics.currentItem()
        if item is not None:
            self._presenter.open_topic(str(item.data(Qt.ItemDataRole.UserRole)))

    @Slot(int)
    def _step(self, steps: int) -> None:
        row = self._topics.currentRow() + steps
        if 0 <= row < self._topics.count():
            self._topics.setCurrentRow(row)

    # --- The words --------------------------------------------------------------------

    @Slot(object)
    def _show_topic(self, topic: Topic) -> None:
        self._select()
        self._text.clear()
        cursor = self._text.textCursor()
        self._write(cursor, topic.title, _heading(self.font(), 1.6), above=0)
        for part in topic.parts:
            if part.heading:
                self._write(cursor, part.heading, _heading(self.font(), 1.15), above=18)
            for paragraph in part.paragraphs:
                self._write(cursor, paragraph, _plain(self.font()), above=8)
            if part.keys:
                self._write_keys(cursor, part.keys)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        self._keep_lines_short()
        self._mark_words()

    def _keep_lines_short(self) -> None:
        frame = self._text.document().rootFrame()
        form = frame.frameFormat()
        letters = self.fontMetrics().averageCharWidth() * _LETTERS_OF_LINE
        room = self._text.viewport().width() - letters - _ROUND_WORDS
        form.setRightMargin(max(_ROUND_WORDS, room))
        if form != frame.frameFormat():
            frame.setFrameFormat(form)

    def _write(self, cursor: QTextCursor, text: str, look: QTextCharFormat, *, above: int) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(above)
        block.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if cursor.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(text, look)

    def _write_keys(self, cursor: QTextCursor, keys: tuple[Shortcut, ...]) -> None:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(3)
        form.setTopMargin(6)
        table = cursor.insertTable(len(keys), 2, form)
        strong = QTextCharFormat(_plain(self.font()))
        strong.setFontWeight(QFont.Weight.DemiBold)
        for row, shortcut in enumerate(keys):
            table.cellAt(row, 0).firstCursorPosition().insertText(_native(shortcut.keys), strong)
            cell = table.cellAt(row, 1)
            apart = QTextTableCellFormat()
            apart.setLeftPadding(24)
            cell.setFormat(apart)
            cell.firstCursorPosition().insertText(shortcut.does, _plain(self.font()))
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _mark_words(self) -> None:
        """Show what was searched for, and scroll to the first of it."""
        marks: list[QTextEdit.ExtraSelection] = []
        tones = tones_of(self.palette())
        found = QTextCursor()
        if self._presenter.words:
            found = self._text.document().find(self._presenter.words)
        while not found.isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = found
            mark.format.setBackground(QColor(tones.selection))
            mark.format.setForeground(QColor(tones.on_selection))
            marks.append(mark)
            found = self._text.document().find(self._presenter.words, found)
        self._text.setExtraSelections(marks)
        if marks:
            shown = QTextCursor(marks[0].cursor)
            shown.clearSelection()
            self._text.setTextCursor(shown)

    # --- Qt overrides -----------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_lines_short()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._topics.doItemsLayout()  # made before it was styled, its rows are too low
        self._keep_lines_short()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS_EVENTS and self.isVisible():
            self._fit()
            self._show_topic(self._presenter.topic)


def _plain(base: QFont) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFont(font_for(base, TextRole.BODY))
    return look


def _heading(base: QFont, scale: float) -> QTextCharFormat:
    font = font_for(base, TextRole.HEADING)
    font.setPointSizeF(base.pointSizeF() * scale)
    look = QTextCharFormat()
    look.setFont(font)
    return look


def _native(keys: str) -> str:
    """Write keys as this system does: ⌘N on a Mac."""
    form = QKeySequence.SequenceFormat.NativeText
    return " / ".join(QKeySequence(key).toString(form) or key for key in keys.split(" / "))
