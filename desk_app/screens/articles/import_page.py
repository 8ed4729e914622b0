"""Bringing a text in: what stood there at the left, what was taken for what at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.domain.errors import Problem
from desk_app.error_texts import hint
from desk_app.handouts.reading.reader import PieceKind
from desk_app.looks import TextRole
from desk_app.screens.articles.importing import Importing
from desk_app.screens.articles.parts_page import choose_language, language_box
from desk_app.screens.articles.pieces_page import PIECE_KEYS, PiecesView, piece_kind
from desk_app.screens.articles.rows import drop_reason
from desk_app.screens.articles.source_page import SourceEdit, dropped_file
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.line_parts import ViewLine


class ImportView(QWidget):
    """A text, what it was taken for, and how much of it is kept.

    Signals:
        left: back to the articles, with nothing kept.
    """

    left = Signal()

    def __init__(self, importing: Importing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._importing = importing
        self._shown_source = ""
        self.setAcceptDrops(True)
        self._build()
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.read)
        importing.reading_changed.connect(self._show_reading)
        importing.services_changed.connect(self._show_services)
        importing.failed_to_read.connect(self._problem.set_problem)
        importing.refused.connect(self._show_problems)
        importing.busy_changed.connect(self._show_busy)
        self._show_reading()

    def start(self) -> None:
        """An empty box to paste into."""
        self.source.clear()
        self._problem.set_problem("")
        self._importing.begin()
        self.source.setFocus()

    # --- Building -----------------------------------------------------------------

    def _build(self) -> None:
        self._heading = plain_label(self.tr("Bring in a text"), self, role=TextRole.HEADING)
        self._kept = plain_label("", self, tone=Tone.MUTED)
        self._problem = HintLine(self)
        top = QHBoxLayout()
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(self._kept)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._make_source())
        self.splitter.addWidget(self._make_result())
        self.splitter.setSizes((420, 560))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._problem)
        column.addWidget(self.splitter, 1)
        column.addLayout(self._make_foot())

    def _make_source(self) -> QWidget:
        side = QWidget(self.splitter)
        self.source = SourceEdit(side)
        self.source.file_given.connect(self._importing.read_file)
        self.source.rich_text_given.connect(self._importing.read_pasted)
        self.source.setAccessibleName(self.tr("The text as it came"))
        self.source.setPlaceholderText(self.tr("Paste the text here, or drop a file."))
        self.source.setTabChangesFocus(True)
        self.open_button = Button(self.tr("&Open a file…"), side, shortcut="Ctrl+O")
        self.open_button.clicked.connect(self.choose_file)
        self.read_button = Button("", side, icon_name="arrow-right")
        self.read_button.clicked.connect(self.read)
        row = FlowLayout(spacing=8)
        row.addWidget(self.open_button)
        row.addWidget(self.read_button)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.source, 1)
        column.addLayout(row)
        return side

    def _make_result(self) -> QWidget:
        side = QWidget(self.splitter)
        self.result = PiecesView(self.tr("What it was taken for"), side)
        self.result.key_pressed.connect(self._mend)
        self.result.line_changed.connect(self._follow)
        self.result.undo_wanted.connect(self._importing.undo)
        self.result.redo_wanted.connect(self._importing.redo)
        keys = self.tr(
            "T title · H heading · P text · L list · N numbered · X leave out · B put back ·"
            " Ctrl+Z undo"
        )
        self._keys = plain_label(keys, side, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        self._nothing = EmptyState(side)
        self._nothing.show_state(
            "article",
            self.tr("Nothing read yet"),
            self.tr("What the text was taken for stands here, to be put right."),
        )
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.result, 1)
        column.addWidget(self._keys)
        return side

    def _make_foot(self) -> FlowLayout:
        self.language: QComboBox = language_box(self)
        self.language.activated.connect(self._language_chosen)
        self.services = Button(self.tr("&For a service"), self)
        self._service_menu = QMenu(self.services)
        self.services.setMenu(self._service_menu)
        self.keep_button = Button(
            self.tr("&Keep as draft"), self, kind=ButtonKind.PRIMARY, shortcut="Ctrl+S"
        )
        self.keep_button.clicked.connect(self._importing.keep)
        self.leave_button = Button(self.tr("&Cancel"), self, kind=ButtonKind.FLAT)
        self.leave_button.clicked.connect(self.left)
        row = FlowLayout(spacing=8)
        for part in (self.language, self.services, self.keep_button, self.leave_button):
            row.addWidget(part)
        return row

    # --- Showing --------------------------------------------------------------------

    @Slot()
    def _show_reading(self) -> None:
        step = self._importing.step
        lines = []
        if step is not None:
            self._problem.set_problem("")
            if step.reading.source != self._shown_source:
                self._shown_source = step.reading.source
                self.source.setPlainText(step.reading.source)
            for piece in step.reading.pieces:
                note = drop_reason(piece.reason) if piece.reason else ""
                lines.append(ViewLine(piece.kind.value, piece.text, note=note))
            choose_language(self.language, step.reading.language)
        else:
            self._shown_source = ""
        self.result.set_lines(
            lines or [ViewLine(PieceKind.PARAGRAPH.value, "")], step.place if step else 0
        )
        self._nothing.setVisible(step is None)
        self.result.setVisible(step is not None)
        self._keys.setVisible(step is not None)
        self._kept.setText(self._importing.kept_words())
        for part in (self.language, self.services):
            part.setEnabled(step is not None)
        self._show_busy()

    @Slot()
    def _show_busy(self) -> None:
        busy = self._importing.busy
        words = self.tr("Reading…") if busy else self.tr("Read &it")
        self.read_button.set_text(words, "" if busy else "Ctrl+Return")
        self.read_button.setEnabled(not busy)
        if self._importing.step is not None and not busy and self.source.hasFocus():
            self.result.setFocus()

    @Slot()
    def _show_services(self) -> None:
        self._service_menu.clear()
        for service in self._importing.services:
            action = self._service_menu.addAction(service.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(service.service_id)
            action.toggled.connect(self._services_chosen)

    @Slot(object)
    def _show_problems(self, problems: dict[str, Problem]) -> None:
        words = {
            "title": self.tr("There is no title: go to the line that is one and press T."),
            "heading": self.tr("A heading has no words. Take it out with X."),
        }
        sentences = [words.get(name, hint(problem)) for name, problem in problems.items()]
        self._problem.set_problem(" ".join(sentences))
        self.result.setFocus()

    @Slot(object)
    def _follow(self, line: int) -> None:
        """Show at the left where the line came from, as far as it can be found."""
        step = self._importing.step
        if step is None or not 0 <= line < len(step.reading.pieces):
            return
        piece = step.reading.pieces[line]
        place = step.reading.source.find(piece.text.split("\n")[0][:60])
        if place >= 0 and not self.source.hasFocus():
            cursor = QTextCursor(self.source.document())
            cursor.setPosition(place)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            self.source.setTextCursor(cursor)
        kind = drop_reason(piece.reason) if piece.reason else piece_kind(piece.kind)
        self.result.setAccessibleDescription(kind)

    # --- Doing ------------------------------------------------------------------------

    @Slot()
    def read(self) -> None:
        """Take what stands at the left apart."""
        self._importing.read(self.source.toPlainText())

    @Slot()
    def choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a text"))
        texts = "*.txt *.text *.md *.markdown *.html *.htm *.xhtml *.mht *.mhtml *.docx"
        dialog.setNameFilters(
            [self.tr("Texts and web pages ({0})").format(texts), self.tr("All files (*)")]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._importing.read_file)
        dialog.open()

    @Slot(int)
    def _language_chosen(self, _number: int) -> None:
        self._importing.set_language(str(self.language.currentData()))

    @Slot()
    def _services_chosen(self) -> None:
        chosen = [action for action in self._service_menu.actions() if action.isChecked()]
        self._importing.service_ids = tuple(int(action.data()) for action in chosen)
        names = ", ".join(action.text().replace("&&", "&") for action in chosen)
        words = self.tr("For {0}").format(names) if names else self.tr("&For a service")
        self.services.set_text(words if len(words) < 40 else f"{words[:40]}…")

    @Slot(object)
    def _mend(self, key: Qt.Key) -> None:
        """Single letters mend the line the cursor is in."""
        line = self.result.line_number
        if key in PIECE_KEYS:
            self._importing.change(line, PIECE_KEYS[key])
        else:
            self._importing.put_back(line)

    # --- Qt overrides -------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file may be dropped anywhere on the screen."""
        if file := dropped_file(event.mimeData()):
            event.acceptProposedAction()
            self._importing.read_file(file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up only what was never read."""
        if event.key() == Qt.Key.Key_Escape and not self._importing.has_words:
            self.left.emit()
        else:
            super().keyPressEvent(event)
