"""Everybody and every enquiry, as rows of a table that other programs read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from db.domain.enquiry import Channel, Outcome
from db.models.clinic import Choice
from db.models.enquiry import Enquiry
from db.models.person import Person, PersonPhone
from db.models.service import Service
from db.models.staff import Staff
from db.queries.prepared import rows_of


@dataclass(frozen=True, slots=True)
class ExportedPerson:
    """Somebody who is not in the bin.

    Attributes:
        numbers: those that are still theirs, as given, each with its label.
    """

    person_id: int
    name: str
    numbers: Sequence[tuple[str, str]]
    email: str
    language: str
    note: str
    do_not_contact: bool


class ExportedEnquiry(NamedTuple):
    """One conversation; ids are words here."""

    number: str
    received_on: dt.date
    started_at: dt.datetime
    caller_name: str
    phone: str
    channel: Channel
    service: str
    concern: str
    heard: str
    heard_detail: str
    outcome: Outcome | None
    lost_reason: str
    outcome_note: str
    taken_by: str


def exported_people(
    session: Session, *, after: int = 0, limit: int | None = None
) -> list[ExportedPerson]:
    """Return everybody, in the order in which they came.

    Args:
        after: the last person who is known already.
        limit: how many at most; None: all.
    """
    people = (
        select(
            Person.id, Person.name, Person.email, Person.language, Person.note,
            Person.do_not_contact,
        )
        .where(Person.binned_at.is_(None), Person.id > after)
        .order_by(Person.id)
        .limit(limit)
    )  # fmt: skip
    found = session.execute(people).all()
    numbers: dict[int, list[tuple[str, str]]] = {}
    owned = (
        select(PersonPhone.person_id, PersonPhone.raw, PersonPhone.label)
        .where(PersonPhone.former_since.is_(None), PersonPhone.person_id > after)
        .order_by(PersonPhone.person_id, PersonPhone.position)
    )
    if limit is not None and found:
        owned = owned.where(PersonPhone.person_id <= found[-1].id)
    for person_id, raw, label in session.execute(owned):
        numbers.setdefault(person_id, []).append((raw, label))
    return [
        ExportedPerson(
            row.id, row.name, numbers.get(row.id, ()), row.email, row.language, row.note,
            row.do_not_contact,
        )
        for row in found
    ]  # fmt: skip


def exported_enquiries(
    session: Session, *, ids: Sequence[int] | None = None
) -> list[ExportedEnquiry]:
    """Return enquiries that are not in the bin: all, the oldest first, or these in their order."""
    rows = rows_of(session, _ALL) if ids is None else rows_of(session, _THESE, ids=ids)
    found = {
        enquiry_id: ExportedEnquiry(f"{year}-{number:04d}", *others)
        for enquiry_id, year, number, *others in rows
    }
    return [
        found[enquiry_id] for enquiry_id in (found if ids is None else ids) if enquiry_id in found
    ]


_HEARD, _LOST = aliased(Choice), aliased(Choice)
_ALL: Final = (
    select(
        Enquiry.id, Enquiry.year, Enquiry.number, Enquiry.received_on, Enquiry.started_at,
        Enquiry.caller_name, Enquiry.phone_raw, Enquiry.channel,
        func.coalesce(Service.name, ""), Enquiry.concern, func.coalesce(_HEARD.label, ""),
        Enquiry.heard_detail, Enquiry.outcome, func.coalesce(_LOST.label, ""),
        Enquiry.outcome_note, func.coalesce(Staff.name, ""),
    )
    .outerjoin(Service, Service.id == Enquiry.service_id)
    .outerjoin(_HEARD, _HEARD.id == Enquiry.heard_id)
    .outerjoin(_LOST, _LOST.id == Enquiry.lost_reason_id)
    .outerjoin(Staff, Staff.id == Enquiry.taken_by)
    .where(Enquiry.binned_at.is_(None))
    .order_by(Enquiry.received_on, Enquiry.id)
)  # fmt: skip
_THESE: Final = _ALL.where(Enquiry.id.in_(bindparam("ids", expanding=True)))
