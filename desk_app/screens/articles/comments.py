"""Remarks between writer and reviewer, each at the words it is about."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change, Topic
from db.domain.errors import ValidationError
from db.queries.article_comments import CommentRow, comments
from db.services.article_review import NewComment, add_comment, remove_comment, resolve_comment
from desk_app.desk_context import DeskContext
from desk_app.screens.articles.editor import Editor


class Comments(QObject):
    """The remarks on the article that is shown, whichever version it was.

    Signals:
        changed: ``rows`` are others, or stand elsewhere now.
        added: the remark was kept.
        refused: field name -> Problem; nothing was kept.
    """

    changed = Signal()
    added = Signal()
    refused = Signal(object)

    def __init__(self, desk: DeskContext, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[CommentRow] = []
        self._desk = desk
        self._editor = editor
        self._article_id: int | None = None
        editor.shown_changed.connect(self._follow)
        editor.words_settled.connect(self.changed)
        desk.changes.committed.connect(self._on_committed)

    @property
    def open_count(self) -> int:
        return sum(row.is_open for row in self.rows)

    def place_of(self, row: CommentRow) -> tuple[int, int] | None:
        """Return line and column of the words it is about, wherever they stand by now."""
        lines = self._editor.lines()
        holding = [number for number, line in enumerate(lines) if row.said in line.text]
        if not row.said or not holding:
            return None
        nearest = min(holding, key=lambda number: (abs(number - row.line), -number))
        return nearest, lines[nearest].text.index(row.said)

    def add(self, line: int, said: str, text: str) -> None:
        """Remark on some words of the version that is shown."""
        shown = self._editor.shown
        if shown is not None:
            new = NewComment(shown.article_id, shown.number, line, said, text)
            self._desk.give(add_comment, owner=self, done=self._added, failed=self._failed, new=new)

    def resolve(self, row: CommentRow) -> None:
        """Say that it is dealt with, or open it again."""
        self._resolve(row.comment_id, row.version, resolved=row.is_open)

    def _resolve(self, comment_id: int, version: int, *, resolved: bool) -> None:
        self._desk.give(
            resolve_comment,
            owner=self,
            done=partial(self._resolved, resolved),
            failed=self._failed,
            comment_id=comment_id,
            seen_version=version,
            resolved=resolved,
        )

    def _resolved(self, resolved: bool, change: Change) -> None:  # noqa: FBT001
        words = self.tr("Comment resolved.") if resolved else self.tr("Comment open again.")
        back = partial(self._resolve, change.record_id, change.version, resolved=not resolved)
        self._desk.notices.done(words, undo=back)

    def _added(self, change: Change) -> None:
        take_back = partial(
            self._desk.give,
            remove_comment,
            owner=self,
            failed=self._failed,
            comment_id=change.record_id,
            seen_version=change.version,
        )
        self.added.emit()
        self._desk.notices.done(self.tr("Comment added."), undo=take_back)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.refused.emit(error.problems)
            return
        self._desk.notices.problem(error)
        self._load()

    @Slot()
    def _follow(self) -> None:
        row = self._editor.row
        article_id = row.article_id if row else None
        if article_id != self._article_id:
            self._article_id = article_id
            self._loaded([])
            self._load()

    def _load(self) -> None:
        if self._article_id is not None:
            self._desk.ask(
                comments, owner=self, done=self._loaded, key="comments",
                article_id=self._article_id,
            )  # fmt: skip

    def _loaded(self, rows: list[CommentRow]) -> None:
        self.rows = [*filter(_is_open, rows), *(row for row in rows if not _is_open(row))]
        self.changed.emit()

    @Slot(object, object)
    def _on_committed(self, change: Change, _origin: object) -> None:
        if Topic.ARTICLE in change.topics:
            self._load()


def _is_open(row: CommentRow) -> bool:
    return row.is_open
