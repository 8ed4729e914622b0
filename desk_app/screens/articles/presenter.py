"""The articles screen: a list, one article, and a text being brought in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from desk_app.desk_context import DeskContext
from desk_app.screens.articles.article_list import ArticleList
from desk_app.screens.articles.clarity import Clarity
from desk_app.screens.articles.comments import Comments
from desk_app.screens.articles.comparing import Comparing
from desk_app.screens.articles.editor import Editor
from desk_app.screens.articles.editor_pages import EditorPages
from desk_app.screens.articles.importing import Importing
from desk_app.screens.articles.pictures import Pictures
from desk_app.screens.articles.printing import ArticleListPrinting
from desk_app.screens.articles.review import Review
from desk_app.screens.articles.spelling import Spelling
from desk_app.screens.articles.translation import Translation


class ArticlesPresenter(QObject):
    """Joins the parts; each of them has its own signals."""

    def __init__(
        self,
        desk: DeskContext,
        parent: QObject | None = None,
        *,
        dictionaries: Sequence[Path] = (),
    ) -> None:
        """Args: dictionaries: the folders they may lie in, the clinic's own first."""
        super().__init__(parent)
        self.desk = desk
        self.editor = Editor(desk, self)
        self.pages = EditorPages(desk, self.editor, self)
        self.pictures = Pictures(desk, self.editor, self)
        self.clarity = Clarity(desk, self.editor, self)
        self.spelling = Spelling(desk, self.editor, dictionaries, self)
        self.clarity.turned.connect(self.spelling.look)
        self.review = Review(desk, self.editor, self)
        self.comparing = Comparing(desk, self.editor, self)
        self.comments = Comments(desk, self.editor, self)
        self.importing = Importing(desk, self)
        self.articles = ArticleList(desk, self.editor.is_unsaved, self)
        self.printing = ArticleListPrinting(desk, self)
        self.translation = Translation(desk, self.editor, self.articles, self)
        self.articles.chosen.connect(self.editor.show_row)
        self.editor.unsaved_changed.connect(self.articles.show_rows)
        self.editor.reload_wanted.connect(self.articles.reload)
        self.importing.kept.connect(self.open)

    @Slot(object)
    def open(self, article_id: int) -> None:
        """Show an article, whatever is listed now."""
        self.articles.open(article_id)

    def print_list(self) -> None:
        """Show on paper what is listed."""
        self.printing.show(self.articles.listed())

    @property
    def may_leave(self) -> bool:
        """Whether nothing typed or brought in would be lost."""
        return not self.editor.has_unsaved and not self.importing.has_words
