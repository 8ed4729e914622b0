"""The right column: what may be said about the service, what must be asked, what we wrote."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.domain.service import CardKind, ScreeningLevel, ScreeningReply
from db.queries.articles import Passage
from desk_app import wording
from desk_app.looks import TextRole
from desk_app.screens.desk.fact_rows_page import CardFact, FactRow, PassageFact, QuestionFact
from desk_app.screens.desk.facts import AdviceLine, QuestionLine, ServiceFacts
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, plain_label, section_heading

_BELOW_HEADING = 8  # a heading keeps as much free above its words
_KINDS = (CardKind.SAY, CardKind.DO_NOT_SAY, CardKind.PASS_ON)


class FactsColumn(QFrame):
    """The keys stand where they act: F8 comes here, Esc goes back to where one was typing.

    Signals:
        left: the focus is to go back to the card.
    """

    left = Signal()

    def __init__(self, presenter: DeskPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._waits_for_questions = False
        self._current: FactRow | None = None
        self.setProperty("kind", "surface")
        inside = QWidget(self)
        self._service, self._questions, self._advice, self._found, self._passages = (
            FactsPart(inside) for _ in range(5)
        )
        self._parts = (
            self._service, self._questions, self._advice, self._found, self._passages,
        )  # fmt: skip
        self._nothing = plain_label(
            self.tr("Choose a service: what you may say about it stands here."),
            inside,
            tone=Tone.MUTED,
            wrap=True,
        )
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 6, 16, 16)
        column.setSpacing(16)
        column.addWidget(self._service)
        column.addWidget(self._nothing)
        for part in self._parts[1:]:
            column.addWidget(part)
        column.addStretch(1)
        self._lay_out(inside)
        self._connect(presenter)

    def _lay_out(self, inside: QWidget) -> None:
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("Facts about the service"))
        self._scroll.setWidget(inside)
        heading = section_heading(self.tr("FACTS   F8"), self)
        heading.setContentsMargins(12, 12, 12, 6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(heading)
        box.addWidget(self._scroll)

    def _connect(self, presenter: DeskPresenter) -> None:
        facts = presenter.facts
        facts.service_found.connect(self._show_service)
        facts.questions_found.connect(self._show_questions)
        facts.advice_found.connect(self._show_advice)
        facts.cards_found.connect(self._show_found)
        facts.passages_found.connect(self._show_passages)
        presenter.cards.screening_changed.connect(self._show_card)
        presenter.cards.current_changed.connect(self._show_card)

    # --- The keyboard ---------------------------------------------------------------------

    def enter(self) -> bool:
        """Go to the first question without an answer, else to the first row; False for none."""
        rows = self._rows()
        open_questions = [row for row in rows if isinstance(row, QuestionFact) and row.is_open]
        row = next(iter(open_questions or rows), None)
        self._waits_for_questions = not self._questions.rows
        if row is not None:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return row is not None

    @property
    def has_focus(self) -> bool:
        return any(row.hasFocus() for row in self._rows())

    def _rows(self) -> list[FactRow]:
        return [row for part in self._parts for row in part.rows]

    @Slot(object)
    def _entered(self, row: FactRow) -> None:
        for one in self._rows():
            one.set_tab_stop(is_stop=one is row)
        self._scroll.ensureWidgetVisible(row, 0, 24)

    @Slot(object)
    def _step(self, steps: int) -> None:
        rows = self._rows()
        row = self.sender()
        if isinstance(row, FactRow) and row in rows:
            target = rows[max(0, min(len(rows) - 1, rows.index(row) + steps))]
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, part: FactsPart, row: FactRow) -> None:
        row.stepped.connect(self._step)
        row.left.connect(self.left)
        row.entered.connect(self._entered)
        part.add_row(row)

    def _built(self) -> None:
        """Rows came or went: one of them is the stop for Tab, and replies stand in them."""
        rows = self._rows()
        if rows and not any(row.focusPolicy() is Qt.FocusPolicy.StrongFocus for row in rows):
            rows[0].set_tab_stop(is_stop=True)
        self._show_card()

    # --- What is done here ------------------------------------------------------------------

    @Slot()
    def _show_card(self) -> None:
        """Show in the rows what was answered and read out on the card in front."""
        card = self._presenter.cards.current
        if card is None:
            return
        for row in self._rows():
            if isinstance(row, QuestionFact):
                row.set_reply(card.screening.reply_to(row.line.row.question_id))
            elif isinstance(row, CardFact):
                row.set_said(is_said=card.screening.was_said(row.line.row.card_id))

    @Slot(object, object)
    def _answered(self, row: QuestionFact, reply: ScreeningReply) -> None:
        """The focus goes on to the next question; a stop is where asking ends."""
        card = self._presenter.cards.current
        if card is None:
            return
        card.screening.answer(row.line.row, reply)
        if reply is ScreeningReply.YES and row.line.row.level.is_stop:
            return
        rows = self._rows()
        following = rows[rows.index(row) + 1 :] if row in rows else []
        if following:
            following[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _ticked(self, row: CardFact) -> None:
        card = self._presenter.cards.current
        if card is not None and not card.screening.tick(row.line.row):
            row.refuse()

    @Slot(object)
    def _open_article(self, article_id: int) -> None:
        self._presenter.desk.navigation.article_wanted.emit(article_id)

    # --- What there is ----------------------------------------------------------------------

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
                tone = Tone.STOP if level.is_stop else Tone.MUTED
                words = self.tr("If yes: {0}").format(wording.screening_level(level))
                self._questions.add(plain_label(words, role=TextRole.SMALL, tone=tone))
                for question in group:
                    row = QuestionFact(question, shows_mark=not mark)
                    row.answered.connect(self._answered)
                    self._add_row(self._questions, row)
        self._built()
        if questions and self._waits_for_questions and self.has_focus:
            self.enter()  # whoever came for them was here before them

    @Slot(object)
    def _show_advice(self, lines: Sequence[AdviceLine]) -> None:
        if self._advice.is_new(lines):
            for kind in _KINDS:
                own = [line for line in lines if line.row.kind is kind]
                if own:
                    mark = _common([line.mark for line in own])
                    key = self.tr("Space: read out") if kind is CardKind.SAY else ""
                    self._advice.add_heading(wording.card_kind(kind).upper(), mark, key)
                    for line in own:
                        self._add_card(self._advice, line, shows_mark=not mark)
        self._built()

    @Slot(object)
    def _show_found(self, lines: Sequence[AdviceLine]) -> None:
        """Cards of other services that hold the caller's words."""
        if self._found.is_new(lines) and lines:
            self._found.add_heading(self.tr("FROM OTHER CARDS"), "", self.tr("Space: read out"))
            for line in lines:
                self._add_card(self._found, line, shows_mark=True)
        self._built()

    def _add_card(self, part: FactsPart, line: AdviceLine, *, shows_mark: bool) -> None:
        row = CardFact(line, shows_mark=shows_mark)
        row.ticked.connect(self._ticked)
        self._add_row(part, row)

    @Slot(object)
    def _show_passages(self, passages: Sequence[Passage]) -> None:
        if self._passages.is_new(passages) and passages:
            self._passages.add_heading(self.tr("FROM OUR ARTICLES"), "", self.tr("Enter: open"))
            for passage in passages:
                row = PassageFact(passage)
                row.opened.connect(self._open_article)
                self._add_row(self._passages, row)
        self._built()


