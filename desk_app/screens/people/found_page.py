"""The search and the list of people it finds, at the left of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.screens.people.finder import (
    MOST_SHOWN,
    Emptiness,
    PeopleContent,
    PeopleFinder,
)
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.row_list import RowList
from desk_app.widgets.search_field import SearchField


class FoundPeople(QWidget):
    """Letters in the field search; Space marks in the list, G gives handouts, Esc shows all.

    Signals:
        chosen: the id of the person the keyboard came to.
        entered: Enter on somebody in the list.
        new_wanted, duplicates_wanted, bin_wanted, save_wanted: pressed or chosen in the menu.
        handouts_wanted: the id of the person in the current row, or None.
    """

    chosen = Signal(object)
    entered = Signal()
    new_wanted = Signal()
    duplicates_wanted = Signal()
    bin_wanted = Signal()
    save_wanted = Signal()
    handouts_wanted = Signal(object)

    def __init__(self, finder: PeopleFinder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder = finder
        self.why_empty: Emptiness | None = None
        self.search = SearchField(self.tr("Name, number, e-mail"), self, shortcut="Ctrl+F")
        self.rows = TwoLineModel(self)
        self.list = RowList(self.tr("People"), self.rows, self)
        self.empty = EmptyState(self)
        self.more = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self.more.setContentsMargins(12, 6, 12, 6)
        self.more.hide()
        self._lay_out()
        for key, deed in ((Qt.Key.Key_Space, self._mark), (Qt.Key.Key_G, self._give)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(deed)
        self.search.edited.connect(finder.search)
        self.search.stepped.connect(self.list.step)
        self.search.submitted.connect(self._on_submitted)
        self.list.chosen.connect(self.chosen)
        self.list.submitted.connect(self._on_submitted)
        self.empty.action_wanted.connect(self._on_empty_action)

    def _lay_out(self) -> None:
        self.setMinimumWidth(220)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(6)
        top.addWidget(self.search)
        top.addWidget(self._make_buttons())
        below = QWidget(self)
        self._below = QStackedLayout(below)
        self._below.addWidget(self.list)
        self._below.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(below, 1)
        column.addWidget(self.more)

    def _make_buttons(self) -> QWidget:
        """What is done all day is a button; in large letters the list needs the room."""
        holder = QWidget(self)
        new = Button(self.tr("New"), holder, kind=ButtonKind.FLAT, icon_name="plus", shortcut="F6")
        new.clicked.connect(self.new_wanted)
        give = Button(self.tr("Give handout"), holder, kind=ButtonKind.FLAT, shortcut="G")
        give.clicked.connect(self._give)
        others = Button(self.tr("More"), holder, kind=ButtonKind.FLAT)
        menu = QMenu(others)
        self._menu_entry(menu, self.tr("Likely duplicates"), "F8").triggered.connect(
            self.duplicates_wanted
        )
        self._menu_entry(menu, self.tr("Bin"), "F9").triggered.connect(self.bin_wanted)
        self._save = self._menu_entry(menu, self.tr("Save everybody…"), "Ctrl+Shift+S")
        self._save.triggered.connect(self.save_wanted)
        menu.setToolTipsVisible(True)
        others.setMenu(menu)
        flow = FlowLayout(holder, spacing=4)
        for button in (new, give, others):
            flow.addWidget(button)
        return holder

    def _menu_entry(self, menu: QMenu, words: str, keys: str) -> QAction:
        entry = menu.addAction(words)
        entry.setShortcut(QKeySequence(keys))
        entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown; the page hears it
        return entry

    # --- What the page asks -------------------------------------------------------------

    def show_content(self, content: PeopleContent, open_id: int | None) -> None:
        """Show what was found, with the person whose form is open as the current row."""
        self.rows.set_rows(content.rows)
        if open_id is not None:
            self.list.set_current(open_id)
        words = [
            self.tr("Chosen for handouts: {0}").format(content.marked) if content.marked else "",
            self.tr("Only the newest {0}").format(MOST_SHOWN) if content.there_are_more else "",
        ]
        self.more.setText("\n".join(filter(None, words)))
        self.more.setVisible(any(words))
        self.why_empty = content.empty
        if content.empty is Emptiness.NO_MATCH:
            self.empty.show_state(
                "search", self.tr("No match"), self.tr("Nobody has all of this."),
                self.tr("Show all"), "Esc",
            )  # fmt: skip
        elif content.empty is Emptiness.NOBODY_YET:
            self.empty.show_state(
                "users", self.tr("Nobody yet"), self.tr("Whoever calls is remembered here."),
                self.tr("New person"), "F6",
            )  # fmt: skip
        self._below.setCurrentWidget(self.list if content.empty is None else self.empty)

    def allow_saving(self, refusal: str) -> None:
        """Args: refusal: why everybody may not be saved to a file; empty when it is allowed."""
        self._save.setEnabled(not refusal)
        self._save.setToolTip(refusal)

    def focus_list(self) -> None:
        """Go to the list, or to the search while there is nothing in it."""
        target = self.search if self.why_empty is not None else self.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # --- Slots --------------------------------------------------------------------------

    @Slot()
    def _mark(self) -> None:
        self._finder.mark(self.list.current_key)

    @Slot()
    def _give(self) -> None:
        self.handouts_wanted.emit(self.list.current_key)

    @Slot()
    def _on_submitted(self) -> None:
        """Enter goes from the search to the first of the list, from the list to the form."""
        if self.list.current_key is None:
            self.list.step(1)
        elif self.search.hasFocus():
            self.focus_list()
        else:
            self.entered.emit()

    @Slot()
    def _on_empty_action(self) -> None:
        if self.why_empty is Emptiness.NO_MATCH:
            self._show_all()
            self.focus_list()
        else:
            self.new_wanted.emit()

    def _show_all(self) -> None:
        self.search.clear()
        self._finder.search("")

    # --- Qt overrides -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self._show_all()
        else:
            super().keyPressEvent(event)
