"""What is known of one person, what the clinic need not keep, and what was erased."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, exists, false, func, or_, select
from sqlalchemy.orm import Session

from db.domain.enquiry import Outcome
from db.models.call import Call
from db.models.enquiry import Enquiry, HandOver, SaidDeskCard, ScreeningAnswer
from db.models.erasure import Erasure
from db.models.follow_up import Attempt, FollowUp
from db.models.handout import HandoutRecord
from db.models.person import FormerName, Person, PersonPhone, Relation

# Ids of staff and of our own bookkeeping tell a person nothing about themselves.
_NOT_THEIRS = {"search_text", "caller_key", "version"}


def forgettable(until: dt.date, outcomes: Collection[Outcome | None]) -> Select[int]:
    """Return the ids of closed enquiries of named people that are as old, or older."""
    some: ColumnElement[bool] = Enquiry.outcome.in_([each for each in outcomes if each])
    if None in outcomes:
        some = or_(some, Enquiry.outcome.is_(None))
    waiting = exists().where(FollowUp.enquiry_id == Enquiry.id, FollowUp.done_at.is_(None))
    named = or_(
        Enquiry.caller_id.is_not(None),
        Enquiry.caller_name != "",
        Enquiry.phone_raw != "",
        Enquiry.concern != "",
    )
    return (
        select(Enquiry.id)
        .where(Enquiry.received_on <= until, some if outcomes else false(), named, ~waiting)
        .order_by(Enquiry.id)
    )


def count_forgettable(
    session: Session, *, until: dt.date, outcomes: Collection[Outcome | None]
) -> Mapping[Outcome | None, int]:
    """Return how many enquiries would be made anonymous, by what came of them."""
    ids = forgettable(until, outcomes).subquery()
    statement = (
        select(Enquiry.outcome, func.count())
        .where(Enquiry.id.in_(select(ids.c.id)))
        .group_by(Enquiry.outcome)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def erased(session: Session) -> tuple[frozenset[str], frozenset[str]]:
    """Return the public ids of all people and enquiries that were erased."""
    rows = session.execute(select(Erasure.people, Erasure.enquiries)).all()
    people = frozenset(each for row in rows for each in row.people)
    return people, frozenset(each for row in rows for each in row.enquiries)


def everything_about(session: Session, *, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return all rows about somebody, by kind, as plain JSON values; empty when there is nobody."""
    enquiries = select(Enquiry.id).where(
        or_(Enquiry.caller_id == person_id, Enquiry.about_id == person_id)
    )
    follow_ups = select(FollowUp.id).where(FollowUp.enquiry_id.in_(enquiries))
    phones = select(PersonPhone.phone_id).where(PersonPhone.person_id == person_id)
    wanted = {
        "person": (Person, Person.id == person_id),
        "former_names": (FormerName, FormerName.person_id == person_id),
        "numbers": (PersonPhone, PersonPhone.person_id == person_id),
        "relations": (
            Relation, or_(Relation.person_id == person_id, Relation.other_id == person_id)
        ),
        "enquiries": (Enquiry, Enquiry.id.in_(enquiries)),
        "answers": (ScreeningAnswer, ScreeningAnswer.enquiry_id.in_(enquiries)),
        "hand_overs": (HandOver, HandOver.enquiry_id.in_(enquiries)),
        "said": (SaidDeskCard, SaidDeskCard.enquiry_id.in_(enquiries)),
        "promises": (FollowUp, FollowUp.id.in_(follow_ups)),
        "tries": (Attempt, Attempt.follow_up_id.in_(follow_ups)),
        "calls": (Call, or_(Call.enquiry_id.in_(enquiries), Call.phone_id.in_(phones))),
        "handouts": (
            HandoutRecord,
            or_(HandoutRecord.person_id == person_id, HandoutRecord.enquiry_id.in_(enquiries)),
        ),
    }  # fmt: skip
    return {name: _rows(session, kind.__table__, what) for name, (kind, what) in wanted.items()}


def _rows(session: Session, table: Any, wanted: ColumnElement[bool]) -> list[dict[str, Any]]:
    assert isinstance(table, Table)  # noqa: S101 - every mapped class here has one
    columns = [column for column in table.c if column.name not in _NOT_THEIRS]
    found = session.execute(select(*columns).where(wanted).order_by(table.c.id))
    return [
        {column.name: _plain(value) for column, value in zip(columns, row, strict=True)}
        for row in found
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value.hex if isinstance(value, uuid.UUID) else value
