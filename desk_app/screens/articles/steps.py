"""The steps of a version from state to state, each with its way back."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.article import ArticleState
from db.domain.changes import Change
from db.domain.errors import Problem, ValidationError
from db.queries.articles import ArticleRow, VersionRow
from db.services.article_steps import Standing, take_back_step
from db.services.articles import Approval, bin_article, set_state
from desk_app.desk_context import DeskContext
from desk_app.typed_day import months_later, read_coming_day


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

    def proposed_review(self) -> dt.date:
        """Return the day the clinic would look at a text again."""
        return months_later(self._desk.today(), self._desk.clinic.profile.review_months)

    def read_review(self, typed: str) -> dt.date | None:
        """Return the day that was typed, if it can mean only one."""
        return read_coming_day(typed, self._desk)

    def approve(
        self,
        row: ArticleRow,
        version: VersionRow,
        reviewer_id: int | None,
        due: dt.date | None,
        left_open: str,
    ) -> None:
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
        approval = Approval(reviewer_id, self._desk.today(), due, own, left_open)
        self.move(row, version, ArticleState.APPROVED, approval)

    def move(
        self,
        row: ArticleRow,
        version: VersionRow,
        state: ArticleState,
        approval: Approval | None = None,
    ) -> None:
        """Move a version on."""
        before = _standing(row, version)
        self._desk.give(
            set_state,
            owner=self,
            done=partial(self._moved, version.number, state, before),
            failed=self._failed,
            version_id=version.version_id,
            seen_version=version.version,
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

    def _take_back(self, number: int, before: Standing, moved: Change) -> None:
        self._desk.give(
            take_back_step,
            owner=self,
            done=partial(self._taken_back, number, before.state),
            failed=self._failed,
            version_id=moved.record_id,
            seen_version=moved.version,
            before=before,
        )

    def _moved(self, number: int, state: ArticleState, before: Standing, change: Change) -> None:
        back = partial(self._take_back, number, before, change)
        self._desk.notices.done(self._words(number, state), undo=back)

    def _taken_back(self, number: int, state: ArticleState, _change: Change) -> None:
        self._desk.notices.info(self._words(number, state))

    def _words(self, number: int, state: ArticleState) -> str:
        return {
            ArticleState.DRAFT: self.tr("Version {0} is a draft again."),
            ArticleState.IN_REVIEW: self.tr("Version {0} is in review."),
            ArticleState.APPROVED: self.tr("Version {0} is approved and in force."),
            ArticleState.RETIRED: self.tr("Version {0} is retired."),
        }[state].format(number)

    def _binned(self, change: Change) -> None:
        back = partial(self.bin, change.record_id, change.version, binned=False)
        self._desk.notices.done(self.tr("Article removed."), undo=back)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.refused.emit(error.problems)
            return
        self._desk.notices.problem(error)
        self.not_as_seen.emit()


def _standing(row: ArticleRow, version: VersionRow) -> Standing:
    """Return what a step must be put back to."""
    approval = None
    if version.reviewer_id and version.reviewed_on and version.review_due_on:
        approval = Approval(
            version.reviewer_id,
            version.reviewed_on,
            version.review_due_on,
            left_open=version.left_open,
        )
    is_replaced = row.state is ArticleState.APPROVED and row.version_id != version.version_id
    return Standing(
        version.state, approval, row.version_id if is_replaced else None, row.is_example
    )
