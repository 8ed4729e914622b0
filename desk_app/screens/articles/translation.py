"""Of which article the shown one is a translation."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.queries.articles import ArticleRow
from db.services.article_languages import link_translation
from desk_app.desk_context import DeskContext
from desk_app.screens.articles.article_list import ArticleList
from desk_app.screens.articles.editor import Editor


class Translation(QObject):
    """Signals: changed: the link, or what may be linked, is different."""

    changed = Signal()

    def __init__(
        self, desk: DeskContext, editor: Editor, articles: ArticleList, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editor = editor
        self._articles = articles
        editor.shown_changed.connect(self.changed)

    @property
    def original_id(self) -> int | None:
        row = self._editor.row
        return row.translation_of if row else None

    @property
    def originals(self) -> list[ArticleRow]:
        """What it may be a translation of."""
        row = self._editor.row
        return self._articles.originals_for(row.article_id) if row else []

    def link(self, original_id: int | None) -> None:
        """Say of which it is one, or of none."""
        row = self._editor.row
        if row is not None and row.translation_of != original_id:
            back = row.translation_of
            self._link(row.article_id, row.article_version, original_id, back)

    def _link(
        self, article_id: int, version: int, original_id: int | None, back: int | None
    ) -> None:
        self._desk.give(
            link_translation,
            owner=self,
            done=partial(self._linked, original_id, back),
            failed=self._failed,
            article_id=article_id,
            seen_version=version,
            original_id=original_id,
        )

    def _linked(self, original_id: int | None, back: int | None, change: Change) -> None:
        undo = partial(self._link, change.record_id, change.version, back, original_id)
        linked = original_id is not None
        words = (
            self.tr("Linked as a translation.") if linked else self.tr("No translation any more.")
        )
        self._desk.notices.done(words, undo=undo)

    def _failed(self, error: Exception) -> None:
        self._desk.notices.problem(error)
        self.changed.emit()
