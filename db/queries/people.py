"""Reads of people: finding them, and everything about one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.domain.enquiry import About
from db.domain.follow_up import VoicemailRule
from db.domain.person import Side
from db.domain.phone import looks_like_number, search_digits
from db.domain.words import query_words
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.person import FormerName, Person, PersonMerge, PersonPhone, Relation
from db.models.staff import Staff
from db.queries.alike import sounding_alike
from db.queries.consent import ConsentRow, consents_of
from db.queries.enquiry_log import LogFilter, LogRow, log_page
from db.queries.handouts import HandoutRow, handouts_of_person
from db.queries.search import matching_rows, phones_with

_MOST_PROMISES = 500


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people; ``alike``: the name only sounds like the one typed."""

    person_id: int
    version: int
    name: str
    number: str
    email: str
    do_not_contact: bool
    enquiries: int
    last_on: dt.date | None
    alike: bool = False


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One of a person's numbers; ``former`` when it is theirs no more."""

    raw: str
    e164: str | None
    label: str
    voicemail: VoicemailRule
    former: bool


@dataclass(frozen=True, slots=True)
class RelationRow:
    """``name`` is the ``kind`` of the person: their child, their partner."""

    person_id: int
    kind: About
    name: str


@dataclass(frozen=True, slots=True)
class PromisedRow:
    """A promise to a person, open or kept (``done_at``)."""

    follow_up_id: int
    enquiry_id: int
    due_on: dt.date
    starts: dt.time | None
    ends: dt.time | None
    promise: str
    owner_name: str
    done_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class MergeRow:
    """An entry that was merged into a person's, and can be taken apart again."""

    merge_id: int
    other_id: int
    name: str
    merged_at: dt.datetime
    choices: Mapping[str, Side]


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """Everything about one person; the newest of what there is much of comes first."""

    person_id: int
    version: int
    name: str
    former_names: tuple[str, ...]
    numbers: tuple[NumberRow, ...]
    email: str
    language: str
    note: str
    do_not_contact: bool
    do_not_contact_reason: str
    do_not_contact_since: dt.datetime | None
    binned: bool
    relations: tuple[RelationRow, ...]
    enquiries: tuple[LogRow, ...]
    promises: tuple[PromisedRow, ...]
    handouts: tuple[HandoutRow, ...]
    do_not_contact_by: str = ""
    merges: tuple[MergeRow, ...] = ()
    consents: tuple[ConsentRow, ...] = ()


def people(session: Session, *, typed: str = "", limit: int = 200) -> list[PersonRow]:
    """Return people by part of a name, an address or a number; without words, the newest.

    Where no word begins so, words that hold it are looked for; where there is none either,
    names that sound or look alike, the likeliest first.
    """
    digits, words = search_digits(typed), query_words(typed)
    rows = _people()
    if looks_like_number(typed.strip()) and digits:
        numbers = phones_with(digits)
        on_them = select(PersonPhone.person_id).join(numbers, numbers.c.id == PersonPhone.phone_id)
        rows = rows.where(Person.id.in_(on_them))
    elif words:
        found = matching_rows(session, "person", words)
        # In the order of the found ids themselves the full-text index stops at the limit.
        newest = found.c.id.desc()
        rows = rows.join(found, found.c.id == Person.id).order_by(None).order_by(newest)
    named = _rows(session, rows.limit(limit))
    if named or not words:
        return named
    inside = (Person.search_text.contains(word, autoescape=True) for word in words)
    if within := _rows(session, _people().where(*inside).limit(limit)):
        return within
    ids = sounding_alike(session, typed, limit=limit)
    alike = {row.person_id: row for row in _rows(session, _people().where(Person.id.in_(ids)))}
    return [replace(alike[person_id], alike=True) for person_id in ids if person_id in alike]


def _people() -> Select[Any]:
    number = (
        select(PersonPhone.raw)
        .where(PersonPhone.person_id == Person.id, PersonPhone.former_since.is_(None))
        .order_by(PersonPhone.position)
        .limit(1)
        .scalar_subquery()
    )
    theirs = (Enquiry.caller_id == Person.id) & Enquiry.binned_at.is_(None)
    count = select(func.count()).where(theirs).correlate(Person).scalar_subquery()
    last = select(func.max(Enquiry.received_on)).where(theirs).correlate(Person).scalar_subquery()
    rows: Select[Any] = (
        select(
            Person.id, Person.version, Person.name, func.coalesce(number, ""), Person.email,
            Person.do_not_contact, count, last,
        )
        .where(Person.binned_at.is_(None))
        .order_by(Person.id.desc())
    )  # fmt: skip
    return rows


