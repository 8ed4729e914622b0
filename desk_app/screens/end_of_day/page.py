"""The end of the day on one page: a list of what is left, and what the keys do for a row."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStackedWidget, QVBoxLayout, QWidget

from db.domain.call import DismissReason
from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.looks import TextRole
from desk_app.screens.end_of_day.ask_page import AskPanel
from desk_app.screens.end_of_day.presenter import EndOfDayPresenter
from desk_app.screens.end_of_day.rows import LeftKind, heading, look
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, horizontal_rule, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.roles import TwoLineRow
from desk_app.widgets.row_list import RowList

_PROMISES = (LeftKind.OVERDUE, LeftKind.TODAY)
_BEHIND = (LeftKind.HAND_OVER, LeftKind.STEPLESS, *_PROMISES)


class EndOfDayPage(Page):
    """Enter mends the row under the cursor; the other keys stand below the list."""

    def __init__(self, presenter: EndOfDayPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._model = TwoLineModel(self)
        self.list = _LeftList(self.tr("What is left of the day"), self._model, self)
        self.ask = AskPanel(presenter.asking, self)
        self._build()
        self.list.chosen.connect(self._show_deeds)
        self.list.submitted.connect(self._mend)
        self.list.pressed_letter.connect(self._on_letter)
        presenter.asking.asked.connect(self._on_asked)
        presenter.asking.answered.connect(self._on_answered)
        presenter.loaded.connect(self._show_rows)
        self._show_rows()

    def activated(self) -> None:
        self._focus_list()

    def _build(self) -> None:
        self._title = plain_label(self.tr("End of the day"), self, role=TextRole.HEADING)
        self._summary = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self._empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        head = QFrame(self)
        head_box = QVBoxLayout(head)
        head_box.setContentsMargins(16, 12, 16, 8)
        head_box.setSpacing(2)
        head_box.addWidget(self._title)
        head_box.addWidget(self._summary)
        self._deeds = self._make_deeds()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(horizontal_rule(self))
        column.addWidget(self._stack, 1)
        self._rule = horizontal_rule(self)
        for part in (self._rule, self._deeds, self.ask):
            column.addWidget(part)

    def _make_deeds(self) -> QWidget:
        deeds = QWidget(self)
        box = QVBoxLayout(deeds)
        box.setContentsMargins(12, 8, 12, 8)
        flow = FlowLayout()
        box.addLayout(flow)
        self._mend_button = Button("", deeds, shortcut="Enter")
        self._hand_button = Button(self.tr("Hand over"), deeds, shortcut="H")
        self._open_button = Button(self.tr("Open"), deeds, kind=ButtonKind.FLAT, shortcut="O")
        self._not_button = Button(
            self.tr("Not an enquiry"), deeds, kind=ButtonKind.FLAT, shortcut="D"
        )
        self._wrong_button = Button(
            self.tr("Wrong number"), deeds, kind=ButtonKind.FLAT, shortcut="W"
        )
        for button, slot in (
            (self._mend_button, self._mend),
            (self._hand_button, self._hand_over),
            (self._open_button, self._open),
            (self._not_button, self._dismiss),
            (self._wrong_button, self._dismiss_wrong),
        ):
            button.clicked.connect(slot)
            flow.addWidget(button)
        return deeds

    # --- What is shown ---------------------------------------------------------------------

    @Slot()
    def _show_rows(self) -> None:
        """The row under the cursor stays; when it is mended, the next one takes its place."""
        presenter, desk = self._presenter, self._presenter.desk
        # The page itself holds it while there is nothing to be on yet, or no more.
        had_focus = self.list.hasFocus() or self.hasFocus()
        place = self.list.currentIndex().row()
        before = self.list.current_key
        shown: list[tuple[Hashable | None, TwoLineRow]] = []
        groups = presenter.groups
        for kind, count, rows in groups:
            shown.append((None, heading(kind, count)))
            shown += [(row.key, look(row, desk.local, desk.today())) for row in rows]
        self._model.set_rows(shown)
        if self._model.place_of(before) is not None:
            self.list.set_current(before)
        else:
            self.list.set_current(self._nearest(place))
        self._stack.setCurrentWidget(self.list if groups else self._empty)
        left = [count for kind, count, _rows in groups if kind is not LeftKind.REVIEW]
        self._say_how_much(sum(left), also_texts=len(left) < len(groups))
        if had_focus:
            self._focus_list()
        self._show_deeds()

    def _nearest(self, place: int) -> Hashable | None:
        keys = self._model.keys
        below = [key for key in keys[max(0, place) :] if key is not None]
        above = [key for key in keys[: max(0, place)] if key is not None]
        return next(iter(below[:1] + above[-1:]), None)

    def _say_how_much(self, count: int, *, also_texts: bool) -> None:
        """Texts to look at again are no part of the day: it is in order all the same."""
        self._summary.setVisible(count > 0 or also_texts)
        words = self.tr("One thing is left.") if count == 1 else self.tr("{0} things are left.")
        in_order = self.tr("The day is in order")
        self._summary.setText(words.format(count) if count else in_order)
        if not self._presenter.is_loaded:
            self._empty.show_state("clock", self.tr("Looking"), "")
            return
        self._empty.show_state(
            "check",
            self.tr("The day is in order"),
            self.tr("Every call is logged, every promise has a day to come, nobody waits."),
        )

    @Slot()
    def _show_deeds(self) -> None:
        row = self._presenter.row(self.list.current_key)
        is_asking = self.ask.is_open
        self._deeds.setVisible(row is not None and not is_asking)
        self._rule.setVisible(row is not None)
        if row is None:
            return
        words = {
            LeftKind.HAND_OVER: self.tr("Who took over"),
            LeftKind.CALL: self.tr("Make an enquiry"),
            LeftKind.CARD: self.tr("Go on with the card"),
            LeftKind.STEPLESS: self.tr("Promise a next step"),
            LeftKind.OVERDUE: self.tr("Put off"),
            LeftKind.TODAY: self.tr("Put off"),
            LeftKind.REVIEW: self.tr("Look at it"),
        }
        self._mend_button.set_text(words[row.kind], "Enter")
        self._hand_button.setVisible(row.kind in _PROMISES)
        self._open_button.setVisible(row.kind in _BEHIND)
        for button in (self._not_button, self._wrong_button):
            button.setVisible(row.kind is LeftKind.CALL)

    def _focus_list(self) -> None:
        target = self.list if self._stack.currentWidget() is self.list else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_asked(self, _question: object) -> None:
        """The list is lower now: the row in question stays in sight."""
        self._show_deeds()
        QTimer.singleShot(0, self, self._keep_in_sight)

    @Slot()
    def _keep_in_sight(self) -> None:
        self.list.scrollTo(self.list.currentIndex())

    @Slot()
    def _on_answered(self) -> None:
        self._show_deeds()
        self._focus_list()

    # --- Keys ------------------------------------------------------------------------------

    @Slot(str)
    def _on_letter(self, letter: str) -> None:
        deeds = {
            "H": self._hand_over,
            "O": self._open,
            "D": self._dismiss,
            "W": self._dismiss_wrong,
        }
        deeds[letter]()

    @Slot()
    def _mend(self) -> None:
        row = self._presenter.row(self.list.current_key)
        if row is not None:
            self._presenter.mend(row)

    @Slot()
    def _hand_over(self) -> None:
        row = self._presenter.row(self.list.current_key)
        if row is not None:
            self._presenter.hand_over(row)

    @Slot()
    def _open(self) -> None:
        row = self._presenter.row(self.list.current_key)
        if row is not None:
            self._presenter.open(row)

    @Slot()
    def _dismiss(self) -> None:
        self._dismiss_for(DismissReason.NOT_AN_ENQUIRY)

    @Slot()
    def _dismiss_wrong(self) -> None:
        self._dismiss_for(DismissReason.WRONG_NUMBER)

    def _dismiss_for(self, reason: DismissReason) -> None:
        row = self._presenter.row(self.list.current_key)
        if row is not None:
            self._presenter.dismiss(row, reason)

    # --- Qt overrides ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.set_visible(visible=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._presenter.set_visible(visible=False)


class _LeftList(RowList):
    """Signals: pressed_letter: one of the letters that act on a row."""

    pressed_letter = Signal(str)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Headings are passed over."""
        model, index = self.model(), super().moveCursor(action, modifiers)
        if not index.isValid() or index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return index
        goes_up = 0 < index.row() < self.currentIndex().row()
        return model.index(index.row() + (-1 if goes_up else 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letter = "D" if event.key() == Qt.Key.Key_Delete else event.text().upper()
        if plain and letter and letter in "HODW":
            self.pressed_letter.emit(letter)
        else:
            super().keyPressEvent(event)
