"""The days on which the clinic is shut: a list, and a line to add one."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.screens.settings.hours_presenter import ClosedDays, HoursPresenter
from desk_app.screens.settings.record_list_page import RecordList
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.roles import TwoLineRow

_ROWS_SHOWN = 5


class ClosedDaysField(QWidget):
    """Delete takes the current day away; Enter in the line adds one.

    Signals:
        edited: a person added or removed a day.
    """

    edited = Signal()

    def __init__(self, presenter: HoursPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hours = presenter
        self._days: dict[dt.date, str] = {}
        self.list = _DaysList(self.tr("Closed days"), self)
        self.list.removed.connect(self._remove)
        self.day = EchoEdit(self.tr("Closed day"), self, placeholder=self.tr("25 december"))
        self.day.edited.connect(self._show_day)
        self.day.edit.returnPressed.connect(self._add)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Public holiday"))
        self.reason.setMaxLength(200)
        self.reason.returnPressed.connect(self._add)
        self._add_button = Button(self.tr("A&dd"), self, icon_name="plus")
        self._add_button.clicked.connect(self._add)
        self._remove_button = Button(
            self.tr("&Remove"), self, kind=ButtonKind.FLAT, icon_name="trash", shortcut="Del"
        )
        self._remove_button.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.day, 2)
        row.addWidget(self.reason, 3, top)
        row.addWidget(self._add_button, 0, top)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.list)
        layout.addWidget(self._remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(row)
        self.setFocusProxy(self.day)

    def days(self) -> ClosedDays:
        """Return every closed day with its reason, in order."""
        return tuple(sorted(self._days.items()))

    def set_days(self, days: ClosedDays) -> None:
        """Show these."""
        self._days = dict(days)
        self._show()

    @property
    def is_half_typed(self) -> bool:
        """Whether a day stands in the line that was not added yet."""
        return bool(self.day.text.strip())

    def _show(self) -> None:
        rows = []
        for day, reason in sorted(self._days.items()):
            tone = "muted" if self._hours.is_past(day) else "plain"
            rows.append((day, TwoLineRow(self._hours.day_in_words(day), reason, tone=tone)))
        self.list.set_rows(rows)
        height = self.list.sizeHintForRow(0) if rows else 0
        self.list.setFixedHeight(min(len(rows), _ROWS_SHOWN) * height + 2 if rows else 0)
        self.list.setVisible(bool(rows))
        self._remove_button.setVisible(bool(rows))

    @Slot(str)
    def _show_day(self, typed: str) -> None:
        day = self._hours.read_day(typed)
        self.day.set_problem("")
        self.day.set_echo(self._hours.day_in_words(day) if day else "")

    @Slot()
    def _add(self) -> None:
        day = self._hours.read_day(self.day.text)
        if day is None:
            self.day.set_problem(self.tr("Write a day, such as 25 december or 2026-12-25."))
            self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._days[day] = self.reason.text().strip()
        self.day.set_text("")
        self.day.set_echo("")
        self.reason.clear()
        self._show()
        self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    @Slot()
    def _remove(self) -> None:
        day = self.list.current_key
        if isinstance(day, dt.date) and self._days.pop(day, None) is not None:
            self._show()
            self.edited.emit()


class _DaysList(RecordList):
    """Signals: removed: Delete was pressed."""

    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
