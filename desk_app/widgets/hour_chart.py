"""Weekdays by hours: each cell has its figure, and a bar below as long as the hour was busy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.item_models.chart_models import HourModel
from desk_app.looks import tabular
from desk_app.tones import tones_of
from desk_app.widgets.bar_chart import paint_cursor
from desk_app.widgets.chart_rows import HourCell
from desk_app.widgets.roles import RowRole

Index = QModelIndex | QPersistentModelIndex

_CELL_HEIGHT = 1.9  # in lines of text
_BAR = 4
_EDGE = 4


class HourChart(QTableView):
    """As high as its days: whatever it lies in scrolls.

    Signals:
        opened: the key of a cell, by Enter or two clicks.
        moved: where in the chart the cursor went to.
    """

    opened = Signal(object)
    moved = Signal(QRect)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Args: name: the accessible name."""
        super().__init__(parent)
        self._hours = HourModel(self)
        self.setAccessibleName(name)
        self.setModel(self._hours)
        self.setItemDelegate(_HourDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(self._open)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(20)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)

    def set_hours(
        self, days: Sequence[str], hours: Sequence[str], cells: Sequence[Sequence[HourCell]]
    ) -> None:
        """Show these; the cursor stays where it was."""
        at = self.currentIndex()
        row, column = (at.row(), at.column()) if at.isValid() else (0, 0)
        self._hours.set_hours(days, hours, cells)
        if days and hours:
            place = self._hours.index(min(row, len(days) - 1), min(column, len(hours) - 1))
            self.setCurrentIndex(place)
        self.updateGeometry()

    @Slot()
    def _open(self) -> None:
        cell = self.currentIndex().data(RowRole.LOOK)
        if isinstance(cell, HourCell) and cell.key is not None:
            self.opened.emit(cell.key)

    # --- Qt overrides -----------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        rows = round(line * _CELL_HEIGHT) * self._hours.rowCount()
        return QSize(300, rows + self.horizontalHeader().sizeHint().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.moved.emit(self.visualRect(current))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _HourDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, model = index.data(RowRole.LOOK), index.model()
        if not isinstance(cell, HourCell) or not isinstance(model, HourModel):
            return
        area: QRect = option.rect.adjusted(1, 1, -1, -1)
        tones = tones_of(option.palette)
        painter.save()
        painter.fillRect(area, QColor(tones.hover if cell.value else tones.surface))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_cursor(painter, option.rect, tones)
        if cell.value:
            length = round((area.width() - 2 * _EDGE) * cell.value / model.highest)
            top = area.bottom() + 1 - _EDGE - _BAR
            painter.fillRect(area.left() + _EDGE, top, length, _BAR, QColor(tones.accent))
        painter.setFont(tabular(option.font))
        painter.setPen(QColor(tones.text if cell.value else tones.muted))
        above = area.adjusted(0, 0, 0, -_BAR - _EDGE)
        figure = str(cell.value) if cell.value else "·"
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, figure)
        painter.restore()
