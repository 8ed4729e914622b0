"""Calls that ring, shown above every page; they never take the keyboard."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.desk.calls import Call
from desk_app.screens.desk.known import due_words, shortened
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.telephone.caller_words import number_words, who
from desk_app.widgets.accessible import announce
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import Tone, plain_label

_MOST_OTHERS = 4
_LONGEST_CONCERN = 40


class CallBanner(QFrame):
    """Hidden while nothing rings. The first call stands large, others quietly below it."""

    def __init__(self, presenter: DeskPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = presenter.calls
        self._presenter = presenter
        self._others: dict[Button, uuid.UUID] = {}
        self._count = 0
        self.setProperty("kind", "call")
        self.setAccessibleName(self.tr("Incoming call"))
        self._number = plain_label("", self, role=TextRole.HEADING)
        self._who = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self._below = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(self._make_row())
        column.addWidget(self._below)
        self._row_below = QHBoxLayout(self._below)
        self._row_below.setContentsMargins(0, 0, 0, 0)
        self._more = plain_label("", self._below, role=TextRole.SMALL, tone=Tone.MUTED)
        self._row_below.addWidget(self._more)
        self._row_below.addStretch(1)
        self._calls.offers_changed.connect(self._show_calls)
        self._calls.rang.connect(self._ring)
        self._calls.recognised.connect(self._say_who)
        self._show_calls()

    @property
    def text(self) -> str:
        """What is said of the calls, for tests."""
        parts = (self._number.text(), self._who.text(), *(b.accessibleName() for b in self._others))
        return " ".join(part for part in parts if part)

    def _make_row(self) -> QHBoxLayout:
        take = Button(self.tr("Take the call"), self, icon_name="phone-call", shortcut="F2")
        take.clicked.connect(self._take)
        leave = Button(self.tr("Not for me"), self, kind=ButtonKind.FLAT)
        leave.clicked.connect(self._leave)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("phone-call", self, tone="accent", scale=1.4))
        row.addWidget(self._number)
        row.addWidget(self._who, 1)
        row.addWidget(take)
        row.addWidget(leave)
        return row

    @Slot()
    def _show_calls(self) -> None:
        calls = self._calls.offered
        if calls:
            self._number.setText(number_words(calls[0].number))
            answered = self.tr("on the line") if calls[0].heard.answered_at else ""
            parts = (_who_words(calls[0]), self._open_words(calls[0]), answered)
            self._who.setText(" · ".join(part for part in parts if part))
            self._show_others(calls[1:])
        self.setVisible(bool(calls))

    def _show_others(self, calls: Sequence[Call]) -> None:
        """A button that somebody may be about to press stays as long as its words do."""
        wanted = {call.heard.public_id: _words(call) for call in calls[:_MOST_OTHERS]}
        if wanted != {key: button.toolTip() for button, key in self._others.items()}:
            for button in self._others:
                button.hide()
                self._row_below.removeWidget(button)
                button.deleteLater()
            self._others = {self._other(words): key for key, words in wanted.items()}
        self._count = len(calls)
        self._fit()
        self._below.setVisible(bool(calls))

    def _fit(self) -> None:
        """One line, whatever the width: the others are told as a number."""
        room = self.width() - 32 - self._more.fontMetrics().horizontalAdvance("and 99 more  ")
        shown = 0
        for button in self._others:
            room -= button.sizeHint().width() + self._row_below.spacing()
            button.setVisible(room >= 0)
            shown += room >= 0
        hidden = self._count - shown
        self._more.setText(self.tr("and {0} more").format(hidden) if hidden else "")

    def _other(self, words: str) -> Button:
        button = Button(
            words.replace("&", "&&"), self._below, kind=ButtonKind.FLAT, icon_name="phone"
        )
        button.setAccessibleName(self.tr("Also ringing: {0}").format(words))
        button.setToolTip(words)
        button.clicked.connect(self._take_other)
        self._row_below.insertWidget(self._row_below.count() - 2, button)
        return button

    @Slot(object)
    def _ring(self, call: Call) -> None:
        QApplication.alert(self.window())
        words = self.tr("Incoming call: {0}").format(number_words(call.number))
        announce(self, words, urgent=True)

    @Slot(object)
    def _say_who(self, call: Call) -> None:
        parts = (_who_words(call), self._open_words(call))
        announce(self, ". ".join(part for part in parts if part), urgent=True)

    def _open_words(self, call: Call) -> str:
        """What the call may go on with. Of several people on one number only how much is open."""
        hint = call.hint
        if hint is None or not hint.open_count:
            return ""
        if hint.first_open is None:
            words = self.tr("enquiries open on this number: {0}")
            return words.format(hint.open_count)
        row, today = hint.first_open, self._presenter.desk.today()
        about = row.service or shortened(row.concern, _LONGEST_CONCERN) or self.tr("an enquiry")
        due = due_words(row.next_due, today)
        about = f"{about} · {due}" if due else about
        more = hint.open_count - 1
        words = self.tr("Open: {0}, and {1} more") if more else self.tr("Open: {0}")
        return words.format(about, more)

    @Slot()
    def _take(self) -> None:
        self._presenter.phone_card()

    @Slot()
    def _take_other(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._presenter.take_call(self._others[button])

    @Slot()
    def _leave(self) -> None:
        self._calls.take()

    # --- Qt overrides -----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _words(call: Call) -> str:
    return " · ".join(part for part in (number_words(call.number), _who_words(call)) if part)


def _who_words(call: Call) -> str:
    known = who(call.hint.names, weak=call.hint.weak) if call.hint else ""
    return known or call.name
