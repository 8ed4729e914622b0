"""Who may be calling: people by the digits or the letters typed so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Select, String, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from db.dialects.search import SearchDialect, search_dialect
from db.domain.enquiry import About
from db.domain.phone import parse_phone, search_digits
from db.domain.words import query_words
from db.models.derived import phone_suffix
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.person import Person, PersonPhone, Relation
from db.queries.alike import sounding_alike
from db.queries.prepared import rows_of
from db.queries.search import NEXT_DIGIT, words_asked

_SHORTEST_DIGITS = 3
_WEAK_DIGITS = 7
# Where more numbers hold the digits typed so far, the newest dozen of them would be chance, and
# finding it would take longer than the next key. With six figures it does not happen.
_MOST_NUMBERS = 2_000
_MAY_BE_MANY = 5
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

    Fewer than three digits find nobody, nor do so few that thousands of numbers hold them:
    the next one tells more. When no number holds them all, numbers
    with the same last seven digits are offered, marked as weak.
    """
    digits = search_digits(typed)
    if len(digits) < _SHORTEST_DIGITS or _are_on_too_many(session, digits):
        return []
    found = _on_numbers(session, digits, limit) or _in_other_spellings(
        session, typed, digits, region, limit
    )
    if not found and len(digits) > _WEAK_DIGITS:
        return _on_numbers(session, digits[-_WEAK_DIGITS:], limit, weak=True)
    return found


def callers_by_name(session: Session, typed: str, *, limit: int = 8) -> list[CallerRow]:
    """Return people whose present or former name holds every word typed, newest first.

    Where there is room, people follow whose name sounds or looks alike.
    """
    words = query_words(typed)
    if not words:
        return []
    named = _named(search_dialect(session))
    asked = words_asked(session, words)
    rows = _callers(rows_of(session, named, words=asked, most=limit))
    room = min(_MOST_ALIKE, limit - len(rows))
    known = {row.person_id for row in rows}
    ids = sounding_alike(session, typed, apart_from=known, limit=room) if room > 0 else []
    if not ids:
        return rows
    alike = {row.person_id: row for row in _callers(rows_of(session, _THESE, ids=ids))}
    return [*rows, *(replace(alike[person_id], alike=True) for person_id in ids)]


def _are_on_too_many(session: Session, digits: str) -> bool:
    if len(digits) > _MAY_BE_MANY:
        return False
    tails = {"first": digits, "end": digits + NEXT_DIGIT, "most": _MOST_NUMBERS}
    return bool(rows_of(session, _ONE_MORE, **tails))


def _in_other_spellings(
    session: Session, typed: str, digits: str, region: str, limit: int
) -> list[CallerRow]:
    """With and without the country and what is dialled before a number of the same one."""
    parsed = parse_phone(typed, region=region)
    for tried in dict.fromkeys((parsed.digits, digits.lstrip("0"))):
        may_be_one = tried != digits and len(tried) >= _SHORTEST_DIGITS
        if may_be_one and (found := _on_numbers(session, tried, limit)):
            return found
    return []


def _on_numbers(
    session: Session, digits: str, limit: int, *, weak: bool = False
) -> list[CallerRow]:
    found = rows_of(session, _ON_NUMBERS, first=digits, end=digits + NEXT_DIGIT, most=limit)
    return _callers(found, weak=weak)


def _callers(rows: Sequence[tuple[Any, ...]], *, weak: bool = False) -> list[CallerRow]:
    """Make callers of rows, of which each has one for every relation."""
    callers = []
    for person_id, of_one in groupby(rows, key=lambda row: row[0]):
        theirs = list(of_one)
        _, name, number, blocked, next_due, last_on, *_ = theirs[0]
        relations = tuple((kind, other) for *_, kind, other in theirs if other is not None)
        facts = (bool(blocked), relations, next_due, last_on)
        callers.append(CallerRow(person_id, name, number or "", weak, *facts))
    return callers


# --- Statements, built once -----------------------------------------------------------------

_FIRST_NUMBER = (
    select(PersonPhone.raw)
    .where(PersonPhone.person_id == Person.id, PersonPhone.former_since.is_(None))
    .order_by(PersonPhone.position)
    .limit(1)
    .scalar_subquery()
)
_PEOPLE = select(
    Person.id, Person.name, _FIRST_NUMBER.label("number"), Person.do_not_contact
).where(Person.binned_at.is_(None))


def _described(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Add what is asked first of a caller, all in one statement: this goes at every key."""
    people, other = found.subquery("found"), aliased(Person)
    theirs = (Enquiry.caller_id == people.c.id) & Enquiry.binned_at.is_(None)
    next_due = (
        select(func.min(FollowUp.due_on))
        .join(Enquiry, Enquiry.id == FollowUp.enquiry_id)
        .where(theirs, FollowUp.done_at.is_(None))
    )
    last_on = select(func.max(Enquiry.received_on)).where(theirs)
    return (
        select(people, next_due.scalar_subquery(), last_on.scalar_subquery())
        .add_columns(Relation.kind, other.name)
        .outerjoin(Relation, Relation.person_id == people.c.id)
        .outerjoin(other, (other.id == Relation.other_id) & other.binned_at.is_(None))
        .order_by(people.c.id.desc(), Relation.id)
    )


_THESE = _described(_PEOPLE.where(Person.id.in_(bindparam("ids", expanding=True))))


@cache
def _named(dialect: SearchDialect) -> Select[*tuple[Any, ...]]:
    found = dialect.matching("person", bindparam("words", type_=String))
    named = _PEOPLE.join(found, found.c.id == Person.id).order_by(found.c.id.desc())
    return _described(named.limit(bindparam("most")))


_ONE_MORE = (
    select(phone_suffix.c.phone_id)
    .where(phone_suffix.c.suffix >= bindparam("first"), phone_suffix.c.suffix < bindparam("end"))
    .order_by(phone_suffix.c.suffix)
    .limit(1)
    .offset(bindparam("most"))
)
_ON_NUMBERS = _described(
    select(Person.id, Person.name, func.min(PersonPhone.raw).label("number"), Person.do_not_contact)
    .join(PersonPhone, PersonPhone.person_id == Person.id)
    .join(phone_suffix, phone_suffix.c.phone_id == PersonPhone.phone_id)
    .where(phone_suffix.c.suffix >= bindparam("first"), phone_suffix.c.suffix < bindparam("end"))
    .where(Person.binned_at.is_(None))
    .group_by(Person.id)
    .order_by(Person.id.desc())
    .limit(bindparam("most"))
)
