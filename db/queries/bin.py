"""What lies in the bin: people and enquiries, the last put in first."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from db.models.enquiry import Enquiry
from db.models.person import Person, PersonMerge
from db.models.service import Service


class BinnedKind(enum.Enum):
    """What was put in the bin."""

    PERSON = "person"
    ENQUIRY = "enquiry"


@dataclass(frozen=True, slots=True)
class BinnedRow:
    """One thing in the bin.

    Attributes:
        name: of the person, or of who called; empty when nobody knows.
        detail: an e-mail address; service or concern of an enquiry.
        received_on: the day of an enquiry.
    """

    kind: BinnedKind
    record_id: int
    version: int
    name: str
    detail: str
    received_on: dt.date | None
    binned_at: dt.datetime


def binned(session: Session, *, limit: int = 200) -> list[BinnedRow]:
    """Return what can be put back. Entries that were merged are not in it: they are in use."""
    merged = exists().where(PersonMerge.other_id == Person.id, PersonMerge.undone_at.is_(None))
    people = (
        select(Person.id, Person.version, Person.name, Person.email, Person.binned_at)
        .where(Person.binned_at.is_not(None), ~merged)
        .order_by(Person.binned_at.desc(), Person.id.desc())
        .limit(limit)
    )
    enquiries = (
        select(
            Enquiry.id, Enquiry.version, Enquiry.caller_name, Service.name, Enquiry.concern,
            Enquiry.received_on, Enquiry.binned_at,
        )
        .outerjoin(Service, Service.id == Enquiry.service_id)
        .where(Enquiry.binned_at.is_not(None))
        .order_by(Enquiry.binned_at.desc(), Enquiry.id.desc())
        .limit(limit)
    )  # fmt: skip
    rows = [
        BinnedRow(BinnedKind.PERSON, person_id, version, name, email, None, at)
        for person_id, version, name, email, at in session.execute(people)
        if at is not None
    ]
    rows += [
        BinnedRow(
            BinnedKind.ENQUIRY, enquiry_id, version, name,
            " · ".join(part for part in (service, concern) if part), day, at,
        )
        for enquiry_id, version, name, service, concern, day, at in session.execute(enquiries)
        if at is not None
    ]  # fmt: skip
    rows.sort(key=lambda row: row.binned_at, reverse=True)
    return rows[:limit]
