"""The row of pages across the top of the window, each with its key and a count that waits."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desk_app.widgets.buttons import Button, ButtonKind


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One page: its key for the program, its title, icon and shortcut for people."""

    key: str
    title: str
    icon_name: str
    shortcut: str


class NavBar(QWidget):
    """Flat buttons of which one is down.

    Signals:
        chosen: the key of the page that was asked for.
    """

    chosen = Signal(object)

    def __init__(self, entries: list[NavEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, Button] = {}
        self._titles = {entry.key: entry.title for entry in entries}
        self._names = dict(self._titles)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for entry in entries:
            layout.addWidget(self._button(entry))
        layout.addStretch(1)

    def set_current(self, key: str) -> None:
        """Show which page is open."""
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show how much waits on a page; nothing for none."""
        self._buttons[key].set_count(count)
        waiting = self.tr("{0}, {1} waiting").format(self._titles[key], count)
        self._names[key] = waiting if count else self._titles[key]
        self._buttons[key].setAccessibleName(self._names[key])

    def set_compact(self, *, compact: bool) -> None:
        """Leave the words away where the window is too narrow for them; tooltips keep them."""
        for key, button in self._buttons.items():
            button.set_text("" if compact else self._titles[key])
            button.setAccessibleName(self._names.get(key, self._titles[key]))

    def _button(self, entry: NavEntry) -> Button:
        button = Button(entry.title, self, kind=ButtonKind.NAV, icon_name=entry.icon_name)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.setToolTip(f"{entry.title}  {entry.shortcut}")
        button.setProperty("page", entry.key)
        self._buttons[entry.key] = button
        self._group.addButton(button)
        return button

    @Slot(object)
    def _on_clicked(self, button: Button) -> None:
        self.chosen.emit(button.property("page"))
