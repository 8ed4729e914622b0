"""The lists that take the place of the list of people: likely duplicates, and the bin."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.screens.people.duplicates import DuplicatesContent
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.roles import TwoLineRow
from desk_app.widgets.row_list import RowList

Rows = tuple[tuple[Hashable, TwoLineRow], ...]


class SideList(QWidget):
    """A heading, what the keys do, a list or what to say when it is empty.

    Signals:
        chosen: the key of a row the keyboard came to.
        submitted: the key of a row on which Enter was pressed.
        denied: the key of a row on which N was pressed.
        stopped: what is found so far is enough.
        left: Esc.
    """

    chosen = Signal(object)
    submitted = Signal(object)
    denied = Signal(object)
    stopped = Signal()
    left = Signal()

    def __init__(self, title: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = TwoLineModel(self)
        self.list = RowList(title, self._rows, self)
        self.empty = EmptyState(self)
        self._foot = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self._stop = Button(self.tr("Stop"), self, kind=ButtonKind.FLAT)
        self._stop.clicked.connect(self.stopped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(6)
        top.addWidget(plain_label(title, self, role=TextRole.HEADING, wrap=True))
        top.addWidget(plain_label(keys, self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True))
        back = Button(self.tr("People"), self, kind=ButtonKind.FLAT, shortcut="Esc")
        back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        top.addLayout(row)
        column.addLayout(top)
        below = QWidget(self)
        self._below = QStackedLayout(below)
        self._below.addWidget(self.list)
        self._below.addWidget(self.empty)
        column.addWidget(below, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 6)
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._stop)
        column.addLayout(foot)
        self.show_foot("")
        self.list.chosen.connect(self.chosen)
        self.list.submitted.connect(self._on_submitted)
        deny = QShortcut(QKeySequence("N"), self.list)
        deny.setContext(Qt.ShortcutContext.WidgetShortcut)
        deny.activated.connect(self._on_deny)
        self.setFocusProxy(self.list)

    def show_rows(self, rows: Rows) -> None:
        """Show these; the row the keyboard is on stays, or the one that took its place."""
        before = self.list.current_key
        place = self._rows.place_of(before) if before is not None else None
        self._rows.set_rows(rows)
        self._below.setCurrentIndex(0 if rows else 1)
        if before is None or place is None or not rows:
            return
        keys = [key for key, _row in rows]
        if before in keys:
            self.list.set_current(before)
        else:
            self.list.setCurrentIndex(self._rows.index(min(place, len(rows) - 1)))

    def show_foot(self, words: str, *, may_stop: bool = False) -> None:
        """Say below the list how far it is."""
        self._foot.setText(words)
        self._foot.setVisible(bool(words))
        self._stop.setVisible(may_stop)

    @Slot()
    def _on_submitted(self) -> None:
        if self.list.current_key is not None:
            self.submitted.emit(self.list.current_key)

    @Slot()
    def _on_deny(self) -> None:
        if self.list.current_key is not None:
            self.denied.emit(self.list.current_key)

    # --- Qt overrides -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SideLists(QObject):
    """Both lists, and what their keys do.

    Signals:
        pair_wanted: two ids to be shown side by side, the one that would stay first.
        entered: Enter goes on to what is shown beside the list.
        left: Esc; the list of people is wanted again.
    """

    pair_wanted = Signal(object, object)
    entered = Signal()
    left = Signal()

    def __init__(self, presenter: PeoplePresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.duplicates = SideList(
            self.tr("Likely duplicates"), self.tr("Enter compares · N two different people"), parent
        )
        self.bin = SideList(self.tr("Bin"), self.tr("Enter puts back"), parent)
        self.duplicates.chosen.connect(self._on_pair)
        self.duplicates.submitted.connect(self._on_entered)
        self.duplicates.denied.connect(self._on_denied)
        self.duplicates.stopped.connect(presenter.duplicates.stop)
        self.bin.submitted.connect(presenter.bin.put_back)
        for one in (self.duplicates, self.bin):
            one.left.connect(self.left)
        presenter.duplicates.list_changed.connect(self._on_duplicates)
        presenter.bin.list_changed.connect(self._on_bin)

    def open_duplicates(self) -> None:
        """Look for pairs, and put the keyboard into their list."""
        self._presenter.duplicates.start()
        self.duplicates.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_bin(self) -> None:
        """Read the bin, and put the keyboard into its list."""
        self._presenter.bin.load()
        self.bin.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def _on_pair(self, pair: tuple[int, int]) -> None:
        self.pair_wanted.emit(*pair)

    @Slot(object)
    def _on_entered(self, _pair: object) -> None:
        self.entered.emit()

    @Slot(object)
    def _on_denied(self, pair: tuple[int, int]) -> None:
        self._presenter.merger.tell_pair_apart(*pair)

    @Slot(object)
    def _on_duplicates(self, content: DuplicatesContent) -> None:
        if content.is_running:
            words = self.tr("Looked at {0} of {1} people").format(content.looked_at, content.total)
        elif content.looked_at < content.total:
            words = self.tr("Stopped after {0} of {1} people").format(
                content.looked_at, content.total
            )
        else:
            words = ""
        self.duplicates.empty.show_state(
            "users",
            self.tr("Looking …") if content.is_running else self.tr("No likely duplicates"),
            self.tr("People whose names sound or look alike stand here in pairs."),
        )
        self.duplicates.show_rows(content.rows)
        self.duplicates.show_foot(words, may_stop=content.is_running)

    @Slot(object)
    def _on_bin(self, rows: Rows) -> None:
        self.bin.empty.show_state(
            "trash",
            self.tr("The bin is empty"),
            self.tr("People and enquiries that are put here can be put back at any time."),
        )
        self.bin.show_rows(rows)
