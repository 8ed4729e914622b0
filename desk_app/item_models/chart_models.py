"""What the charts of a report show, as lists and tables that a keyboard can walk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desk_app.widgets.chart_rows import Bar, HourCell
from desk_app.widgets.roles import RowRole

Index = QModelIndex | QPersistentModelIndex

_LEAST = 5


class BarModel(QAbstractListModel):
    """One bar in each row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bars: Sequence[Bar] = ()

    @property
    def bars(self) -> Sequence[Bar]:
        return self._bars

    @property
    def longest(self) -> int:
        """What the full width stands for: one or two do not fill it."""
        return max((_LEAST, *(max(bar.value, bar.before) for bar in self._bars)))

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._bars = tuple(bars)
        self.endResetModel()

    # --- Qt overrides: quick, and never raising -------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._bars)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._bars):
            return None
        bar = self._bars[index.row()]
        if role == RowRole.LOOK:
            return bar
        if role == RowRole.KEY:
            return bar.key
        if role == Qt.ItemDataRole.DisplayRole:
            return bar.label
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return bar.spoken
        return None


class HourModel(QAbstractTableModel):
    """Weekdays below each other, hours beside each other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: Sequence[str] = ()
        self._hours: Sequence[str] = ()
        self._cells: Sequence[Sequence[HourCell]] = ()

    @property
    def highest(self) -> int:
        """What a full cell stands for."""
        return max((_LEAST, *(cell.value for row in self._cells for cell in row)))

    def set_hours(
        self, days: Sequence[str], hours: Sequence[str], cells: Sequence[Sequence[HourCell]]
    ) -> None:
        """Replace everything; ``cells`` has a row for each day, a cell for each hour."""
        self.beginResetModel()
        self._days, self._hours, self._cells = tuple(days), tuple(hours), tuple(cells)
        self.endResetModel()

    # --- Qt overrides: quick, and never raising -------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._days)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._hours)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if not (0 <= row < len(self._days) and 0 <= column < len(self._hours)):
            return None
        cell = self._cells[row][column]
        if role == RowRole.LOOK:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return str(cell.value) if cell.value else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.spoken
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        titles = self._hours if orientation == Qt.Orientation.Horizontal else self._days
        if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(titles):
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None
