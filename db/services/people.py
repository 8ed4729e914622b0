"""Commands on people, and the steps by which an enquiry finds or makes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.enquiry import About
from db.domain.errors import MergedError, StaleEditError
from db.domain.follow_up import VoicemailRule
from db.domain.phone import PhoneNumber, parse_phone
from db.domain.staff import Actor
from db.domain.words import fold
from db.models.person import (
    FormerName,
    Person,
    PersonMerge,
    PersonPhone,
    Phone,
    Relation,
)
from db.services.derived import index_number, index_person
from db.services.gate import command
from db.services.records import Cleaner, find, find_seen

_BY_KEY = select(Phone).where(Phone.key == bindparam("key"))
_PEOPLE_ON = (
    select(Person)
    .join(PersonPhone)
    .where(
        PersonPhone.phone_id == bindparam("phone_id"),
        PersonPhone.former_since.is_(None),
        Person.binned_at.is_(None),
    )
    .order_by(Person.id)
)
_PERSON = frozenset({Topic.PERSON, Topic.ENQUIRY, Topic.FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One of a person's numbers, as typed."""

    raw: str
    label: str = ""
    voicemail: VoicemailRule = VoicemailRule.UNKNOWN


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What stands on a person's page, as typed."""

    name: str
    numbers: Sequence[NumberLine] = ()
    email: str = ""
    language: str = ""
    note: str = ""


@command("person")
def add_person(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    fields: PersonFields,
    region: str,
) -> Change:
    """Enter somebody who has not called yet. Undo: ``bin_person``.

    Raises:
        ValidationError: no name, or something too long.
    """
    person = Person(name="")
    session.add(person)
    _fill(session, person, fields, region, at)
    return Change(person.id, person.version, _PERSON)


@command("person")
def change_person(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    person_id: int,
    seen_version: int,
    fields: PersonFields,
    region: str,
    former_before: Collection[str] | None = None,
) -> Change:
    """Edit somebody; an earlier name and number are kept as former ones. Undo: change back.

    Args:
        former_before: what is changed was a mistake, before which these were their former
            numbers: a name or another number that now falls away never was theirs.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
        MergedError: the entry was merged into another.
    """
    person = _find_unmerged(session, person_id, seen_version)
    if former_before is not None:
        _take_name_back(person, " ".join(fields.name.split()))
        raws = (*former_before, *(number.raw for number in fields.numbers))
        _take_numbers_back(person, {parse_phone(raw, region=region).key for raw in raws})
    _fill(session, person, fields, region, at)
    return Change(person.id, person.version, _PERSON)


@command("person")
def set_do_not_contact(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    person_id: int,
    seen_version: int,
    wanted: bool,
    reason: str = "",
) -> Change:
    """Somebody does not want to be contacted, or does again: each undoes the other.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
        MergedError: the entry was merged into another.
    """
    person = _find_unmerged(session, person_id, seen_version)
    cleaner = Cleaner()
    person.do_not_contact_reason = cleaner.line("reason", reason, text.SHORT) if wanted else ""
    cleaner.check()
    person.do_not_contact = wanted
    person.do_not_contact_since = at if wanted else None
    person.do_not_contact_by = actor.staff_id if wanted else None
    session.flush()
    return Change(person.id, person.version, _PERSON, ("do_not_contact",))


@command("person")
def bin_person(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    person_id: int,
    seen_version: int,
    binned: bool = True,
) -> Change:
    """Put somebody in the bin or take them out: each undoes the other. Enquiries stay.

    Raises:
        NotFoundError, StaleEditError.
        MergedError: the entry was merged into another.
    """
    person = _find_unmerged(session, person_id, seen_version)
    person.binned_at = at if binned else None
    session.flush()
    return Change(person.id, person.version, _PERSON, ("binned_at",))


@command("person")
def add_relation(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    person_id: int,
    other_id: int,
    kind: About,
) -> Change:
    """Note that ``other`` is the ``kind`` of a person. Undo: ``remove_relation``.

    Raises:
        NotFoundError.
        StaleEditError: they are something else to each other.
    """
    person = current(session, find(session, Person, person_id))
    other = current(session, find(session, Person, other_id))
    if _kind_of(session, person.id, other.id) not in (kind, None):
        raise StaleEditError(f"person {person_id} has another relation to {other_id}")
    relate(session, person, other, kind)
    session.flush()
    return Change(person.id, person.version, _PERSON, ("relations",))


@command("person")
def remove_relation(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    person_id: int,
    other_id: int,
    seen: About | None = None,
) -> Change:
    """Forget how two people belong together. Undo: ``add_relation``.

    Args:
        seen: what they must still be to each other; None asks for nothing.

    Raises:
        NotFoundError.
        StaleEditError: they are not as they were ``seen``.
    """
    person = find(session, Person, person_id)
    if seen is not None and _kind_of(session, person_id, other_id) is not seen:
        raise StaleEditError(f"person {person_id} has another relation to {other_id}")
    session.execute(
        delete(Relation).where(Relation.person_id == person_id, Relation.other_id == other_id)
    )
    return Change(person.id, person.version, _PERSON, ("relations",))


def _kind_of(session: Session, person_id: int, other_id: int) -> About | None:
    return session.scalar(
        select(Relation.kind).where(Relation.person_id == person_id, Relation.other_id == other_id)
    )


