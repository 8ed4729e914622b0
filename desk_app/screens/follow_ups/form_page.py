"""The small form inside the side panel: one widget, other fields for each purpose."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from db.domain.enquiry import Outcome
from db.domain.when import QuickChoice
from desk_app.looks import TextRole
from desk_app.screens.follow_ups.form import FollowUpForm
from desk_app.screens.follow_ups.typed import FormKind, OpenForm, Option, Typed
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.chips import Chip
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.labels import plain_label
from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit

_FIELDS = (
    "outcome", "lost_reason", "booked", "owner", "since", "day", "promise", "question", "answer",
    "note", "reason",
)  # fmt: skip
_ONE_LINE = (FormKind.SNOOZE, FormKind.HAND_OVER, FormKind.HAND_OVER_MANY)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InlineForm(QWidget):
    """Ctrl+Enter sends it, in one-line forms Enter too; Esc leaves it and keeps what is typed.

    Signals:
        left: the form was closed, the list should have the focus again.
    """

    left = Signal()

    def __init__(self, form: FollowUpForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._kind: FormKind | None = None
        self._make_fields()
        self._title = plain_label("", self, role=TextRole.HEADING, wrap=True)
        self._send = Button(self.tr("Save"), self, kind=ButtonKind.PRIMARY, shortcut="Ctrl+Enter")
        self._leave = Button(self.tr("Leave"), self, kind=ButtonKind.FLAT, shortcut="Esc")
        self._send.clicked.connect(self.send)
        self._leave.clicked.connect(form.close)
        buttons = FlowLayout()
        buttons.addWidget(self._send)
        buttons.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._grid)
        column.addLayout(buttons)
        form.opened.connect(self._on_opened)
        form.closed.connect(self._on_closed)
        form.problems_found.connect(self._on_problems)
        self.hide()

    @Slot()
    def send(self) -> None:
        """Do what the form is for."""
        self._grid.clear_problems()
        self._form.submit(self._typed())

    def _make_fields(self) -> None:
        self._grid = FormGrid(self)
        self._outcome = self._choice(self.tr("How it ended"))
        self._reason = self._choice(self.tr("Why"))
        self._booked = self._day_field(self.tr("Booked for"), self.tr("tue 3pm, if you know it"))
        self._owner = TypeAheadEdit(self.tr("Owner"), self, preselect=True)
        self._day = self._day_field(self.tr("Day"), self.tr("tue 3pm, tomorrow, 12 mar"))
        self._promise = GrowingTextEdit(
            self.tr("Promise"), self, placeholder=self.tr("What was promised")
        )
        self._question = GrowingTextEdit(
            self.tr("Question"), self, placeholder=self.tr("What they want to know")
        )
        self._answer = GrowingTextEdit(
            self.tr("Answer"), self, placeholder=self.tr("In words the desk can say")
        )
        self._since = self._day_field(self.tr("Due from"), self.tr("mon; empty for all of them"))
        self._note = GrowingTextEdit(self.tr("Note"), self)
        self._why = GrowingTextEdit(
            self.tr("Reason"), self, placeholder=self.tr("Why they are called all the same")
        )
        for name, label, field in (
            ("outcome", self.tr("How it en&ded"), self._outcome),
            ("lost_reason", self.tr("Wh&y"), self._reason),
            ("booked", self.tr("&Booked for"), self._booked),
            ("owner", self.tr("Wh&o"), self._owner),
            ("since", self.tr("Due &from"), self._since),
            ("day", self.tr("D&ay"), self._day),
            ("promise", self.tr("Wha&t"), self._promise),
            ("question", self.tr("&Question"), self._question),
            ("answer", self.tr("Ans&wer"), self._answer),
            ("note", self.tr("&Note"), self._note),
            ("reason", self.tr("&Reason"), self._why),
        ):
            self._grid.add_field(name, label, field)
        self._day.set_chips([Chip(o.key, o.label) for o in self._form.quick_days()])
        self._day.chip_chosen.connect(self._on_quick_day)
        self._day.stepped.connect(self._on_stepped)
        self._booked.stepped.connect(self._on_booked_stepped)
        self._since.stepped.connect(self._on_since_stepped)
        self._owner.edited.connect(self._on_owner_edited)
        self._owner.picked.connect(self._on_typed)
        self._outcome.activated.connect(self._on_outcome)
        self._reason.activated.connect(self._on_typed)
        for text in (self._promise, self._question, self._answer, self._note, self._why):
            text.edited.connect(self._on_typed)

    def _choice(self, name: str) -> QComboBox:
        box = CalmBox(self)
        box.setAccessibleName(name)
        box.setPlaceholderText(self.tr("Choose"))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        return box

    def _day_field(self, name: str, placeholder: str) -> EchoEdit:
        field = EchoEdit(name, self, placeholder=placeholder)
        field.edited.connect(self._on_day_edited)
        return field

    # --- Filling and reading -------------------------------------------------------------

    @Slot(object)
    def _on_opened(self, form: OpenForm) -> None:
        self._kind = form.kind
        self._title.setText(form.title)
        self._grid.clear_problems()
        _fill(self._outcome, self._form.outcomes(), form.typed.outcome)
        _fill(self._reason, self._form.lost_reasons(), form.typed.lost_reason_id)
        self._booked.set_text(form.typed.booked)
        self._day.set_text(form.typed.day)
        owner = Option(form.typed.owner_id, form.typed.owner) if form.typed.owner_picked else None
        self._owner.set_value(form.typed.owner, owner)
        asked = self.tr("A name"), self.tr("A name, or nobody")
        self._owner.setPlaceholderText(asked[form.kind is not FormKind.ASK])
        self._offer_owners("")
        self._since.set_text(form.typed.since)
        self._promise.set_text(form.typed.promise)
        self._question.set_text(form.typed.question)
        self._answer.set_text(form.typed.answer)
        self._note.set_text(form.typed.note)
        self._why.set_text(form.typed.reason)
        self._show_fields()
        self._echo()
        self.show()
        self._first_field().setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_closed(self) -> None:
        focused = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._kind = None
        self.hide()
        if had_focus:
            self.left.emit()

    @Slot(object)
    def _on_problems(self, problems: dict[str, str]) -> None:
        for name in _FIELDS:
            if name in problems:
                self._grid.show_problem(name, problems[name])

    def _typed(self) -> Typed:
        owner = self._owner.chosen_key
        return Typed(
            outcome=self._outcome.currentData(),
            lost_reason_id=self._reason.currentData(),
            booked=self._booked.text,
            owner=self._owner.text(),
            owner_id=owner.key if isinstance(owner, Option) else None,
            owner_picked=isinstance(owner, Option),
            since=self._since.text,
            day=self._day.text,
            question=self._question.text,
            answer=self._answer.text,
            promise=self._promise.text,
            note=self._note.text,
            reason=self._why.text,
        )

    def _show_fields(self) -> None:
        fields = self._kind.value if self._kind else ()
        outcome = self._outcome.currentData()
        unused = {"lost_reason"} if outcome is not Outcome.LOST else set()
        unused |= {"booked"} if outcome is not Outcome.BOOKED else set()
        for name in _FIELDS:
            self._grid.set_row_visible(name, visible=name in fields and name not in unused)

    def _first_field(self) -> QWidget:
        name = self._kind.value[0] if self._kind else _FIELDS[0]
        return self._grid.field(name)

    # --- While one types -------------------------------------------------------------------

    @Slot()
    def _on_typed(self) -> None:
        self._form.keep(self._typed())

    @Slot()
    def _on_outcome(self) -> None:
        self._show_fields()
        self._on_typed()

    @Slot()
    def _on_day_edited(self) -> None:
        self._echo()
        self._on_typed()

    @Slot(object)
    def _on_quick_day(self, choice: QuickChoice) -> None:
        self._day.set_text(self._form.quick_day(choice))
        self._on_day_edited()

    @Slot(int)
    def _on_stepped(self, steps: int) -> None:
        self._day.set_text(self._form.stepped_day(self._day.text, steps))
        self._on_day_edited()

    @Slot(int)
    def _on_booked_stepped(self, steps: int) -> None:
        self._booked.set_text(self._form.stepped_day(self._booked.text, steps))
        self._on_day_edited()

    @Slot(int)
    def _on_since_stepped(self, steps: int) -> None:
        self._since.set_text(self._form.stepped_day(self._since.text, steps))
        self._on_day_edited()

    @Slot(str)
    def _on_owner_edited(self, typed: str) -> None:
        self._offer_owners(typed)
        self._on_typed()

    def _offer_owners(self, typed: str) -> None:
        options = self._form.owners(typed)
        self._owner.set_suggestions([Suggestion(option, option.label) for option in options])

    def _echo(self) -> None:
        for field in (self._day, self._booked, self._since):
            echo = self._form.echo(field.text)
            unsure = self.tr("Not understood yet: try “tue 3pm” or “12 mar”.")
            field.set_echo(echo)
            field.set_hint(unsure if field.text.strip() and not echo else "")
            if echo:
                field.set_problem("")

    # --- Qt overrides ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        one_line = self._kind in _ONE_LINE
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and (control or one_line):
            self.send()
        elif event.key() == Qt.Key.Key_Escape:
            self._form.close()
        else:
            super().keyPressEvent(event)


def _fill(box: QComboBox, options: list[Option], chosen: object) -> None:
    box.clear()
    for option in options:
        box.addItem(option.label, option.key)
    keys = [option.key for option in options]
    box.setCurrentIndex(keys.index(chosen) if chosen in keys else -1)
