"""The articles screen: the list at the left, at the right one article or a text coming in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.paper.preview_page import PaperPreview
from desk_app.paper.printing import Preview
from desk_app.screens.articles.editor_page import ArticleEditor
from desk_app.screens.articles.import_page import ImportView
from desk_app.screens.articles.parts_page import scrolling
from desk_app.screens.articles.presenter import ArticlesPresenter
from desk_app.screens.articles.rows import standing_name
from desk_app.screens.articles.standings import Standing
from desk_app.widgets.buttons import Button
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.page import Page
from desk_app.widgets.row_list import RowList
from desk_app.widgets.search_field import SearchField
from desk_app.widgets.view_memory import remember_splitter

_FIRST_WIDTHS = (280, 1000)
_MARGIN = 12
_LEAST_LINES = 7  # of the list: about three rows


class ArticlesPage(Page):
    """Nothing typed is lost by going elsewhere: unsaved words stay, marked in the list."""

    def __init__(self, presenter: ArticlesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._articles = presenter.articles
        self._build()
        self._articles.rows_changed.connect(self._show_rows)
        self._articles.became_stale.connect(self._refresh_if_shown)
        presenter.importing.kept.connect(self._show_article)
        presenter.printing.ready.connect(self._on_preview)
        presenter.printing.sent.connect(self._leave_preview)
        for keys, slot in (
            ("Ctrl+I", self.bring_in),
            ("Ctrl+S", self._save),
            ("Ctrl+O", self._open),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(slot)
            self.addAction(action)
        self._show_rows()

    # --- What the main window asks -----------------------------------------------------

    def activated(self) -> None:
        self._leave_preview()
        self._articles.refresh()
        if self.stack.currentWidget() is not self.bringing_in:
            (self.rows if self._articles.chosen_key is not None else self.search).setFocus()

    def focus_search(self) -> None:
        """In an article its words are found, elsewhere the articles."""
        self._leave_preview()
        if self.article.isAncestorOf(self.window().focusWidget() or self):
            self.article.words.find_bar.open()
            return
        self.search.setFocus()
        self.search.selectAll()

    def print_page(self) -> None:
        """What is listed, with the days its reviews are due."""
        if self._whole.currentWidget() is self.preview:
            self.preview.send()
        else:
            self._presenter.print_list()

    def may_leave(self) -> bool:
        return self._presenter.may_leave

    # --- Building ------------------------------------------------------------------------

    def _build(self) -> None:
        self._whole = QStackedWidget(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self._whole)
        self.preview = PaperPreview(self._presenter.printing, self._whole)
        self.preview.left.connect(self._leave_preview)
        self._whole.addWidget(self.splitter)
        self._whole.addWidget(self.preview)
        self.splitter.setChildrenCollapsible(False)
        self._list_area = scrolling(self._make_list(), self.splitter)
        self.splitter.addWidget(self._list_area)
        self._fit_list()
        self.stack = QStackedWidget(self.splitter)
        self.article = ArticleEditor(self._presenter, self.stack)
        self._article_area = scrolling(self.article, self.stack)
        self.bringing_in = ImportView(self._presenter.importing, self.stack)
        self.bringing_in.left.connect(self._leave_import)
        self._none = QWidget(self.stack)
        for part in (self._none, self._article_area, self.bringing_in):
            self.stack.addWidget(part)
        self._list_area.addActions(self.article.side_actions)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(_FIRST_WIDTHS)
        remember_splitter(self.splitter, "articles", self._presenter.desk.settings)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._whole)

    def _make_list(self) -> QWidget:
        side = QWidget(self.splitter)
        self.search = SearchField(self.tr("Search articles"), side, shortcut="Ctrl+F")
        self.search.edited.connect(self._articles.search)
        self.search.stepped.connect(self._step)
        self.search.submitted.connect(self._search_submitted)
        self.standings = Chips(self.tr("Which articles"), side)
        self.standings.chosen.connect(self._articles.filter)
        self.rows = RowList(self.tr("Articles"), self._articles.model, side)
        self.rows.chosen.connect(self._choose)
        self.rows.submitted.connect(self._edit)
        self._nothing = EmptyState(side)
        self._nothing.action_wanted.connect(self._empty_action)
        self._list_stack = QStackedWidget(side)
        self._list_stack.addWidget(self.rows)
        self._list_stack.addWidget(self._nothing)
        self.import_button = Button(
            self.tr("&Import text…"), side, icon_name="plus", shortcut="Ctrl+I"
        )
        self.import_button.clicked.connect(self.bring_in)
        self.print_button = Button(
            self.tr("Print this list"), side, icon_name="printer", shortcut="Ctrl+P"
        )
        self.print_button.clicked.connect(self.print_page)
        top = QVBoxLayout()
        top.setContentsMargins(_MARGIN, 12, _MARGIN, 8)
        top.setSpacing(8)
        for part in (self.search, self.standings, self.import_button, self.print_button):
            top.addWidget(part)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._list_stack, 1)
        return side

    def _fit_list(self) -> None:
        """Below so many rows the column scrolls instead, buttons and all; never sideways."""
        self._list_stack.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
        bar = self._list_area.verticalScrollBar().sizeHint().width()
        widest = self.import_button.sizeHint().width() + 2 * _MARGIN + bar
        self._list_area.setMinimumWidth(widest)

    # --- Showing ---------------------------------------------------------------------------

    @Slot()
    def _show_rows(self) -> None:
        articles, counts = self._articles, self._articles.counts()
        self.standings.set_chips(
            [
                Chip(standing, standing_name(standing), counts[standing])
                for standing in Standing
                if counts[standing] or standing in (Standing.ALL, articles.standing)
            ]
        )
        self.standings.set_current(articles.standing)
        if self.search.text() != articles.typed:
            self.search.setText(articles.typed)
        empty = articles.loaded and not articles.model.rowCount()
        self.import_button.setHidden(empty and not counts[Standing.ALL])  # offered below
        self.print_button.setHidden(empty)
        self._list_stack.setCurrentWidget(self._nothing if empty else self.rows)
        if empty:
            self._show_nothing(any_at_all=counts[Standing.ALL] > 0)
        self.rows.set_current(articles.chosen_key)
        if self.stack.currentWidget() is not self.bringing_in:
            shown = self._article_area if articles.chosen_key is not None else self._none
            self.stack.setCurrentWidget(shown)

    def _show_nothing(self, *, any_at_all: bool) -> None:
        if any_at_all:
            self._nothing.show_state(
                "search",
                self.tr("No match"),
                self.tr("No article stands there and holds all these words."),
                self.tr("Show all"),
            )
        else:
            self._nothing.show_state(
                "article",
                self.tr("No articles yet"),
                self.tr("Paste the clinic's own text, or open it from a file."),
                self.tr("Import text…"),
                "Ctrl+I",
            )

    # --- Doing ------------------------------------------------------------------------------

    @Slot()
    def bring_in(self) -> None:
        """Open the empty box; a text that is being mended there stays."""
        self._leave_preview()
        self.stack.setCurrentWidget(self.bringing_in)
        if self._presenter.importing.has_words:
            self.bringing_in.result.setFocus()
        else:
            self.bringing_in.start()

    @Slot()
    def _leave_import(self) -> None:
        self._presenter.importing.begin()
        self._show_article()

    @Slot()
    def _show_article(self) -> None:
        self.stack.setCurrentWidget(self._none)
        self._show_rows()
        self.rows.setFocus()

    @Slot(object)
    def _choose(self, key: int) -> None:
        if self.stack.currentWidget() is self.bringing_in:
            self.stack.setCurrentWidget(
                self._article_area
            )  # the text being brought in stays as it is
        self._articles.choose(key)

    @Slot()
    def _edit(self) -> None:
        self.article.text.setFocus()

    @Slot(int)
    def _step(self, by: int) -> None:
        self.rows.step(by)

    @Slot()
    def _search_submitted(self) -> None:
        if self._articles.chosen_key is not None:
            self.rows.setFocus()

    @Slot()
    def _empty_action(self) -> None:
        if self._articles.counts()[Standing.ALL]:
            self._articles.filter(Standing.ALL)
            self._articles.search("")
        else:
            self.bring_in()

    @Slot(object)
    def _on_preview(self, preview: Preview) -> None:
        self._whole.setCurrentWidget(self.preview)
        self.preview.show_preview(preview)

    @Slot()
    def _leave_preview(self) -> None:
        if self._whole.currentWidget() is self.preview:
            self._whole.setCurrentWidget(self.splitter)
            self.rows.setFocus()

    @Slot()
    def _save(self) -> None:
        if self._whole.currentWidget() is self.preview:
            self.preview.save()
        elif self.stack.currentWidget() is self.bringing_in:
            self._presenter.importing.keep()
        else:
            self._presenter.editor.save()

    @Slot()
    def _open(self) -> None:
        if self.stack.currentWidget() is not self.bringing_in:
            self.bring_in()
        self.bringing_in.choose_file()

    @Slot()
    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self._articles.refresh()

    # --- Qt overrides -----------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit_list)  # its button has the new letters then
