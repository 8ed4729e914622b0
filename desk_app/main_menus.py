"""The menu bar: every entry with its key, and which of them act now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desk_app.widgets.nav_bar import NavEntry
from desk_app.widgets.refused_keys import RefusedKeys

_WHILE_LOCKED = ("quit", "larger", "smaller", "appearance")
_MOST_UNDO_LETTERS = 50


class MainMenus(QObject):
    """An entry is known by its key: what the program must do, or ``page:`` and the page to open.

    Signals:
        chosen: the key of an entry.
        refused: why nothing happened, when the shortcut of a grey entry was pressed.
    """

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, window: QMainWindow, pages: Sequence[NavEntry]) -> None:
        super().__init__(window)
        self._window = window
        self._entries: list[QAction] = []
        self._needs_clinic: list[QAction] = []
        self._is_ready = False
        self._is_locked = False
        self._refusals: Mapping[str, str] = {}
        self._undo_words = ""
        self._refused_keys = RefusedKeys(window)
        self._refused_keys.pressed.connect(self.refused)
        self._make_file()
        self._make_edit()
        self._make_view(pages)
        self._make_help()

    # --- What the window knows ------------------------------------------------------

    def set_ready(self, *, ready: bool) -> None:
        """Let the entries act that need an open clinic."""
        self._is_ready = ready
        self._let_act()

    def set_locked(self, *, locked: bool) -> None:
        """Leave only what tells nothing of what is hidden."""
        self._is_locked = locked
        self._let_act()

    def set_refusals(self, refusals: Mapping[str, str]) -> None:
        """Grey out what somebody may not do, by the key of its entry, with the reason."""
        self._refusals = refusals
        self._let_act()

    def set_signs_in(self, *, signs_in: bool) -> None:
        """Say whether there is anything to lock."""
        self._lock.setVisible(signs_in)

    def set_undo(self, words: str) -> None:
        """Name what Ctrl+Z takes back; nothing when there is nothing."""
        self._undo_words = words
        letters = self._window.fontMetrics()
        room = _MOST_UNDO_LETTERS * letters.averageCharWidth()
        named = letters.elidedText(words, Qt.TextElideMode.ElideRight, room)
        entry = self.tr("&Undo: {0}") if words else self.tr("&Undo")
        self._undo.setText(entry.format(named.replace("&", "&&")))
        self._let_act()

    def _let_act(self) -> None:
        """Grey out the entries that would do nothing now."""
        refused = {}
        for entry in self._entries:
            key = str(entry.data())
            refusal = self._refusals.get(key, "")
            is_ready = self._is_ready or entry not in self._needs_clinic
            is_within_reach = not self._is_locked or key in _WHILE_LOCKED
            has_use = entry is not self._undo or bool(self._undo_words)
            entry.setEnabled(is_ready and is_within_reach and has_use and not refusal)
            entry.setToolTip(refusal)
            if refusal and is_ready and is_within_reach:
                refused[entry.shortcut().toString()] = refusal
        self._refused_keys.answer(refused)

    # --- Making them ----------------------------------------------------------------

    def _make_file(self) -> None:
        menu = self._menu(self.tr("&File"))
        self._add(menu, self.tr("New &phone call"), "phone_card", "F2")
        self._add(menu, self.tr("New &walk-in"), "walk_in_card", "Ctrl+N")
        self._add(menu, self.tr("Type in a paper &slip"), "slip_card", "Shift+F2")
        self._add(menu, self.tr("Type in a printed &list"), "type_list", "Ctrl+T")
        menu.addSeparator()
        self._add(menu, self.tr("&Print"), "print", "Ctrl+P")
        self._add(menu, self.tr("Blan&k enquiry slips…"), "slips")
        self._add(menu, self.tr("&Back up now"), "backup")
        self._add(menu, self.tr("Backups and &restore"), "page:safety", "Ctrl+Shift+B")
        self._add(menu, self.tr("Br&ing in a file…"), "page:importing", "Ctrl+Shift+O")
        self._add(menu, self.tr("Practice &clinic"), "demo")
        menu.addSeparator()
        words = self.tr("&Lock, or change who sits here")
        self._lock = self._add(menu, words, "lock", "Ctrl+L")
        self._lock.setVisible(False)
        self._add(menu, self.tr("&Quit"), "quit", "Ctrl+Q", always=True)

    def _make_edit(self) -> None:
        menu = self._menu(self.tr("&Edit"))
        self._undo = self._add(menu, self.tr("&Undo"), "undo", "Ctrl+Z")
        self._add(menu, self.tr("&Find on this page"), "find", "Ctrl+F")
        self._add(menu, self.tr("&Search everything"), "search", "Ctrl+K")
        self._add(menu, self.tr("&Preferences"), "page:settings", "Ctrl+,")

    def _make_view(self, pages: Sequence[NavEntry]) -> None:
        menu = self._menu(self.tr("&View"))
        for page in pages:
            self._add(menu, page.title, f"page:{page.key}", page.shortcut)
        self._add(menu, self.tr("&End of the day"), "page:end_of_day", "Ctrl+E")
        self._add(menu, self.tr("&Who did what"), "page:audit", "Ctrl+Shift+A")
        menu.addSeparator()
        self._add(menu, self.tr("&Larger text"), "larger", "Ctrl+Shift+.", always=True)
        self._add(menu, self.tr("S&maller text"), "smaller", "Ctrl+Shift+,", always=True)
        self._add(menu, self.tr("L&ight, dark or as the system"), "appearance", always=True)
        self._add(menu, self.tr("&Reset layout"), "reset_layout", always=True)

    def _make_help(self) -> None:
        menu = self._menu(self.tr("&Help"))
        self._add(menu, self.tr("&Help and shortcuts"), "help", "F1", always=True)
        self._add(menu, self.tr("&Report of mistakes…"), "mistakes", "Shift+F1", always=True)
        self._add(menu, self.tr("&About"), "about", always=True)

    def _menu(self, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)  # they say why something is refused
        menu.triggered.connect(self._on_triggered)
        return menu

    def _add(
        self, menu: QMenu, words: str, key: str, shortcut: str = "", *, always: bool = False
    ) -> QAction:
        entry = menu.addAction(words)
        entry.setData(key)
        if shortcut:
            entry.setShortcut(QKeySequence(shortcut))
        self._entries.append(entry)
        if not always:
            self._needs_clinic.append(entry)
        return entry

    @Slot(QAction)
    def _on_triggered(self, entry: QAction) -> None:
        self.chosen.emit(str(entry.data()))
