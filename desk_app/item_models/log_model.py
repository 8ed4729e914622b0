"""The whole log as Qt sees it: any number of rows, of which only pages in sight are held."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from desk_app.widgets.roles import RowRole, TwoLineRow

COLUMNS = 7
PAGE = 125
_PAGES_KEPT = 64
_PAGES_IN_SIGHT = 2  # a screenful may lie across a seam, never across two
_ON_ITS_WAY = TwoLineRow("…", tone="muted")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LogLine:
    """One enquiry in ready strings.

    Attributes:
        cells: one for each column.
        tips: the same, for who wants to know it exactly.
        spoken: the whole row for screen readers.
    """

    enquiry_id: int
    cells: tuple[TwoLineRow, ...]
    tips: tuple[str, ...] = ()
    spoken: str = ""


class LogModel(QAbstractTableModel):
    """Knows how many rows there are; asks for a page when one of its rows is looked at.

    Signals:
        pages_wanted: the first rows of the pages in sight that are not here, latest first.
            Pages asked for before and not in sight any more are not wanted any more.
    """

    pages_wanted = Signal(object)

    def __init__(self, titles: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._count = 0
        self._pages: OrderedDict[int, Sequence[LogLine]] = OrderedDict()
        self._missing: OrderedDict[int, None] = OrderedDict()
        self._asked: frozenset[int] = frozenset()
        self._stale: set[int] = set()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask)

    def reset(self, count: int) -> None:
        """Begin anew with another list."""
        self.beginResetModel()
        self._count = count
        self._pages.clear()
        self._missing.clear()
        self._asked = frozenset()
        self._stale.clear()
        self.endResetModel()

    def renew(self, count: int) -> None:
        """The same list may have changed: what is in sight stays until it is read again."""
        self._stale = set(self._pages)
        self._asked = frozenset()
        self.resize(count)
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, COLUMNS - 1))

    def resize(self, count: int) -> None:
        """Rows are added or taken away at the end."""
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def set_page(self, first: int, lines: Sequence[LogLine]) -> None:
        """Show the rows from ``first`` on."""
        self._pages[first] = lines
        self._stale.discard(first)
        self._pages.move_to_end(first)
        self._asked -= {first}
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        last = min(first + PAGE, self._count) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, COLUMNS - 1))

    def line(self, row: int) -> LogLine | None:
        """Return a row; None while it is on its way, or when there is no such row."""
        if not 0 <= row < self._count:
            return None
        first = row - row % PAGE
        page = self._pages.get(first)
        if page is None or first in self._stale:
            self._want(first)
        if page is None or row - first >= len(page):
            return None
        return page[row - first]

    def _want(self, first: int) -> None:
        if first in self._asked:
            return
        self._missing[first] = None
        self._missing.move_to_end(first)
        if not self._asking.isActive():
            self._asking.start(0)

    @Slot()
    def _ask(self) -> None:
        """One request for what was looked at last: what was only scrolled past is left out."""
        latest = list(reversed(self._missing))
        self._missing.clear()
        if latest:
            self._asked = frozenset(latest[:_PAGES_IN_SIGHT])
            self.pages_wanted.emit(tuple(latest[:_PAGES_IN_SIGHT]))

    # --- Qt overrides: quick, and never raising -------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == RowRole.LOOK:
            line = self.line(index.row())
            return line.cells[index.column()] if line else _ON_ITS_WAY
        if not index.isValid() or role not in _ROLES:
            return None
        line = self.line(index.row())
        if line is None:
            return _ON_ITS_WAY.title if role == Qt.ItemDataRole.DisplayRole else None
        if role == RowRole.KEY:
            return line.enquiry_id
        cell = line.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken if index.column() == 0 else cell.accessible_text()
        return (line.tips[index.column()] or None) if index.column() < len(line.tips) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole and across and section < len(self._titles):
            return self._titles[section]
        return None


_ROLES = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(RowRole.KEY),
    }
)
