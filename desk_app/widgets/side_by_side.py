"""Two texts for one field, side by side, and a choice between them."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.labels import Tone, horizontal_rule, plain_label, section_heading


class Choice(enum.Enum):
    """What becomes of a field that two people changed."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Clash:
    """One field. ``can_join``: both texts may stand in it, one after the other."""

    name: str
    label: str
    mine: str
    theirs: str
    can_join: bool = False


class SideBySide(QWidget):
    """Every clash with its two texts; nothing is chosen without somebody seeing both.

    Signals:
        settled: field name -> Choice, when the button was pressed.
        left: the question was left open; nothing is saved.
    """

    settled = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            plain_label(
                self.tr("Somebody else changed the same fields meanwhile"), self,
                role=TextRole.HEADING, wrap=True,
            )
        )  # fmt: skip
        column.addWidget(
            plain_label(
                self.tr("Nothing is lost: choose for each what is to stand there, then save."),
                self, tone=Tone.MUTED, wrap=True,
            )
        )  # fmt: skip
        self._place = QVBoxLayout()
        self._place.setSpacing(12)
        column.addLayout(self._place)
        row = QHBoxLayout()
        self._save = Button(
            self.tr("Save as chosen"), self, kind=ButtonKind.PRIMARY, shortcut="Ctrl+S"
        )
        self._save.clicked.connect(self.send)
        leave = Button(self.tr("Go on editing"), self, kind=ButtonKind.FLAT, shortcut="Esc")
        leave.clicked.connect(self.left)
        row.addWidget(self._save)
        row.addWidget(leave)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._chips: dict[str, Chips] = {}
        self._parts: list[QWidget] = []

    def show_clashes(self, clashes: Sequence[Clash]) -> None:
        """Show these; mine is chosen at first, because it was typed last."""
        for part in self._parts:
            self._place.removeWidget(part)
            part.hide()  # it goes a moment later
            part.deleteLater()
        self._parts, self._chips = [], {}
        for clash in clashes:
            part = self._make(clash)
            self._parts.append(part)
            self._place.addWidget(part)
        for chips in list(self._chips.values())[:1]:
            chips.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def send(self) -> None:
        """Take what is chosen."""
        self.settled.emit({name: chips.current_key for name, chips in self._chips.items()})

    def _make(self, clash: Clash) -> QWidget:
        part = QWidget(self)
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(horizontal_rule(part), 0, 0, 1, 2)
        grid.addWidget(plain_label(clash.label, part), 1, 0, 1, 2)
        for place, (title, text) in enumerate(
            ((self.tr("Mine"), clash.mine), (self.tr("Theirs, saved meanwhile"), clash.theirs))
        ):
            grid.addWidget(section_heading(title, part), 2, place)
            label = plain_label(text, part, wrap=True, selectable=True)
            label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            grid.addWidget(label, 3, place, Qt.AlignmentFlag.AlignTop)
        chips = Chips(clash.label, part)
        options = [
            Chip(Choice.MINE, self.tr("Keep mine")),
            Chip(Choice.THEIRS, self.tr("Take theirs")),
        ]
        if clash.can_join:
            options.append(Chip(Choice.BOTH, self.tr("Both")))
        chips.set_chips(options)
        grid.addWidget(chips, 4, 0, 1, 2)
        self._chips[clash.name] = chips
        return part
