"""The list that floats above the form, below (or above) its field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desk_app.widgets.roles import RowRole, TwoLineRow
from desk_app.widgets.two_line_delegate import TwoLineDelegate

_MOST_ROWS = 7
_SMALLEST_WIDTH = 320
_FRAME = 4  # border and padding, both sides
_DISTANCE = 3


class SuggestionList(QListView):
    """A child of the window and no window of its own: it cannot take the keyboard."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._model = _Rows(self)
        self._delegate = TwoLineDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setProperty("kind", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Suggestions"))

    @property
    def current_number(self) -> int | None:
        """The highlighted row, if any."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def set_rows(self, rows: list[TwoLineRow]) -> None:
        """Replace all rows; nothing is highlighted afterwards."""
        self._model.set_rows(rows)

    def open_below(self, field: QWidget, preselect: bool) -> None:  # noqa: FBT001
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        if preselect and self.current_number is None:
            self.walk(1)

    def walk(self, step: int) -> None:
        """Move the highlight; past either end it starts again at the other."""
        count = self._model.rowCount()
        if count:
            here = self.current_number
            start = -1 if step > 0 else 0
            number = ((start if here is None else here) + step) % count
            self.setCurrentIndex(self._model.index(number))

    def _place(self) -> None:
        """Below the field, or above it where there is more room; never outside the window."""
        window = self._field.window()
        top_left = self._field.mapTo(window, QPoint(0, 0))
        below = window.height() - top_left.y() - self._field.height() - 2 * _DISTANCE
        above = top_left.y() - 2 * _DISTANCE
        row = self._delegate.row_height(self.font())
        wanted = min(self._model.rowCount(), _MOST_ROWS) * row + _FRAME
        width = min(max(self._field.width(), _SMALLEST_WIDTH), window.width() - 2 * _DISTANCE)
        left = max(_DISTANCE, min(top_left.x(), window.width() - width - _DISTANCE))
        if wanted <= below or below >= above:
            height = min(wanted, max(below, row))
            top = top_left.y() + self._field.height() + _DISTANCE
        else:
            height = min(wanted, max(above, row))
            top = top_left.y() - height - _DISTANCE
        self.setGeometry(QRect(left, top, width, height))

    # --- Qt overrides -----------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.hide()  # its rows and its place are those of the letters before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[TwoLineRow] = []

    def set_rows(self, rows: list[TwoLineRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    # --- Qt overrides -----------------------------------------------------------

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole.LOOK:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.accessible_text()
        return None
