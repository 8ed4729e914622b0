"""The form for what came back on paper: one line to type in, the sheet below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.screens.follow_ups.back_entry import BackEntry, SheetContent
from desk_app.screens.follow_ups.paper_line import Meaning
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.labels import Tone, horizontal_rule, plain_label
from desk_app.widgets.row_list import RowList

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BackEntryPanel(QWidget):
    """Enter takes a line over, Up and Down go through the rows, Esc goes back to the list.

    Signals:
        left: back to the list.
    """

    left = Signal()

    def __init__(self, entry: BackEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self._model = TwoLineModel(self)
        self._rows = RowList(self.tr("Rows of the sheet"), self._model, self, takes_first=False)
        self._make_fields()
        self._summary = plain_label("", self, tone=Tone.MUTED, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(self._make_head())
        column.addWidget(self._grid)
        column.addWidget(
            plain_label(self._legend(), self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        )
        column.addWidget(horizontal_rule(self))
        column.addWidget(self._summary)
        column.addWidget(self._rows, 1)
        entry.sheet_changed.connect(self._on_sheet)
        entry.echoed.connect(self._on_echo)
        entry.tried_at_echoed.connect(self._on_tried_at)
        entry.entered.connect(self._on_entered)
        entry.refused.connect(self._on_refused)
        entry.given_back.connect(self._on_given_back)

    def focus_line(self) -> None:
        """Put the keyboard where lines are typed."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_head(self) -> QHBoxLayout:
        title = plain_label(
            self.tr("Type in a printed list"), self, role=TextRole.HEADING, wrap=True
        )
        back = Button(self.tr("Back"), self, kind=ButtonKind.FLAT, icon_name="undo", shortcut="Esc")
        back.clicked.connect(self._leave)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(back)
        return head

    def _make_fields(self) -> None:
        self._sheet = QLineEdit(self)
        self._tried_at = EchoEdit(
            self.tr("When the calls were made"), self,
            placeholder=self.tr("Now, or such as: yesterday 3pm"),
        )  # fmt: skip
        self._line = EchoEdit(
            self.tr("Row and letter"), self, placeholder=self.tr("12 n, 12 c tue 3pm, 12 d; a note")
        )
        self._grid = FormGrid(self)
        for name, label, field in (
            ("sheet", self.tr("&Sheet"), self._sheet),
            ("tried_at", self.tr("&Called at"), self._tried_at),
            ("line", self.tr("&Row and letter"), self._line),
        ):
            self._grid.add_field(name, label, field)
        self._sheet.textEdited.connect(self._entry.choose_sheet)
        self._tried_at.edited.connect(self._entry.type_tried_at)
        self._line.edited.connect(self._on_line)
        self._line.stepped.connect(self._on_stepped)

    def _legend(self) -> str:
        return self.tr(
            "N no answer · L left a message · W wrong number · C and a day: call again · "
            "B and a day: booked · D told all, done · X and why: does not come · "
            "a note stands after a semicolon"
        )

    # --- What is said ------------------------------------------------------------------------

    @Slot(object)
    def _on_sheet(self, content: SheetContent) -> None:
        if content.number and not self._sheet.hasFocus():
            self._sheet.setText(content.number)
        self._summary.setText(content.summary)
        self._model.set_rows(content.rows)

    @Slot(object)
    def _on_echo(self, meaning: Meaning) -> None:
        self._line.set_echo(meaning.echo)
        self._line.set_hint(meaning.problem)
        self._rows.set_current(meaning.number)

    @Slot(object, object)
    def _on_tried_at(self, echo: str, problem: str) -> None:
        self._tried_at.set_problem("")
        self._tried_at.set_echo(echo)
        self._tried_at.set_hint(problem)

    @Slot(str)
    def _on_line(self, typed: str) -> None:
        self._line.set_problem("")
        self._entry.type_line(typed)

    @Slot()
    def _on_entered(self) -> None:
        self._line.set_text("")
        self._line.set_echo("")
        self._line.set_problem("")

    @Slot(object, object)
    def _on_refused(self, name: str, sentence: str) -> None:
        field = self._tried_at if name == "tried_at" else self._line
        field.set_problem(sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_given_back(self, typed: str) -> None:
        if not self._line.text:
            self._line.set_text(typed)
            self._entry.type_line(typed)
            self.focus_line()

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        """Up goes up: the row under the cursor begins the line."""
        self._rows.step(-step)
        key = self._rows.current_key
        if key is not None:
            self._line.set_text(f"{key} ")
            self._on_line(self._line.text)

    @Slot()
    def _leave(self) -> None:
        self._entry.close()
        self.left.emit()

    # --- Qt overrides ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in _ENTER and self._line.edit.hasFocus():
            self._entry.enter()
        elif event.key() in _ENTER:
            self.focus_line()
        else:
            super().keyPressEvent(event)
