"""Who may be calling: people by the digits or the letters typed so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, String, bindparam, func, select
from sqlalchemy.orm import Session

from db.dialects.search import SearchDialect, search_dialect
from db.domain.enquiry import About
from db.domain.phone import parse_phone, search_digits
from db.domain.words import query_words
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.person import Person, PersonPhone, Relation
from db.queries.alike import sounding_alike
from db.queries.prepared import rows_of
from db.queries.search import NEXT_DIGIT, phones_between, words_asked

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
    named = _named(search_dialect(session))
    asked = words_asked(session, words)
    rows = [(*row,) for row in rows_of(session, named, words=asked, most=limit)]
    room = min(_MOST_ALIKE, limit - len(rows))
    if room <= 0:
        return _described(session, rows, weak=False)
    ids = sounding_alike(session, typed, apart_from={row[0] for row in rows}, limit=room)
    alike = {row.id: (*row,) for row in rows_of(session, _THESE, ids=ids)}
    return [
        *_described(session, rows, weak=False),
        *(
            replace(row, alike=True)
            for row in _described(session, [alike[person_id] for person_id in ids], weak=False)
        ),
    ]


def _on_numbers(session: Session, digits: str, limit: int) -> list[_Found]:
    end = digits + NEXT_DIGIT
    found = rows_of(session, _ON_NUMBERS, first=digits, end=end, most=limit)
    return [(*row,) for row in found]


def _described(session: Session, found: Sequence[_Found], *, weak: bool) -> list[CallerRow]:
    if not found:
        return []
    ids = [row[0] for row in found]
    relations: dict[int, tuple[tuple[About, str], ...]] = {}
    for person_id, kind, name in rows_of(session, _RELATIONS, ids=ids):
        relations[person_id] = (*relations.get(person_id, ()), (kind, name))
    due = {person_id: day for person_id, day in rows_of(session, _NEXT_DUE, ids=ids)}  # noqa: C416 - rows are not pairs to a type checker
    last = {person_id: day for person_id, day in rows_of(session, _LAST_ENQUIRIES, ids=ids)}  # noqa: C416
    return [
        CallerRow(
            person_id, name, number or "", weak, blocked,
            relations.get(person_id, ()), due.get(person_id), last.get(person_id),
        )
        for person_id, name, number, blocked in found
    ]  # fmt: skip


# --- Statements, built once -----------------------------------------------------------------

_Found = tuple[int, str, str | None, bool]
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_FIRST_NUMBER = (
    select(PersonPhone.raw)
    .where(PersonPhone.person_id == Person.id, PersonPhone.former_since.is_(None))
    .order_by(PersonPhone.position)
    .limit(1)
    .scalar_subquery()
)
_PEOPLE = select(Person.id, Person.name, _FIRST_NUMBER, Person.do_not_contact).where(
    Person.binned_at.is_(None)
)
_THESE = _PEOPLE.where(Person.id.in_(_IDS))


@cache
def _named(dialect: SearchDialect) -> Select[int, str, str, bool]:
    found = dialect.matching("person", bindparam("words", type_=String))
    named = _PEOPLE.join(found, found.c.id == Person.id).order_by(found.c.id.desc())
    return named.limit(bindparam("most"))


_NUMBERS = phones_between(bindparam("first"), bindparam("end"))
_ON_NUMBERS = (
    select(Person.id, Person.name, func.min(PersonPhone.raw), Person.do_not_contact)
    .join(PersonPhone, PersonPhone.person_id == Person.id)
    .join(_NUMBERS, _NUMBERS.c.id == PersonPhone.phone_id)
    .where(Person.binned_at.is_(None))
    .group_by(Person.id)
    .order_by(Person.id.desc())
    .limit(bindparam("most"))
)
_RELATIONS = (
    select(Relation.person_id, Relation.kind, Person.name)
    .join(Person, Person.id == Relation.other_id)
    .where(Relation.person_id.in_(_IDS), Person.binned_at.is_(None))
    .order_by(Relation.id)
)
_NEXT_DUE = (
    select(Enquiry.caller_id, func.min(FollowUp.due_on))
    .join(FollowUp, FollowUp.enquiry_id == Enquiry.id)
    .where(Enquiry.caller_id.in_(_IDS), FollowUp.done_at.is_(None), Enquiry.binned_at.is_(None))
    .group_by(Enquiry.caller_id)
)
_LAST_ENQUIRIES = (
    select(Enquiry.caller_id, func.max(Enquiry.received_on))
    .where(Enquiry.caller_id.in_(_IDS), Enquiry.binned_at.is_(None))
    .group_by(Enquiry.caller_id)
)
