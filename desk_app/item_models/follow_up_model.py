"""The follow-up list as Qt sees it: headings and rows of ready strings."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desk_app.widgets.roles import RowRole, TwoLineRow

COLUMNS = 3
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the list.

    Attributes:
        key: what the row is known by; None for a heading.
        cells: one per column; of a heading only the first is shown.
        compact: everything that matters in one cell, where there is no room for columns.
        tips: the same, for who wants to know it exactly.
        spoken: the whole row for screen readers.
    """

    key: Hashable | None
    cells: tuple[TwoLineRow, ...]
    compact: TwoLineRow | None = None
    tips: tuple[str, ...] = ()
    spoken: str = ""

    @property
    def is_heading(self) -> bool:
        return self.key is None


class FollowUpModel(QAbstractTableModel):
    """Rows are replaced all at once; the owner finds its row again by its key."""

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._lines: tuple[ListLine, ...] = ()
        self._rows: dict[Hashable, int] = {}
        self._compact = False

    def set_lines(self, lines: Sequence[ListLine]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self._rows = {line.key: row for row, line in enumerate(self._lines) if line.key is not None}
        self.endResetModel()

    def set_compact(self, *, compact: bool) -> None:
        """Say everything in the first column, or go back to all of them."""
        if compact == self._compact:
            return
        self._compact = compact
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 0))

    def row_of(self, key: Hashable) -> int | None:
        """Return where a key stands now."""
        return self._rows.get(key)

    def headings(self) -> list[int]:
        """Return the rows that are headings."""
        return [row for row, line in enumerate(self._lines) if line.is_heading]

    # --- Qt overrides -----------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == RowRole.KEY:
            return line.key
        if index.column() >= len(line.cells):
            return None
        cell = line.cells[index.column()]
        if role == RowRole.LOOK:
            return line.compact if self._compact and line.compact else cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken if line.spoken and index.column() == 0 else cell.accessible_text()
        if role == Qt.ItemDataRole.ToolTipRole and index.column() < len(line.tips):
            return line.tips[index.column()] or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole and across and section < len(self._titles):
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and across and section == COLUMNS - 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the keyboard."""
        if not index.isValid() or self._lines[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
