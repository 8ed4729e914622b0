"""Reads behind the follow-up list."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, case, func, select, true
from sqlalchemy.orm import Session

from db.domain.enquiry import Channel, Outcome
from db.domain.follow_up import AttemptResult, DueGroup, VoicemailRule, due_group
from db.models.enquiry import Enquiry
from db.models.follow_up import Attempt, FollowUp
from db.models.person import Person, PersonPhone, Phone
from db.models.service import Service
from db.models.staff import Staff
from db.queries.prepared import rows_of


class Whose(enum.Enum):
    """Whose promises to show."""

    MINE = "mine"
    EVERYBODYS = "everybodys"
    NOBODYS = "nobodys"


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One line of the list: a promise, or an enquiry for which none was made.

    Attributes:
        follow_up_id, version: None and 0 for an enquiry with no next step.
        due_on: for an enquiry with no next step, the day it was received.
        phone: the number to call, as it was given; may be empty.
        attempts: tries so far, notes not counted.
        last_result, last_at: of the newest attempt or note.
        language: the caller's own, when the clinic knows it.
        is_question: the owner is asked what to tell the caller, see ``promise``.
        answers_id: the question whose answer is to be passed on.
        public_id: the promise's own for other programs.
    """

    follow_up_id: int | None
    version: int
    enquiry_id: int
    enquiry_version: int
    group: DueGroup
    due_on: dt.date
    starts: dt.time | None
    ends: dt.time | None
    owner_id: int | None
    owner_name: str
    person_id: int | None
    caller_name: str
    phone: str
    voicemail: VoicemailRule
    do_not_contact: bool
    service: str
    concern: str
    outcome: Outcome | None
    promise: str
    attempts: int
    last_result: AttemptResult | None
    last_at: dt.datetime | None
    service_id: int | None
    language: str
    is_question: bool = False
    answers_id: int | None = None
    public_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One try or note on a promise, newest first in lists.

    Attributes:
        channel: of a call card that went on with the enquiry; None for what the list did.
    """

    at: dt.datetime
    staff_name: str
    result: AttemptResult
    note: str
    phone: str
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class ListCounts:
    """How many lines each list has.

    Attributes:
        due: promises of mine, or of nobody while nobody sits here, for today or overdue.
        by_staff: how many lines each one's list has, by staff id; none where there are none.
    """

    mine: int
    everybodys: int
    nobodys: int
    due: int
    by_staff: Mapping[int, int] = field(default_factory=dict)


def open_follow_ups(
    session: Session,
    *,
    whose: Whose,
    staff_id: int | None,
    today: dt.date,
    due_by: dt.date | None = None,
    limit: int = 1_000,
) -> list[FollowUpRow]:
    """Return open promises, first those enquiries that have none, then by due day.

    Args:
        staff_id: who "mine" is; with MINE and None the list is empty.
        due_by: the latest day to include; None for all.
        limit: rows at most, of each of the two kinds.

    An enquiry without a next step is everybody's, nobody's, and of whoever took it.
    """
    if whose is Whose.MINE and staff_id is None:
        return []
    rows = [*_without_step(session, whose, staff_id, limit)]
    statement = _open_promises(whose)
    promises = rows_of(session, statement, me=staff_id, due_by=due_by or dt.date.max, most=limit)
    return rows + _described(session, promises, today)


def follow_up(session: Session, *, follow_up_id: int, today: dt.date) -> FollowUpRow | None:
    """Return one promise, open or closed; None when it is gone."""
    found = session.execute(_promises().where(FollowUp.id == follow_up_id)).all()
    rows = _described(session, found, today)
    return rows[0] if rows else None


def attempts(session: Session, *, follow_up_id: int) -> list[AttemptRow]:
    """Return what was tried on a promise, newest first."""
    statement = (
        select(
            Attempt.at,
            func.coalesce(Staff.name, ""),
            Attempt.result,
            Attempt.note,
            Attempt.phone_raw,
            Attempt.channel,
        )
        .outerjoin(Staff, Staff.id == Attempt.staff_id)
        .where(Attempt.follow_up_id == follow_up_id)
        .order_by(Attempt.id.desc())
    )
    return [AttemptRow(*row) for row in session.execute(statement)]


def list_counts(session: Session, *, staff_id: int | None, today: dt.date) -> ListCounts:
    """Count what ``open_follow_ups`` lists for everybody, for nobody and for one person."""
    is_due = case((FollowUp.due_on <= today, 1), else_=0)
    promises = (
        select(FollowUp.owner_id, func.count(), func.sum(is_due))
        .join(Enquiry)
        .where(FollowUp.done_at.is_(None), Enquiry.binned_at.is_(None))
        .group_by(FollowUp.owner_id)
    )
    owned: dict[int | None, int] = {}
    due: dict[int | None, int] = {}
    for owner_id, count, of_them_due in session.execute(promises):
        owned[owner_id], due[owner_id] = count, int(of_them_due)
    stepless = (
        select(Enquiry.taken_by, func.count())
        .where(Enquiry.needs_next_step)
        .group_by(Enquiry.taken_by)
    )
    taken: dict[int | None, int] = {staff: count for staff, count in session.execute(stepless)}  # noqa: C416 - rows are not pairs to a type checker
    by_staff = {
        staff: owned.get(staff, 0) + taken.get(staff, 0)
        for staff in owned.keys() | taken.keys()
        if staff is not None
    }
    return ListCounts(
        mine=by_staff.get(staff_id or 0, 0),
        everybodys=sum(owned.values()) + sum(taken.values()),
        nobodys=owned.get(None, 0) + sum(taken.values()),
        due=due.get(staff_id, 0),
        by_staff=by_staff,
    )


@cache
def _open_promises(whose: Whose) -> Select[*tuple[Any, ...]]:
    owned: dict[Whose, ColumnElement[bool]] = {
        Whose.MINE: FollowUp.owner_id == bindparam("me"),
        Whose.EVERYBODYS: true(),
        Whose.NOBODYS: FollowUp.owner_id.is_(None),
    }
    return (
        _promises()
        .where(FollowUp.done_at.is_(None), Enquiry.binned_at.is_(None), owned[whose])
        .where(FollowUp.due_on <= bindparam("due_by"))
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(bindparam("most"))
    )


def _promises() -> Select[*tuple[Any, ...]]:
    return (
        select(
            FollowUp.id,
            FollowUp.version,
            Enquiry.id.label("enquiry_id"),
            Enquiry.version.label("enquiry_version"),
            FollowUp.due_on,
            FollowUp.starts,
            FollowUp.ends,
            FollowUp.owner_id,
            Staff.name.label("owner_name"),
            FollowUp.promise,
            FollowUp.is_question,
            FollowUp.answers_id,
            FollowUp.public_id,
            *_WHO_AND_WHAT,
        )
        .join(Enquiry, Enquiry.id == FollowUp.enquiry_id)
        .outerjoin(Staff, Staff.id == FollowUp.owner_id)
        .outerjoin(Person, Person.id == Enquiry.caller_id)
        .outerjoin(Phone, Phone.id == FollowUp.phone_id)
        .outerjoin(
            PersonPhone,
            (PersonPhone.person_id == Person.id) & (PersonPhone.phone_id == FollowUp.phone_id),
        )
        .outerjoin(Service, Service.id == Enquiry.service_id)
    )


_WHO_AND_WHAT = (
    Enquiry.caller_id,
    Enquiry.caller_name,
    Person.name.label("person_name"),
    Person.do_not_contact,
    func.coalesce(PersonPhone.raw, Phone.e164, Phone.digits, Enquiry.phone_raw).label("phone"),
    PersonPhone.voicemail,
    Service.name.label("service"),
    Enquiry.service_id,
    Person.language,
    Enquiry.concern,
    Enquiry.outcome,
)


@cache
def _unpromised(whose: Whose) -> Select[*tuple[Any, ...]]:
    statement = (
        select(
            Enquiry.id.label("enquiry_id"),
            Enquiry.version.label("enquiry_version"),
            Enquiry.received_on,
            *_WHO_AND_WHAT,
        )
        .outerjoin(Person, Person.id == Enquiry.caller_id)
        .outerjoin(Phone, Phone.id == Enquiry.phone_id)
        .outerjoin(
            PersonPhone,
            (PersonPhone.person_id == Person.id) & (PersonPhone.phone_id == Enquiry.phone_id),
        )
        .outerjoin(Service, Service.id == Enquiry.service_id)
        .where(Enquiry.needs_next_step)
        .order_by(Enquiry.received_on, Enquiry.id)
        .limit(bindparam("most"))
    )
    # An expression, or SQLite reads all they ever took instead of the few without a step.
    mine = Enquiry.taken_by + 0 == bindparam("me")
    return statement.where(mine) if whose is Whose.MINE else statement


def _without_step(
    session: Session, whose: Whose, staff_id: int | None, limit: int
) -> list[FollowUpRow]:
    return [
        FollowUpRow(
            follow_up_id=None,
            version=0,
            group=DueGroup.NO_NEXT_STEP,
            due_on=row.received_on,
            starts=None,
            ends=None,
            owner_id=None,
            owner_name="",
            promise="",
            attempts=0,
            last_result=None,
            last_at=None,
            **_who_and_what(row),
        )
        for row in rows_of(session, _unpromised(whose), me=staff_id, most=limit)
    ]


def _described(
    session: Session, promises: Sequence[Row[*tuple[Any, ...]]], today: dt.date
) -> list[FollowUpRow]:
    tried = _tries(session, [row.id for row in promises])
    rows = []
    for row in promises:
        count, result, at = tried.get(row.id, (0, None, None))
        rows.append(
            FollowUpRow(
                follow_up_id=row.id,
                version=row.version,
                group=due_group(row.due_on, today=today),
                due_on=row.due_on,
                starts=row.starts,
                ends=row.ends,
                owner_id=row.owner_id,
                owner_name=row.owner_name or "",
                promise=row.promise,
                attempts=count,
                last_result=result,
                last_at=at,
                is_question=row.is_question,
                answers_id=row.answers_id,
                public_id=row.public_id,
                **_who_and_what(row),
            )
        )
    return rows


def _who_and_what(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    return {
        "enquiry_id": row.enquiry_id,
        "enquiry_version": row.enquiry_version,
        "person_id": row.caller_id,
        "caller_name": row.person_name or row.caller_name,
        "phone": row.phone or "",
        "voicemail": row.voicemail or VoicemailRule.UNKNOWN,
        "do_not_contact": bool(row.do_not_contact),
        "service": row.service or "",
        "service_id": row.service_id,
        "language": row.language or "",
        "concern": row.concern,
        "outcome": row.outcome,
    }


_TRIES = (
    select(Attempt.follow_up_id, Attempt.result, Attempt.at)
    .where(Attempt.follow_up_id.in_(bindparam("ids", expanding=True)))
    .order_by(Attempt.id)
)
_Tries = tuple[int, AttemptResult | None, dt.datetime | None]


def _tries(session: Session, ids: Sequence[int]) -> dict[int, _Tries]:
    """Return, by follow-up: how many tries, and the newest attempt's result and instant."""
    tried: dict[int, _Tries] = {}
    for follow_up_id, result, at in rows_of(session, _TRIES, ids=ids) if ids else ():
        count = tried.get(follow_up_id, (0, None, None))[0]
        tried[follow_up_id] = (count + result.counts, result, at)
    return tried
