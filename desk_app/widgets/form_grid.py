"""Labels beside their fields, or above them in little room; what is missing right below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desk_app.widgets.accessible import announce
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import Tone, plain_label

_BETWEEN = 16
_LEAST_LETTERS = 22  # of a field that has its label beside it


@runtime_checkable
class ShowsProblem(Protocol):
    """A field that has a line of its own for what is missing."""

    def set_problem(self, sentence: str) -> None: ...
    def set_hint(self, sentence: str) -> None: ...


@dataclass(frozen=True, slots=True)
class FieldRow:
    """The parts of one row, already connected to each other."""

    label: QLabel
    field: QWidget
    holder: QWidget
    column: QVBoxLayout
    line: ShowsProblem


def field_row(label: str, field: QWidget, hint: str = "") -> FieldRow:
    """Join a label and its field.

    Args:
        label: with a mnemonic, such as ``&Number``.
        field: gets the label, without its mnemonic, as accessible name unless it has one.
        hint: a quiet sentence below the field.
    """
    target = field.focusProxy() or field
    name = plain_label(label, tone=Tone.MUTED, buddy=target)
    if not target.accessibleName():
        target.setAccessibleName(label.replace("&", ""))
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(field)
    line: ShowsProblem
    if isinstance(field, ShowsProblem):
        line = field
    else:
        line = hint_line = HintLine(holder)
        column.addWidget(hint_line)
    line.set_hint(hint)
    return FieldRow(name, field, holder, column, line)


class FormGrid(QWidget):
    """A form: fields known by name, each with its label and its line for problems."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, FieldRow] = {}
        self._problems: dict[str, str] = {}
        self._stacked = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        outer.addLayout(self._grid)
        outer.addStretch(1)  # rows stand together at the top, whatever the height
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)

    @property
    def problems(self) -> dict[str, str]:
        """What is shown as missing, by field name."""
        return dict(self._problems)

    def add_field(self, name: str, label: str, field: QWidget, hint: str = "") -> FieldRow:
        """Append a row; ``name`` is what ``show_problem`` will call it."""
        row = field_row(label, field, hint)
        self._place(row, self._grid.rowCount())
        self._rows[name] = row
        return row

    def _place(self, row: FieldRow, at: int) -> None:
        if self._stacked:
            row.label.setContentsMargins(0, 0, 0, 0)
            row.column.insertWidget(0, row.label)
            self._grid.addWidget(row.holder, at, 0, 1, 2)
        else:
            # The label stands level with the first line of the field, however high that grows.
            row.label.setContentsMargins(0, 8, 0, 0)
            self._grid.addWidget(row.label, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(row.holder, at, 1)

    def add_wide(self, widget: QWidget) -> None:
        """Append a heading, a rule or another widget across both columns."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def field(self, name: str) -> QWidget:
        """Raises KeyError: there is no field of that name."""
        return self._rows[name].field

    def set_row_visible(self, name: str, *, visible: bool) -> None:
        row = self._rows[name]
        row.label.setVisible(visible)
        row.holder.setVisible(visible)

    def set_hint(self, name: str, sentence: str) -> None:
        self._rows[name].line.set_hint(sentence)

    def show_problem(self, name: str, sentence: str) -> None:
        """Say beside a field what to do; the first one also gets the focus."""
        row = self._rows[name]
        first = not self._problems
        self._problems[name] = sentence
        row.line.set_problem(sentence)
        target = row.field.focusProxy() or row.field
        target.setAccessibleDescription(sentence)
        if first:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(target, sentence)

    def clear_problem(self, name: str) -> None:
        if self._problems.pop(name, None) is not None:
            row = self._rows[name]
            row.line.set_problem("")
            (row.field.focusProxy() or row.field).setAccessibleDescription("")

    def clear_problems(self) -> None:
        for name in list(self._problems):
            self.clear_problem(name)

    def _stack(self, *, wanted: bool) -> None:
        if wanted == self._stacked:
            return
        self._stacked = wanted
        for row in self._rows.values():
            place = self._grid.getItemPosition(self._grid.indexOf(row.holder))
            for part in (row.label, row.holder):
                self._grid.removeWidget(part)
                row.column.removeWidget(part)
            self._place(row, cast("tuple[int, int, int, int]", place)[0])

    # --- Qt overrides -----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        labels = max((row.label.sizeHint().width() for row in self._rows.values()), default=0)
        least = _LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        self._stack(wanted=self.width() < labels + _BETWEEN + least)
