"""What the open person hands to their page, and what is typed over it."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.people import PersonDetail
from db.services.people import NumberLine, PersonFields
from desk_app.screens.people.story import PersonStory

NOBODY = PersonFields("")


@dataclass(frozen=True, slots=True)
class UnsavedPerson:
    """What was typed, over the person as they were read: version, fields, former numbers."""

    typed: PersonFields
    version: int = 0
    before: PersonFields = NOBODY
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonContent:
    """One person as they are to be shown.

    Attributes:
        person_id: None for somebody new.
        stop: the words of the red mark; empty when they may be contacted.
        former_numbers: those that are theirs no more.
        typed: what the form is to be filled with; None leaves it as it is.
    """

    person_id: int | None
    title: str
    head: str
    stop: str
    binned: bool
    former_numbers: tuple[str, ...]
    story: PersonStory
    typed: PersonFields | None


def as_seen(person: PersonDetail) -> UnsavedPerson:
    """Return them as they were read; nothing is typed yet."""
    fields = fields_of(person)
    return UnsavedPerson(fields, person.version, fields, former_numbers(person))


def former_numbers(person: PersonDetail) -> tuple[str, ...]:
    """Return the numbers that somebody is no longer reached on, as they were written."""
    return tuple(row.raw for row in person.numbers if row.former)


def fields_of(person: PersonDetail) -> PersonFields:
    """Return somebody as their form holds them; former numbers are no part of it."""
    return PersonFields(
        person.name,
        tuple(
            NumberLine(row.raw, row.label, row.voicemail)
            for row in person.numbers
            if not row.former
        ),
        person.email,
        person.language,
        person.note,
    )
