"""The numbers of one person: as many lines as there are, and an empty one to go on in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from db.domain.follow_up import VoicemailRule
from db.services.people import NumberLine
from desk_app import wording
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.hints import HintLine


class NumberLines(QWidget):
    """Signals:

    edited: a person changed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._lines: list[_Line] = []

    def fill(self, numbers: Sequence[NumberLine]) -> None:
        """Show these and an empty line."""
        for line in self._lines:
            self._remove(line)
        self._lines = []
        for number in (*numbers, NumberLine("")):
            self._add(number)
        self._number_all()

    def typed(self) -> tuple[NumberLine, ...]:
        """Return every line with a number in it."""
        lines = (line.typed() for line in self._lines)
        return tuple(line for line in lines if line.raw.strip())

    def set_problem(self, name: str, sentence: str) -> None:
        """Show what is wrong. ``name`` ends in the number of the line, from 0."""
        filled = [line for line in self._lines if line.typed().raw.strip()]
        place = int(name.rpartition(" ")[2])
        if place < len(filled):
            filled[place].hint.set_problem(sentence)

    def focus_first(self) -> None:
        """Put the keyboard into the first number."""
        self._lines[0].number.setFocus()

    def _add(self, number: NumberLine) -> None:
        line = _Line(number, self)
        line.changed.connect(self._on_changed)
        line.removed.connect(self._on_removed)
        self._lines.append(line)
        self._column.addWidget(line)

    def _remove(self, line: _Line) -> None:
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _number_all(self) -> None:
        before: QWidget | None = None
        for place, line in enumerate(self._lines, start=1):
            line.describe(place)
            if before is not None:
                QWidget.setTabOrder(before, line.number)
            before = line.tab_on()

    @Slot()
    def _on_changed(self) -> None:
        if self._lines[-1].number.text().strip():
            self._add(NumberLine(""))
            self._number_all()
        self.edited.emit()

    @Slot(object)
    def _on_removed(self, line: QObject) -> None:
        for place, known in enumerate(self._lines):
            if known is line:
                self._remove(known)
                del self._lines[place]
                self._number_all()
                self._lines[min(place, len(self._lines) - 1)].number.setFocus()
                break
        self.edited.emit()


class _Line(QWidget):
    """Signals:

    changed: something was typed or chosen.
    removed: this line is to go.
    """

    changed = Signal()
    removed = Signal(object)

    def __init__(self, number: NumberLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.number, self._label = QLineEdit(number.raw, self), QLineEdit(number.label, self)
        self.number.setCursorPosition(0)
        self.number.setPlaceholderText(self.tr("Another number"))
        self._label.setPlaceholderText(self.tr("mobile, work …"))
        self._rule = CalmBox(self)
        self._rule.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._rule.setMinimumContentsLength(8)
        for rule in VoicemailRule:
            words = wording.voicemail_rule(rule)
            if rule is VoicemailRule.UNKNOWN:
                words = self.tr("Messages: not asked yet")
            self._rule.addItem(words, rule)
        self._rule.setCurrentIndex(list(VoicemailRule).index(number.voicemail))
        self._rule.view().setMinimumWidth(self._rule.view().sizeHintForColumn(0) + 16)
        self._away = Button("", self, kind=ButtonKind.FLAT, icon_name="cross")
        self.hint = HintLine(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.number, 0, 0)
        grid.addWidget(self._label, 0, 1)
        grid.addWidget(self._away, 0, 2)
        grid.addWidget(self._rule, 1, 0, 1, 3)
        grid.addWidget(self.hint, 2, 0, 1, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.number.textEdited.connect(self._on_changed)
        self._label.textEdited.connect(self._on_changed)
        self._rule.activated.connect(self._on_changed)
        self._away.clicked.connect(self._on_away)
        self._show_parts()

    def typed(self) -> NumberLine:
        """Return what stands in the line."""
        return NumberLine(self.number.text(), self._label.text(), self._rule.currentData())

    def describe(self, place: int) -> None:
        """Name the fields for screen readers."""
        self.number.setAccessibleName(self.tr("Number {0}").format(place))
        self._label.setAccessibleName(self.tr("What number {0} is").format(place))
        self._rule.setAccessibleName(self.tr("Messages on number {0}").format(place))
        self._away.setAccessibleName(self.tr("Remove number {0}").format(place))
        self._away.setToolTip(self.tr("Remove"))

    def tab_on(self) -> QWidget:
        """Chain the fields for Tab and return the last one."""
        for first, second in (
            (self.number, self._label), (self._label, self._away), (self._away, self._rule),
        ):  # fmt: skip
            QWidget.setTabOrder(first, second)
        return self._rule

    def _show_parts(self) -> None:
        """An empty line is only the place to type the next number."""
        filled = bool(self.number.text().strip())
        for part in (self._label, self._away, self._rule):
            part.setVisible(filled)

    @Slot()
    def _on_changed(self) -> None:
        self.hint.set_problem("")
        self._show_parts()
        self.changed.emit()

    @Slot()
    def _on_away(self) -> None:
        self.removed.emit(self)
