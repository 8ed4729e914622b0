"""The list itself: headings and rows in columns, with one-letter keys."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desk_app.item_models.follow_up_model import COLUMNS, FollowUpModel
from desk_app.looks import TextRole, font_for, tabular
from desk_app.screens.follow_ups.lines import RowKey
from desk_app.screens.follow_ups.presenter import ListContent
from desk_app.screens.follow_ups.side_panel import Action
from desk_app.settings import Settings
from desk_app.tones import tones_of
from desk_app.widgets.roles import RowRole, TwoLineRow
from desk_app.widgets.two_line_delegate import TwoLineDelegate
from desk_app.widgets.view_memory import remember_header

_BAR = 3  # the accent bar that the delegate draws at the left of a selected cell
_ACTIONS = {action.value: action for action in Action}
_DIGITS = frozenset("123456789")
_WITH_DIGITS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class FollowUpList(QTreeView):
    """Letters act on the row under the cursor while the list has the focus.

    Shift and the arrows, or Ctrl+A, choose several; Esc goes back to one.

    Signals:
        moved: the key of the row the cursor went to.
        chosen: the keys of all rows that are selected.
        action_wanted: an Action.
        digit_typed: 1 to 9.
        left: Esc, with one row chosen.
        copy_wanted: Ctrl+C.
    """

    moved = Signal(object)
    chosen = Signal(object)
    action_wanted = Signal(object)
    digit_typed = Signal(int)
    left = Signal()
    copy_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles = (self.tr("Who and what"), self.tr("Number and tries"), self.tr("When and whose"))
        self._model = FollowUpModel(titles, self)
        self._filling = False
        self._least_width = 0
        self.setModel(self._model)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(self.tr("Follow-ups"))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._size_columns()
        # Widths that suit one size of text are of no use in another.
        points = round(self.font().pointSizeF())
        remember_header(self, f"follow_ups/columns_at_{points}", settings)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    def show_content(self, content: ListContent) -> None:
        """Show other rows; the place of the scroll bar and the cursor stay where they can."""
        self._filling = True
        place = self.verticalScrollBar().value()
        self._model.set_lines(content.lines)
        for row in self._model.headings():
            self.setFirstColumnSpanned(row, QModelIndex(), True)  # noqa: FBT003
        self.verticalScrollBar().setValue(place)
        self._filling = False
        self._set_current(content.current)
        self._select(content.chosen)

    def step(self, step: int) -> None:
        """Move the cursor from outside, such as from the search field."""
        rows = [r for r in range(self._model.rowCount()) if r not in set(self._model.headings())]
        here = self.currentIndex().row()
        place = rows.index(here) + step if here in rows else 0
        if rows:
            self.setCurrentIndex(self._model.index(rows[max(0, min(place, len(rows) - 1))], 0))

    def _set_current(self, key: RowKey | None) -> None:
        row = self._model.row_of(key) if key is not None else None
        if row is None:
            return
        self._filling = True
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if row and row - 1 in self._model.headings():
            self.scrollTo(self._model.index(row - 1, 0))
        self.scrollTo(index)
        self._filling = False

    def _select(self, keys: tuple[RowKey, ...]) -> None:
        self._filling = True
        flags = QItemSelectionModel.SelectionFlag
        for key in keys:
            row = self._model.row_of(key)
            if row is not None:
                self.selectionModel().select(self._model.index(row, 0), flags.Select | flags.Rows)
        self._filling = False

    def _size_columns(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(90)
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        small = QFontMetrics(tabular(font_for(self.font(), TextRole.SMALL)))
        line = self.fontMetrics().height()
        longest = self.tr("2 tries, left a message today 15:10")
        tries = small.horizontalAdvance(longest) + 28
        when = small.horizontalAdvance(self.tr("tomorrow 15:00–17:00")) + 4 * line
        self._least_width = tries + when + 12 * line
        header.resizeSection(1, tries)
        header.resizeSection(2, when)

    def _fit(self) -> None:
        """Where columns have no room, one cell says what matters; the panel has the rest."""
        compact = self.viewport().width() < self._least_width
        self._model.set_compact(compact=compact)
        for column in range(1, COLUMNS):
            self.setColumnHidden(column, compact)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._filling and index.isValid():
            self.moved.emit(index.data(RowRole.KEY))

    def _selection_changed(self) -> None:
        if not self._filling:
            self.chosen.emit(self._selected_keys())

    def _selected_keys(self) -> tuple[RowKey, ...]:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.index(row, 0).data(RowRole.KEY) for row in rows)

    # --- Qt overrides -----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._size_columns()
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = _ACTIONS.get(event.text().upper())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif action is not None and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            if not event.isAutoRepeat():
                self.action_wanted.emit(action)
        elif event.text() in _DIGITS and not event.modifiers() & ~_WITH_DIGITS:
            self.digit_typed.emit(int(event.text()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.action_wanted.emit(Action.ENQUIRY)
        elif event.key() == Qt.Key.Key_Escape and len(self._selected_keys()) > 1:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(self.currentIndex(), flags.ClearAndSelect | flags.Rows)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are actions here."""


class _CellDelegate(TwoLineDelegate):
    """Headings as bands across all columns; one accent bar per row, not one per cell."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(RowRole.LOOK)
        painter.save()
        if isinstance(row, TwoLineRow) and row.heading:
            self._paint_band(painter, option)
        elif index.column() > 0:
            painter.setClipRect(option.rect)
            option.rect = option.rect.adjusted(-_BAR, 0, 0, 0)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        view = option.widget
        if (
            isinstance(view, QTreeView)
            and view.hasFocus()
            and index.row() == view.currentIndex().row()
        ):
            self._paint_ring(painter, option, index.column())
        painter.restore()

    def _paint_ring(self, painter: QPainter, option: QStyleOptionViewItem, column: int) -> None:
        """The ring is the row's: each cell draws its part of it."""
        accent, area = QColor(tones_of(option.palette).accent), option.rect
        painter.fillRect(area.left(), area.top(), area.width(), 2, accent)
        painter.fillRect(area.left(), area.bottom() - 1, area.width(), 2, accent)
        view = option.widget
        last = COLUMNS - 1
        if column == last or (isinstance(view, QTreeView) and view.isColumnHidden(last)):
            painter.fillRect(area.right() - 1, area.top(), 2, area.height(), accent)

    def _paint_band(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tones, area = tones_of(option.palette), option.rect
        painter.fillRect(area, QColor(tones.window))
        painter.fillRect(area.left(), area.bottom() - 1, area.width(), 2, QColor(tones.field_line))
