"""The desk: open call cards, the day's enquiries, the facts beside them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.domain.call import HeardCall
from db.domain.changes import Change, Topic
from db.domain.enquiry import Channel
from db.domain.when import When
from db.queries.catalogue import ServiceRow, services
from db.queries.enquiry_log import enquiries_on
from db.queries.logged import logged_numbers
from db.services.contacts import take_back_contact
from db.services.enquiries import bin_enquiry
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.desk_context import DeskContext
from desk_app.navigation import HandoutWish
from desk_app.screens.desk.calls import RingingCalls
from desk_app.screens.desk.card import CardState
from desk_app.screens.desk.card_presenter import CardPresenter
from desk_app.screens.desk.cards import OpenCards
from desk_app.screens.desk.facts import FactsPresenter
from desk_app.screens.desk.offers import nobody_yet
from desk_app.screens.desk.reading import Surroundings, new_state
from desk_app.telephone.unlogged_calls import UnloggedCalls

_IDLE_MS = 1_500  # the window stands and nobody has typed a day yet
_SHOWN = frozenset({Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.PERSON})


class DeskPresenter(QObject):
    """Brings cards, calls, the day's log and the facts together.

    Signals:
        day_loaded: the LogRows of today, newest first.
    """

    day_loaded = Signal(object)

    def __init__(
        self, desk: DeskContext, drafts: DraftKeeper, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.calls = RingingCalls(desk, self)
        self.cards = OpenCards(desk, drafts, self.around, self)
        self.facts = FactsPresenter(desk, self)
        self.unlogged = UnloggedCalls(desk, self)
        self._services: Sequence[ServiceRow] = ()
        self._last_saved: HandoutWish | None = None
        self._after_saving: dict[uuid.UUID, str] = {}
        self._is_visible = False
        self._is_stale = True
        self._day = desk.today()
        self.calls.went_on.connect(self._call_went_on)
        self.cards.logged.connect(self._logged)
        self.cards.facts_changed.connect(self._look_up_facts)
        desk.changes.committed.connect(self._committed)
        desk.clinic_changed.connect(self._surroundings_changed)
        desk.seat.changed.connect(self._surroundings_changed)
        self._load_services()
        if desk.clinic.profile.name:  # a first start left off gets another key the next time
            drafts.look()
        QTimer.singleShot(_IDLE_MS, self, self._warm_up)

    # --- Cards and calls --------------------------------------------------------------------

    def new_card(self, channel: Channel, number: str = "", name: str = "") -> CardPresenter:
        """Open a card in front. A blank one that is open already is used."""
        return self.cards.new(channel, number, name)

    @Slot()
    def phone_card(self) -> CardPresenter:
        """F2: take the call that rings, or open a card for one."""
        call = self.calls.take()
        return self.call_card(call.heard) if call else self.new_card(Channel.PHONE)

    def take_call(self, public_id: uuid.UUID) -> None:
        """Take one of several calls that ring."""
        call = self.calls.take(public_id)
        if call is not None:
            self.call_card(call.heard)

    def call_card(self, heard: HeardCall) -> CardPresenter:
        """Open a card with the number and the time of a call, or bring forward the one it has."""
        card = self._card_of(heard)
        if card is not None:
            self.cards.bring_forward(card)
            return card
        state = new_state(Channel.PHONE, heard.rang_at, phone=heard.number)
        card = self.cards.open(replace(state, call=heard), was_ringing=True)
        card.keep_now()
        card.offers.look_for_number()
        return card

    @Slot()
    def walk_in_card(self) -> CardPresenter:
        """Ctrl+N."""
        return self.new_card(Channel.WALK_IN)

    @Slot()
    def slip_card(self, channel: Channel = Channel.PHONE, taken_by: str = "") -> CardPresenter:
        """Shift+F2: a card for what was written on paper, with its own day and time."""
        state = new_state(channel, self.desk.now(), from_paper=True, taken_by=taken_by)
        return self.cards.open(state)

    @Slot(object)
    def _call_went_on(self, heard: HeardCall) -> None:
        card = self._card_of(heard)
        if card is not None:
            card.call_went_on(heard)

    def _card_of(self, heard: HeardCall) -> CardPresenter | None:
        for card in self.cards.all_cards:
            if card.state.call is not None and card.state.call.public_id == heard.public_id:
                return card
        return None

    # --- What the page shows -----------------------------------------------------------

    def set_visible(self, *, visible: bool) -> None:
        """What is shown is kept up to date; what is not waits until it is."""
        self._is_visible = visible
        self.unlogged.set_visible(visible=visible)
        if visible and (self._is_stale or self._day != self.desk.today()):
            self.load_day()

    def load_day(self) -> None:
        self._day = self.desk.today()
        self._is_stale = False
        self.desk.ask(
            enquiries_on,
            owner=self,
            done=self.day_loaded.emit,
            failed=self._day_not_loaded,
            key="day",
            day=self._day,
        )

    def around(self) -> Surroundings:
        """Return what cards are read against just now."""
        return Surroundings(
            self.desk.clinic,
            self._services,
            self.desk.local(self.desk.now()),
            self.desk.seat.member,
            nobody_yet(),
        )

    # --- Saving ------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        self._save_then("")

    @Slot()
    def save_and_next(self) -> None:
        """Save, then open a fresh card of the same kind."""
        self._save_then("next")

    @Slot()
    def handout(self) -> None:
        """Give a handout for the card in front, saved first, or for the last one saved."""
        if self.cards.current is not None and not self.cards.current.content.is_blank:
            self._save_then("handout")
        elif self._last_saved is not None:
            self.desk.navigation.handout_wanted.emit(self._last_saved)
        else:
            self.desk.navigation.handout_wanted.emit(HandoutWish())

    def _save_then(self, after: str) -> None:
        card = self.cards.current
        if card is not None:
            self._after_saving = {card.state.public_id: after}
            card.save()

    @Slot(object, object)
    def _logged(self, card: CardPresenter, change: Change) -> None:
        state = card.state
        is_in_front = card is self.cards.current
        self.cards.remove(card)
        self._last_saved = _wish(state, change.record_id, self.around())
        after = self._after_saving.pop(state.public_id, "") if is_in_front else ""
        if after == "next" and state.content.from_paper:
            self.slip_card(state.content.channel, state.content.taken_by)
        elif after == "next":
            self.new_card(state.content.channel)
        elif is_in_front:
            self.cards.show_next()
        if after == "handout":
            self.desk.navigation.handout_wanted.emit(self._last_saved)
        self.desk.ask(
            logged_numbers,
            owner=self,
            done=partial(self._say_saved, state, change),
            failed=partial(self._say_saved_unnumbered, state, change),
            public_ids=[state.public_id],
        )

    def _say_saved(self, state: CardState, change: Change, numbers: dict[uuid.UUID, str]) -> None:
        goes_on = state.content.continues is not None
        text = self.tr("Enquiry {0} goes on.") if goes_on else self.tr("Enquiry {0} saved.")
        text = text.format(numbers.get(state.public_id, ""))
        if state.content.ending is None and not goes_on:
            text += " " + self.tr("No next step yet: it stands first among the follow-ups.")
        self.desk.notices.done(text, undo=partial(self._undo_save, state, change), of=change)

    def _say_saved_unnumbered(self, state: CardState, change: Change, _error: Exception) -> None:
        self.desk.notices.done(
            self.tr("Enquiry saved."), undo=partial(self._undo_save, state, change), of=change
        )

    def _undo_save(self, state: CardState, change: Change) -> None:
        if state.content.continues is None:
            undo = partial(bin_enquiry)
        else:
            undo = partial(take_back_contact, public_id=state.public_id, learnt=change.fields)
        self.desk.give(
            undo,
            owner=self,
            done=partial(self._unsaved, state),
            enquiry_id=change.record_id,
            seen_version=change.version,
        )

    def _unsaved(self, state: CardState, _change: Change) -> None:
        # The old id belongs to the enquiry in the bin: saved again, this is another one.
        self._last_saved = None
        self.cards.reopen(replace(state, public_id=uuid.uuid4()))

    @Slot()
    def _look_up_facts(self) -> None:
        card = self.cards.current
        service_id = self.around().service_id(card.content) if card is not None else None
        service = next((row for row in self._services if row.service_id == service_id), None)
        self.facts.look(card.content if card is not None else None, service)

    @Slot()
    def _warm_up(self) -> None:
        """The first reading of a day compiles the grammar, for longer than a key may take."""
        self.desk.compute(partial(self.around().read_day, "1"), owner=self, done=self._is_warm)

    def _is_warm(self, _when: When | None) -> None:
        """Nothing else waits for it."""

    # --- Keeping up with the clinic -----------------------------------------------------------

    def _load_services(self) -> None:
        self.desk.ask(
            services,
            owner=self,
            done=self._services_loaded,
            failed=self._day_not_loaded,
            key="services",
        )

    def _services_loaded(self, rows: list[ServiceRow]) -> None:
        self._services = rows
        self._surroundings_changed()

    @Slot()
    def _surroundings_changed(self) -> None:
        for card in self.cards.all_cards:
            card.refilled.emit(frozenset({"next_step_owner", "lists"}))
            card.refresh()
        self._look_up_facts()

    @Slot(object, object)
    def _committed(self, change: Change, _origin: object) -> None:
        if change.topics & {Topic.SERVICE, Topic.STAFF, Topic.CLINIC}:
            self._load_services()
        if change.topics & {Topic.SERVICE, Topic.ARTICLE, Topic.CLINIC}:
            self.facts.forget()
            self._look_up_facts()
        if change.topics & _SHOWN:
            self._is_stale = True
            if self._is_visible:
                self.load_day()

    def _day_not_loaded(self, error: Exception) -> None:
        self._is_stale = True
        self.desk.notices.problem(error)


def _wish(state: CardState, enquiry_id: int, around: Surroundings) -> HandoutWish:
    content = state.content
    return HandoutWish(
        enquiry_id=enquiry_id,
        service_id=around.service_id(content),
        recipient_name=(content.about_name or content.caller_name).strip(),
    )
