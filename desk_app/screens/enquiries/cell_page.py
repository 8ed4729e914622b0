"""How a cell of the log is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from desk_app.item_models.log_model import COLUMNS
from desk_app.tones import tones_of
from desk_app.widgets.two_line_delegate import TwoLineDelegate

_BAR = 3  # the accent bar that the delegate draws at the left of a selected cell


class CellDelegate(TwoLineDelegate):
    """One accent bar and one focus ring for the row, not one for each cell."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view = option.widget
        painter.save()
        painter.setClipRect(option.rect)
        whole = option.rect
        if index.column() > 0:
            option.rect = option.rect.adjusted(-_BAR, 0, 0, 0)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        assert isinstance(view, QTableView)  # noqa: S101 - it draws no other
        if view.hasFocus() and view.currentIndex().row() == index.row():
            accent = QColor(tones_of(option.palette).accent)
            painter.fillRect(whole.left(), whole.top(), whole.width(), 2, accent)
            painter.fillRect(whole.left(), whole.bottom() - 1, whole.width(), 2, accent)
            if all(map(view.isColumnHidden, range(index.column() + 1, COLUMNS))):
                painter.fillRect(whole.right() - 1, whole.top(), 2, whole.height(), accent)
        painter.restore()
