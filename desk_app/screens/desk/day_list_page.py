"""A list of two-line rows of the day."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QListView, QWidget

from desk_app.item_models.day_log_model import DayLogModel
from desk_app.widgets.roles import RowRole
from desk_app.widgets.two_line_delegate import TwoLineDelegate


class DayList(QListView):
    """Rows of two lines; Enter, or a double click, opens one.

    Signals:
        wanted: the key of a row.
    """

    wanted = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = DayLogModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.activated.connect(self._activated)

    def row_height(self) -> int:
        delegate = self.itemDelegate()
        return delegate.row_height(self.font()) if isinstance(delegate, TwoLineDelegate) else 0

    @Slot(QModelIndex)
    def _activated(self, index: QModelIndex) -> None:
        self.wanted.emit(index.data(RowRole.KEY))
