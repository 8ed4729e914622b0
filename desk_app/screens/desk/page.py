"""The desk: the day at the left, the call cards in the middle, the facts at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.screens.desk.card_page import CardPage
from desk_app.screens.desk.card_presenter import CardPresenter
from desk_app.screens.desk.facts_page import FactsColumn
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.screens.desk.strip_page import CardStrip
from desk_app.screens.desk.today_page import TodayColumn
from desk_app.widgets.buttons import Button
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.page import Page
from desk_app.widgets.view_memory import remember_splitter

_TICK_MS = 1_000
_THREE_COLUMNS = 1_000  # at the usual size of letters; larger ones need more
_USUAL_LETTER = 7.0
_FACTS_SHOWN = "desk/facts_shown"
_FIRST_SIZES = (270, 480, 300)
_LEAST_LETTERS = (24, 50, 32)
_LEAST_LETTERS_OF_TWO = (24, 38, 30)  # so that large letters stay within a small screen


class DeskPage(Page):
    """Three columns; the right one folds away by F8, and by itself where it has no room."""

    def __init__(self, presenter: DeskPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._cards: dict[CardPresenter, CardPage] = {}
        self._peeks = False
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self.today = TodayColumn(presenter, self._ticks, self)
        self.facts = FactsColumn(presenter, self)
        self._build()
        self._install_keys()
        self.today.unlogged.left.connect(self._go_on)
        self.facts.left.connect(self._leave_facts)
        presenter.cards.current_changed.connect(self._show_card)
        presenter.cards.changed.connect(self._forget_closed)
        self._show_card(presenter.cards.current)

    @property
    def card_page(self) -> CardPage | None:
        """The card in front."""
        page = self._stack.currentWidget()
        return page if isinstance(page, CardPage) else None

    def activated(self) -> None:
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        page = self.card_page
        if page is None:
            self._empty.setFocus()
        else:
            self._enter(page)

    def focus_search(self) -> None:
        """Today's list is short: its own letter keys find a name."""
        self.today.today.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- Building -------------------------------------------------------------------------

    def _build(self) -> None:
        self._empty = _NoCard(self._presenter, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(CardStrip(self._presenter.cards, self._ticks, middle))
        column.addWidget(self._stack, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._parts = (self.today, middle, self.facts)
        for part in self._parts:
            self._splitter.addWidget(part)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes(list(_FIRST_SIZES))
        remember_splitter(self._splitter, "desk/columns", self._presenter.desk.settings)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._splitter)

    def _install_keys(self) -> None:
        cards = self._presenter.cards
        for keys, action in (
            (("Ctrl+Return", "Ctrl+Enter"), self._presenter.save),
            (("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), self._presenter.save_and_next),
            (("F3",), self.today.unlogged.open_list),
            (("F4",), self._turn),
            (("Ctrl+D",), self._copy_last),
            (("Ctrl+B",), self._book),
            (("Ctrl+M",), self._ask_in_vain),
            (("Ctrl+G",), self._turn_consent),
            (("F5",), self._hand_over),
            (("Shift+F5",), self._pass_on),
            (("F6",), self._toggle_channel),
            (("F7",), cards.hold),
            (("F8",), self._go_to_facts),
            (("F9",), self._presenter.handout),
            (("Ctrl+W",), cards.put_aside),
            (("Ctrl+Tab", "Ctrl+PgDown"), self._next_card),
            (("Ctrl+Shift+Tab", "Ctrl+PgUp"), self._previous_card),
        ):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(action)

    # --- Cards ------------------------------------------------------------------------------

    @Slot(object)
    def _show_card(self, card: CardPresenter | None) -> None:
        if card is None:
            self._stack.setCurrentWidget(self._empty)
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        page = self._cards.get(card)
        is_new = page is None
        if page is None:
            page = self._cards[card] = CardPage(self._presenter, card, self._ticks, self._stack)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if card.was_ringing and is_new:
            page.form.focus_taken_call()
        else:
            self._enter(page)

    def _enter(self, page: CardPage) -> None:
        """Go on where one was; on an untouched card, begin."""
        if page.last_focus is None or page.card.content.is_blank:
            page.form.focus_start()
        else:
            page.last_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _forget_closed(self) -> None:
        alive = self._presenter.cards.all_cards
        for card in [card for card in self._cards if card not in alive]:
            page = self._cards.pop(card)
            self._stack.removeWidget(page)
            page.deleteLater()

    @Slot()
    def _next_card(self) -> None:
        self._presenter.cards.switch(1)

    @Slot()
    def _previous_card(self) -> None:
        self._presenter.cards.switch(-1)

    @Slot()
    def _toggle_channel(self) -> None:
        if self._presenter.cards.current is not None:
            self._presenter.cards.current.toggle_channel()

    @Slot()
    def _turn(self) -> None:
        if self._presenter.cards.current is not None:
            self._presenter.cards.current.continuing.turn()

    @Slot()
    def _copy_last(self) -> None:
        if self._presenter.cards.current is not None:
            self._presenter.cards.current.copy_last()

    @Slot()
    def _book(self) -> None:
        if self.card_page is not None:
            self.card_page.form.book()

    @Slot()
    def _ask_in_vain(self) -> None:
        if self.card_page is not None:
            self.card_page.form.ask_in_vain()

    @Slot()
    def _turn_consent(self) -> None:
        if self._presenter.cards.current is not None:
            self._presenter.cards.current.turn_consent()

    @Slot()
    def _hand_over(self) -> None:
        if self.card_page is not None:
            self.card_page.stop.hand_over()

    @Slot()
    def _pass_on(self) -> None:
        page = self.card_page
        if page is not None and page.card.screening.to_pass_on:
            page.pass_on()

    # --- The columns --------------------------------------------------------------------------

    @Slot()
    def _go_to_facts(self) -> None:
        """F8 goes to the questions, shown if need be; from there it folds them away."""
        if self.facts.isVisible() and not self.facts.has_focus and self.facts.enter():
            return
        was_inside = self.facts.has_focus
        self._toggle_facts()
        if was_inside:
            self._leave_facts()
        elif self.facts.isVisible():
            self.facts.enter()

    @Slot()
    def _leave_facts(self) -> None:
        """Go back to where one was typing."""
        if self.card_page is not None:
            self._enter(self.card_page)

    def _toggle_facts(self) -> None:
        """Where there is room, the choice is remembered; where not, the day makes room."""
        if self._is_narrow():
            self._peeks = not self._peeks
        else:
            shown = self.facts.isVisibleTo(self)
            self._presenter.desk.settings.write(_FACTS_SHOWN, int(not shown))
        self._fold()

    def _fold(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        narrow = self._is_narrow()
        least = _LEAST_LETTERS_OF_TWO if narrow else _LEAST_LETTERS
        for part, letters in zip(self._parts, least, strict=True):
            part.setMinimumWidth(letters * letter)
        wanted = bool(self._presenter.desk.settings.read(_FACTS_SHOWN, 1))
        self.facts.setVisible(self._peeks if narrow else wanted)
        self.today.setVisible(not (narrow and self._peeks))

    def _is_narrow(self) -> bool:
        scale = max(1.0, self.fontMetrics().averageCharWidth() / _USUAL_LETTER)
        return self.width() < _THREE_COLUMNS * scale

    # --- Qt overrides -----------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticks.start()
        self._presenter.set_visible(visible=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()
        self._presenter.set_visible(visible=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.layout() is not None:
            self._fold()


class _NoCard(QWidget):
    """No card is open: the two keys that open one."""

    def __init__(self, presenter: DeskPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        state = EmptyState(self)
        state.show_state(
            "phone", self.tr("Ready for the next one"), self.tr("A card opens by one key.")
        )
        call = Button(self.tr("Phone call"), self, icon_name="phone", shortcut="F2")
        call.clicked.connect(self._open_call)
        visit = Button(self.tr("Walk-in"), self, icon_name="walk-in", shortcut="Ctrl+N")
        visit.clicked.connect(self._open_visit)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(call)
        buttons.addWidget(visit)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(state)
        column.addLayout(buttons)
        column.addStretch(2)
        self.setFocusProxy(call)

    @Slot()
    def _open_call(self) -> None:
        self._presenter.phone_card()

    @Slot()
    def _open_visit(self) -> None:
        self._presenter.walk_in_card()
