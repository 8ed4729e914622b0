"""A file that is open: its columns at the left, its rows as they will be at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.domain.importing import Matching
from desk_app import import_wording as wording
from desk_app.importing.days import DayOrder
from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.screens.importing.columns_page import ColumnsView
from desk_app.screens.importing.presenter import ImportingPresenter
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FieldRow, field_row
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.row_list import RowList

_MOST_HEADINGS = 15
_LEAST_LINES = 9  # of the lists


class FileView(QWidget):
    """What is asked of a whole file stands on top, what becomes of it at the foot."""

    def __init__(self, presenter: ImportingPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._rows = TwoLineModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(10)
        content = QWidget(self)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self._make_questions())
        splitter = QSplitter(Qt.Orientation.Horizontal, content)
        splitter.setChildrenCollapsible(False)
        self.columns = ColumnsView(splitter)
        self.columns.chosen.connect(presenter.choose_column)
        self.preview = RowList(self.tr("Rows as they will be"), self._rows, splitter)
        splitter.addWidget(self.columns)
        splitter.addWidget(self.preview)
        splitter.setSizes((400, 560))
        splitter.setMinimumHeight(_LEAST_LINES * self.fontMetrics().height())
        # Else the scrolling area would give it all the room it would like to have.
        splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        inside.addWidget(splitter, 1)
        # In large type the lists keep their room, and all above the foot scrolls.
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        column.addWidget(scroll, 1)
        self._splitter = splitter
        column.addWidget(self._make_foot())
        presenter.opened.connect(self._on_opened)
        presenter.read.connect(self._on_read)
        presenter.storing.progressed.connect(self._show_progress)
        presenter.storing.failed.connect(self._on_read)

    @property
    def is_choosing(self) -> bool:
        """Whether somebody is going through sheets, or rows of headings."""
        return self.sheets.hasFocus() or self.heading.hasFocus()

    def focus_first(self) -> None:
        """Go where something has to be said; else to the first column."""
        asked = self.order if self.order.isVisibleTo(self) else None
        first = asked or (self.columns.boxes[0] if self.columns.boxes else self.preview)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Stop what goes on, or put the file away."""
        if self._presenter.storing.is_busy:
            self._presenter.storing.stop()
        else:
            self._presenter.close()

    # --- Building -------------------------------------------------------------------------

    def _make_questions(self) -> QWidget:
        side = QWidget(self)
        row = FlowLayout(side, spacing=16)
        self.sheets = ChoiceBox(letters=16)
        self.heading = ChoiceBox(letters=16)
        self.order = ChoiceBox(letters=24)
        self.matching = ChoiceBox(letters=20)
        for order in DayOrder:
            self.order.addItem(wording.order(order), order)
        for matching in Matching:
            self.matching.addItem(wording.matching(matching), matching)
        self._questions: dict[ChoiceBox, FieldRow] = {}
        for box, label, chosen in (
            (self.sheets, self.tr("&Sheet"), self._choose_sheet),
            (self.heading, self.tr("&Row of headings"), self._choose_heading),
            (self.order, self.tr("&Dates are written"), self._choose_order),
            (self.matching, self.tr("People who are &known"), self._choose_matching),
        ):
            asked = self._questions[box] = field_row(label, box)
            asked.column.insertWidget(0, asked.label)
            row.addWidget(asked.holder)
            box.activated.connect(chosen)
        return side

    def _make_foot(self) -> QWidget:
        foot = QWidget(self)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._summary = plain_label("", foot, wrap=True)
        self._ask = plain_label("", foot, role=TextRole.SMALL, tone=Tone.OVERDUE, wrap=True)
        self._bar = QProgressBar(foot)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far it is"))
        self.store_button = Button(
            self.tr("&Bring it in"), foot, kind=ButtonKind.PRIMARY, icon_name="check",
            shortcut="Ctrl+Return",
        )  # fmt: skip
        self.store_button.clicked.connect(self._presenter.store)
        self.aside_button = Button(
            self.tr("Save rows kept &aside…"), foot, icon_name="download", shortcut="Ctrl+S"
        )
        self.aside_button.clicked.connect(self.save_aside)
        self.leave_button = Button("", foot, kind=ButtonKind.FLAT)
        self.leave_button.clicked.connect(self.leave)
        buttons = QWidget(foot)
        row = FlowLayout(buttons, spacing=8)
        for button in (self.store_button, self.aside_button, self.leave_button):
            row.addWidget(button)
        line = QHBoxLayout()
        line.addWidget(buttons, 1)
        for part in (self._summary, self._ask, self._bar):
            column.addWidget(part)
        column.addLayout(line)
        return foot

    # --- What is shown --------------------------------------------------------------------

    @Slot()
    def _on_opened(self) -> None:
        presenter = self._presenter
        book, sheet, plan = presenter.book, presenter.sheet, presenter.plan
        if book is None or sheet is None or plan is None:
            return
        self.sheets.clear()
        self.sheets.addItems([each.name for each in book.sheets])
        self.sheets.setCurrentIndex(book.sheets.index(sheet))
        self._ask_for(self.sheets, wanted=len(book.sheets) > 1)
        self.heading.clear()
        self.heading.addItem(self.tr("none"), None)
        for place, row in enumerate(sheet.rows[:_MOST_HEADINGS]):
            words = " · ".join(cell for cell in row if cell)
            self.heading.addItem(self.tr("{0}: {1}").format(place + 1, words), place)
        self.heading.setCurrentIndex(0 if plan.heading is None else plan.heading + 1)
        start = 0 if plan.heading is None else plan.heading + 1
        headings = sheet.rows[plan.heading] if plan.heading is not None else []
        self.columns.show_columns(headings, plan.columns, sheet.rows[start:])
        self._rows.set_rows(())
        self._on_read()

    @Slot()
    def _on_read(self) -> None:
        presenter = self._presenter
        plan = presenter.plan
        if plan is None:
            return
        self._ask_for(self.order, wanted=presenter.was_asked and plan.is_log)
        self.order.setCurrentIndex(list(DayOrder).index(plan.order) if plan.order else -1)
        self._ask_for(self.matching, wanted=presenter.known > 0)
        self.matching.setCurrentIndex(list(Matching).index(presenter.matching))
        self._rows.set_rows(presenter.rows())
        self._summary.setText(" · ".join(presenter.summary()))
        is_unsure = plan.is_log and plan.order is None
        words = self.tr("Say above how the dates are written: nothing in the file tells.")
        self._ask.setText(words if is_unsure else "")
        self._ask.setVisible(is_unsure)
        has_aside = bool(presenter.reading and presenter.reading.aside)
        self.aside_button.setVisible(has_aside)
        self._show_progress()
        if has_aside and presenter.is_stored:
            self.aside_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_progress(self) -> None:
        storing = self._presenter.storing
        self.store_button.setEnabled(self._presenter.may_store)
        self._bar.setVisible(storing.is_busy)
        self._bar.setRange(0, max(storing.total, 1))
        self._bar.setValue(storing.stored)
        words = self.tr("S&top") if storing.is_busy else self.tr("&Put it away")
        self.leave_button.set_text(words, "Esc")

    def _ask_for(self, box: ChoiceBox, *, wanted: bool) -> None:
        self._questions[box].holder.setVisible(wanted)

    # --- What is chosen ---------------------------------------------------------------------

    @Slot()
    def _choose_sheet(self) -> None:
        self._presenter.choose_sheet(self.sheets.currentIndex())

    @Slot()
    def _choose_heading(self) -> None:
        self._presenter.choose_heading(self.heading.currentData())

    @Slot()
    def _choose_order(self) -> None:
        self._presenter.choose_order(self.order.currentData())

    @Slot()
    def _choose_matching(self) -> None:
        self._presenter.choose_matching(self.matching.currentData())

    @Slot()
    def save_aside(self) -> None:
        """Ask where, if there are such rows."""
        reading = self._presenter.reading
        if reading is None or not reading.aside:
            return
        name = self.tr("kept-aside.csv")
        file, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save rows kept aside"), name, "CSV (*.csv)"
        )
        if file:
            self._presenter.save_aside(file)

    # --- Qt overrides -------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._splitter.setMinimumHeight(_LEAST_LINES * self.fontMetrics().height())
