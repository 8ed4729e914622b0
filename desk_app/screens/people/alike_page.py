"""Quiet lines below a person's name: who they may be as well, and what was merged into them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app import when_wording
from desk_app.screens.people.alike import AlikeQuestion
from desk_app.screens.people.content import PersonContent
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import Tone, plain_label

_WIDE = 90  # letters


class AlikeLine(QWidget):
    """A question that never has to be answered, and the way back from every merge.

    Signals:
        comparing: two ids to be shown side by side, the one that would stay first.
    """

    comparing = Signal(object, object)

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._question: AlikeQuestion | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._asking = self._make_question()
        self._column.addWidget(self._asking)
        self._merges: list[QWidget] = []
        self._merge_of: dict[Button, int] = {}
        presenter.alike.asked.connect(self._on_asked)
        presenter.editor.shown.connect(self._on_shown)

    @Slot()
    def answer(self) -> None:
        """Look at the two side by side; somebody new gives way to who is known."""
        if self._question is None:
            return
        person = self._presenter.editor.person
        if person is None:
            self._presenter.open_person(self._question.person_id)
        else:
            self.comparing.emit(person.person_id, self._question.person_id)

    def _make_question(self) -> QWidget:
        asking = QWidget(self)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, asking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        question = QHBoxLayout()
        question.setSpacing(8)
        question.addWidget(IconLabel("users", asking, tone="muted"))
        self._words = plain_label("", asking, tone=Tone.MUTED, wrap=True)
        question.addWidget(self._words, 1)
        row.addLayout(question, 1)
        keys = QWidget(asking)
        flow = FlowLayout(keys, spacing=4)
        self._yes = Button("", keys, kind=ButtonKind.FLAT, shortcut="Ctrl+M")
        self._no = Button(self.tr("Somebody else"), keys, kind=ButtonKind.FLAT)
        self._yes.clicked.connect(self.answer)
        self._no.clicked.connect(self._on_no)
        flow.addWidget(self._yes)
        flow.addWidget(self._no)
        row.addWidget(keys)
        return asking

    @Slot(object)
    def _on_asked(self, question: AlikeQuestion | None) -> None:
        self._question = question
        if question is not None:
            is_new = self._presenter.editor.person is None
            self._words.setText(question.words)
            self._yes.set_text(self.tr("Open") if is_new else self.tr("Compare"), "Ctrl+M")
        self._show()

    @Slot()
    def _on_no(self) -> None:
        if self._question is None:
            return
        person = self._presenter.editor.person
        if person is None:
            self._presenter.alike.deny(self._question.person_id)
        else:
            self._presenter.merger.tell_pair_apart(person.person_id, self._question.person_id)
        self._on_asked(None)

    @Slot(object)
    def _on_shown(self, _content: PersonContent) -> None:
        for line in self._merges:
            self._column.removeWidget(line)
            line.hide()  # it goes a moment later
            line.deleteLater()
        self._merges, self._merge_of = [], {}
        person = self._presenter.editor.person
        desk = self._presenter.desk
        for merge in person.merges if person else ():
            day = when_wording.short_day(desk.local(merge.merged_at).date(), today=desk.today())
            name = merge.name or self.tr("Unknown")
            line = self._make_merge(merge.merge_id, self.tr("{0} merged in, {1}").format(name, day))
            self._merges.append(line)
            self._column.addWidget(line)
        self._show()

    def _make_merge(self, merge_id: int, words: str) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("users", line, tone="muted"))
        row.addWidget(plain_label(words, line, tone=Tone.MUTED, wrap=True), 1)
        apart = Button(self.tr("Take apart"), line, kind=ButtonKind.FLAT, icon_name="undo")
        apart.setAccessibleName(self.tr("Take apart: {0}").format(words))
        apart.clicked.connect(self._on_apart)
        self._merge_of[apart] = merge_id
        row.addWidget(apart)
        return line

    @Slot()
    def _on_apart(self) -> None:
        button, person = self.sender(), self._presenter.editor.person
        if person is None or not isinstance(button, Button):
            return
        for merge in person.merges:
            if merge.merge_id == self._merge_of.get(button):
                self._presenter.merger.take_apart(person, merge)

    def _show(self) -> None:
        self._asking.setVisible(self._question is not None)
        self.setVisible(self._question is not None or bool(self._merges))

    # --- Qt overrides -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the question would be squeezed, its buttons stand below it."""
        super().resizeEvent(event)
        beside = self.width() >= _WIDE * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
