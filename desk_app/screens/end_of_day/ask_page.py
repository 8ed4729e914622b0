"""The question below the list: one line, Enter keeps it, Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.screens.end_of_day.asking import Asking, Question, Wanted
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import plain_label
from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AskPanel(QWidget):
    """Takes no room while nothing is asked."""

    def __init__(self, asking: Asking, parent: QWidget) -> None:
        super().__init__(parent)
        self._asking = asking
        self._wanted = Wanted.DAY
        self._title = plain_label("", self, wrap=True)
        self.day = EchoEdit(self.tr("Day"), self, placeholder=self.tr("Such as: tue 3pm"))
        self.person = TypeAheadEdit(self.tr("Name"), self, placeholder=self.tr("A name"))
        self._problem = HintLine(self)
        keep = Button(self.tr("Keep"), self, kind=ButtonKind.PRIMARY, shortcut="Enter")
        leave = Button(self.tr("Leave"), self, kind=ButtonKind.FLAT, shortcut="Esc")
        keep.clicked.connect(self._send)
        leave.clicked.connect(asking.leave)
        buttons = FlowLayout()
        buttons.addWidget(keep)
        buttons.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        for part in (self._title, self.day, self.person, self._problem):
            column.addWidget(part)
        column.addLayout(buttons)
        self.day.edited.connect(self._echo)
        self.day.stepped.connect(self._step)
        self.person.edited.connect(self._offer)
        asking.asked.connect(self._ask)
        asking.answered.connect(self.hide)
        asking.refused.connect(self._refuse)
        self.hide()

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    @Slot(object)
    def _ask(self, question: Question) -> None:
        self._wanted = question.wanted
        self._title.setText(question.title)
        self._problem.set_problem("")
        self.day.setVisible(question.wanted is Wanted.DAY)
        self.person.setVisible(question.wanted is Wanted.PERSON)
        self.show()
        if question.wanted is Wanted.DAY:
            self.day.set_text(question.proposed)
            self._echo()
            self.day.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.day.edit.selectAll()
        else:
            self.person.set_value("", None)
            self.person.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._offer("")

    @Slot()
    def _send(self) -> None:
        is_day = self._wanted is Wanted.DAY
        self._asking.answer(self.day.text if is_day else self.person.text())

    @Slot()
    def _echo(self) -> None:
        self._problem.set_problem("")
        self.day.set_echo(self._asking.echo(self.day.text))

    @Slot(int)
    def _step(self, steps: int) -> None:
        self.day.set_text(self._asking.stepped(self.day.text, steps))
        self._echo()

    @Slot(str)
    def _offer(self, typed: str) -> None:
        self._problem.set_problem("")
        people = self._asking.people(typed)
        self.person.set_suggestions([Suggestion(one.staff_id, one.name) for one in people])

    @Slot(object)
    def _refuse(self, sentence: str) -> None:
        self._problem.set_problem(sentence)

    # --- Qt overrides ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._send()
        elif event.key() == Qt.Key.Key_Escape:
            self._asking.leave()
        else:
            super().keyPressEvent(event)
