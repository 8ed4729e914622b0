"""The six questions that only people can answer, for the version that is shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.article import ArticleState
from db.domain.changes import Change
from db.domain.review import HumanQuestion
from db.queries.articles import AnsweredQuestion
from db.services.article_review import answer_question
from desk_app.clarity_wording import question_words
from desk_app.desk_context import DeskContext
from desk_app.screens.articles.editor import Editor


class Review(QObject):
    """Signals: changed: answers, or whether there may be any, are different."""

    changed = Signal()

    def __init__(self, desk: DeskContext, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editor = editor
        self._version_id: int | None = None
        editor.shown_changed.connect(self._follow)
        self._could_answer = False
        editor.unsaved_changed.connect(self._see_whether_saved)

    @property
    def answers(self) -> dict[HumanQuestion, AnsweredQuestion]:
        """Who answered with yes; what is not in it is open."""
        shown = self._editor.shown
        return {answer.question: answer for answer in shown.answers} if shown else {}

    @property
    def can_answer(self) -> bool:
        """Whether the saved words are on the screen and still to be approved."""
        shown, editing = self._editor.shown, self._editor.editing
        is_open = shown is not None and shown.state in (ArticleState.DRAFT, ArticleState.IN_REVIEW)
        return is_open and not (editing is not None and editing.is_unsaved)

    @property
    def left_open(self) -> str:
        """Why some stay open: what was said at the approval, or what is typed for it."""
        shown = self._editor.shown
        return self._editor.left_open or (shown.left_open if shown else "")

    def explain(self, why: str) -> None:
        """Take over why some questions stay open."""
        self._editor.left_open = why

    def answer(
        self, question: HumanQuestion, staff_id: int | None, *, answered: bool = True
    ) -> None:
        """Answer with yes, or leave open again."""
        before, shown = self.answers.get(question), self._editor.shown
        if shown is None or answered == (before is not None):
            return
        if before is None:
            before = AnsweredQuestion(question, staff_id, "", self._desk.today())
        self._give(shown.version_id, before, answered)

    def _give(self, version_id: int, answer: AnsweredQuestion, answered: bool) -> None:  # noqa: FBT001
        self._desk.give(
            answer_question,
            owner=self,
            done=partial(self._answered, version_id, answer, answered),
            failed=self._failed,
            version_id=version_id,
            question=answer.question,
            staff_id=answer.staff_id,
            on=answer.on,
            answered=answered,
        )

    def _answered(
        self,
        version_id: int,
        answer: AnsweredQuestion,
        answered: bool,  # noqa: FBT001
        _change: Change,
    ) -> None:
        words = self.tr("Yes: {0}") if answered else self.tr("Open again: {0}")
        back = partial(self._give, version_id, answer, not answered)
        self._desk.notices.done(words.format(question_words(answer.question)), undo=back)

    def _failed(self, error: Exception) -> None:
        self._desk.notices.problem(error)
        self.changed.emit()

    @Slot()
    def _see_whether_saved(self) -> None:
        if self.can_answer != self._could_answer:
            self._follow()

    @Slot()
    def _follow(self) -> None:
        shown = self._editor.shown
        version_id = shown.version_id if shown else None
        if version_id != self._version_id:
            self._version_id = version_id
            self._editor.left_open = ""
        self._could_answer = self.can_answer
        self.changed.emit()