class FactsPart(QWidget):
    """A part of the column that is built anew when what it shows is different.

    Attributes:
        rows: what takes the keyboard in it, from top to bottom.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: object = None
        self.rows: list[FactRow] = []
        self._inside: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def is_new(self, shown: object) -> bool:
        """Whether this is to be built; what was built before is gone then."""
        if shown == self._shown:
            return False
        self._shown = shown
        self.rows = []
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

    def add_row(self, row: FactRow) -> None:
        self.rows.append(row)
        self._column.addWidget(row)

    def add_layout(self, layout: QGridLayout) -> None:
        self._column.addLayout(layout)

    def add_heading(self, text: str, mark: str, key: str = "") -> None:
        """Add a heading, what holds for all below it, and what a key does there."""
        holder = QWidget()
        row = FlowLayout(holder, spacing=8)
        heading = section_heading(text)
        heading.setIndent(0)
        row.addWidget(heading)
        for words, tone in ((mark, Tone.OVERDUE), (key, Tone.MUTED)):
            label = plain_label(words, role=TextRole.SMALL, tone=tone)
            label.setContentsMargins(0, _BELOW_HEADING, 0, 0)
            row.addWidget(label)
        self._column.addWidget(holder)


def _level(question: QuestionLine) -> ScreeningLevel:
    return question.row.level


def _paragraph(text: str, tone: Tone, role: TextRole = TextRole.BODY) -> QLabel:
    label = plain_label(text, role=role, tone=tone, wrap=True, selectable=True)
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # not a stop on the way through the card
    return label


def _common(marks: Sequence[str]) -> str:
    """Return the mark that all lines bear, to be said once; empty when they differ."""
    return marks[0] if len(set(marks)) == 1 else ""
