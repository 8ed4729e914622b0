"""The small form for a next step, inside the open enquiry."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.domain.when import QuickChoice
from desk_app.screens.enquiries.choices import Option
from desk_app.screens.enquiries.next_step import NextStepForm, TypedStep
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.labels import horizontal_rule, section_heading
from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NextStepPanel(QWidget):
    """Ctrl+Enter keeps it, with Shift it is asked as a question; Esc leaves it as it is.

    Signals:
        left: it is closed, and the keyboard was in it.
    """

    left = Signal()

    def __init__(self, form: NextStepForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._day = EchoEdit(self.tr("Day"), self, placeholder=self.tr("tue 3pm, tomorrow, 12 mar"))
        self._owner = TypeAheadEdit(self.tr("Owner"), self, preselect=True)
        self._promise = GrowingTextEdit(
            self.tr("Promise"), self, placeholder=self.tr("What was promised, or what to ask")
        )
        self._grid = FormGrid(self)
        self._grid.add_field("day", self.tr("&Day"), self._day)
        self._grid.add_field("owner", self.tr("Who wi&ll do it"), self._owner)
        self._grid.add_field("promise", self.tr("&Promise"), self._promise)
        self._keep = Button(
            self.tr("Promise it"), self, kind=ButtonKind.PLAIN, shortcut="Ctrl+Return"
        )
        ask = Button(self.tr("Ask it"), self, kind=ButtonKind.PLAIN, shortcut="Ctrl+Shift+Return")
        ask.setToolTip(self.tr("A question to a practitioner; the answer comes back to you"))
        leave = Button(self.tr("Leave"), self, kind=ButtonKind.FLAT, shortcut="Esc")
        buttons = QWidget(self)
        flow = FlowLayout(buttons)
        flow.addWidget(self._keep)
        flow.addWidget(ask)
        flow.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(section_heading(self.tr("A new next step"), self))
        column.addWidget(self._grid)
        column.addWidget(buttons)
        column.addWidget(horizontal_rule(self))
        self._day.set_chips([Chip(option.key, option.label) for option in form.quick_days()])
        self._day.edited.connect(self._on_day)
        self._day.stepped.connect(self._on_stepped)
        self._day.chip_chosen.connect(self._on_chip)
        self._owner.edited.connect(self._on_owner)
        self._owner.picked.connect(self._on_typed)
        self._promise.edited.connect(self._on_typed)
        self._keep.clicked.connect(self.send)
        ask.clicked.connect(self.ask)
        leave.clicked.connect(form.close)
        form.opened.connect(self._on_opened)
        form.closed.connect(self._on_closed)
        form.problems_found.connect(self._on_problems)
        self.hide()

    @Slot()
    def send(self) -> None:
        """Promise what is typed."""
        self._grid.clear_problems()
        self._form.submit(self._typed())

    @Slot()
    def ask(self) -> None:
        """Ask the owner what is typed."""
        self._grid.clear_problems()
        self._form.ask(self._typed())

    def _typed(self) -> TypedStep:
        picked = self._owner.chosen_key
        return TypedStep(
            self._day.text,
            self._owner.text(),
            picked if isinstance(picked, Option) else None,
            self._promise.text,
        )

    @Slot(object)
    def _on_opened(self, typed: TypedStep) -> None:
        self._grid.clear_problems()
        self._day.set_text(typed.day)
        self._owner.set_value(typed.owner, typed.picked)
        self._promise.set_text(typed.promise)
        self._echo()
        self.show()
        self._day.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_closed(self) -> None:
        focused = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if had_focus:
            self.left.emit()

    @Slot(object)
    def _on_problems(self, problems: dict[str, str]) -> None:
        for name, sentence in problems.items():
            self._grid.show_problem(name, sentence)

    @Slot()
    def _on_typed(self) -> None:
        self._form.keep(self._typed())

    @Slot(str)
    def _on_day(self, _typed: str) -> None:
        self._echo()
        self._on_typed()

    @Slot(int)
    def _on_stepped(self, steps: int) -> None:
        self._day.set_text(self._form.stepped_day(self._day.text, steps))
        self._on_day("")

    @Slot(object)
    def _on_chip(self, choice: QuickChoice) -> None:
        self._day.set_text(self._form.quick_day(choice))
        self._on_day("")

    @Slot(str)
    def _on_owner(self, typed: str) -> None:
        options = self._form.owners(typed)
        self._owner.set_suggestions([Suggestion(option, option.label) for option in options])
        self._on_typed()

    def _echo(self) -> None:
        echo = self._form.echo(self._day.text)
        self._day.set_echo(echo)
        unsure = self.tr("Not understood yet: try “tue 3pm” or “12 mar”.")
        self._day.set_hint(unsure if self._day.text.strip() and not echo else "")
        if echo:
            self._grid.clear_problem("day")

    # --- Qt overrides -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTER and control:
            deed = self.ask if shift else self.send
            deed()
        elif event.key() == Qt.Key.Key_Escape:
            self._form.close()
        else:
            super().keyPressEvent(event)
