"""A plain list of two-line rows, each known by a key."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk_app.widgets.roles import RowRole, TwoLineRow

Index = QModelIndex | QPersistentModelIndex


class TwoLineModel(QAbstractListModel):
    """Rows are replaced all at once; rows with the keys of before are only drawn anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: list[Hashable] = []
        self._rows: list[TwoLineRow] = []
        self._places: dict[Hashable, int] = {}

    @property
    def keys(self) -> tuple[Hashable, ...]:
        return tuple(self._keys)

    def set_rows(self, rows: Sequence[tuple[Hashable, TwoLineRow]]) -> None:
        """Replace everything. A row with the key ``None`` is a heading."""
        keys = [key for key, _ in rows]
        if keys == self._keys:
            self._rows = [row for _, row in rows]
            if keys:
                self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))
            return
        self.beginResetModel()
        self._keys, self._rows = keys, [row for _, row in rows]
        self._places = {key: place for place, key in enumerate(keys) if key is not None}
        self.endResetModel()

    def place_of(self, key: Hashable) -> int | None:
        """Return the row that a key stands in."""
        return self._places.get(key)

    def first_key(self) -> Hashable | None:
        """Return the key of the first row that is no heading."""
        return next(iter(self._places), None)

    # --- Qt overrides: quick, and never raising -------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and index.row() < len(self._keys) and self._keys[index.row()] is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole.LOOK:
            return row
        if role == RowRole.KEY:
            return self._keys[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.accessible_text()
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.title, row.detail) if part)
        return None
