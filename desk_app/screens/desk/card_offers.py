"""Who may be calling and what may be meant, looked up while a card is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.enquiry import About
from db.domain.errors import StorageError
from db.domain.phone import search_digits
from db.queries.callers import CallerRow, callers_by_name, callers_by_number
from db.queries.people import PersonDetail, person_detail
from desk_app.desk_context import DeskContext
from desk_app.screens.desk import offers
from desk_app.screens.desk.card import CardContent
from desk_app.screens.desk.known import known_lines
from desk_app.screens.desk.reading import Surroundings

_WHOLE_NUMBER = 7  # digits; fewer are a part of many numbers


class CardOffers(QObject):
    """The looking up of one card.

    Signals:
        offered: field name and a tuple of Offers for it.
        known: a tuple of KnownLines about the chosen caller; empty when nobody is chosen.
        caller_known: the PersonDetail of the chosen caller, or None.
    """

    offered = Signal(object, object)
    known = Signal(object)
    caller_known = Signal(object)

    def __init__(
        self,
        desk: DeskContext,
        around: Callable[[], Surroundings],
        content: Callable[[], CardContent],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._content = content
        self._caller: PersonDetail | None = None
        self._household: list[CallerRow] = []
        self._found: dict[int, CallerRow] = {}

    def look_up(self, name: str) -> None:
        """Offer what fits the words in a field; a field without choices is left alone."""
        react = {
            "phone": self.look_for_number,
            "caller_name": self._look_for_name,
            "about": self.offer_people,
            "about_name": self._look_for_person_concerned,
            "service": self._offer_services,
            "next_step_owner": self._offer_owners,
        }.get(name)
        if react is not None:
            react()

    def row(self, person_id: int | None) -> CallerRow | None:
        """Return somebody who was offered."""
        return self._found.get(person_id) if person_id is not None else None

    def tell_known(self) -> None:
        """Say once more what is known of the caller."""
        if self._caller is None:
            self.known.emit(())
            return
        phone, today = self._content().phone, self._desk.today()
        self.known.emit(known_lines(self._caller, self._household, phone, today))

    def forget_caller(self) -> None:
        self._caller, self._household = None, []
        self.caller_known.emit(None)
        self.tell_known()

    def ask_caller(self, person_id: int) -> None:
        """Find out about the person who was chosen; ``known`` follows."""
        self._desk.ask(
            person_detail,
            owner=self,
            done=self._caller_found,
            failed=self._not_found,
            key="person",
            person_id=person_id,
        )

    def look_for_number(self) -> None:
        self._desk.ask(
            callers_by_number,
            owner=self,
            done=self._number_found,
            failed=partial(self._nobody_found, "phone"),
            key="phone",
            typed=self._content().phone,
            region=self._desk.clinic.profile.region,
        )

    def offer_people(self) -> None:
        """Offer the caller's own people as the one it is about."""
        if self._content().about is not About.SELF:
            self._look_for_person_concerned()

    def _caller_found(self, person: PersonDetail | None) -> None:
        if person is not None and self._content().caller_id == person.person_id:
            self._caller = person
            self.caller_known.emit(person)
            self.tell_known()
            self.offer_people()
            self._ask_household(self._content().phone)

    def _ask_household(self, number: str) -> None:
        """Who else is reached on this number: it may be one of them who speaks."""
        self._desk.ask(
            callers_by_number,
            owner=self,
            done=self._household_found,
            failed=self._not_found,
            key="household",
            typed=number,
            region=self._desk.clinic.profile.region,
        )

    def _household_found(self, rows: list[CallerRow]) -> None:
        if self._caller is not None and len(search_digits(self._content().phone)) >= _WHOLE_NUMBER:
            self._household = rows
            self.tell_known()
            self.offer_people()

    def _number_found(self, rows: list[CallerRow]) -> None:
        self._remember(rows)
        found = offers.callers_on_number(rows, self._content().phone, self._desk.today())
        self.offered.emit("phone", found)

    def _look_for_name(self) -> None:
        self._ask_names("caller_name", self._content().caller_name, self._name_found)

    def _name_found(self, rows: list[CallerRow]) -> None:
        self._remember(rows)
        found = offers.callers_named(rows, self._content().caller_name, self._desk.today())
        self.offered.emit("caller_name", found)

    def _look_for_person_concerned(self) -> None:
        self._ask_names("about_name", self._content().about_name, self._person_concerned_found)

    def _person_concerned_found(self, rows: list[CallerRow]) -> None:
        content, today = self._content(), self._desk.today()
        found = offers.people_concerned(
            self._caller,
            self._household,
            content.about,
            rows,
            content.about_name,
            today,
        )
        self.offered.emit("about_name", found)

    def _ask_names(self, key: str, typed: str, done: Callable[[list[CallerRow]], None]) -> None:
        self._desk.ask(
            callers_by_name,
            owner=self,
            done=done,
            failed=partial(self._nobody_found, key),
            key=key,
            typed=typed,
        )

    def _remember(self, rows: list[CallerRow]) -> None:
        # Picking changes the text, which asks again: who was picked must still be known then.
        self._found |= {row.person_id: row for row in rows}

    def _offer_services(self) -> None:
        found = offers.services_offered(self._around().services, self._content().service)
        self.offered.emit("service", found)

    def _offer_owners(self) -> None:
        staff = self._around().clinic.present_staff
        typed = self._content().next_step_owner or ""
        self.offered.emit("next_step_owner", offers.owners_offered(staff, typed))

    def _nobody_found(self, name: str, error: Exception) -> None:
        self.offered.emit(name, ())  # a field waits for its answer
        self._not_found(error)

    def _not_found(self, error: Exception) -> None:
        """A server that is away is said once, at saving, and not at every key."""
        if not isinstance(error, StorageError):
            self._desk.notices.problem(error)
