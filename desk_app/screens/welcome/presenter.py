"""The first start: begin with the own clinic, practise, or join a clinic's database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QLocale, QObject, Signal

from db.domain.changes import Change
from db.domain.clinic import ClinicProfile
from db.domain.errors import (
    DeskError,
    Problem,
    StorageError,
    StorageFailure,
    ValidationError,
)
from db.domain.sign_in import LEAST_PIN, is_good_secret
from db.domain.staff import Role
from db.looking import Found
from db.services.clinic import StaffFields, add_staff, save_profile
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint, sentence
from desk_app.screens.welcome.first_facts import Start, profile_of_this_computer, read_people
from desk_app.screens.welcome.places import is_place, look
from desk_app.signing_in import give_secret
from desk_app.wording import role as role_word


@dataclass(frozen=True, slots=True)
class Told:
    """What a look at a place found, in words."""

    words: str
    can_join: bool


class WelcomePresenter(QObject):
    """Works in the new, still nameless database of this seat.

    Signals:
        clinic_ready: the clinic has its name and its people; somebody sits here.
        demo_wanted: the practice clinic is to be opened.
        place_wanted: the address or file of a database to open instead, as text.
        restore_wanted: a backup is to be brought back.
        problems_found: field name -> what to do, for the form of the own clinic.
        place_told: a Told.
    """

    clinic_ready = Signal()
    demo_wanted = Signal()
    place_wanted = Signal(str)
    restore_wanted = Signal()
    problems_found = Signal(object)
    place_told = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pin = ""
        self.first_profile: ClinicProfile = profile_of_this_computer(QLocale.system())

    # --- The own clinic -------------------------------------------------------------

    def start(self, typed: Start) -> None:
        """Enter the people and then the clinic; its name says that the first start is done."""
        people = self.people(typed.people)
        if problems := _missing(typed, people):
            self._refused(ValidationError(problems))
            return
        if typed.pin != typed.pin_again:
            words = self.tr("This is not the same. Type it once more.")
            self.problems_found.emit({"pin_again": words})
            return
        self._pin = typed.pin
        profile = replace(
            self.first_profile,
            name=typed.clinic_name,
            paper=typed.paper,
            time_zone=typed.time_zone,
        )
        # Whoever is there already was entered by a start that did not come to its end.
        known = {member.name.casefold() for member in self._desk.clinic.present_staff}
        fresh = [person for person in people if person.name.casefold() not in known]
        self._enter(fresh, profile, people[0].name)

    def pin_hint(self) -> str:
        """Return what a PIN is good for, and what follows from none."""
        return self.tr(
            "{0} digits or more, or a passphrase. Left empty, as a clinic of one person may, "
            "whoever sits at this desk can read and change everything."
        ).format(LEAST_PIN)

    def people(self, text: str) -> list[StaffFields]:
        """Return whom the lines mean."""
        return read_people(text, {each: role_word(each) for each in Role})

    def people_in_words(self, text: str) -> str:
        """Return the echo of the lines: who, and as what."""
        return "; ".join(
            self.tr("{0} ({1})").format(person.name, role_word(person.role).lower())
            for person in self.people(text)
        )

    def _enter(self, people: list[StaffFields], profile: ClinicProfile, first: str) -> None:
        if people:
            self._desk.give(
                add_staff,
                owner=self,
                fields=people[0],
                done=partial(self._entered, people[1:], profile, first),
                failed=self._refused,
            )
            return
        self._desk.give(
            save_profile,
            owner=self,
            profile=profile,
            done=partial(self._founded, first),
            failed=self._refused,
        )

    def _entered(
        self, rest: list[StaffFields], profile: ClinicProfile, first: str, _change: Change
    ) -> None:
        self._enter(rest, profile, first)

    def _founded(self, first: str, _change: Change) -> None:
        self._first = first
        self._desk.clinic_changed.connect(self._sit_down)

    def _sit_down(self) -> None:
        """The clinic's facts have come back with its people in them."""
        self._desk.clinic_changed.disconnect(self._sit_down)
        for member in self._desk.clinic.present_staff:
            if member.name.casefold() == " ".join(self._first.split()).casefold():
                self._desk.seat.sit_down(member.staff_id, self._desk.clinic)
        staff_id, pin = self._desk.seat.staff_id, self._pin
        self._pin = ""
        if not pin or staff_id is None:
            self.clinic_ready.emit()
            return
        give_secret(
            self._desk,
            owner=self,
            staff_id=staff_id,
            secret=pin,
            done=self._has_pin,
            failed=self._refused,
        )

    def _has_pin(self, change: Change) -> None:
        """Who has just typed it is in; the others get theirs in the settings."""
        self._desk.seat.let_in(change.record_id, self._desk.clinic)
        self.clinic_ready.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            names = {"name": "clinic_name", "initials": "people"}
            self.problems_found.emit(
                {names.get(name, name): hint(why) for name, why in error.problems.items()}
            )
        else:
            self._desk.notices.problem(error)

    # --- Another database ------------------------------------------------------------

    def look(self, text: str) -> None:
        """Say what stands at a place; a person decides then."""
        if not is_place(text):
            words = self.tr("Write an address like postgresql://desk@server/clinic, or a file.")
            self.place_told.emit(Told(words, can_join=False))
            return
        self._desk.compute(
            partial(look, text), owner=self, done=self._found, failed=self._not_found, key="look"
        )

    def _found(self, found: Found) -> None:
        if found.is_new:
            words = self.tr("An empty database, ready for a first clinic.")
        elif found.is_older:
            words = self.tr(
                "A clinic of an earlier version. It is backed up and brought up to date."
            )
        elif found.clinic:
            words = self.tr("Found: {0}.").format(found.clinic)
        else:
            words = self.tr("A database without a clinic yet.")
        self.place_told.emit(Told(words, can_join=True))

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        words = sentence(error)
        failure = error.failure if isinstance(error, StorageError) else None
        if failure is StorageFailure.MISSING:
            words = self.tr("Nothing stands there. Look at the address again, or choose the file.")
        self.place_told.emit(Told(words, can_join=failure is StorageFailure.LOCKED))


def _missing(typed: Start, people: list[StaffFields]) -> dict[str, Problem]:
    problems = {}
    if not typed.clinic_name.strip():
        problems["clinic_name"] = Problem.REQUIRED
    if not people:
        problems["people"] = Problem.REQUIRED
    if not typed.time_zone.strip():
        problems["time_zone"] = Problem.REQUIRED
    if typed.pin and not is_good_secret(typed.pin):
        problems["pin"] = Problem.TOO_EASY
    elif typed.pin and people and people[0].role is not Role.MANAGER:
        problems["pin"] = Problem.MANAGER_FIRST
    return problems
