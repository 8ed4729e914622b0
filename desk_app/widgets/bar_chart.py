"""Bars with their labels and figures: a picture that is a list, so every row can be read.

Two periods are told apart by thickness, a part by its filling: never by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.item_models.chart_models import BarModel
from desk_app.looks import TextRole, font_for, tabular
from desk_app.tones import Tones, tones_of
from desk_app.widgets.chart_rows import Bar
from desk_app.widgets.roles import RowRole

Index = QModelIndex | QPersistentModelIndex

_SIDE = 10
_ABOVE = 6
_GAP = 10
_THIN = 3
_LEAST_LABEL = 0.45  # of the width; a note gives way before the label does
_WIDEST_CHANGE = "+0000"


class BarChart(QListView):
    """As high as its rows: whatever it lies in scrolls.

    Signals:
        opened: the key of a row, by Enter or two clicks.
        moved: where in the chart the cursor went to.
    """

    opened = Signal(object)
    moved = Signal(QRect)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Args: name: the accessible name."""
        super().__init__(parent)
        self._bars = BarModel(self)
        self.setAccessibleName(name)
        self.setModel(self._bars)
        self.setItemDelegate(_BarDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._open)

    @property
    def bars(self) -> Sequence[Bar]:
        return self._bars.bars

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these; the cursor stays on its key, else it goes to the first row."""
        key = self.currentIndex().data(RowRole.KEY)
        self._bars.set_bars(bars)
        keys = [bar.key for bar in bars]
        row = keys.index(key) if key is not None and key in keys else 0
        self.setCurrentIndex(self._bars.index(row))
        self.updateGeometry()

    @Slot()
    def _open(self) -> None:
        if self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(RowRole.KEY))

    # --- Qt overrides -----------------------------------------------------------

    def sizeHint(self) -> QSize:
        row = _Fonts(self.font()).row_height
        return QSize(240, row * self._bars.rowCount())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.moved.emit(self.visualRect(current))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """All of it is always here."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self._open()
        else:
            super().keyPressEvent(event)


class _Fonts:
    """The fonts of a row and what follows from their sizes."""

    def __init__(self, body: QFont) -> None:
        self.label = QFont(body)
        self.figure = tabular(body)
        self.figure.setWeight(QFont.Weight.DemiBold)
        self.small = tabular(font_for(body, TextRole.SMALL))
        self.text_height = QFontMetrics(self.figure).height()
        self.bar_height = max(8, round(self.text_height * 0.5))
        self.row_height = self.text_height + self.bar_height + _THIN + 6 + 2 * _ABOVE
        self.change_width = QFontMetrics(self.small).horizontalAdvance(_WIDEST_CHANGE)


@dataclass(frozen=True, slots=True)
class _Pen:
    """All that the parts of a row are drawn with."""

    painter: QPainter
    fonts: _Fonts
    tones: Tones
    ink: str


class _BarDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, _Fonts(option.font).row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        bar, model = index.data(RowRole.LOOK), index.model()
        if not isinstance(bar, Bar) or not isinstance(model, BarModel):
            return
        area: QRect = option.rect
        tones = tones_of(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused:
            paint_cursor(painter, area, tones)
        ink = tones.on_selection if focused else tones.text
        pen = _Pen(painter, _Fonts(option.font), tones, ink)
        inner = area.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        _paint_words(pen, inner, bar)
        _paint_bars(pen, inner, bar, model.longest)
        painter.restore()


def paint_cursor(painter: QPainter, area: QRect, tones: Tones) -> None:
    """Paint the ground of the row or cell that the keyboard is on."""
    painter.fillRect(area, QColor(tones.selection))
    painter.setPen(QPen(QColor(tones.accent), 2))
    painter.drawRect(area.adjusted(1, 1, -1, -1))


def _paint_words(pen: _Pen, area: QRect, bar: Bar) -> None:
    painter, fonts = pen.painter, pen.fonts
    line = QRect(area.left(), area.top(), area.width(), fonts.text_height)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    quiet = QColor(pen.tones.muted if pen.ink == pen.tones.text else pen.ink)
    painter.setFont(fonts.small)
    painter.setPen(quiet)
    painter.drawText(line, right, bar.change)
    line.setRight(line.right() - fonts.change_width)
    painter.setFont(fonts.figure)
    painter.setPen(QColor(pen.ink))
    painter.drawText(line, right, bar.figure)
    line.setRight(line.right() - QFontMetrics(fonts.figure).horizontalAdvance(bar.figure) - _GAP)
    note_width = QFontMetrics(fonts.small).horizontalAdvance(bar.note)
    if bar.note and line.width() - note_width - _GAP >= area.width() * _LEAST_LABEL:
        painter.setFont(fonts.small)
        painter.setPen(quiet)
        painter.drawText(line, right, bar.note)
        line.setRight(line.right() - note_width - _GAP)
    painter.setFont(fonts.label)
    painter.setPen(QColor(pen.ink))
    metrics = QFontMetrics(fonts.label)
    label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)


def _paint_bars(pen: _Pen, area: QRect, bar: Bar, longest: int) -> None:
    painter, accent = pen.painter, QColor(pen.tones.accent)
    scale = area.width() / longest
    top = area.top() + pen.fonts.text_height + 3
    thick = QRectF(area.left(), top, max(bar.value * scale, _THIN), pen.fonts.bar_height)
    if bar.value:
        filled = QRectF(thick)
        if bar.part is not None:
            filled.setWidth(bar.part * scale)
            painter.setPen(QPen(accent, 1.5))
            painter.drawRect(thick.adjusted(0.75, 0.75, -0.75, -0.75))
        painter.fillRect(filled, accent)
    if bar.before:
        thin = QRectF(area.left(), thick.bottom() + 3, max(bar.before * scale, _THIN), _THIN)
        painter.fillRect(thin, QColor(pen.tones.muted))
