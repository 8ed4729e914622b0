"""A form whose fields are known by name: filled, read and compared as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from desk_app.screens.settings.checks_page import CheckList
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.number_field import number_field
from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit

_MOST_SUGGESTIONS = 40


@dataclass(frozen=True, slots=True)
class _Bound:
    read: Callable[[], Any]
    fill: Callable[[Any], None]


class BoundForm(FormGrid):
    """Fields in the order they are added.

    Signals:
        edited: a person changed something (never after ``fill``).
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bound: dict[str, _Bound] = {}
        self._suggested: dict[QWidget, list[str]] = {}

    # --- As a whole -------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Return what stands in every field, by name."""
        return {name: bound.read() for name, bound in self._bound.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values. A field that has its value already stays as it is, hint and all."""
        for name, bound in self._bound.items():
            if name in values and bound.read() != values[name]:
                bound.fill(values[name])
                self.clear_problem(name)

    def first_field(self) -> QWidget:
        """Return the field where typing begins."""
        return self.field(next(iter(self._bound)))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each field what to do; the first in the form's order gets the focus."""
        self.clear_problems()
        for name in self._bound:
            if name in problems:
                self.show_problem(name, problems[name])

    # --- Kinds of fields ------------------------------------------------------------------

    def add_line(self, name: str, label: str, hint: str = "", placeholder: str = "") -> QLineEdit:
        """Add one line of text."""
        edit = QLineEdit(self)
        edit.setPlaceholderText(placeholder)
        edit.textEdited.connect(self._edited)

        def fill(value: Any) -> None:
            edit.setText(value)
            edit.setCursorPosition(0)  # a long text is read from its beginning

        self._bind(name, label, edit, hint, _Bound(edit.text, fill))
        return edit

    def add_block(
        self, name: str, label: str, hint: str = "", placeholder: str = ""
    ) -> GrowingTextEdit:
        """Add several lines of text."""
        edit = GrowingTextEdit(label.replace("&", ""), self, placeholder=placeholder)
        edit.edited.connect(self._edited)
        self._bind(name, label, edit, hint, _Bound(edit.toPlainText, edit.set_text))
        return edit

    def add_number(
        self,
        name: str,
        label: str,
        lowest: int,
        highest: int,
        suffixes: tuple[str, str],
        hint: str = "",
    ) -> QSpinBox:
        """Add a whole number; ``suffixes`` are its unit behind one and behind many."""
        one, many = suffixes
        box = number_field(
            label.replace("&", ""), lowest, highest, self, suffix=many, suffix_of_one=one
        )
        box.valueChanged.connect(self._edited)
        self._bind(name, label, box, hint, _Bound(box.value, _quietly(box, box.setValue)))
        return box

    def add_choice(
        self, name: str, label: str, choices: Sequence[tuple[Any, str]], hint: str = ""
    ) -> QComboBox:
        """Add one of a few, each a value and its words."""
        box = ChoiceBox(parent=self)
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(self._edited)

        def fill(value: Any) -> None:
            box.setCurrentIndex(box.findData(value))

        self._bind(name, label, box, hint, _Bound(box.currentData, fill))
        return box

    def add_tick(self, name: str, words: str) -> QCheckBox:
        """Add a yes or no; its words stand beside the box."""
        box = QCheckBox(words, self)
        box.clicked.connect(self._edited)
        self._bound[name] = _Bound(box.isChecked, box.setChecked)
        box.setAccessibleName(words.replace("&", ""))
        self.add_wide(box)
        return box

    def add_checks(self, name: str, label: str, hint: str = "") -> CheckList:
        """Add any of several."""
        checks = CheckList(label.replace("&", ""), self)
        checks.edited.connect(self._edited)
        self._bind(name, label, checks, hint, _Bound(checks.keys, checks.set_keys))
        return checks

    def add_suggested(self, name: str, label: str, hint: str = "") -> TypeAheadEdit:
        """Add a line with suggestions out of ``set_suggestions_of``."""
        edit = TypeAheadEdit(label.replace("&", ""), self)
        edit.edited.connect(self._suggest)
        self._bind(name, label, edit, hint, _Bound(edit.text, edit.set_value))
        self._suggested[edit] = []
        return edit

    def set_suggestions_of(self, name: str, texts: Sequence[str]) -> None:
        """Say what a suggested field may offer."""
        self._suggested[self.field(name)] = list(texts)

    def bind(
        self,
        name: str,
        label: str,
        field: QWidget,
        read: Callable[[], Any],
        fill: Callable[[Any], None],
        hint: str = "",
    ) -> None:
        """Add a field of another kind; its owner emits ``edited``."""
        self._bind(name, label, field, hint, _Bound(read, fill))

    def _bind(self, name: str, label: str, field: QWidget, hint: str, bound: _Bound) -> None:
        self._bound[name] = bound
        self.add_field(name, label, field, hint)

    @Slot()
    def _edited(self) -> None:
        self.edited.emit()

    @Slot()
    def _suggest(self) -> None:
        edit = self.sender()
        if isinstance(edit, TypeAheadEdit):
            typed = edit.text().casefold().replace(" ", "_").strip("_")
            fitting = [
                text
                for text in self._suggested[edit]
                if typed and typed in text.casefold().replace(" ", "_")
            ]
            rows = [Suggestion(text, text) for text in fitting[:_MOST_SUGGESTIONS]]
            edit.set_suggestions(rows if fitting != [edit.text()] else [])
        self.edited.emit()


def _quietly(widget: QWidget, fill: Callable[[Any], None]) -> Callable[[Any], None]:
    """Fill a widget whose signal does not tell a person's change from the program's."""

    def filled(value: Any) -> None:
        before = widget.blockSignals(True)  # noqa: FBT003 - Qt's
        fill(value)
        widget.blockSignals(before)

    return filled


def focus(widget: QWidget) -> None:
    """Put the keyboard into a widget."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)


def at_the_left(part: QWidget) -> QWidget:
    """Return something as wide as it wants to be, in a row that it does not fill."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(part)
    line.addStretch(1)
    return holder
