"""The right column: what may be said about the service, what must be asked, what we wrote."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.domain.service import CardKind, ScreeningLevel
from db.queries.articles import Passage
from desk_app import wording
from desk_app.looks import TextRole
from desk_app.screens.desk.facts import AdviceLine, FactsPresenter, QuestionLine, ServiceFacts
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.labels import Tone, plain_label, section_heading
from desk_app.widgets.marked_text import MarkedText

_LONGEST_TITLE = 34
_KINDS = (CardKind.SAY, CardKind.DO_NOT_SAY, CardKind.PASS_ON)


class FactsColumn(QFrame):
    """Reading only; the one thing to do here is to open an article."""

    def __init__(self, presenter: DeskPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setProperty("kind", "surface")
        inside = QWidget(self)
        self._service, self._questions, self._advice, self._passages = (
            _Part(inside) for _ in range(4)
        )
        self._nothing = plain_label(
            self.tr("Choose a service: what you may say about it stands here."),
            inside,
            tone=Tone.MUTED,
            wrap=True,
        )
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 6, 16, 16)
        column.setSpacing(16)
        for part in (self._service, self._nothing, self._questions, self._advice, self._passages):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Facts about the service"))
        scroll.setWidget(inside)
        heading = section_heading(self.tr("FACTS   F8"), self)
        heading.setContentsMargins(12, 12, 12, 6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(heading)
        box.addWidget(scroll)
        self._connect(presenter.facts)

    def _connect(self, facts: FactsPresenter) -> None:
        facts.service_found.connect(self._show_service)
        facts.questions_found.connect(self._show_questions)
        facts.advice_found.connect(self._show_advice)
        facts.passages_found.connect(self._show_passages)

    @Slot(object)
    def _show_service(self, service: ServiceFacts | None) -> None:
        if not self._service.is_new(service):
            return
        self._nothing.setVisible(service is None)
        if service is None:
            return
        self._service.add(plain_label(service.name, role=TextRole.HEADING, wrap=True))
        if service.to_practitioner:
            words = self.tr("Always goes to a practitioner before anything is booked.")
            self._service.add(plain_label(words, tone=Tone.OVERDUE, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, (label, text) in enumerate(service.lines):
            name = plain_label(label, tone=Tone.MUTED)
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_paragraph(text, Tone.PLAIN), at, 1)
        self._service.add_layout(grid)

    @Slot(object)
    def _show_questions(self, questions: Sequence[QuestionLine]) -> None:
        if self._questions.is_new(questions) and questions:
            mark = _common([question.mark for question in questions])
            self._questions.add_heading(self.tr("ASK"), mark)
            for level, group in groupby(questions, _level):
                tone = Tone.MUTED if level is ScreeningLevel.TELL_PRACTITIONER else Tone.STOP
                words = self.tr("If yes: {0}").format(wording.screening_level(level))
                self._questions.add(plain_label(words, role=TextRole.SMALL, tone=tone))
                for question in group:
                    self._questions.add(_question_row(question, shows_mark=not mark))

    @Slot(object)
    def _show_advice(self, lines: Sequence[AdviceLine]) -> None:
        if not self._advice.is_new(lines):
            return
        for kind in _KINDS:
            own = [line for line in lines if line.kind is kind]
            if own:
                heading = wording.card_kind(kind).upper()
                mark = _common([line.mark for line in own])
                self._advice.add_heading(heading, mark)
                for line in own:
                    self._advice.add(_advice_label(line, shows_mark=not mark))

    @Slot(object)
    def _show_passages(self, passages: Sequence[Passage]) -> None:
        if not self._passages.is_new(passages) or not passages:
            return
        self._passages.add_heading(self.tr("FROM OUR ARTICLES"), "")
        for passage in passages:
            text = MarkedText()
            text.set_text(passage.text, passage.marks)
            self._passages.add(text)
            opener = Button(_button_text(passage.title), kind=ButtonKind.FLAT, icon_name="article")
            opener.setAccessibleName(self.tr("Open the article {0}").format(passage.title))
            opener.setProperty("article_id", passage.article_id)
            opener.clicked.connect(self._open_article)
            self._passages.add_at_start(opener)

    @Slot()
    def _open_article(self) -> None:
        article_id = self.sender().property("article_id")
        self._presenter.desk.navigation.article_wanted.emit(article_id)


class _Part(QWidget):
    """A part of the column that is built anew when what it shows is different."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._inside: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def is_new(self, shown: object) -> bool:
        """Whether this is to be built; what was built before is gone then."""
        if shown == self._shown:
            return False
        self._shown = shown
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._column = column
        self._box.addWidget(self._inside)
        self.setVisible(bool(shown))
        return True

    def add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def add_at_start(self, widget: QWidget) -> None:
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def add_layout(self, layout: QGridLayout) -> None:
        self._column.addLayout(layout)

    def add_heading(self, text: str, mark: str) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 6 if self._column.count() else 0, 0, 0)
        heading = section_heading(text)
        heading.setIndent(0)
        baseline = Qt.AlignmentFlag.AlignBaseline
        row.addWidget(heading, 0, baseline)
        row.addWidget(plain_label(mark, role=TextRole.SMALL, tone=Tone.OVERDUE), 0, baseline)
        row.addStretch(1)
        self._column.addLayout(row)


def _level(question: QuestionLine) -> ScreeningLevel:
    return question.level


def _question_row(question: QuestionLine, *, shows_mark: bool) -> QWidget:
    """Return a question; its answers will stand below it."""
    return _marked_words(question.text, question.mark if shows_mark else "", Tone.PLAIN)


def _advice_label(line: AdviceLine, *, shows_mark: bool) -> QWidget:
    """Return words of a card; what nobody approved is never as black as what somebody did."""
    tone = Tone.MUTED if line.mark else Tone.PLAIN
    return _marked_words(line.text, line.mark if shows_mark else "", tone)


def _marked_words(text: str, mark: str, tone: Tone) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(_paragraph(text, tone))
    if mark:
        column.addWidget(_paragraph(mark, Tone.OVERDUE, TextRole.SMALL))
    return holder


def _paragraph(text: str, tone: Tone, role: TextRole = TextRole.BODY) -> QLabel:
    label = plain_label(text, role=role, tone=tone, wrap=True, selectable=True)
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # not a stop on the way through the card
    return label


def _button_text(title: str) -> str:
    short = title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rstrip() + "…"
    return short.replace("&", "&&")


def _common(marks: Sequence[str]) -> str:
    """Return the mark that all lines bear, to be said once; empty when they differ."""
    return marks[0] if len(set(marks)) == 1 else ""
