"""The clinic's articles in all states: search, filter, choose."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change, Topic
from db.queries.articles import ArticleRow, library
from desk_app.desk_context import DeskContext
from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.screens.articles.rows import article_row
from desk_app.screens.articles.standings import Standing, stands


class ArticleList(QObject):
    """What is listed, and which of it is chosen.

    Signals:
        rows_changed: rows, counts or filter are different; ``chosen_key`` may have moved.
        chosen: the ArticleRow chosen, again when it was loaded anew; None when there is none.
        became_stale: what is shown was changed; ``refresh`` loads it.
    """

    rows_changed = Signal()
    chosen = Signal(object)
    became_stale = Signal()

    def __init__(
        self,
        desk: DeskContext,
        is_unsaved: Callable[[int], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = TwoLineModel(self)
        self.standing = Standing.ALL
        self.typed = ""
        self.loaded = False
        self.chosen_key: Hashable | None = None
        self._desk = desk
        self._is_unsaved = is_unsaved
        self._rows: dict[int, ArticleRow] = {}
        self._found: set[int] | None = None
        self._stale = True
        desk.changes.committed.connect(self._on_committed)

    def refresh(self) -> None:
        """Load what has changed since it was shown."""
        if self._stale:
            self.reload()

    def reload(self) -> None:
        self._stale = False
        self._desk.ask(library, owner=self, done=self._loaded, key="library")

    def search(self, typed: str) -> None:
        """List the articles that hold every word typed."""
        self.typed = typed
        if typed.strip():
            self._desk.ask(library, owner=self, done=self._articles_found, key="find", typed=typed)
        else:
            self._found = None
            self.show_rows()

    def filter(self, standing: Standing) -> None:
        """List only articles that stand there."""
        self.standing = standing
        self.show_rows()

    def counts(self) -> dict[Standing, int]:
        """Return how many there are of each, whatever is searched for."""
        today = self._desk.today()
        return {
            standing: sum(stands(row, standing, today) for row in self._rows.values())
            for standing in Standing
        }

    def choose(self, key: Hashable) -> None:
        """Take the row of that key; one that is not there changes nothing."""
        if isinstance(key, int) and key in self._rows:
            self.chosen_key = key
            self.chosen.emit(self._rows[key])

    def open(self, article_id: int) -> None:
        """Choose an article, whatever is filtered and searched, and load it if it is new."""
        self.standing, self.typed, self._found = Standing.ALL, "", None
        self.chosen_key = article_id
        self.reload()

    def row(self, article_id: int) -> ArticleRow | None:
        return self._rows.get(article_id)

    def originals_for(self, article_id: int) -> list[ArticleRow]:
        """Return what an article may be a translation of."""
        own = self._rows.get(article_id)
        if own is None or any(row.translation_of == article_id for row in self._rows.values()):
            return []
        return [
            row
            for row in self._rows.values()
            if row.translation_of is None and row.language != own.language
        ]

    def show_rows(self) -> None:
        """Show the rows anew; the one that is chosen stays so while it is listed."""
        today = self._desk.today()
        self.model.set_rows(
            [
                (
                    row.article_id,
                    article_row(row, today, unsaved=self._is_unsaved(row.article_id)),
                )
                for row in self.listed()
            ]
        )
        if self.model.place_of(self.chosen_key) is None:
            self.chosen_key = self.model.first_key()
            self._tell_chosen()
        self.rows_changed.emit()

    def listed(self) -> list[ArticleRow]:
        """Return what stands there and was found, in the order shown."""
        today = self._desk.today()
        return [
            row
            for row in self._rows.values()
            if stands(row, self.standing, today)
            and (self._found is None or row.article_id in self._found)
        ]

    def _tell_chosen(self) -> None:
        key = self.chosen_key
        self.chosen.emit(self._rows.get(key) if isinstance(key, int) else None)

    def _loaded(self, rows: list[ArticleRow]) -> None:
        self._rows = {row.article_id: row for row in rows}
        self.loaded = True
        before = self.chosen_key
        if self.typed.strip():
            self.search(self.typed)
        else:
            self.show_rows()
        if before is not None and before == self.chosen_key:
            self._tell_chosen()

    def _articles_found(self, rows: list[ArticleRow]) -> None:
        self._found = {row.article_id for row in rows}
        self.show_rows()

    @Slot(object, object)
    def _on_committed(self, change: Change, _origin: object) -> None:
        if Topic.ARTICLE in change.topics:
            self._stale = True
            self.became_stale.emit()
