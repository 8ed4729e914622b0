"""Below the name: what is known of the caller, and what one key makes of it."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desk_app.screens.desk.known import KnownLine
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, plain_label, set_tone


class KnownPanel(QWidget):
    """Takes no room while nobody is known.

    Signals:
        turned: the conversation is to go on with the next open enquiry, or with none.
        repeat_wanted: the last enquiry is to be copied.
    """

    turned = Signal()
    repeat_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._labels: list[QLabel] = []
        self._goes_on = plain_label("", self, tone=Tone.ACCENT, wrap=True)
        self._turn = Button("", self, kind=ButtonKind.CHIP, icon_name="redo", shortcut="F4")
        self._turn.clicked.connect(self._turn_clicked)
        self._repeat = Button(
            self.tr("As last time"), self, kind=ButtonKind.CHIP, icon_name="copy", shortcut="Ctrl+D"
        )
        self._repeat.setToolTip(
            self.tr("Ctrl+D: service, body area, about whom and heard through of the last enquiry")
        )
        self._repeat.clicked.connect(self.repeat_wanted)
        deeds = FlowLayout()
        deeds.addWidget(self._turn)
        deeds.addWidget(self._repeat)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._lines)
        column.addWidget(self._goes_on)
        column.addLayout(deeds)
        self.show_known(())

    def show_known(self, lines: tuple[KnownLine, ...]) -> None:
        while len(self._labels) < len(lines):
            self._labels.append(plain_label("", self, wrap=True))
            self._lines.addWidget(self._labels[-1])
        for label, line in zip_longest(self._labels, lines):
            label.setText(line.text if line else "")
            set_tone(label, _tone(line) if line else Tone.PLAIN)
            label.setVisible(line is not None)
        self.setVisible(bool(lines))

    def show_continuing(self, goes_on: str, deed: str, *, has_last: bool) -> None:
        """Show what the card goes on with, and what the key does; empty for nothing."""
        self._goes_on.setText(goes_on)
        self._goes_on.setVisible(bool(goes_on))
        self._turn.set_text(deed, "F4")
        self._turn.setAccessibleName(deed)
        self._turn.setVisible(bool(deed))
        self._repeat.setVisible(has_last and not goes_on)

    @Slot()
    def _turn_clicked(self) -> None:
        self.turned.emit()


def _tone(line: KnownLine) -> Tone:
    if line.is_urgent:
        return Tone.OVERDUE
    return Tone.MUTED if line.is_past else Tone.ACCENT
