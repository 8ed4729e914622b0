"""The lists at the left of the desk: today's enquiries, and cards on hold."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk_app.widgets.roles import RowRole, TwoLineRow

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DayLine:
    """One row in ready strings, and what its owner knows it by."""

    key: Hashable
    look: TwoLineRow


class DayLogModel(QAbstractListModel):
    """Rows are replaced all at once; rows of the same keys only change their words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[DayLine, ...] = ()

    @property
    def lines(self) -> tuple[DayLine, ...]:
        return self._lines

    def set_lines(self, lines: Sequence[DayLine]) -> None:
        """Show these. The owner selects its row again by ``row_of`` when rows moved."""
        before, after = self._lines, tuple(lines)
        if [line.key for line in before] != [line.key for line in after]:
            self.beginResetModel()
            self._lines = after
            self.endResetModel()
            return
        self._lines = after
        for row, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def row_of(self, key: Hashable) -> int | None:
        """Return where a key stands now."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), None)

    # --- Qt overrides -----------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == RowRole.LOOK:
            return line.look
        if role == RowRole.KEY:
            return line.key
        if role == Qt.ItemDataRole.DisplayRole:
            return line.look.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.look.accessible_text()
        return None
