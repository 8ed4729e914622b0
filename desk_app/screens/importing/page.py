"""Bringing in people and past enquiries: what was brought in before, or a file as it will be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.screens.importing.file_page import FileView
from desk_app.screens.importing.presenter import ImportingPresenter
from desk_app.widgets.buttons import Button
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.labels import Tone, horizontal_rule, panel, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.row_list import RowList

_NOTHING, _HISTORY, _FILE = range(3)


class ImportingPage(Page):
    """Ctrl+O opens a file, Ctrl+Enter brings it in, Esc puts it away; U undoes an import.

    Ctrl+S saves the rows that were kept aside.
    """

    def __init__(self, presenter: ImportingPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setAcceptDrops(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._make_nothing())
        self._stack.addWidget(self._make_history())
        self._file = FileView(presenter, self._stack)
        self._stack.addWidget(self._file)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(horizontal_rule(self))
        column.addWidget(self._stack, 1)
        for keys, deed in (
            ("Ctrl+O", self.choose_file),
            ("Ctrl+Return", presenter.store),
            ("Ctrl+S", self._file.save_aside),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
        presenter.opened.connect(self._on_opened)
        presenter.desk.seat.lock_changed.connect(self._say_about)
        presenter.closed.connect(self._on_closed)
        presenter.history_changed.connect(self._on_history)

    def activated(self) -> None:
        self._presenter.load()
        if self._presenter.book is None:
            self._focus_list()

    def may_leave(self) -> bool:
        return not self._presenter.storing.is_busy

    # --- Building -----------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        head = panel(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(plain_label(self.tr("Bring in a file"), head, role=TextRole.HEADING))
        self._about = plain_label("", head, tone=Tone.MUTED, elide=True)
        words.addWidget(self._about)
        row.addLayout(words, 1)
        self.open_button = Button(self.tr("&Open a file…"), head, shortcut="Ctrl+O")
        self.open_button.clicked.connect(self.choose_file)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        self._say_about()
        return head

    def _make_nothing(self) -> QWidget:
        nothing = EmptyState()
        nothing.show_state(
            "address-book",
            self.tr("Nothing was brought in yet"),
            self.tr(
                "Open a spreadsheet, a CSV file or vCards with people or past enquiries, or drop "
                "it here. You see what becomes of it before anything is stored, and can undo it."
            ),
        )
        return nothing

    def _make_history(self) -> QWidget:
        side = QWidget()
        self._history = TwoLineModel(self)
        self.list = RowList(self.tr("What was brought in"), self._history, side)
        undo = QShortcut(QKeySequence("U"), self.list)
        undo.setContext(Qt.ShortcutContext.WidgetShortcut)
        undo.activated.connect(self._undo)
        keys = plain_label(
            self.tr("U undoes the whole import, at any time"), side, role=TextRole.SMALL,
            tone=Tone.MUTED, wrap=True,
        )  # fmt: skip
        keys.setContentsMargins(24, 6, 24, 6)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(keys)
        return side

    # --- What is shown and done -----------------------------------------------------------

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file and read it."""
        if self._presenter.refusal():
            return
        kinds = self.tr("Tables and vCards (*.xlsx *.xls *.ods *.csv *.tsv *.txt *.vcf);;All (*)")
        file, _kind = QFileDialog.getOpenFileName(self, self.tr("Bring in a file"), "", kinds)
        if file:
            self._presenter.open(file)

    @Slot()
    def _undo(self) -> None:
        self._presenter.undo(self.list.current_key)

    @Slot()
    def _say_about(self) -> None:
        book = self._presenter.book
        words = self.tr("People and past enquiries, from a spreadsheet, CSV or vCard")
        refusal = self._presenter.refusal()
        self._about.setText(refusal or (book.name if book else words))
        self.open_button.set_refusal(refusal)

    @Slot()
    def _on_opened(self) -> None:
        self._say_about()
        is_choosing = self._file.is_choosing  # asked first: the stack moves the focus as it turns
        self._stack.setCurrentIndex(_FILE)
        if not is_choosing:
            self._file.focus_first()

    @Slot()
    def _on_closed(self) -> None:
        self._say_about()
        self._stack.setCurrentIndex(_HISTORY if self._history.keys else _NOTHING)
        self._focus_list()

    @Slot(object)
    def _on_history(self, rows: object) -> None:
        self._history.set_rows(rows)  # type: ignore[arg-type]
        if self._presenter.book is None:
            self._stack.setCurrentIndex(_HISTORY if self._history.keys else _NOTHING)
            self._focus_list()

    def _focus_list(self) -> None:
        first = self.list if self._history.keys else self.open_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.current_key is None:
            self.list.set_current(self._history.first_key())

    # --- Qt overrides -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._presenter.book is not None:
            self._file.leave()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._presenter.open(event.mimeData().urls()[0].toLocalFile())
