"""The row of pages across the top of the window, each with its key and a count that waits."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desk_app.widgets.buttons import Button, ButtonKind


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One page: its key for the program, its title, icon and shortcut for people."""

    key: str
    title: str
    icon_name: str
    shortcut: str


class NavShows(enum.Enum):
    """What of each page there is room for, the most first; tooltips keep the words."""

    ICONS_AND_WORDS = (True, True)
    WORDS = (False, True)
    ICONS = (True, False)


class NavBar(QWidget):
    """Flat buttons of which one is down.

    Signals:
        chosen: the key of the page that was asked for.
    """

    chosen = Signal(object)

    def __init__(self, entries: list[NavEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, Button] = {}
        self._entries = {entry.key: entry for entry in entries}
        self._shows = NavShows.ICONS_AND_WORDS
        self._widths: dict[NavShows, int] = {}
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
        """Show which page is open; none of them for one that is not here."""
        self._group.setExclusive(key in self._buttons)
        for own, button in self._buttons.items():
            button.setChecked(own == key)

    def set_count(self, key: str, count: int) -> None:
        """Show how much waits on a page; nothing for none."""
        self._buttons[key].set_count(count)
        title = self._entries[key].title
        waiting = self.tr("{0}, {1} waiting").format(title, count)
        self._buttons[key].setAccessibleName(waiting if count else title)
        self._widths.clear()

    def fit(self, room: int) -> None:
        """Show as much of each page as so many pixels allow; icons alone are never left away."""
        if not self._widths:
            self._measure()
        wanted = next((each for each in NavShows if self._widths[each] <= room), NavShows.ICONS)
        if wanted is not self._shows:
            self._show(wanted)

    def _measure(self) -> None:
        shown = self._shows
        for each in NavShows:
            self._show(each)
            self._widths[each] = self.sizeHint().width()
        self._show(shown)

    def _show(self, shows: NavShows) -> None:
        self._shows = shows
        with_icon, with_words = shows.value
        for key, button in self._buttons.items():
            entry = self._entries[key]
            button.set_icon_name(entry.icon_name if with_icon else "")
            button.set_text(entry.title if with_words else "")

    def _button(self, entry: NavEntry) -> Button:
        button = Button(entry.title, self, kind=ButtonKind.NAV, icon_name=entry.icon_name)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.setToolTip(f"{entry.title}  {entry.shortcut}")
        button.setProperty("page", entry.key)
        button.setAccessibleName(entry.title)
        self._buttons[entry.key] = button
        self._group.addButton(button)
        return button

    @Slot(object)
    def _on_clicked(self, button: Button) -> None:
        self.chosen.emit(button.property("page"))

    # --- Qt overrides -----------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths.clear()
