"""Beside the words: their pages, or what the check found."""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.domain.review import HumanQuestion
from desk_app.screens.articles.changes_page import ChangesPanel
from desk_app.screens.articles.clarity_page import ClarityPanel
from desk_app.screens.articles.comments_page import CommentsPanel
from desk_app.screens.articles.parts_page import scrolling
from desk_app.screens.articles.presenter import ArticlesPresenter
from desk_app.screens.articles.questions_page import QuestionsPanel
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.line_edit_view import LineEditView
from desk_app.widgets.pages_view import PageImage, PagesView


class Side(enum.Enum):
    """What stands beside the words."""

    PAGES = "pages"
    CLARITY = "clarity"
    QUESTIONS = "questions"
    COMMENTS = "comments"
    CHANGES = "changes"


class SidePanel(QWidget):
    """One of several views of the same words."""

    def __init__(
        self,
        presenter: ArticlesPresenter,
        reviewer: Callable[[], int | None],
        text: LineEditView,
        parent: QWidget | None = None,
    ) -> None:
        """Args: reviewer: who answers the questions for people."""
        super().__init__(parent)
        self._pages, self._clarity = presenter.pages, presenter.clarity
        self._review, self._comments = presenter.review, presenter.comments
        self.choice = Chips(self.tr("Beside the text"), self)
        self.choice.chosen.connect(self.show_side)
        self.pages = PagesView(self.tr("Pages"), self)
        self.pages.resolution_wanted.connect(self._pages.draw_at)
        self.clarity = ClarityPanel(self._clarity, self)
        self.questions = QuestionsPanel(self._review, reviewer, self)
        self.comments = CommentsPanel(presenter.comments, presenter.desk, text, self)
        self.changes = ChangesPanel(presenter.comparing, self)
        self._comparing = presenter.comparing
        self._views: dict[Side, QWidget] = {
            Side.PAGES: self.pages,
            Side.CLARITY: scrolling(self.clarity, self),
            Side.QUESTIONS: scrolling(self.questions, self),
            Side.COMMENTS: scrolling(self.comments, self),
            Side.CHANGES: self.changes,
        }
        self._stack = QStackedWidget(self)
        for view in self._views.values():
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QVBoxLayout()
        row.setContentsMargins(8, 0, 16, 0)
        row.addWidget(self.choice)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(200)
        self._pages.changed.connect(self._show_pages)
        self._clarity.changed.connect(self._count)
        self._review.changed.connect(self._count)
        self._comments.changed.connect(self._count)
        self._count()

    @property
    def side(self) -> Side:
        """What is shown now."""
        return Side(self.choice.current_key)

    @Slot(object)
    def show_side(self, side: Side) -> None:
        """Show one of them, without the focus."""
        self.choice.set_current(side)
        self._stack.setCurrentWidget(self._views[side])
        self._comparing.watch(on=side is Side.CHANGES)

    def focus_side(self) -> bool:
        """Take the keyboard there; the pages leave it to the text."""
        first: dict[Side, QWidget] = {
            Side.CLARITY: self.clarity.rows,
            Side.QUESTIONS: self.questions.ticks[HumanQuestion.PURPOSE],
            Side.COMMENTS: self.comments.rows,
            Side.CHANGES: self.changes.other,
        }
        if self.side not in first:
            return False
        part = first[self.side]
        usable = part.isEnabled() and part.isVisibleTo(self)
        (part if usable else self.choice).setFocus()
        return True

    @Slot()
    def _count(self) -> None:
        report = self._clarity.report
        found = len(report.findings) if report else None
        still_open = len(HumanQuestion) - len(self._review.answers)
        self.choice.set_chips(
            [
                Chip(Side.PAGES, self.tr("Pages")),
                Chip(Side.CLARITY, self.tr("Clarity"), found),
                Chip(Side.QUESTIONS, self.tr("Questions"), still_open),
                Chip(Side.COMMENTS, self.tr("Comments"), self._comments.open_count or None),
                Chip(Side.CHANGES, self.tr("Changes")),
            ]
        )

    @Slot()
    def _show_pages(self) -> None:
        preview = self._pages.preview
        pages = zip(preview.pages, preview.sizes, strict=True) if preview else ()
        self.pages.set_pages([PageImage(page, *size) for page, size in pages])
