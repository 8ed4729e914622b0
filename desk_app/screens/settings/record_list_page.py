"""A list of records at the left of their form, walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.tones import tones_of
from desk_app.widgets.roles import RowRole, TwoLineRow
from desk_app.widgets.two_line_delegate import TwoLineDelegate


class RecordList(QListView):
    """Signals for its owner.

    Signals:
        chosen: the key of the row a person or ``choose`` went to.
        moved: -1 or +1, for Alt+Up and Alt+Down on the current row.
        entered: Enter was pressed on the current row.
    """

    chosen = Signal(object)
    moved = Signal(int)
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, empty: str = "") -> None:
        """Make an empty list.

        Args:
            name: the accessible name.
            empty: what stands there while there are no rows.
        """
        super().__init__(parent)
        self._empty = empty
        self._rows = TwoLineModel(self)
        self._current: Hashable | None = None
        self.setModel(self._rows)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def current_key(self) -> Hashable | None:
        return self._current

    @property
    def keys(self) -> tuple[Hashable, ...]:
        return self._rows.keys

    def set_rows(self, rows: Sequence[tuple[Hashable, TwoLineRow]]) -> None:
        """Show these; the current row stays current wherever it is now."""
        self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's
        self._rows.set_rows(rows)
        place = self._rows.place_of(self._current) if self._current is not None else None
        if place is not None:
            self._select(place)
        self.selectionModel().blockSignals(False)  # noqa: FBT003
        self.viewport().update()

    def choose(self, key: Hashable) -> bool:
        """Go to a record; say whether it is there."""
        place = self._rows.place_of(key)
        if place is None:
            return False
        self._select(place)
        if self._current != key:
            self._current = key
            self.chosen.emit(key)
        return True

    def choose_first(self) -> None:
        """Go to the first record, if there is one and none is current."""
        first = self._rows.first_key()
        if first is not None and self._rows.place_of(self._current) is None:
            self.choose(first)

    def clear_choice(self) -> None:
        """Be on no record: a new one is being written."""
        self._current = None
        self.selectionModel().clear()

    def _select(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._rows.index(place), flag)

    @Slot(QModelIndex)
    def _current_changed(self, index: QModelIndex) -> None:
        key = index.data(RowRole.KEY) if index.isValid() else None
        if key is not None and key != self._current:
            self._current = key
            self.chosen.emit(key)

    # --- Qt overrides -----------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self._rows.keys:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(tones_of(self.palette()).muted))
            words = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(0, 8, 0, 0), words, self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)
