"""A row of small buttons of which one is chosen, such as a filter with counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout

_STEPS: dict[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice. ``count`` None shows no figure."""

    key: object
    label: str
    count: int | None = None


_JUMPS = (Qt.Key.Key_Home, Qt.Key.Key_End)


class _ChipButton(Button):
    """Leaves the keys that choose to the row; Qt's own idea of them depends on geometry."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS or event.key() in _JUMPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Chips(QWidget):
    """One Tab for the whole row; the arrow keys, Home and End choose.

    Signals:
        chosen: the key of the chip a person chose.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Args: name: what the row is about, for screen readers."""
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._buttons: list[Button] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self._clicked)
        self._layout = FlowLayout(self)
        # Qt gives a place in the order, and the keys of a label, only to what takes the focus.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    @property
    def current_key(self) -> object:
        """The chosen key, or None while there are no chips."""
        number = self._group.checkedId()
        return self._chips[number].key if 0 <= number < len(self._chips) else None

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips; the choice stays where its key is still among them."""
        before, had_choice = self.current_key, self._group.checkedId() >= 0
        had_focus = any(button.hasFocus() for button in self._buttons)
        if len(chips) != len(self._chips):
            self._rebuild(len(chips))
        self._chips = list(chips)
        for button, chip in zip(self._buttons, self._chips, strict=True):
            button.setText(chip.label.replace("&", "&&"))
            button.set_count(chip.count)
        keys = [chip.key for chip in self._chips]
        if keys:
            stays = had_choice and before in keys  # None may be a key too
            self._check(keys.index(before) if stays else 0)
            if had_focus:
                self.setFocus()
        self._layout.invalidate()

    def set_current(self, key: object) -> None:
        """Choose without ``chosen``; a key that is not there changes nothing."""
        for number, chip in enumerate(self._chips):
            if chip.key == key:
                self._check(number)

    def _rebuild(self, count: int) -> None:
        for button in self._buttons:
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            button.hide()  # at once; its deletion waits for the event loop
            button.deleteLater()
        self._buttons = []
        for number in range(count):
            button = _ChipButton("", self, kind=ButtonKind.CHIP)
            button.setAutoDefault(False)
            button.setCheckable(True)
            self._group.addButton(button, number)
            self._layout.addWidget(button)
            self._buttons.append(button)
        self._keep_their_turn()

    def _keep_their_turn(self) -> None:
        """Tab comes to new buttons where the row stands, not after everything else."""
        self.setFocusProxy(None)  # type: ignore[arg-type]  # the stubs know no None
        for before, after in pairwise((self, *self._buttons)):
            QWidget.setTabOrder(before, after)

    def _check(self, number: int) -> None:
        self._group.button(number).setChecked(True)
        for button in self._group.buttons():
            checked = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.NoFocus)
            if checked:
                self.setFocusProxy(button)

    @Slot(int)
    def _clicked(self, number: int) -> None:
        self._check(number)
        self.chosen.emit(self._chips[number].key)

    # --- Qt overrides -----------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys a button does not want arrive here."""
        count, key = len(self._chips), event.key()
        if not count or not (key in _STEPS or key in _JUMPS):
            super().keyPressEvent(event)
            return
        if key in _JUMPS:
            target = 0 if key == Qt.Key.Key_Home else count - 1
        else:
            target = (max(0, self._group.checkedId()) + _STEPS[key]) % count
        if target != self._group.checkedId():
            self._clicked(target)
            self._buttons[target].setFocus(Qt.FocusReason.ShortcutFocusReason)
