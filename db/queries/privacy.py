"""What the clinic need not keep, what an erasure would take, and what was erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.domain.enquiry import Outcome
from db.domain.retention import Until
from db.models.consent import Consent
from db.models.enquiry import Enquiry
from db.models.erasure import Erasure
from db.models.follow_up import FollowUp
from db.models.handout import HandoutRecord
from db.models.person import Person, PersonMerge, PersonPhone

# What somebody typed on an enquiry about a person; an anonymous one has none of it.
TYPED: Final[tuple[InstrumentedAttribute[str], ...]] = (
    Enquiry.caller_name, Enquiry.phone_raw, Enquiry.about_name, Enquiry.concern,
    Enquiry.heard_detail, Enquiry.outcome_note, Enquiry.routine_reason,
)  # fmt: skip
# Whether it says of anybody whom it was about.
NAMED: Final = or_(
    Enquiry.caller_id.is_not(None), Enquiry.about_id.is_not(None), *(each != "" for each in TYPED)
)


@dataclass(frozen=True, slots=True)
class TooOld:
    """What is kept for longer than the clinic wants.

    Attributes:
        counts: enquiries that can be made anonymous, by what came of them.
        still_open: as old, and nobody has finished them; they stay as they are.
    """

    counts: Mapping[Outcome | None, int]
    still_open: int


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What an erasure takes, and what stays without a name.

    Attributes:
        name: empty where only a number is known.
        entries: of the same person, put together since.
        kept: enquiries that stay as numbers in the reports.
        promises: of these, those that are still open end with it.
    """

    name: str
    number: str
    entries: int
    numbers: int
    kept: int
    promises: int
    handouts: int
    consents: int


def forgettable(until: Until) -> Select[int]:
    """Return the ids of finished enquiries of named people that are too old.

    One whose person was given a handout later is kept with it.
    """
    waiting = exists().where(FollowUp.enquiry_id == Enquiry.id, FollowUp.done_at.is_(None))
    finished = and_(Enquiry.is_open.is_(False), or_(~waiting, Enquiry.binned_at.is_not(None)))
    statement = select(Enquiry.id).where(_too_old(until), NAMED, finished)
    return statement.order_by(Enquiry.id)


def count_forgettable(session: Session, *, until: Until) -> TooOld:
    """Return how many enquiries would be made anonymous."""
    ids = forgettable(until).order_by(None).subquery()
    wanted = Enquiry.id.in_(select(ids.c.id))
    by_outcome = select(Enquiry.outcome, func.count()).where(wanted).group_by(Enquiry.outcome)
    still_open = select(func.count()).where(
        Enquiry.is_open, NAMED, Enquiry.received_on <= max(until.values(), default=dt.date.min)
    )
    counts = {row[0]: row[1] for row in session.execute(by_outcome)}
    return TooOld(counts, session.scalar(still_open) or 0)


def last_erasure(session: Session) -> int:
    """Return the newest erasure's id; 0 when nobody was ever erased."""
    return session.scalar(select(func.max(Erasure.id))) or 0


def erased(session: Session) -> tuple[frozenset[str], frozenset[str]]:
    """Return the public ids of all people and enquiries that were erased."""
    rows = session.execute(select(Erasure.people, Erasure.enquiries)).all()
    people = frozenset(each for row in rows for each in row.people)
    return people, frozenset(each for row in rows for each in row.enquiries)


def erasure_preview(session: Session, *, person_id: int) -> ErasurePreview | None:
    """Return what ``erase_person`` would take; None when there is nobody."""
    person = session.get(Person, person_id)
    if person is None:
        return None
    ids = same_people(session, person_id)
    theirs = or_(Enquiry.caller_id.in_(ids), Enquiry.about_id.in_(ids))
    enquiries = select(Enquiry.id).where(theirs)

    def count(*wanted: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).where(*wanted)) or 0

    handed = or_(HandoutRecord.person_id.in_(ids), HandoutRecord.enquiry_id.in_(enquiries))
    return ErasurePreview(
        name=person.name,
        number=next((own.raw for own in person.numbers), ""),
        entries=len(ids),
        numbers=count(PersonPhone.person_id.in_(ids)),
        kept=count(theirs),
        promises=count(FollowUp.enquiry_id.in_(enquiries), FollowUp.done_at.is_(None)),
        handouts=count(handed),
        consents=count(Consent.enquiry_id.in_(enquiries)),
    )


def same_people(session: Session, person_id: int) -> list[int]:
    """Return somebody with all entries that were ever put together with theirs."""
    found, new = {person_id}, {person_id}
    while new:
        pairs = select(PersonMerge.keep_id, PersonMerge.other_id).where(
            PersonMerge.undone_at.is_(None),
            or_(PersonMerge.keep_id.in_(new), PersonMerge.other_id.in_(new)),
        )
        new = {each for pair in session.execute(pairs) for each in pair} - found
        found |= new
    return sorted(found)


def gone(session: Session, *, held: Collection[tuple[str, int]]) -> frozenset[tuple[str, int]]:
    """Return which of these records of a desk's drafts, by kind and id, were erased since."""
    of = {kind: [key for each, key in held if each == kind] for kind, _ in held}
    people, enquiries = of.get("person", []), of.get("enquiry", [])
    still_there = set(session.scalars(select(Person.id).where(Person.id.in_(people))))
    nameless = set(session.scalars(select(Enquiry.id).where(Enquiry.id.in_(enquiries), ~NAMED)))
    return frozenset(
        {("person", key) for key in people if key not in still_there}
        | {("enquiry", key) for key in nameless}
    )


def _too_old(until: Until) -> ColumnElement[bool]:
    return or_(false(), *(_ended_so(outcome, day) for outcome, day in until.items()))


def _ended_so(outcome: Outcome | None, day: dt.date) -> ColumnElement[bool]:
    handed_since = exists().where(
        or_(
            HandoutRecord.enquiry_id == Enquiry.id,
            HandoutRecord.person_id.in_([Enquiry.caller_id, Enquiry.about_id]),
        ),
        HandoutRecord.given_at > dt.datetime.combine(day, dt.time.max, dt.UTC),
    )
    ended = Enquiry.outcome.is_(None) if outcome is None else Enquiry.outcome == outcome
    return and_(ended, Enquiry.received_on <= day, ~handed_since)
