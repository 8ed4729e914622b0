"""One article: its words in lines, and beside them its pages or what is found in them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from db.domain.errors import Problem
from desk_app.screens.articles.head_page import ArticleHead
from desk_app.screens.articles.mending_page import Mending
from desk_app.screens.articles.parts_page import show_text
from desk_app.screens.articles.presenter import ArticlesPresenter
from desk_app.screens.articles.side_page import Side, SidePanel
from desk_app.screens.articles.words_page import WordsColumn
from desk_app.widgets.view_memory import remember_splitter

_FIRST_WIDTHS = (520, 440)
_LEAST_LINES = 12


class ArticleEditor(QWidget):
    """Everything of one article."""

    def __init__(self, presenter: ArticlesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build(presenter)
        self.mending = Mending(
            presenter.clarity, presenter.spelling, self.text, self.side.clarity, self
        )
        self._spelling = presenter.spelling
        self._spelling.changed.connect(self._show_spelling)
        presenter.editor.refused.connect(self._show_problems)
        for keys, slot in (
            ("F4", self._next_finding),
            ("Shift+F4", self._finding_before),
            ("F7", self._turn_side),
            ("Ctrl+Alt+C", self._comment),
            ("Ctrl+H", self.words.find_bar.open_replacing),
            ("F8", self._next_word),
            ("Shift+F8", self._word_before),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(slot)
            self.addAction(action)
        # The keys of what stands beside the words; the list of articles has them too.
        self.side_actions = self.actions()[:3]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spelling.go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is only put away comes back soon
            self._spelling.rest()

    def _build(self, presenter: ArticlesPresenter) -> None:
        self.head = ArticleHead(presenter.editor, presenter.translation, presenter.desk, self)
        self.state_bar = self.head.state_bar
        self.versions = self.head.versions
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.words = WordsColumn(presenter.editor, presenter.pictures, self.splitter)
        self.text = self.words.text
        reviewer = self.state_bar.reviewer.currentData
        self.side = SidePanel(presenter, reviewer, self.text, self.splitter)
        self.pages = self.side.pages
        self.splitter.addWidget(self.words)
        self.splitter.addWidget(self.side)
        self.splitter.setSizes(_FIRST_WIDTHS)
        remember_splitter(self.splitter, "articles/pages", presenter.desk.settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.splitter, 1)
        self._fit()

    def _fit(self) -> None:
        """Leave the text so many lines before all of it has to scroll."""
        self.splitter.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)

    @Slot(object)
    def _show_problems(self, problems: dict[str, Problem]) -> None:
        """What belongs to the approval stands there; the rest above the text."""
        if "left_open" in problems:
            self.side.show_side(Side.QUESTIONS)
            self.side.questions.show_problem()
        elif not self.state_bar.show_problems(problems):
            self.words.show_problems(problems)

    @Slot()
    def _next_finding(self) -> None:
        self.side.show_side(Side.CLARITY)
        self.mending.step(1)

    @Slot()
    def _finding_before(self) -> None:
        self.side.show_side(Side.CLARITY)
        self.mending.step(-1)

    @Slot()
    def _next_word(self) -> None:
        self.mending.step_word(1)

    @Slot()
    def _word_before(self) -> None:
        self.mending.step_word(-1)

    @Slot()
    def _show_spelling(self) -> None:
        show_text(self.words.note, self._spelling.status_words())

    @Slot()
    def _comment(self) -> None:
        self.side.show_side(Side.COMMENTS)
        self.side.comments.begin()

    @Slot()
    def _turn_side(self) -> None:
        """The next view, with the focus; from the last back to the pages."""
        sides = list(Side)
        self.side.show_side(sides[(sides.index(self.side.side) + 1) % len(sides)])
        if not self.side.focus_side():
            self.text.setFocus()

    # --- Qt overrides -----------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
