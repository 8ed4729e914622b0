"""One open call card: channel and clock above, the form, what can be done below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.domain.enquiry import Channel
from desk_app import wording
from desk_app.screens.desk.card_fields_page import ChoiceCombo
from desk_app.screens.desk.card_form_page import CardForm
from desk_app.screens.desk.card_presenter import CardPresenter
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.screens.desk.stop_page import StopPanel, TellPanel
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.clock_label import ClockLabel
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import PanelKind, horizontal_rule

_ROOM_BELOW = 12
_GAP = 8
_EDGES = 28  # left and right of the head and of the foot


class CardPage(QFrame):
    """Lives as long as its card is open."""

    def __init__(
        self, presenter: DeskPresenter, card: CardPresenter, ticks: QTimer, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.card = card
        self._presenter = presenter
        self.last_focus: QWidget | None = None
        self.setProperty("kind", PanelKind.CARD.value)
        self.stop = StopPanel(card, presenter.desk, self)
        self.tell = TellPanel(card, self)
        self.tell.deed.clicked.connect(self.pass_on)
        self.form = CardForm(card, presenter.desk.clinic, self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._make_middle())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stop)
        column.addLayout(self._make_head(ticks))
        column.addWidget(self._scroll, 1)
        column.addWidget(horizontal_rule(self))
        column.addLayout(self._make_foot())
        self.form.entered.connect(self._entered)
        card.refilled.connect(self._refilled)
        card.offers.known.connect(self._look_again)
        card.saving.connect(self._set_saving)
        card.screening.changed.connect(self._turn)
        self.tell.grown.connect(self._show_top)
        self._turn()
        card.refresh()
        self._refilled(frozenset({"channel"}))

    @Slot()
    def pass_on(self) -> None:
        """What a practitioner is to be told becomes the next step; its day is still to be said."""
        self.card.screening.pass_on()
        self.form.focus_field("next_step_day")

    @Slot()
    def _turn(self) -> None:
        """A stop is seen at the edge of the card, wherever one looks."""
        stopped = self.card.content.is_stopped
        if self.property("stopped") is not stopped:
            self.setProperty("stopped", stopped)
            self.style().unpolish(self)
            self.style().polish(self)

    def _make_middle(self) -> QWidget:
        """What is to be passed on stands above the fields and moves with them."""
        middle = QWidget(self._scroll)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tell)
        column.addWidget(self.form, 1)
        return middle

    @Slot()
    def _show_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    def _make_head(self, ticks: QTimer) -> QHBoxLayout:
        self._icon = IconLabel("phone", self, tone="accent", scale=1.2)
        self._channel = ChoiceCombo(self.tr("How the enquiry reached us"), self)
        self._channel.set_choices([(c, wording.channel(c)) for c in Channel])
        self._channel.setToolTip(self.tr("F6: phone call or walk-in"))
        self._channel.activated.connect(self._channel_chosen)
        self._clock = ClockLabel(self.tr("Time since the card was opened"), self._elapsed, ticks)
        other = Button("", self, kind=ButtonKind.FLAT, shortcut="F6")
        other.clicked.connect(self.card.toggle_channel)
        self._toggle = other
        hold = Button(self.tr("Hold"), self, kind=ButtonKind.FLAT, icon_name="pause", shortcut="F7")
        hold.setToolTip(
            self.tr("F7: on hold, and on with the next card. Ctrl+W: on hold, nothing else")
        )
        hold.clicked.connect(self._presenter.cards.hold)
        self._hold = hold
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 0)
        row.setSpacing(_GAP)
        for part in (self._icon, self._channel, self._clock):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(other)
        row.addWidget(hold)
        return row

    def _make_foot(self) -> QHBoxLayout:
        discard = Button(self.tr("Dis&card"), self, kind=ButtonKind.FLAT, icon_name="trash")
        discard.setAccessibleName(self.tr("Discard"))
        discard.setToolTip(self.tr("Discard the card; Undo brings it back"))
        discard.clicked.connect(self._presenter.cards.discard)
        handout = Button(
            self.tr("Handout"), self, kind=ButtonKind.FLAT, icon_name="file-text", shortcut="F9"
        )
        handout.setAccessibleName(self.tr("Handout"))
        handout.setToolTip(self.tr("Save, then give a handout (F9)"))
        handout.clicked.connect(self._presenter.handout)
        following = Button(self.tr("Save, ne&xt"), self, shortcut="Ctrl+Shift+Enter")
        following.setToolTip(self.tr("Save and open the next card (Ctrl+Shift+Enter)"))
        following.clicked.connect(self._presenter.save_and_next)
        save = Button(self.tr("Save"), self, kind=ButtonKind.PRIMARY, shortcut="Ctrl+Enter")
        save.clicked.connect(self._presenter.save)
        self._foot = (
            (discard, discard.text(), ""),
            (handout, handout.text(), "F9"),
            (following, following.text(), "Ctrl+Shift+Enter"),
            (save, save.text(), "Ctrl+Enter"),
        )
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 16, 8)
        row.setSpacing(_GAP)
        row.addWidget(discard)
        row.addStretch(1)
        for button in (handout, following, save):
            row.addWidget(button)
        return row

    @Slot()
    def _fit(self) -> None:
        self._fit_head()
        self._fit_foot()

    def _fit_foot(self) -> None:
        """Where there is no room for all, the longer keys go first, then words that have icons."""
        for button, text, keys in self._foot:
            button.set_text(text, keys)
        without_keys = tuple((button, text, "") for button, text, _ in self._foot)
        without_words = tuple((button, "", "") for button, *_ in self._foot)
        shorter = (without_keys[2], without_words[0], *without_keys[1::2], without_words[1])
        for button, text, keys in shorter:
            if self._has_room(*(part for part, *_ in self._foot)):
                return
            button.set_text(text, keys)

    def _fit_head(self) -> None:
        """The words of what can be done go before the channel and the clock do."""
        other = self._other_channel()
        self._toggle.set_text(wording.channel(other), "F6")
        self._hold.set_text(self.tr("Hold"), "F7")
        parts = (self._icon, self._channel, self._clock, self._toggle, self._hold)
        for button, text in ((self._toggle, wording.channel(other)), (self._hold, "")):
            if self._has_room(*parts):
                return
            button.set_text(text)
        if not self._has_room(*parts):
            self._toggle.set_text("F6")

    def _has_room(self, *parts: QWidget) -> bool:
        return sum(part.sizeHint().width() + _GAP for part in parts) <= self.width() - _EDGES

    def _other_channel(self) -> Channel:
        return Channel.WALK_IN if self.card.content.channel is Channel.PHONE else Channel.PHONE

    @Slot(object)
    def _entered(self, field: QWidget) -> None:
        self.last_focus = field
        self._keep_in_sight()
        self._look_again()

    @Slot()
    def _look_again(self) -> None:
        """What has just appeared has its place only after the next layout."""
        QTimer.singleShot(0, self, self._keep_in_sight)

    @Slot()
    def _keep_in_sight(self) -> None:
        """What is said below a field is seen with it."""
        if self.last_focus is not None:
            for part in (self.form.around(self.last_focus), self.last_focus):
                self._scroll.ensureWidgetVisible(part, 0, _ROOM_BELOW)
            self._scroll.horizontalScrollBar().setValue(0)

    def _elapsed(self) -> float:
        return self.card.elapsed()

    @Slot(int)
    def _channel_chosen(self, row: int) -> None:
        self.card.edit("channel", self._channel.itemData(row))
        self.card.refilled.emit(frozenset({"channel"}))

    @Slot(object)
    def _refilled(self, names: frozenset[str]) -> None:
        if "channel" in names:
            channel = self.card.content.channel
            self._channel.choose(channel)
            self._icon.set_icon(wording.channel_icon(channel))
            self._fit_head()
        if "lists" in names:
            self.form.set_clinic(self._presenter.desk.clinic)

    @Slot(object)
    def _set_saving(self, is_saving: bool) -> None:  # noqa: FBT001 - a signal's payload
        """While it is on its way nothing can be typed that would not be saved."""
        before = self.last_focus
        self.setEnabled(not is_saving)
        if not is_saving and before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- Qt overrides -----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.layout() is not None:
            QTimer.singleShot(0, self, self._fit)  # the buttons have the new letters only then
            self._look_again()

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 200)
