"""The left column: today's enquiries, below them cards on hold and calls nobody logged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.queries.enquiry_log import LogRow
from desk_app.screens.desk.day_lines import enquiry_line, held_line
from desk_app.screens.desk.day_list_page import DayList
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.screens.desk.unlogged_page import UnloggedPanel
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.clock_label import elapsed_text
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.labels import section_heading
from desk_app.widgets.roles import RowRole

_MOST_HELD = 4


class TodayColumn(QFrame):
    """Shows what the presenter loaded; it keeps the row that was chosen."""

    def __init__(self, presenter: DeskPresenter, ticks: QTimer, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setProperty("kind", "surface")
        self.today = DayList(self.tr("Today's enquiries"), self)
        self.held = DayList(self.tr("Cards on hold"), self)
        self._empty = EmptyState(self)
        self._empty.show_state(
            "home", self.tr("Nothing yet today"), self.tr("What you save stands here.")
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.today)
        self._held_heading = self._heading(self.tr("ON HOLD   F7"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._heading_of_day = self._make_heading_of_day()
        column.addWidget(self._heading_of_day)
        column.addWidget(self._stack, 1)
        column.addWidget(self._held_heading)
        column.addWidget(self.held)
        self.unlogged = UnloggedPanel(presenter, self)
        column.addWidget(self.unlogged)
        self.unlogged.opened.connect(self._make_room)
        self.today.wanted.connect(presenter.desk.navigation.enquiry_wanted)
        self.held.wanted.connect(presenter.cards.take_up)
        presenter.day_loaded.connect(self._show_day)
        presenter.cards.changed.connect(self._show_held)
        ticks.timeout.connect(self._show_held)
        self._show_held()

    def _make_heading_of_day(self) -> QWidget:
        heading = QWidget(self)
        row = QHBoxLayout(heading)
        row.setContentsMargins(0, 10, 4, 2)
        today = self._heading(self.tr("TODAY"))
        today.setContentsMargins(12, 0, 12, 0)
        row.addWidget(today, 1)
        end = Button(self.tr("End"), heading, kind=ButtonKind.FLAT, shortcut="Ctrl+E")
        end.setAccessibleName(self.tr("End of the day"))
        end.setToolTip(self.tr("End of the day: everything that is left, on one page (Ctrl+E)"))
        end.clicked.connect(self._end_day)
        row.addWidget(end)
        return heading

    @Slot()
    def _end_day(self) -> None:
        self._presenter.desk.navigation.page_wanted.emit("end_of_day")

    def _heading(self, text: str) -> QWidget:
        heading = section_heading(text, self)
        heading.setContentsMargins(12, 12, 12, 6)
        return heading

    @Slot(object)
    def _make_room(self, is_open: bool) -> None:  # noqa: FBT001 - a signal's payload
        """While the calls nobody logged are gone through, they have the column."""
        for part in (self._heading_of_day, self._stack):
            part.setVisible(not is_open)

    @Slot(object)
    def _show_day(self, rows: Sequence[LogRow]) -> None:
        chosen = self.today.currentIndex().data(RowRole.KEY)
        self.today.rows.set_lines([enquiry_line(row, self._presenter.desk.local) for row in rows])
        row = self.today.rows.row_of(chosen) if chosen is not None else None
        if row is not None:
            self.today.setCurrentIndex(self.today.rows.index(row))
        self._stack.setCurrentWidget(self.today if rows else self._empty)

    @Slot()
    def _show_held(self) -> None:
        cards = self._presenter.cards.held_cards
        self.held.rows.set_lines([held_line(card, elapsed_text(card.elapsed())) for card in cards])
        self._held_heading.setVisible(bool(cards))
        self.held.setVisible(bool(cards))
        self.held.setFixedHeight(min(len(cards), _MOST_HELD) * self.held.row_height() + 2)