def _find_unmerged(session: Session, person_id: int, seen_version: int) -> Person:
    person = find_seen(session, Person, person_id, seen_version)
    if current(session, person) is not person:
        raise MergedError(f"person {person_id}")
    return person


def _fill(
    session: Session, person: Person, fields: PersonFields, region: str, at: dt.datetime
) -> None:
    cleaner = Cleaner()
    name = cleaner.line("name", fields.name, text.NAME, required=True)
    person.email = cleaner.line("email", fields.email, text.EMAIL)
    person.language = cleaner.line("language", fields.language, 16)
    person.note = cleaner.block("note", fields.note, text.NOTE)
    raws = [
        cleaner.line(f"number {n}", number.raw, text.PHONE)
        for n, number in enumerate(fields.numbers)
    ]
    labels = [cleaner.line(f"label {n}", line.label, 64) for n, line in enumerate(fields.numbers)]
    cleaner.check()
    rename(person, name, at)
    lines = zip(raws, labels, (line.voicemail for line in fields.numbers), strict=True)
    _set_numbers(session, person, [line for line in lines if line[0]], region, at)
    session.flush()
    index_person(session, person)
    session.flush()


def _set_numbers(
    session: Session,
    person: Person,
    lines: Sequence[tuple[str, str, VoicemailRule]],
    region: str,
    at: dt.datetime,
) -> None:
    kept: set[int] = set()
    for position, (raw, label, voicemail) in enumerate(lines):
        number = give_number(session, person, parse_phone(raw, region=region))
        number.raw, number.label, number.voicemail = raw, label, voicemail
        number.position, number.former_since = position, None
        kept.add(number.phone.id)
    for number in person.numbers:
        if number.phone.id not in kept and number.former_since is None:
            number.former_since = at


# --- Steps used by commands on enquiries ----------------------------------------------


def current(session: Session, person: Person) -> Person:
    """Return the entry that somebody's was merged into; their own when it was not."""
    while person.binned_at is not None:
        into = session.scalar(
            select(PersonMerge.keep_id).where(
                PersonMerge.other_id == person.id, PersonMerge.undone_at.is_(None)
            )
        )
        if into is None:
            break
        person = find(session, Person, into)
    return person


def find_or_add_phone(session: Session, number: PhoneNumber) -> Phone:
    """Return the one row of this number, however it was spelt."""
    phone = session.scalar(_BY_KEY, {"key": number.key})
    if phone is None:
        phone = Phone(
            key=number.key,
            e164=number.e164,
            digits=number.digits,
            spellings=" ".join(number.spellings),
        )
        session.add(phone)
        session.flush()
        index_number(session, phone)
    return phone


def give_number(session: Session, person: Person, number: PhoneNumber) -> PersonPhone:
    """Make the number one of the person's, unless it is already."""
    return _own(person, number, find_or_add_phone(session, number))


def _own(person: Person, number: PhoneNumber, phone: Phone) -> PersonPhone:
    for own in person.numbers:
        if own.phone is phone:
            return own
    own = PersonPhone(phone=phone, raw=number.raw, position=len(person.numbers))
    person.numbers.append(own)
    return own


def people_on(session: Session, phone: Phone) -> list[Person]:
    """Everybody who may be reached on a number now."""
    return list(session.scalars(_PEOPLE_ON, {"phone_id": phone.id}))


def rename(person: Person, name: str, at: dt.datetime) -> None:
    """Give a person another name and keep the one before it."""
    if person.name and person.name != name:
        person.former_names.append(FormerName(name=person.name, until=at))
    person.name = name


def _take_name_back(person: Person, name: str) -> None:
    """The name before the last one is theirs again, and the last one never was."""
    if person.former_names and person.former_names[-1].name == name != person.name:
        person.former_names.pop()
        person.name = name


def _take_numbers_back(person: Person, theirs: Collection[str]) -> None:
    """Numbers with other keys than these never were the person's."""
    for number in list(person.numbers):
        if number.former_since is None and number.phone.key not in theirs:
            person.numbers.remove(number)


def find_or_add_caller(
    session: Session,
    *,
    caller_id: int | None,
    name: str,
    number: PhoneNumber | None,
    phone: Phone | None,
    at: dt.datetime,
) -> Person | None:
    """Return the person who calls; None when there is nothing to know them by.

    ``phone`` is the row of ``number``, both or neither.

    A chosen person is taken, and learns the number and, if still nameless,
    the name. Otherwise the very same name on the very same number is the same
    person; a number that others have, with no name, is nobody's for certain.
    """
    if caller_id is not None:
        person = current(session, find(session, Person, caller_id))
        if number is not None and phone is not None:
            _own(person, number, phone)
        if name and not person.name:
            rename(person, name, at)
            index_person(session, person)
        return person
    owners = people_on(session, phone) if phone else []
    same = [owner for owner in owners if fold(owner.name) == fold(name)]
    if same:
        return same[0]
    if not name and (owners or number is None):
        return None
    person = Person(name=name)
    if number is not None and phone is not None:
        _own(person, number, phone)
    session.add(person)
    index_person(session, person)
    return person


def relate(session: Session, person: Person, other: Person, kind: About) -> None:
    """Remember that ``other`` is the ``kind`` of ``person``, unless something is known already."""
    if person is other or kind is About.SELF:
        return
    known = select(Relation).where(Relation.person_id == person.id, Relation.other_id == other.id)
    if session.scalar(known) is None:
        session.add(Relation(person_id=person.id, other_id=other.id, kind=kind))
