"""The call cards of this desk: in front, open, on hold."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change
from db.domain.enquiry import Channel
from db.domain.errors import StorageError
from db.drafts import Draft
from db.queries.logged import logged_numbers
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.desk_context import DeskContext
from desk_app.open_card import OpenCard
from desk_app.screens.desk.card import CardState
from desk_app.screens.desk.card_presenter import CardPresenter
from desk_app.screens.desk.reading import Surroundings, new_state, settled_state


class OpenCards(QObject):
    """Owns every card. A card leaves only by being saved or discarded, and both can be undone.

    Signals:
        changed: cards were opened, put on hold, taken up or closed, or are called otherwise.
        current_changed: the CardPresenter now in front, or None.
        facts_changed: the card in front is about something else now.
        screening_changed: something was answered or read out on one of the cards.
        logged: a CardPresenter that has become an enquiry, and the Change.
    """

    changed = Signal()
    current_changed = Signal(object)
    facts_changed = Signal()
    screening_changed = Signal()
    logged = Signal(object, object)

    def __init__(
        self,
        desk: DeskContext,
        drafts: DraftKeeper,
        around: Callable[[], Surroundings],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts = drafts
        self._around = around
        self._cards: list[CardPresenter] = []
        self._current: CardPresenter | None = None
        drafts.found.connect(self._drafts_found)
        drafts.failed.connect(self._draft_not_kept)
        drafts.closing.connect(self.keep_all)
        drafts.moved_aside.connect(self._drafts_damaged)

    @property
    def current(self) -> CardPresenter | None:
        return self._current

    @property
    def open_cards(self) -> list[CardPresenter]:
        return [card for card in self._cards if not card.on_hold]

    @property
    def held_cards(self) -> list[CardPresenter]:
        return [card for card in self._cards if card.on_hold]

    @property
    def all_cards(self) -> list[CardPresenter]:
        return list(self._cards)

    def waiting(self) -> list[OpenCard]:
        """Return the cards that hold something and were not saved."""
        return [
            OpenCard(
                card.state.public_id,
                card.title,
                card.content.service or card.content.concern,
                card.content.channel,
                card.state.started_at,
                card.state.call.public_id if card.state.call else None,
            )
            for card in self._cards
            if not card.content.is_blank
        ]

    @property
    def held(self) -> frozenset[tuple[str, int]]:
        """The people and enquiries that cards are about, by kind and id."""
        return frozenset(each for card in self._cards for each in card.about)

    @Slot(object)
    def drop(self, lost: frozenset[tuple[str, int]]) -> None:
        """These were erased: what is typed about them goes, but for the talk of this moment."""
        for card in self.all_cards:
            if card.about & lost and card is not self._current:
                self.remove(card)
        self.changed.emit()

    # --- Opening, switching, holding -----------------------------------------------------

    def new(self, channel: Channel, number: str = "", name: str = "") -> CardPresenter:
        """Open a card in front. A blank one that is open already is used."""
        current = self._current
        if current is not None and current.content.is_blank and not (number or name):
            if current.content.channel is not channel:
                current.edit("channel", channel)
                current.refilled.emit(frozenset({"channel"}))
            current.restart_clock()
            self.current_changed.emit(current)
            return current
        now = self._desk.now()
        return self.open(new_state(channel, now, phone=number, caller_name=name))

    def bring_forward(self, card: CardPresenter) -> None:
        """Put a card in front, from hold if need be."""
        if self._current is not None and self._current is not card:
            self._current.keep_now()
        card.on_hold = False
        self._show(card)

    @Slot(object)
    def take_up(self, public_id: uuid.UUID) -> None:
        """Put a card that waits on hold in front."""
        for card in self._cards:
            if card.state.public_id == public_id:
                self.bring_forward(card)
                return

    def switch(self, step: int) -> None:
        """Go to the next or the previous open card."""
        cards = self.open_cards
        if len(cards) > 1 and self._current in cards:
            here = cards.index(self._current)
            self.bring_forward(cards[(here + step) % len(cards)])

    @Slot()
    def hold(self) -> None:
        """Put the card in front on hold and go on with the one that waits longest."""
        card = self._current
        waiting = next((other for other in self._cards if other is not card), None)
        if card is not None:
            self._put_on_hold(card)
        if waiting is not None:
            self.bring_forward(waiting)
        else:
            self._show(None)

    @Slot()
    def put_aside(self) -> None:
        """Close the card in front without saving; it waits on hold."""
        card = self._current
        if card is None:
            return
        was_blank = card.content.is_blank
        self._put_on_hold(card)
        self.show_next()
        if not was_blank:
            text = self.tr("The card was put on hold.")
            self._desk.notices.done(text, undo=partial(self.reopen, card.state))

    @Slot()
    def discard(self) -> None:
        """Throw the card in front away; Undo brings it back."""
        card = self._current
        if card is None:
            return
        state = card.state
        self.remove(card)
        self.show_next()
        if not state.content.is_blank:
            text = self.tr("The card was discarded.")
            self._desk.notices.done(text, undo=partial(self.reopen, state))

    @Slot()
    def keep_all(self) -> None:
        """Store every card as it is now."""
        for card in self._cards:
            card.keep_now()

    # --- Cards ----------------------------------------------------------------------------

    def open(self, state: CardState, *, was_ringing: bool = False) -> CardPresenter:
        """Open a card in front; a blank one in front makes room."""
        if self._current is not None and self._current.content.is_blank:
            self.remove(self._current)
        card = self._add(state)
        card.was_ringing = was_ringing
        self.bring_forward(card)
        return card

    def reopen(self, state: CardState) -> None:
        """Bring a card back as it was; one that only waits on hold is taken up."""
        held = [card for card in self._cards if card.state.public_id == state.public_id]
        card = held[0] if held else self.open(state)
        self.bring_forward(card)
        card.keep_now()

    def _add(self, state: CardState) -> CardPresenter:
        card = CardPresenter(self._desk, self._drafts, self._around, state, self)
        card.logged.connect(self._card_logged)
        card.title_changed.connect(self.changed)
        card.facts_changed.connect(self.facts_changed)
        card.screening.changed.connect(self.screening_changed)
        self._cards.append(card)
        return card

    @Slot(object)
    def _card_logged(self, change: Change) -> None:
        card = self.sender()
        if isinstance(card, CardPresenter):
            self.logged.emit(card, change)

    def remove(self, card: CardPresenter) -> None:
        card.end()
        if card in self._cards:
            self._cards.remove(card)
        if card is self._current:
            self._current = None
        card.deleteLater()

    def _put_on_hold(self, card: CardPresenter) -> None:
        if card.content.is_blank:
            self.remove(card)
            return
        card.on_hold = True
        card.keep_now()
        # The one that has waited longest comes first when the next is taken up.
        self._cards.remove(card)
        self._cards.append(card)

    def show_next(self) -> None:
        self._show(next(iter(self.open_cards), None))

    def _show(self, card: CardPresenter | None) -> None:
        self._current = card
        self.changed.emit()
        self.current_changed.emit(card)
        self.facts_changed.emit()

    # --- Drafts of an earlier run -----------------------------------------------------------

    @Slot(object)
    def _drafts_found(self, found: list[Draft]) -> None:
        drafts = [draft for draft in found if draft.edited is None]
        if drafts:
            self._desk.ask(
                logged_numbers,
                owner=self,
                done=partial(self._restore, drafts),
                failed=partial(self._restore_all, drafts),
                public_ids=[draft.public_id for draft in drafts],
            )

    def _restore_all(self, drafts: list[Draft], error: Exception) -> None:
        """Whether they were saved cannot be known; saving them again would not double them."""
        if not isinstance(error, StorageError):
            raise error
        self._restore(drafts, {})

    def _restore(self, drafts: list[Draft], logged: dict[uuid.UUID, str]) -> None:
        known = {card.state.public_id for card in self._cards}
        for draft in drafts:
            if draft.public_id in logged:
                self._drafts.forget(draft.public_id)
            elif draft.public_id not in known:
                self._add(settled_state(draft, self._around())).on_hold = True
        self.changed.emit()
        count = len([draft for draft in drafts if draft.public_id not in logged])
        if count:
            words = self.tr("{0} cards came back.") if count > 1 else self.tr("One card came back.")
            self._desk.notices.info(words.format(count))

    @Slot(object)
    def _draft_not_kept(self, error: Exception) -> None:
        self._desk.notices.problem(error)

    @Slot(object)
    def _drafts_damaged(self, place: object) -> None:
        self._desk.notices.warn(
            self.tr("The file with unsaved cards was damaged. It was moved to {0}.").format(place)
        )
