"""The steps of a version from state to state, each with its way back where there is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.article import ArticleState
from db.domain.changes import Change
from db.domain.errors import Problem, ValidationError
from db.queries.articles import VersionRow
from db.services.articles import Approval, bin_article, set_state
from desk_app.desk_context import DeskContext


class Steps(QObject):
    """Gives the commands and tells what was done.

    Signals:
        refused: field name -> Problem; nothing was done.
        not_as_seen: it is not as it was shown any more.
    """

    refused = Signal(object)
    not_as_seen = Signal()

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def approve(self, version: VersionRow, reviewer_id: int | None, due: dt.date | None) -> None:
        """Approve a version as of today; without reviewer or day it says so."""
        problems = {}
        if reviewer_id is None:
            problems["reviewer"] = Problem.NEEDS_A_REVIEWER
        if due is None:
            problems["review_due_on"] = Problem.NOT_UNDERSTOOD
        if reviewer_id is None or due is None:
            self.refused.emit(problems)
            return
        own = not self._desk.clinic.profile.is_demo
        approval = Approval(reviewer_id, self._desk.today(), due, own)
        self.move(version, version.version, ArticleState.APPROVED, approval)

    def move(
        self,
        version: VersionRow,
        seen_version: int,
        state: ArticleState,
        approval: Approval | None = None,
        *,
        undone: bool = False,
    ) -> None:
        """Move a version on.

        Args:
            undone: this takes another step back, and is not to be taken back itself.
        """
        back = None if undone else partial(self._back, version)
        self._desk.give(
            set_state,
            owner=self,
            done=partial(self._moved, version.number, state, back),
            failed=self._failed,
            version_id=version.version_id,
            seen_version=seen_version,
            state=state,
            approval=approval,
        )

    def bin(self, article_id: int, seen_version: int, *, binned: bool) -> None:
        """Take an article out of sight, or bring it back."""
        self._desk.give(
            bin_article,
            owner=self,
            done=self._binned if binned else None,
            article_id=article_id,
            seen_version=seen_version,
            binned=binned,
        )

    def _back(self, before: VersionRow, change: Change) -> None:
        approval = None
        if before.reviewer_id and before.reviewed_on and before.review_due_on:
            approval = Approval(before.reviewer_id, before.reviewed_on, before.review_due_on)
        self.move(before, change.version, before.state, approval, undone=True)

    def _moved(
        self,
        number: int,
        state: ArticleState,
        back: Callable[[Change], None] | None,
        change: Change,
    ) -> None:
        words = {
            ArticleState.DRAFT: self.tr("Version {0} is a draft again."),
            ArticleState.IN_REVIEW: self.tr("Version {0} is in review."),
            ArticleState.APPROVED: self.tr("Version {0} is approved and in force."),
            ArticleState.RETIRED: self.tr("Version {0} is retired."),
        }[state].format(number)
        # An approval stands in the record with a name: it ends by retiring, not by undoing.
        if back is None or state is ArticleState.APPROVED:
            self._desk.notices.info(words)
        else:
            self._desk.notices.done(words, undo=partial(back, change))

    def _binned(self, change: Change) -> None:
        back = partial(self.bin, change.record_id, change.version, binned=False)
        self._desk.notices.done(self.tr("Article removed."), undo=back)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.refused.emit(error.problems)
            return
        self._desk.notices.problem(error)
        self.not_as_seen.emit()
