"""Calls nobody logged, at the foot of the day: one line until it is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.domain.call import DismissReason
from db.queries.calls import UnloggedCall
from desk_app.screens.desk.day_list_page import DayList
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.telephone.caller_words import unlogged_line
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.roles import RowRole

_REASONS = {
    Qt.Key.Key_D: DismissReason.NOT_AN_ENQUIRY,
    Qt.Key.Key_Delete: DismissReason.NOT_AN_ENQUIRY,
    Qt.Key.Key_W: DismissReason.WRONG_NUMBER,
}


class UnloggedPanel(QFrame):
    """F3 opens it; Enter makes an enquiry of a call, D and W dismiss it, Esc goes back.

    Signals:
        left: the list was left, or is empty now: whoever had the focus may have it again.
        opened: whether the list stands open; it wants the room of the day then.
    """

    left = Signal()
    opened = Signal(object)

    def __init__(self, presenter: DeskPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._calls = presenter.unlogged
        self.strip = Button("", self, kind=ButtonKind.FLAT, icon_name="phone", shortcut="F3")
        self.strip.setCheckable(True)
        self.strip.clicked.connect(self._strip_clicked)
        self.list = _CallList(self)
        self.list.wanted.connect(self._log)
        self.list.dismissed.connect(self._dismiss)
        self.list.left.connect(self.close_list)
        self._deeds = self._make_deeds()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(4, 4, 4, 4)
        row.addWidget(self.strip)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self._deeds)
        self._calls.loaded.connect(self._show_rows)
        presenter.cards.changed.connect(self._show_rows)
        self._show_rows()

    def _make_deeds(self) -> QWidget:
        deeds = QWidget(self)
        flow = FlowLayout(deeds)
        for text, keys, slot in (
            (self.tr("Enquiry"), "Enter", self._log_current),
            (self.tr("Not an enquiry"), "D", self._dismiss_current),
            (self.tr("Wrong number"), "W", self._wrong_current),
        ):
            button = Button(text, deeds, kind=ButtonKind.FLAT, shortcut=keys)
            button.clicked.connect(slot)
            flow.addWidget(button)
        return deeds

    def open_list(self) -> None:
        """Go to the calls; nothing happens where there is none."""
        if self.list.rows.lines:
            self.strip.setChecked(True)
            self._show_rows()
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close_list(self) -> None:
        self.strip.setChecked(False)
        self._give_focus_back()
        self._show_rows()

    def _give_focus_back(self) -> None:
        """Before the list hides: Qt would pass the focus on to the next field, as Tab does."""
        if self.list.hasFocus():
            self.left.emit()

    @Slot()
    def _show_rows(self) -> None:
        """A call whose card is open is being logged."""
        cards = self._presenter.cards.all_cards
        busy = {card.state.call.public_id for card in cards if card.state.call is not None}
        rows = [row for row in self._calls.rows if row.heard.public_id not in busy]
        place = self.list.currentIndex().row()
        self.list.rows.set_lines([unlogged_line(row, self._presenter.desk.local) for row in rows])
        if rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.rows.index(max(0, min(place, len(rows) - 1))))
        count = len(rows)
        words = self.tr("{0} calls not logged") if count != 1 else self.tr("One call not logged")
        self.strip.set_text(words.format(count), "F3")
        if not rows:
            self.strip.setChecked(False)
            self._give_focus_back()
        is_open = self.strip.isChecked()
        for part in (self.list, self._deeds):
            part.setVisible(is_open)
        self.setVisible(bool(rows))
        self.opened.emit(is_open)

    # --- What can be done ---------------------------------------------------------------

    def _current(self) -> UnloggedCall | None:
        key = self.list.currentIndex().data(RowRole.KEY)
        return self._calls.row(key) if key is not None else None

    @Slot()
    def _strip_clicked(self) -> None:
        if self.strip.isChecked():
            self.open_list()
        else:
            self.close_list()

    @Slot(object)
    def _log(self, call_id: int) -> None:
        row = self._calls.row(call_id)
        if row is not None:
            self._calls.make_enquiry(row)

    @Slot(object)
    def _dismiss(self, reason: DismissReason) -> None:
        row = self._current()
        if row is not None:
            self._calls.dismiss(row, reason)

    @Slot()
    def _log_current(self) -> None:
        self._log(self.list.currentIndex().data(RowRole.KEY))

    @Slot()
    def _dismiss_current(self) -> None:
        self._dismiss(DismissReason.NOT_AN_ENQUIRY)

    @Slot()
    def _wrong_current(self) -> None:
        self._dismiss(DismissReason.WRONG_NUMBER)


class _CallList(DayList):
    """Letters act on the call under the cursor.

    Signals:
        dismissed: the DismissReason that a key stands for.
        left: Esc.
    """

    dismissed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Calls not logged"))

    # --- Qt overrides -----------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _REASONS and not event.modifiers():
            self.dismissed.emit(_REASONS[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
