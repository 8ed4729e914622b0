"""The log as a table of two-line rows; keys act on the row under the cursor."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from desk_app.item_models.log_model import COLUMNS, LogModel
from desk_app.screens.enquiries.cell_page import CellDelegate
from desk_app.screens.enquiries.log_browser import LogContent
from desk_app.settings import Settings
from desk_app.widgets.roles import RowRole
from desk_app.widgets.view_memory import remember_header

_PERSON, _MATTER = 1, 2
_MAY_BE_HIDDEN = (0, 2, 3, 4, 5, 6)
_ON_WISH = (4, 5, 6)  # not shown until they are asked for
_ORDERING = range(4)  # the columns by which the log can be ordered
_WIDTHS = (30, 28, 0, 32, 26, 18, 22)  # in average letters; the matter takes the rest


class LogTable(QTableView):
    """Any number of rows, of which only those in sight are read.

    Signals:
        moved: the id of the enquiry the cursor went to; None while its row is on its way.
        open_wanted: Enter, or a row was clicked twice.
        bin_wanted: Delete.
        copy_wanted: the stretches of chosen rows, as first and last place.
        sort_wanted: the number of a column, and whether downwards.
        left: Esc.
    """

    moved = Signal(object)
    open_wanted = Signal()
    bin_wanted = Signal()
    copy_wanted = Signal(object)
    sort_wanted = Signal(int, bool)
    left = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles = (
            self.tr("Received"), self.tr("Person"), self.tr("What for"), self.tr("Outcome"),
            self.tr("Channel, source"), self.tr("Taken by"), self.tr("Next step"),
        )  # fmt: skip
        self.log = LogModel(titles, self)
        self._filling = False
        self._fitting = False
        self._wanted: dict[int, int] = {}
        self._delegate = CellDelegate(self)
        self.setModel(self.log)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Enquiries"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_up_rows()
        self._set_up_columns(settings)
        self.doubleClicked.connect(self.open_wanted)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.log.dataChanged.connect(self._on_data)

    def show_content(self, content: LogContent) -> None:
        """Show a list; the same list stays where it was scrolled to."""
        here = self.currentIndex().row()
        self._filling = True
        if content.same_list:
            self.log.renew(content.count)
        else:
            self.log.reset(content.count)
            self.scrollToTop()
        self.log.set_page(content.first, content.lines)
        self._filling = False
        place = content.place
        if place is None:
            place = min(max(here, 0), content.count - 1) if content.same_list else 0
        if 0 <= place < content.count:
            self._move_to(place, scroll=not content.same_list or place != here)

    def step(self, by: int) -> None:
        """Move the cursor from outside, such as from the search field."""
        here = self.currentIndex().row()
        if self.log.rowCount():
            self._move_to(max(0, min(here + by, self.log.rowCount() - 1)), scroll=True)

    def sort_by(self, column: int) -> None:
        """Order by a column; once more turns the order round."""
        header = self.horizontalHeader()
        same = header.sortIndicatorSection() == column
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        turned = not down if same else column == 0  # days begin with the newest
        order = Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(column, order)

    def show_sorting(self, column: int, *, down: bool) -> None:
        """Show an order that was asked for elsewhere."""
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    # --- Setting up -----------------------------------------------------------------------

    def _set_up_rows(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(8)
        rows.setDefaultSectionSize(self._delegate.row_height(self.font()))

    def _set_up_columns(self, settings: Settings) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(80)
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        self._size_columns()
        for column in _ON_WISH:
            self.setColumnHidden(column, True)  # noqa: FBT003
        self._memory = remember_header(self, "enquiries/columns", settings)
        self.show_columns(self.hidden)
        self._wanted = {
            n: header.sectionSize(n) or _WIDTHS[n] * self.fontMetrics().averageCharWidth()
            for n in range(COLUMNS)
            if n != _MATTER
        }
        header.sectionResized.connect(self._on_resized)
        self._ordered = self.sorting
        header.sortIndicatorChanged.connect(self._on_sort)

    def _size_columns(self) -> None:
        header, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        header.setSectionResizeMode(_MATTER, QHeaderView.ResizeMode.Stretch)
        for column, letters in enumerate(_WIDTHS):
            if letters:
                header.resizeSection(column, letters * letter)

    @property
    def sorting(self) -> tuple[int, bool]:
        """The column the list is ordered by, and whether downwards."""
        header = self.horizontalHeader()
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return header.sortIndicatorSection(), down

    @property
    def chosen(self) -> list[tuple[int, int]]:
        """The stretches of chosen rows, as first and last place."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(number) for number in range(chosen.count()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    @property
    def hidden(self) -> tuple[int, ...]:
        """The columns that are not shown."""
        return tuple(column for column in range(COLUMNS) if self.isColumnHidden(column))

    def show_columns(self, hidden: Collection[int]) -> None:
        """Show all columns but these; who it was always stands there."""
        for column in _MAY_BE_HIDDEN:
            self.setColumnHidden(column, column in hidden)
        mode = QHeaderView.ResizeMode
        widest = _PERSON if self.isColumnHidden(_MATTER) else _MATTER
        for column in (_PERSON, _MATTER):
            kind = mode.Stretch if column == widest else mode.Interactive
            self.horizontalHeader().setSectionResizeMode(column, kind)
        self._fit()
        self._memory.save()

    def column_menu(self) -> QMenu:
        """Return a menu of the columns that need not be shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in _MAY_BE_HIDDEN:
            title = self.log.headerData(column, Qt.Orientation.Horizontal)
            action = menu.addAction(f"&{title}")
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.triggered.connect(lambda _on, column=column: self._turn(column))
        return menu

    def _turn(self, column: int) -> None:
        self.show_columns(set(self.hidden) ^ {column})

    # --- The cursor -------------------------------------------------------------------------

    def _move_to(self, place: int, *, scroll: bool) -> None:
        index = self.log.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag
        self._filling = not scroll
        keep = self.verticalScrollBar().value()
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if scroll:
            self.scrollTo(index)
        else:
            self.verticalScrollBar().setValue(keep)
        self._filling = False
        self.moved.emit(index.data(RowRole.KEY))

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._filling and index.isValid():
            self.moved.emit(index.data(RowRole.KEY))

    @Slot(QModelIndex, QModelIndex)
    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        """The row under the cursor may have been on its way until now."""
        here = self.currentIndex()
        if not self._filling and here.isValid() and first.row() <= here.row() <= last.row():
            self.moved.emit(here.data(RowRole.KEY))

    @Slot(int, Qt.SortOrder)
    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        if column not in _ORDERING:
            before, down = self._ordered
            self.show_sorting(before, down=down)
            return
        self._ordered = column, order == Qt.SortOrder.DescendingOrder
        self.sort_wanted.emit(*self._ordered)

    # --- Qt overrides -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(self.chosen)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit()
        elif plain and key == Qt.Key.Key_Delete:
            self.bin_wanted.emit()
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.log.rowCount():
            self._move_to(0 if key == Qt.Key.Key_Home else self.log.rowCount() - 1, scroll=True)
        elif plain and key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are typed into the search field, and no search by beginnings."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))
            self._size_columns()
            self._fit()

    def _fit(self) -> None:
        """In a narrow window the other columns give way before the matter disappears."""
        room = self.viewport().width() * 3 // 4
        shown = {n: width for n, width in self._wanted.items() if not self.isColumnHidden(n)}
        wanted = sum(shown.values())
        header = self.horizontalHeader()
        self._fitting = True
        for column, width in shown.items():
            header.resizeSection(column, min(width, width * room // wanted))
        self._fitting = False

    @Slot(int, int, int)
    def _on_resized(self, column: int, _before: int, width: int) -> None:
        """What a person chose is kept for when there is room again."""
        if width and not self._fitting and column in self._wanted:
            self._wanted[column] = width
