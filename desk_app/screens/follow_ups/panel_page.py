"""Beside the list: what was promised, what was tried, and the keys written on buttons."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desk_app.looks import TextRole, tabular
from desk_app.screens.follow_ups.form import FollowUpForm
from desk_app.screens.follow_ups.form_page import InlineForm
from desk_app.screens.follow_ups.side_panel import Action, PanelContent, Tried
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, plain_label, section_heading, set_tone

_SIDE = 16
_LONGEST_NUMBER = 24
# What comes before all else stands in a line of its own.
_KINDS = {
    Action.CALL: ButtonKind.PRIMARY,
    Action.ANSWER: ButtonKind.PLAIN,
    Action.CLOSE_UNREACHED: ButtonKind.PLAIN,
}
_ENDLESS = re.compile(r"\S{16}(?=\S)")


class RowPanel(QScrollArea):
    """Shows one PanelContent; its form opens between the number and the story.

    Signals:
        action_wanted: an Action whose button was pressed.
        number_wanted: the place, from 1, of the number to call.
        copy_wanted: the number is to be copied.
        left: the form was closed.
    """

    action_wanted = Signal(object)
    number_wanted = Signal(int)
    copy_wanted = Signal()
    left = Signal()

    def __init__(
        self, form: FollowUpForm, labels: dict[Action, str], parent: QWidget | None = None
    ) -> None:
        """Args: labels: the words of every button."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("The follow-up under the cursor"))
        self.setProperty("kind", "surface")  # beside the scroll bar too
        self._buttons: dict[Action, Button] = {}
        self._numbers: dict[Button, int] = {}
        self._choice_parts: list[QWidget] = []
        self._tried: list[QWidget] = []
        self._shown_attempts: tuple[Tried, ...] | None = None
        self._body = QFrame(self)
        self._body.setProperty("kind", "surface")
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(_SIDE, 12, _SIDE, 12)
        self._column.setSpacing(6)
        self._add_head()
        self._add_number(labels)
        self._form = InlineForm(form, self._body)
        self._form.left.connect(self.left)
        form.opened.connect(self._on_form_opened)
        form.closed.connect(self._on_form_closed)
        self._column.addWidget(self._form)
        self._add_story()
        self._column.addStretch(1)
        self.setWidget(self._body)
        self.show_content(None)

    @Slot(object)
    def show_content(self, content: PanelContent | None) -> None:
        """Show another row, or nothing."""
        self._body.setVisible(content is not None)
        if content is None:
            return
        for label, text in (
            (self._name, content.name),
            (self._matter, content.matter),
            (self._when, content.when),
            (self._warning, content.warning),
            (self._number, content.number),
            (self._calling, content.calling),
            (self._rule, content.rule),
            (self._other, content.other_numbers),
            (self._advice, content.advice),
            (self._origin, content.origin),
        ):
            _set_text(label, text)
        set_tone(self._when, Tone.OVERDUE if content.late else Tone.MUTED)
        set_tone(self._rule, Tone.STOP if content.rule_is_strict else Tone.MUTED)
        self._stop.setVisible(bool(content.warning))
        for heading, label, text in (
            (self._promise_heading, self._promise, content.promise),
            (self._concern_heading, self._concern, content.concern),
        ):
            heading.setVisible(bool(text))
            _set_text(label, text)
        self._promise_heading.setText(content.promise_title)
        self._show_actions(content)
        self._show_choices(content.choices)
        self._show_tried(content)

    # --- Parts ------------------------------------------------------------------------

    def _add_head(self) -> None:
        self._name = plain_label("", self._body, role=TextRole.HEADING, wrap=True)
        self._matter = plain_label("", self._body, wrap=True)
        self._when = plain_label("", self._body, tone=Tone.MUTED, wrap=True)
        self._stop = QFrame(self._body)
        self._stop.setProperty("kind", "stop_panel")
        self._warning = plain_label("", self._stop, tone=Tone.STOP, wrap=True)
        inside = QVBoxLayout(self._stop)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._warning)
        for part in (self._name, self._matter, self._when, self._stop):
            self._column.addWidget(part)

    def _add_number(self, labels: dict[Action, str]) -> None:
        self._number = plain_label(
            "", self._body, role=TextRole.HEADING, selectable=True, wrap=True
        )
        self._number.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._calling = plain_label("", self._body, tone=Tone.ACCENT, wrap=True)
        self._rule = plain_label("", self._body, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        self._other = plain_label("", self._body, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        self._advice = plain_label("", self._body, tone=Tone.ACCENT, wrap=True)
        self._column.addSpacing(4)
        self._column.addWidget(self._number)
        for part in (self._rule, self._other, self._calling, self._advice):
            self._column.addWidget(part)
        self._keys = QWidget(self._body)
        rows = QVBoxLayout(self._keys)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(8)
        self._first = FlowLayout()
        self._flow = FlowLayout()
        rows.addLayout(self._first)
        rows.addLayout(self._flow)
        for action, label in labels.items():
            self._buttons[action] = self._make_button(action, label)
        self._copy = Button(self.tr("Copy number"), self._keys, shortcut="Ctrl+C")
        self._copy.clicked.connect(self.copy_wanted)
        self._first.addWidget(self._copy)
        self._column.addWidget(self._keys)
        self._which = QWidget(self._body)
        self._choices = QVBoxLayout(self._which)
        self._choices.setContentsMargins(0, 4, 0, 0)
        self._choices.setSpacing(8)
        self._choices.addWidget(
            plain_label(
                self.tr("Call which number? Esc: none."), self._which, tone=Tone.ACCENT, wrap=True
            )
        )
        self._column.addWidget(self._which)

    def _add_story(self) -> None:
        self._promise_heading = section_heading(self.tr("Promised"), self._body)
        self._promise = plain_label("", self._body, wrap=True)
        self._concern_heading = section_heading(self.tr("In their words"), self._body)
        self._concern = plain_label("", self._body, wrap=True)
        self._tried_heading = section_heading(self.tr("Tried so far"), self._body)
        self._story = QWidget(self._body)
        self._attempts = QVBoxLayout(self._story)
        self._attempts.setContentsMargins(0, 0, 0, 0)
        self._attempts.setSpacing(6)
        self._origin = plain_label("", self._body, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        for part in (
            self._promise_heading, self._promise, self._concern_heading, self._concern,
            self._tried_heading, self._story, self._origin,
        ):  # fmt: skip
            if part is self._origin:
                self._column.addSpacing(8)
            self._column.addWidget(part)

    def _show_actions(self, content: PanelContent) -> None:
        for action, button in self._buttons.items():
            button.setVisible(action in content.actions)
        self._copy.setVisible(bool(content.number))
        self._flow.invalidate()

    def _show_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        for choice in self._choice_parts:
            self._choices.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        self._numbers = {}
        self._choice_parts = [
            self._make_choice(place, number, about)
            for place, (number, about) in enumerate(choices, start=1)
        ]
        for choice in self._choice_parts:
            self._choices.addWidget(choice)
        self._which.setVisible(bool(choices))
        self._advice.setVisible(bool(self._advice.text()) and not choices)
        if choices:
            self._keys.hide()
            self._column.activate()
            self.ensureWidgetVisible(self._which)
        elif not self._form.isVisibleTo(self._body):
            self._keys.show()

    def _make_choice(self, place: int, number: str, about: str) -> QWidget:
        choice = QWidget(self._which)
        column = QVBoxLayout(choice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        words = number[:_LONGEST_NUMBER].replace("&", "&&")
        button = Button(words, choice, kind=ButtonKind.CHIP, shortcut=str(place))
        button.setAccessibleName(", ".join(part for part in (number, about) if part))
        button.clicked.connect(self._on_number_button)
        self._numbers[button] = place
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if about:
            column.addWidget(
                plain_label(about, choice, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
            )
        return choice

    def _make_button(self, action: Action, label: str) -> Button:
        kind = _KINDS.get(action, ButtonKind.CHIP)
        button = Button(label, self._keys, kind=kind, shortcut=action.value)
        button.clicked.connect(self._on_button)
        (self._first if action in _KINDS else self._flow).addWidget(button)
        return button

    def _show_tried(self, content: PanelContent) -> None:
        if content.attempts == self._shown_attempts:
            return
        self._shown_attempts = content.attempts
        for widget in self._tried:
            self._attempts.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._tried = []
        for one in content.attempts:
            first = plain_label(f"{one.when}  {one.what}", self._story, wrap=True)
            first.setFont(tabular(QFont(first.font())))
            self._tried.append(first)
            if one.note:
                self._tried.append(plain_label(one.note, self._story, tone=Tone.MUTED, wrap=True))
        for widget in self._tried:
            self._attempts.addWidget(widget)
        self._tried_heading.setVisible(bool(content.attempts))
        self._story.setVisible(bool(content.attempts))

    # --- Slots ------------------------------------------------------------------------

    @Slot()
    def _on_button(self) -> None:
        for action, button in self._buttons.items():
            if button is self.sender():
                self.action_wanted.emit(action)

    @Slot()
    def _on_number_button(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.number_wanted.emit(self._numbers[button])

    @Slot()
    def _on_form_opened(self) -> None:
        self._keys.hide()
        QTimer.singleShot(0, self, self._show_form)  # it has its height and the focus only then

    @Slot()
    def _show_form(self) -> None:
        """All of it, and where it is higher than the panel at least the field one types in."""
        self.ensureWidgetVisible(self._form)
        if (field := self._form.focusWidget()) is not None:
            self.ensureWidgetVisible(field)

    @Slot()
    def _on_form_closed(self) -> None:
        self._keys.show()


def _set_text(label: QLabel, text: str) -> None:
    # A word without an end would make the panel wider than the window.
    label.setText(_ENDLESS.sub("\\g<0>\u200b", text))
    label.setVisible(bool(text))
