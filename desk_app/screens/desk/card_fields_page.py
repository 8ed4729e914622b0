"""The fields of a call card that need more than a ready widget gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.desk.offers import Offer
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit


class OfferEdit(TypeAheadEdit):
    """A type-ahead field whose owner speaks in Offers."""

    def set_offers(self, offers: Sequence[Offer]) -> None:
        self.set_suggestions([_suggestion(offer) for offer in offers])

    def open_offers(self) -> None:
        """Let the next offers be seen although nobody typed here: a call was taken."""
        self._closed_by_hand = False


class ChoiceCombo(CalmBox):
    """A short list; what stands for no choice is always the first."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Replace the list; the choice stays if it is still there."""
        chosen = self.currentData()
        self.clear()
        for key, label in choices:
            self.addItem(label, key)
        self.choose(chosen)

    def choose(self, key: Any) -> None:
        """Show a choice without telling anybody; one that is not there shows none."""
        found = [row for row in range(self.count()) if self.itemData(row) == key]
        self.setCurrentIndex(found[0] if found else 0)


class FormRow:
    """A label, one or two fields beside each other, and a line for what is missing."""

    def __init__(self, label: str, fields: Sequence[QWidget], parent: QWidget) -> None:
        first = fields[0].focusProxy() or fields[0]
        self.label: QLabel = plain_label(label, parent, tone=Tone.MUTED, buddy=first)
        self.label.setContentsMargins(0, 8, 0, 0)
        self.holder = QWidget(parent)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        for field in fields:
            row.addWidget(field, 1)
        column.addLayout(row)
        self.line = HintLine(self.holder)
        column.addWidget(self.line)
        self._column = column

    def place(self, grid: QGridLayout, at: int) -> None:
        grid.addWidget(self.label, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.holder, at, 1)

    def add_below(self, part: QWidget) -> None:
        self._column.addWidget(part)

    def set_visible(self, *, visible: bool) -> None:
        self.label.setVisible(visible)
        self.holder.setVisible(visible)


class EndingKeys(QWidget):
    """The endings that have a key; no Tab stops, as the outcome itself is one.

    Signals:
        booked, in_vain: which was pressed.
    """

    booked = Signal()
    in_vain = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        flow = FlowLayout(self)
        for text, keys, signal, tip in (
            (self.tr("Booked"), "Ctrl+B", self.booked, self.tr("Booked; the day is asked for")),
            (
                self.tr("Asked in vain"),
                "Ctrl+M",
                self.in_vain,
                self.tr("What we cannot give: lost, and why; again for the next reason"),
            ),
        ):
            button = Button(text, self, kind=ButtonKind.CHIP, shortcut=keys)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(tip)
            button.clicked.connect(signal)
            flow.addWidget(button)


class ConsentKey(QWidget):
    """What callers are asked to agree to, and what they said; no Tab stop, as most are not asked.

    Signals:
        turned: it was pressed.
    """

    turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._key = Button("", self, kind=ButtonKind.CHIP, shortcut="Ctrl+G")
        self._key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._key.setCheckable(True)
        self._key.clicked.connect(self.turned)
        self._words = plain_label("", self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        column.addWidget(self._key, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._words)

    def show_answer(self, words: str, *, is_given: bool | None) -> None:
        """Show the clinic's words and the answer; without words, nothing at all."""
        said = {
            None: self.tr("Consent: not asked"),
            True: self.tr("Consent: agreed"),
            False: self.tr("Consent: refused"),
        }[is_given]
        self._key.set_text(said, "Ctrl+G")
        self._key.setChecked(is_given is not None)
        self._words.setText(f"“{words}”")
        self.setVisible(bool(words))


def _suggestion(offer: Offer) -> Suggestion:
    return Suggestion(
        offer.key, offer.title, offer.detail, offer.text, offer.icon, offer.badge, offer.marks
    )
