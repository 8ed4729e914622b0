"""The six questions that only people can answer, as ticks with a name and a day."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from db.domain.review import HumanQuestion
from desk_app.clarity_wording import question_help, question_words
from desk_app.looks import TextRole
from desk_app.screens.articles.review import Review
from desk_app.screens.articles.rows import full_day
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import Tone, plain_label


class QuestionsPanel(QWidget):
    """Follows the version that is shown."""

    def __init__(
        self, review: Review, reviewer: Callable[[], int | None], parent: QWidget | None = None
    ) -> None:
        """Args: reviewer: who answers, by the box of the approval."""
        super().__init__(parent)
        self._review = review
        self._reviewer = reviewer
        self.ticks: dict[HumanQuestion, QCheckBox] = {}
        self.details: dict[HumanQuestion, QLabel] = {}
        self._build()
        review.changed.connect(self._show)
        self._show()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 16, 12)
        column.setSpacing(4)
        self._lead = plain_label("", self, tone=Tone.MUTED, wrap=True)
        column.addWidget(self._lead)
        self._problem = HintLine(self)
        column.addWidget(self._problem)
        for question in HumanQuestion:
            tick = QCheckBox(question_words(question), self)
            tick.clicked.connect(partial(self._answer, question))
            detail = plain_label("", self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
            self.ticks[question], self.details[question] = tick, detail
            column.addSpacing(6)
            column.addWidget(tick)
            column.addWidget(detail)
        name = self.tr("If some stay open, why")
        self.reason = GrowingTextEdit(name, self, least_lines=1, most_lines=3)
        self.reason.edited.connect(self._review.explain)
        column.addSpacing(12)
        column.addWidget(plain_label(name, self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True))
        column.addWidget(self.reason)
        column.addStretch(1)

    def show_problem(self) -> None:
        """Say that the approval wants more answers, or the reason."""
        self._problem.set_problem(
            self.tr("Tick what you have looked at, and say below why the rest stays open.")
        )
        next((tick for tick in self.ticks.values() if not tick.isChecked()), self.reason).setFocus()

    @Slot()
    def _show(self) -> None:
        answers, can_answer = self._review.answers, self._review.can_answer
        self._lead.setText(
            self.tr("Only people can judge these. A tick carries your name.")
            if can_answer
            else self.tr("These are answered on a saved version before its approval.")
        )
        for question, tick in self.ticks.items():
            answer = answers.get(question)
            tick.setChecked(answer is not None)
            tick.setEnabled(can_answer)
            who = [answer.name, full_day(answer.on)] if answer else [question_help(question)]
            words = " · ".join(filter(None, who))
            self.details[question].setText(words)
            tick.setAccessibleDescription(words)
        if self.reason.text != self._review.left_open:
            self.reason.set_text(self._review.left_open)
        self.reason.setReadOnly(not can_answer)
        self._problem.set_problem("")

    def _answer(self, question: HumanQuestion) -> None:
        answered = self.ticks[question].isChecked()
        self._review.answer(question, self._reviewer(), answered=answered)
