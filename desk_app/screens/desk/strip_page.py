"""The open cards beside each other, when there is more than one."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app import wording
from desk_app.screens.desk.card_presenter import CardPresenter
from desk_app.screens.desk.cards import OpenCards
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.clock_label import elapsed_text
from desk_app.widgets.flow_layout import FlowLayout

_LONGEST = 16


class CardStrip(QFrame):
    """One button per open card: channel, name or number, clock. Ctrl+Tab goes through them."""

    def __init__(self, cards: OpenCards, ticks: QTimer, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards = cards
        self._shown: dict[Button, CardPresenter] = {}
        inside = QWidget(self)
        self._row = FlowLayout(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 0)
        box.addWidget(inside)
        self.setProperty("kind", "surface")
        self.setAccessibleName(self.tr("Open cards"))
        cards.changed.connect(self.rebuild)
        cards.current_changed.connect(self.rebuild)
        ticks.timeout.connect(self._tick)
        self.rebuild()

    @Slot()
    def rebuild(self) -> None:
        """Show the open cards as they are now."""
        cards = self._cards.open_cards
        if list(self._shown.values()) != cards:
            for button in self._shown:
                button.hide()
                self._row.removeWidget(button)
                button.deleteLater()
            self._shown = {self._button(): card for card in cards}
        for button, card in self._shown.items():
            button.setChecked(card is self._cards.current)
            button.set_icon_name(wording.channel_icon(card.content.channel))
        self._tick()
        self.setVisible(len(cards) > 1)

    def _button(self) -> Button:
        button = Button("", self, kind=ButtonKind.CHIP, icon_name="phone")
        button.setCheckable(True)
        button.setToolTip(self.tr("Ctrl+Tab goes to the next card"))
        button.clicked.connect(self._chosen)
        self._row.addWidget(button)
        return button

    @Slot()
    def _tick(self) -> None:
        for button, card in self._shown.items():
            title = card.title if len(card.title) <= _LONGEST else card.title[:_LONGEST] + "…"
            text = f"{title}   {elapsed_text(card.elapsed())}".replace("&", "&&")
            if text != button.text():
                button.setText(text)
                button.setAccessibleName(card.title)

    @Slot()
    def _chosen(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self._cards.bring_forward(self._shown[button])
