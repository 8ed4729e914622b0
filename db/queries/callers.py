"""Who may be calling: people by the digits or the letters typed so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from db.domain.enquiry import About
from db.domain.phone import parse_phone, search_digits
from db.domain.words import query_words
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.person import Person, PersonPhone, Relation
from db.queries.alike import sounding_alike
from db.queries.search import matching_rows, phones_with

_SHORTEST_DIGITS = 3
_WEAK_DIGITS = 7
_MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class CallerRow:
    """Somebody who may be on the line.

    Attributes:
        number: the number by which they were found, or their first, as it was given.
        weak: only the last seven digits agree.
        alike: the name only sounds or looks like the one typed.
        relations: ``(kind, name)`` of the people they belong with.
        next_due: the earliest open promise to them.
        last_on: the day of their last enquiry.
    """

    person_id: int
    name: str
    number: str
    weak: bool
    do_not_contact: bool
    relations: tuple[tuple[About, str], ...]
    next_due: dt.date | None
    last_on: dt.date | None
    alike: bool = False


def callers_by_number(
    session: Session, typed: str, *, region: str, limit: int = 12
) -> list[CallerRow]:
    """Return everybody reachable on a number with these digits, whatever its spelling.

    Fewer than three digits find nobody. When no number holds them all, numbers
    with the same last seven digits are offered, marked as weak.
    """
    digits = search_digits(typed)
    if len(digits) < _SHORTEST_DIGITS:
        return []
    parsed = parse_phone(typed, region=region)
    for tried in dict.fromkeys((digits, parsed.digits, digits.lstrip("0"))):
        if len(tried) >= _SHORTEST_DIGITS and (found := _on_numbers(session, tried, limit)):
            return _described(session, found, weak=False)
    if len(digits) > _WEAK_DIGITS:
        found = _on_numbers(session, digits[-_WEAK_DIGITS:], limit)
        return _described(session, found, weak=True)
    return []


def callers_by_name(session: Session, typed: str, *, limit: int = 8) -> list[CallerRow]:
    """Return people whose present or former name holds every word typed, newest first.

    Where there is room, people follow whose name sounds or looks alike.
    """
    words = query_words(typed)
    if not words:
        return []
    found = matching_rows(session, "person", words)
    named = _people().join(found, found.c.id == Person.id).order_by(found.c.id.desc())
    rows = [(*row,) for row in session.execute(named.limit(limit))]
    room = min(_MOST_ALIKE, limit - len(rows))
    if room <= 0:
        return _described(session, rows, weak=False)
    ids = sounding_alike(session, typed, apart_from={row[0] for row in rows}, limit=room)
    alike = {row.id: (*row,) for row in session.execute(_people().where(Person.id.in_(ids)))}
    return [
        *_described(session, rows, weak=False),
        *(
            replace(row, alike=True)
            for row in _described(session, [alike[person_id] for person_id in ids], weak=False)
        ),
    ]


def _people() -> Select[int, str, str, bool]:
    return select(Person.id, Person.name, _first_number(), Person.do_not_contact).where(
        Person.binned_at.is_(None)
    )


_Found = tuple[int, str, str | None, bool]


def _on_numbers(session: Session, digits: str, limit: int) -> list[_Found]:
    numbers = phones_with(digits)
    statement = (
        select(Person.id, Person.name, func.min(PersonPhone.raw), Person.do_not_contact)
        .join(PersonPhone, PersonPhone.person_id == Person.id)
        .join(numbers, numbers.c.id == PersonPhone.phone_id)
        .where(Person.binned_at.is_(None))
        .group_by(Person.id)
        .order_by(Person.id.desc())
        .limit(limit)
    )
    return [(*row,) for row in session.execute(statement)]


def _first_number() -> ScalarSelect[str]:
    return (
        select(PersonPhone.raw)
        .where(PersonPhone.person_id == Person.id, PersonPhone.former_since.is_(None))
        .order_by(PersonPhone.position)
        .limit(1)
        .scalar_subquery()
    )


def _described(session: Session, found: Sequence[_Found], *, weak: bool) -> list[CallerRow]:
    if not found:
        return []
    ids = [row[0] for row in found]
    relations = _relations(session, ids)
    due = _next_due(session, ids)
    last = _last_enquiries(session, ids)
    return [
        CallerRow(
            person_id, name, number or "", weak, blocked,
            relations.get(person_id, ()), due.get(person_id), last.get(person_id),
        )
        for person_id, name, number, blocked in found
    ]  # fmt: skip


def _relations(session: Session, ids: Sequence[int]) -> dict[int, tuple[tuple[About, str], ...]]:
    statement = (
        select(Relation.person_id, Relation.kind, Person.name)
        .join(Person, Person.id == Relation.other_id)
        .where(Relation.person_id.in_(ids), Person.binned_at.is_(None))
        .order_by(Relation.id)
    )
    related: dict[int, tuple[tuple[About, str], ...]] = {}
    for person_id, kind, name in session.execute(statement):
        related[person_id] = (*related.get(person_id, ()), (kind, name))
    return related


def _next_due(session: Session, ids: Sequence[int]) -> dict[int, dt.date]:
    statement = (
        select(Enquiry.caller_id, func.min(FollowUp.due_on))
        .join(FollowUp, FollowUp.enquiry_id == Enquiry.id)
        .where(Enquiry.caller_id.in_(ids), FollowUp.done_at.is_(None), Enquiry.binned_at.is_(None))
        .group_by(Enquiry.caller_id)
    )
    return {person_id: day for person_id, day in session.execute(statement) if person_id}


def _last_enquiries(session: Session, ids: Sequence[int]) -> dict[int, dt.date]:
    statement = (
        select(Enquiry.caller_id, func.max(Enquiry.received_on))
        .where(Enquiry.caller_id.in_(ids), Enquiry.binned_at.is_(None))
        .group_by(Enquiry.caller_id)
    )
    return {person_id: day for person_id, day in session.execute(statement) if person_id}
