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
from desk_app.widgets.labels import Tone, horizontal_rule, plain_label


class Choice(enum.Enum):
    """What becomes of a field that two people changed."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Clash:
    """One field.

    Attributes:
        can_join: both texts may stand in it, one after the other.
        is_settled: there is nothing to choose; the two are only shown.
        chosen: what is chosen at first.
    """

    name: str
    label: str
    mine: str
    theirs: str
    can_join: bool = False
    is_settled: bool = False
    chosen: Choice = Choice.MINE


@dataclass(frozen=True, slots=True)
class SideWords:
    """The words around the fields.

    Attributes:
        mine, theirs: the headings of the two sides.
        save, leave: buttons; the keys stand beside them.
    """

    title: str
    sentence: str
    mine: str
    theirs: str
    keep_mine: str
    take_theirs: str
    save: str
    leave: str


class SideBySide(QWidget):
    """Every clash with its two texts; nothing is chosen without somebody seeing both.

    Signals:
        settled: field name -> Choice, when the button was pressed.
        left: the question was left open; nothing is saved.
    """

    settled = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, has_buttons: bool = True) -> None:
        """Args: has_buttons: without them, whoever owns this has them in a better place."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._title = plain_label("", self, role=TextRole.HEADING, wrap=True)
        self._sentence = plain_label("", self, tone=Tone.MUTED, wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        self._place = QVBoxLayout()
        self._place.setSpacing(12)
        column.addLayout(self._place)
        keys = QWidget(self)
        keys.setVisible(has_buttons)
        row = QHBoxLayout(keys)
        row.setContentsMargins(0, 0, 0, 0)
        self.save_button = Button("", keys, kind=ButtonKind.PRIMARY, shortcut="Ctrl+S")
        self.save_button.clicked.connect(self.send)
        self._leave = Button("", keys, kind=ButtonKind.FLAT, shortcut="Esc")
        self._leave.clicked.connect(self.left)
        row.addWidget(self.save_button)
        row.addWidget(self._leave)
        row.addStretch(1)
        column.addWidget(keys)
        column.addStretch(1)
        self._chips: dict[str, Chips] = {}
        self._parts: list[QWidget] = []
        self.set_words(self._words_of_an_edit())

    def set_words(self, words: SideWords) -> None:
        """Say what the two sides are; at first they are two edits of one record."""
        self._words = words
        self._title.setText(words.title)
        self._sentence.setText(words.sentence)
        self.save_button.set_text(words.save, "Ctrl+S")
        self._leave.set_text(words.leave, "Esc")

    def _words_of_an_edit(self) -> SideWords:
        return SideWords(
            title=self.tr("Somebody else changed the same fields meanwhile"),
            sentence=self.tr("Nothing is lost: choose for each what is to stand there, then save."),
            mine=self.tr("Mine"),
            theirs=self.tr("Theirs, saved meanwhile"),
            keep_mine=self.tr("Keep mine"),
            take_theirs=self.tr("Take theirs"),
            save=self.tr("Save as chosen"),
            leave=self.tr("Go on editing"),
        )

    def show_clashes(self, clashes: Sequence[Clash], *, take_focus: bool = True) -> None:
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
        if take_focus:
            self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the first choice, or on the button when there is none."""
        target = next(iter(self._chips.values()), self.save_button)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

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
            ((self._words.mine, clash.mine), (self._words.theirs, clash.theirs))
        ):
            whose = plain_label(title, part, role=TextRole.SMALL, tone=Tone.MUTED, elide=True)
            grid.addWidget(whose, 2, place, Qt.AlignmentFlag.AlignTop)
            label = plain_label(text, part, wrap=True, selectable=True)
            label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            grid.addWidget(label, 3, place, Qt.AlignmentFlag.AlignTop)
        if clash.is_settled:
            return part
        chips = Chips(clash.label, part)
        options = [
            Chip(Choice.MINE, self._words.keep_mine),
            Chip(Choice.THEIRS, self._words.take_theirs),
        ]
        if clash.can_join:
            options.append(Chip(Choice.BOTH, self.tr("Both")))
        chips.set_chips(options)
        chips.set_current(clash.chosen)
        grid.addWidget(chips, 4, 0, 1, 2)
        self._chips[clash.name] = chips
        return part
