"""One article on the screen: its versions, its words while they are edited, its state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.domain.article import ArticleState
from db.domain.changes import Change
from db.domain.errors import StaleEditError, ValidationError
from db.queries.articles import ArticleRow, VersionRow, versions
from db.services.articles import save_version
from desk_app.desk_context import DeskContext
from desk_app.screens.articles.editing import Editing, Snapshot
from desk_app.screens.articles.lines import EditLine, lines_of
from desk_app.screens.articles.rows import state_sentence
from desk_app.screens.articles.steps import Steps
from desk_app.screens.articles.unsaved import UnsavedWords

_AFTER_LAST_KEY_MS = 120


class Editor(QObject):
    """The newest version is edited; older ones are only looked at. A save is a new version.

    Unsaved words stay here by article until they are saved, whatever else is opened.

    Attributes:
        left_open: why an approval leaves some of the six questions for people open.

    Signals:
        shown_changed: another article or version is shown, or it stands elsewhere now.
        text_changed: the words were changed from here and the fields must follow.
        unsaved_changed: whether there are unsaved words may be different.
        words_settled: the words on the screen are others, and nobody types just now.
        refused: field name -> Problem; nothing was saved.
        reload_wanted: it is not as it was any more: the list is to be loaded again.
    """

    shown_changed = Signal()
    text_changed = Signal()
    unsaved_changed = Signal()
    words_settled = Signal()
    refused = Signal(object)
    reload_wanted = Signal()

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.row: ArticleRow | None = None
        self.versions: list[VersionRow] = []
        self.shown: VersionRow | None = None
        self.left_open = ""
        self._desk = desk
        self._words = UnsavedWords(desk, self)
        self._words.came_back.connect(self.unsaved_changed)
        self._words.given_up.connect(self._give_up)
        self.steps = Steps(desk, self)
        self.steps.refused.connect(self.refused)
        self.steps.not_as_seen.connect(self.reload_wanted)
        self._then: Callable[[], None] | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_AFTER_LAST_KEY_MS)
        self._waiting.timeout.connect(self._settle)

    # --- What is shown ------------------------------------------------------------

    @Slot(object)
    def show_row(self, row: ArticleRow | None) -> None:
        """Show an article's newest version, or the version that is looked at already."""
        if row is None or self.row is None or row.article_id != self.row.article_id:
            self.shown, self._then = None, None
        self.row = row
        if row is None:
            self.versions = []
            self._tell_shown()
        else:
            self._desk.ask(
                versions,
                owner=self,
                done=self._versions_loaded,
                key="versions",
                article_id=row.article_id,
            )

    def show_version(self, version_id: int) -> None:
        """Look at another version."""
        for version in self.versions:
            if version.version_id == version_id:
                self.shown = version
                self._tell_shown()

    @property
    def editing(self) -> Editing | None:
        """What is edited; None while an older version is looked at, or nothing."""
        newest = self.versions[0] if self.versions else None
        if newest is None or self.shown is not newest:
            return None
        return self._words.get(newest.article_id)

    @property
    def now(self) -> Snapshot | None:
        """The words on the screen."""
        if self.editing is not None:
            return self.editing.now
        return Snapshot(self.shown.content, self.shown.sources) if self.shown else None

    def lines(self) -> tuple[EditLine, ...]:
        if self.editing is not None:
            return self.editing.lines
        return lines_of(self.now.article) if self.now else ()

    def is_unsaved(self, article_id: int) -> bool:
        return self._words.is_unsaved(article_id)

    @property
    def has_unsaved(self) -> bool:
        """Whether words of any article are not saved."""
        return self._words.any_left

    def state_words(self) -> str:
        """Return where the version stands and what that means on paper."""
        if self.shown is None or self.row is None:
            return ""
        today = self._desk.today()
        return state_sentence(
            self.shown,
            today,
            is_example=self.row.is_example,
            original_changed=self.row.original_changed,
        )

    def conflict_words(self) -> str:
        """Return what another desk did meanwhile; empty when nothing."""
        editing = self.editing
        newest = self.versions[0].number if self.versions else 0
        if editing is None or not editing.is_unsaved or newest <= editing.base_number:
            return ""
        return self.tr(
            "Version {0} was saved at another desk meanwhile. Yours is kept here, unsaved:"
            " save again to make it version {1}."
        ).format(newest, newest + 1)

    # --- Editing --------------------------------------------------------------------

    def type_lines(self, lines: Sequence[EditLine], line: int) -> None:
        """Take over what was typed."""
        editing = self.editing
        if editing is not None and editing.type_lines(lines, line):
            self._after_typing(editing)

    def type_sources(self, sources: str) -> None:
        editing = self.editing
        if editing is not None:
            editing.type_sources(sources)
            self._after_typing(editing)

    def change(self, step: Callable[[Editing], object]) -> None:
        """Do one step to the words, such as ``partial(Editing.move, line=3, by=1)``."""
        editing = self.editing
        if editing is not None:
            step(editing)
            self._words.keep(editing)
            self.text_changed.emit()
            self.unsaved_changed.emit()
            self._settle()

    def use_as_draft(self) -> None:
        """Make the version that is looked at the newest words, to be edited and saved."""
        version, newest = self.shown, self.versions[0] if self.versions else None
        if version is None or newest is None:
            return
        self.shown = newest
        editing = self.editing
        if editing is None:
            return
        editing.set_article(version.content, version.sources)
        self._words.keep(editing)
        self._tell_shown()
        if not editing.is_unsaved:
            self._save(editing)  # a retired text begins again with the same words

    # --- Saving and moving on ---------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Keep the words as a new draft version."""
        editing = self.editing
        if editing is None:
            return
        if editing.is_unsaved:
            self._save(editing)
        else:
            self._desk.notices.info(self.tr("Nothing has changed since the last save."))

    def send_to_review(self) -> None:
        """Save what is unsaved, then hand it to a practitioner."""
        self._when_saved(partial(self._move_shown, ArticleState.IN_REVIEW))

    def back_to_draft(self) -> None:
        self._move_shown(ArticleState.DRAFT)

    def retire(self) -> None:
        self._move_shown(ArticleState.RETIRED)

    def approve(self, reviewer_id: int | None, due: dt.date | None) -> None:
        """Approve the version that is shown; without reviewer or day it says so."""
        if self.row is not None and self.shown is not None:
            self.steps.approve(self.row, self.shown, reviewer_id, due, self.left_open)

    def _move_shown(self, state: ArticleState) -> None:
        if self.row is not None and self.shown is not None:
            self.steps.move(self.row, self.shown, state)

    def bin(self) -> None:
        """Take the article out of sight."""
        if self.row is not None:
            self.steps.bin(self.row.article_id, self.row.article_version, binned=True)

    @Slot(object)
    def _give_up(self, article_id: int) -> None:
        if self.row is not None and self.row.article_id == article_id:
            self.change(Editing.put_back)

    # --- Commands and their answers -------------------------------------------------------

    @Slot()
    def _settle(self) -> None:
        self._waiting.stop()
        self.words_settled.emit()

    def _after_typing(self, editing: Editing) -> None:
        self._words.keep(editing)
        self.unsaved_changed.emit()
        self._waiting.start()

    def _when_saved(self, then: Callable[[], None]) -> None:
        if self.editing is not None and self.editing.is_unsaved:
            self._then = then
            self._save(self.editing)
        else:
            then()

    def _save(self, editing: Editing) -> None:
        snapshot = editing.now
        self._desk.give(
            save_version,
            owner=self,
            done=partial(self._saved, editing, snapshot),
            failed=partial(self._not_saved, editing),
            article_id=editing.article_id,
            seen_version=editing.seen_version,
            content=snapshot.article,
            sources=snapshot.sources,
        )

    def _saved(self, editing: Editing, snapshot: Snapshot, change: Change) -> None:
        number = 1 + max((version.number for version in self.versions), default=0)
        editing.was_saved(snapshot, number, change.version)
        self._words.keep(editing)
        words = self.tr("Saved as version {0}, a draft.").format(number)
        in_force = self.row.number if self.row and self.row.state is ArticleState.APPROVED else 0
        if in_force:
            stays = self.tr("Version {0} stays in force until this one is approved.")
            words = f"{words} {stays.format(in_force)}"
        self._desk.notices.info(words)
        self.unsaved_changed.emit()

    def _not_saved(self, editing: Editing, error: Exception) -> None:
        self._then = None
        if isinstance(error, ValidationError):
            self.refused.emit(error.problems)
            return
        retry = partial(self._save, editing)
        self._desk.notices.problem(error, retry=retry)
        if isinstance(error, StaleEditError):
            self.reload_wanted.emit()

    def _versions_loaded(self, rows: list[VersionRow]) -> None:
        row = self.row
        if row is None or not rows or rows[0].article_id != row.article_id:
            return
        looked_at = self.shown.number if self.shown and self.shown is not self.versions[0] else 0
        self.versions = rows
        newest = rows[0]
        self.shown = next((each for each in rows if each.number == looked_at), newest)
        self._words.loaded(newest, row.article_version)
        self._tell_shown()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _tell_shown(self) -> None:
        self.shown_changed.emit()
        self.text_changed.emit()
        self._settle()
