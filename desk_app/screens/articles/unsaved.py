"""The words of articles that are edited at this desk: they outlive whatever else is opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.article import ArticleText
from db.queries.articles import ArticleRow, VersionRow, library
from desk_app.desk_context import DeskContext
from desk_app.screens.articles.editing import Editing
from desk_app.unsaved_edits import UnsavedForms


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Words that are not saved yet, and the number of the version they were begun from."""

    article: ArticleText
    sources: str
    base_number: int


class UnsavedWords(QObject):
    """One Editing for every article that was opened; unsaved ones are kept on the disk too.

    Signals:
        came_back: articles have unsaved words of an earlier run.
        given_up: the id of an article whose words of an earlier run are not wanted.
    """

    came_back = Signal()
    given_up = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opened: dict[int, Editing] = {}
        self._kept = UnsavedForms(desk.edits, "article", KeptWords, self)
        self._kept.came_back.connect(self._ask_which)

    def get(self, article_id: int) -> Editing | None:
        return self._opened.get(article_id)

    def is_unsaved(self, article_id: int) -> bool:
        return self._kept.get(article_id) is not None

    @property
    def any_left(self) -> bool:
        """Whether words of any article are not saved."""
        return self._kept.any_left

    def keep(self, editing: Editing) -> None:
        """Its words are others now, or saved."""
        if editing.is_unsaved:
            now = editing.now
            words = KeptWords(now.article, now.sources, editing.base_number)
            self._kept.put(editing.article_id, words)
        else:
            self._kept.forget(editing.article_id)

    def loaded(self, newest: VersionRow, seen_version: int) -> None:
        """Begin to edit, or go on: unsaved words stay, and saved ones while they are the newest."""
        editing = self._opened.get(newest.article_id)
        if editing is None:
            self._opened[newest.article_id] = self._begun(newest, seen_version)
        elif editing.is_unsaved:
            # What was saved elsewhere is on the screen by now, so a save is no blind one.
            editing.seen_version = seen_version
        elif (newest.content, newest.sources) == (editing.now.article, editing.now.sources):
            editing.was_saved(editing.now, newest.number, seen_version)
        else:
            self._opened[newest.article_id] = Editing(newest, seen_version)

    def _begun(self, newest: VersionRow, seen_version: int) -> Editing:
        editing = Editing(newest, seen_version)
        kept = self._kept.get(newest.article_id)
        if kept is not None:
            editing.set_article(kept.article, kept.sources)
            editing.base_number = kept.base_number
            self.keep(editing)
            if self._kept.tell_return(newest.article_id):
                self._desk.notices.info(
                    self.tr("What was written here last time is back, not saved."),
                    action_label=self.tr("Discard"),
                    action=partial(self.given_up.emit, newest.article_id),
                )
        return editing

    # --- Of an earlier run --------------------------------------------------------------

    @Slot(object)
    def _ask_which(self, ids: list[int]) -> None:
        self.came_back.emit()
        self._desk.ask(library, owner=self, done=partial(self._tell_which, ids))

    def _tell_which(self, ids: list[int], rows: list[ArticleRow]) -> None:
        """Say it of those that were not binned meanwhile."""
        found = [row for row in rows if row.article_id in ids]
        if not found:
            return
        one = self.tr("What was written in “{0}” came back, not saved.")
        several = self.tr("What was written in {0} articles came back, not saved.")
        words = one.format(found[0].title) if len(found) == 1 else several.format(len(found))
        show = partial(self._desk.navigation.article_wanted.emit, found[0].article_id)
        self._desk.notices.info(words, action_label=self.tr("Show"), action=show)