def _rows(session: Session, statement: Select[Any]) -> list[PersonRow]:
    return [PersonRow(*row) for row in session.execute(statement)]


def person_detail(session: Session, *, person_id: int) -> PersonDetail | None:
    """Return everything about one person; None when they are gone."""
    person = session.get(Person, person_id)
    if person is None:
        return None
    log = log_page(session, wanted=LogFilter(person_id=person_id), limit=500)
    return PersonDetail(
        person.id,
        person.version,
        person.name,
        tuple(session.scalars(_former_names(person_id))),
        tuple(
            NumberRow(
                own.raw, own.phone.e164, own.label, own.voicemail, own.former_since is not None
            )
            for own in person.numbers
        ),
        person.email,
        person.language,
        person.note,
        person.do_not_contact,
        person.do_not_contact_reason,
        person.do_not_contact_since,
        person.binned_at is not None,
        tuple(_relations(session, person_id)),
        tuple(log.rows),
        tuple(_promises(session, person_id)),
        tuple(handouts_of_person(session, person_id=person_id)),
        _staff_name(session, person.do_not_contact_by),
        tuple(_merges(session, person_id)),
        consents_of(session, person_id=person_id),
    )


def two_people(
    session: Session, *, first_id: int, second_id: int
) -> tuple[PersonDetail, PersonDetail] | None:
    """Return everything about two people; None when one of them is gone or in the bin."""
    first, second = (person_detail(session, person_id=one) for one in (first_id, second_id))
    if first is None or second is None or first.binned or second.binned:
        return None
    return first, second


def _staff_name(session: Session, staff_id: int | None) -> str:
    member = session.get(Staff, staff_id) if staff_id is not None else None
    return member.name if member else ""


def _merges(session: Session, person_id: int) -> Sequence[MergeRow]:
    """The latest first: it is the one that can be taken apart."""
    statement = (
        select(PersonMerge, Person.name)
        .join(Person, Person.id == PersonMerge.other_id)
        .where(PersonMerge.keep_id == person_id, PersonMerge.undone_at.is_(None))
        .order_by(PersonMerge.id.desc())
    )
    return [
        MergeRow(
            merge.id,
            merge.other_id,
            name,
            merge.merged_at,
            {field: Side(side) for field, side in merge.moved["choices"].items()},
        )
        for merge, name in session.execute(statement)
    ]


def _former_names(person_id: int) -> Select[str]:
    return (
        select(FormerName.name)
        .where(FormerName.person_id == person_id)
        .order_by(FormerName.until.desc(), FormerName.id.desc())
    )


def _relations(session: Session, person_id: int) -> Sequence[RelationRow]:
    statement = (
        select(Relation.other_id, Relation.kind, Person.name)
        .join(Person, Person.id == Relation.other_id)
        .where(Relation.person_id == person_id, Person.binned_at.is_(None))
        .order_by(Relation.id)
    )
    return [RelationRow(*row) for row in session.execute(statement)]


def _promises(session: Session, person_id: int) -> Sequence[PromisedRow]:
    """Open ones first, the earliest on top; then those that were kept, newest first."""
    theirs = (Enquiry.caller_id == person_id) | (Enquiry.about_id == person_id)
    statement = (
        select(
            FollowUp.id,
            FollowUp.enquiry_id,
            FollowUp.due_on,
            FollowUp.starts,
            FollowUp.ends,
            FollowUp.promise,
            func.coalesce(Staff.name, ""),
            FollowUp.done_at,
        )
        .join(Enquiry, Enquiry.id == FollowUp.enquiry_id)
        .outerjoin(Staff, Staff.id == FollowUp.owner_id)
        .where(theirs, Enquiry.binned_at.is_(None))
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(_MOST_PROMISES)
    )
    promises = [PromisedRow(*row) for row in session.execute(statement)]
    kept = [promise for promise in reversed(promises) if promise.done_at]
    return [*(promise for promise in promises if not promise.done_at), *kept]
