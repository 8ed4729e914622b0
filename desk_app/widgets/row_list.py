"""A list of two-line rows of which one is chosen, with the arrows or the mouse."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.widgets.roles import RowRole
from desk_app.widgets.two_line_delegate import TwoLineDelegate

Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """One Tab for the whole list.

    Signals:
        chosen: the key of the row a person moved to (never after ``set_current``).
        submitted: Enter was pressed, or a row was clicked twice.
    """

    chosen = Signal(object)
    submitted = Signal()

    def __init__(
        self,
        name: str,
        model: TwoLineModel,
        parent: QWidget | None = None,
        *,
        takes_first: bool = True,
    ) -> None:
        """Make a list.

        Args:
            name: the accessible name.
            takes_first: coming here with the keyboard chooses the first row when none is.
        """
        super().__init__(parent)
        self._rows = model
        self._takes_first = takes_first
        self._silent = False
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self.submitted)

    @property
    def current_key(self) -> Hashable | None:
        """The key of the row the keyboard is on."""
        index = self.currentIndex()
        key = index.data(RowRole.KEY) if index.isValid() else None
        return key if isinstance(key, Hashable) else None

    def set_current(self, key: Hashable | None) -> None:
        """Move to a key without ``chosen``; one that is not there leaves no row current."""
        place = self._rows.place_of(key) if key is not None else None
        index = self._rows.index(place) if place is not None else QModelIndex()
        if index == self.currentIndex():
            return
        self._silent = True
        try:
            self.setCurrentIndex(index)
        finally:
            self._silent = False

    def step(self, by: int) -> None:
        """Move from outside, such as with the arrows in a search field."""
        action = (
            QAbstractItemView.CursorAction.MoveDown
            if by > 0
            else QAbstractItemView.CursorAction.MoveUp
        )
        if not self.currentIndex().isValid():
            action = QAbstractItemView.CursorAction.MoveHome
        index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self.setCurrentIndex(index)

    # --- Qt overrides -----------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        key = current.data(RowRole.KEY) if current.isValid() else None
        if key is not None and not self._silent:
            self.chosen.emit(key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        key, self._silent = self.current_key, not self._takes_first
        try:
            super().focusInEvent(event)
        finally:
            self._silent = False
        if not self._takes_first:
            self.set_current(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the page, and no search by beginnings."""
