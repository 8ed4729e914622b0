"""Rows of the facts that are answered, ticked or opened by one key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.domain.service import ScreeningReply
from db.queries.articles import Passage
from desk_app import wording
from desk_app.looks import TextRole
from desk_app.screens.desk.facts import AdviceLine, QuestionLine
from desk_app.widgets.accessible import announce
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.marked_text import MarkedText

_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FactRow(QFrame):
    """One thing in the column of facts that takes the keyboard.

    Signals:
        stepped: -1 or 1: the focus is to go to the row before or behind.
        left: the focus is to go back to the card.
        entered: this row has the focus now.
    """

    stepped = Signal(object)
    left = Signal()
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "fact")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(6, 4, 6, 4)
        self.column.setSpacing(2)

    def set_tab_stop(self, *, is_stop: bool) -> None:
        """All rows together are one stop on the way through the card."""
        strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(strong if is_stop else click)

    def add_mark(self, mark: str) -> None:
        if mark:
            label = plain_label(mark, self, role=TextRole.SMALL, tone=Tone.OVERDUE, wrap=True)
            self.column.addWidget(label)

    def say(self, name: str, *, aloud: bool = False) -> None:
        """Set what a screen reader calls this row, and tell it that it is different now."""
        self.setAccessibleName(name)
        if aloud:
            event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(event)
            announce(self, name)

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a key of this row does; False when it does nothing here."""
        raise NotImplementedError

    # --- Qt overrides -----------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = (
            event.modifiers()
            & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            == Qt.KeyboardModifier.NoModifier
        )
        if not is_plain:
            super().keyPressEvent(event)
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[event.key()])
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not self.on_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self)


class QuestionFact(FactRow):
    """A question; Y, N and - answer it, and the focus goes on.

    Signals:
        answered: itself and the ScreeningReply.
    """

    answered = Signal(object, object)

    def __init__(self, line: QuestionLine, *, shows_mark: bool) -> None:
        super().__init__()
        self.line = line
        self._reply: ScreeningReply | None = None
        self.column.addWidget(plain_label(line.row.text, self, wrap=True))
        self.add_mark(line.mark if shows_mark else "")
        self._buttons: dict[ScreeningReply, Button] = {}
        replies = QWidget(self)
        row = FlowLayout(replies, spacing=4)
        for reply, words, key in self._choices():
            button = Button(words, self, kind=ButtonKind.CHIP, shortcut=key)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{words}: {line.row.text}")
            button.clicked.connect(self._clicked)
            self._buttons[reply] = button
            row.addWidget(button)
        self.column.addWidget(replies)
        self.set_reply(None)

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self._reply is None

    def _choices(self) -> tuple[tuple[ScreeningReply, str, str], ...]:
        return (
            (ScreeningReply.YES, self.tr("Yes"), self.tr("Y", "key for yes")),
            (ScreeningReply.NO, self.tr("No"), self.tr("N", "key for no")),
            (ScreeningReply.NOT_ASKED, self.tr("Not asked"), "-"),
        )

    def set_reply(self, reply: ScreeningReply | None) -> None:
        is_news = reply is not self._reply
        self._reply = reply
        for own, button in self._buttons.items():
            button.setChecked(own is reply)
        said = wording.screening_reply(reply) if reply else self.tr("no answer yet")
        level = wording.screening_level(self.line.row.level)
        name = self.tr("{0} Answer: {1}. A yes means: {2}. {3}")
        self.say(
            name.format(self.line.row.text, said, level, self.line.mark).strip(),
            aloud=is_news and reply is not None,
        )

    def on_key(self, event: QKeyEvent) -> bool:
        typed = event.text().upper()
        for reply, _words, key in self._choices():
            if typed == key:
                self.answered.emit(self, reply)
                return True
        return False

    @Slot()
    def _clicked(self) -> None:
        chosen = [reply for reply, button in self._buttons.items() if button is self.sender()]
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.answered.emit(self, chosen[0])


class CardFact(FactRow):
    """A desk card; Space ticks approved words as read out.

    Signals:
        ticked: itself.
    """

    ticked = Signal(object)

    def __init__(self, line: AdviceLine, *, shows_mark: bool) -> None:
        super().__init__()
        self.line = line
        self._is_said = False
        words = QHBoxLayout()
        words.setSpacing(8)
        self._box = IconLabel("square", self, tone="muted")
        self._box.setVisible(line.row.may_be_said)
        words.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        if line.marks:
            found = MarkedText(self)
            found.set_text(line.row.text, line.marks)
            words.addWidget(found, 1)
        else:
            tone = Tone.PLAIN if line.row.approved else Tone.MUTED
            words.addWidget(plain_label(line.row.text, self, tone=tone, wrap=True), 1)
        self.column.addLayout(words)
        place = " · ".join(part for part in (line.service, self._kind()) if part)
        if line.service:
            self.column.addWidget(
                plain_label(place, self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
            )
        self.add_mark(line.mark if shows_mark else "")
        self._why_not = plain_label("", self, role=TextRole.SMALL, tone=Tone.OVERDUE, wrap=True)
        self._why_not.hide()
        self.column.addWidget(self._why_not)
        self.set_said(is_said=False)

    def _kind(self) -> str:
        return wording.card_kind(self.line.row.kind)

    def set_said(self, *, is_said: bool) -> None:
        is_news = is_said is not self._is_said
        self._is_said = is_said
        icon, tone = ("square-check", "accent") if is_said else ("square", "muted")
        self._box.set_icon(icon, tone)
        state = self.tr("Read out.") if is_said else ""
        parts = (f"{self._kind()}:", self.line.row.text, self.line.mark, state)
        self.say(" ".join(part for part in parts if part), aloud=is_news)

    def refuse(self) -> None:
        """Say why it is not ticked."""
        words = self.tr("Only approved words are ticked as read out.")
        self._why_not.setText(words)
        self._why_not.show()
        announce(self, words)

    def on_key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space:
            return False
        self.ticked.emit(self)
        return True

    # --- Qt overrides -----------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._box.geometry().adjusted(-6, -6, 6, 6).contains(event.position().toPoint()):
            self.ticked.emit(self)


class PassageFact(FactRow):
    """A paragraph of one of the clinic's articles; Enter opens it.

    Signals:
        opened: the id of the article.
    """

    opened = Signal(object)

    def __init__(self, passage: Passage) -> None:
        super().__init__()
        self.passage = passage
        text = MarkedText(self)
        text.set_text(passage.text, passage.marks)
        self.column.addWidget(text)
        words = self.tr("Enter opens: {0}").format(passage.title)
        self.column.addWidget(
            plain_label(words, self, role=TextRole.SMALL, tone=Tone.ACCENT, wrap=True)
        )
        self.say(self.tr("{0}: {1}. Enter opens the article.").format(passage.title, passage.text))

    def on_key(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.opened.emit(self.passage.article_id)
        return True

    # --- Qt overrides -----------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.opened.emit(self.passage.article_id)
