"""Reads behind the follow-up list."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, case, false, func, literal, select, true
from sqlalchemy.orm import Session, aliased

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


class FollowUpRow(NamedTuple):
    """One line of the list: a promise, or an enquiry for which none was made.

    Attributes:
        phone: the number to call, as it was given; may be empty.
        language: the caller's own, when the clinic knows it.
        follow_up_id, version: None and 0 for an enquiry with no next step.
        due_on: for an enquiry with no next step, the day it was received.
        attempts: tries so far, notes not counted.
        last_result, last_at: of the newest attempt or note.
        is_question: the owner is asked what to tell the caller, see ``promise``.
        answers_id: the question whose answer is to be passed on.
        public_id: the promise's own for other programs.
    """

    group: DueGroup
    enquiry_id: int
    enquiry_version: int
    person_id: int | None
    caller_name: str
    phone: str
    voicemail: VoicemailRule
    do_not_contact: bool
    service: str
    service_id: int | None
    language: str
    concern: str
    outcome: Outcome | None
    follow_up_id: int | None
    version: int
    due_on: dt.date
    starts: dt.time | None
    ends: dt.time | None
    owner_id: int | None
    owner_name: str
    promise: str
    attempts: int
    last_result: AttemptResult | None
    last_at: dt.datetime | None
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
    stepless = rows_of(session, _unpromised(whose), me=staff_id, most=limit)
    rows = [
        FollowUpRow._make(
            (DueGroup.NO_NEXT_STEP, *who, *_NOTHING_PROMISED, day, *_NOTHING_TRIED, *_NO_QUESTION)
        )
        for *who, day in stepless
    ]
    statement = _open_promises(whose)
    promises = rows_of(session, statement, me=staff_id, due_by=due_by or dt.date.max, most=limit)
    return rows + _grouped(promises, today)


def follow_up(session: Session, *, follow_up_id: int, today: dt.date) -> FollowUpRow | None:
    """Return one promise, open or closed; None when it is gone."""
    rows = _grouped(rows_of(session, _ONE, follow_up_id=follow_up_id), today)
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
    # Grouped by the bare column, SQLite would walk the index of it, and so the whole log.
    taker = func.coalesce(Enquiry.taken_by, 0)
    stepless = select(taker, func.count()).where(Enquiry.needs_next_step).group_by(taker)
    taken = {staff or None: count for staff, count in session.execute(stepless)}
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


def _grouped(promises: Sequence[tuple[Any, ...]], today: dt.date) -> list[FollowUpRow]:
    groups = {day: due_group(day, today=today) for day in {row[_DUE_ON] for row in promises}}
    return [FollowUpRow._make((groups[row[_DUE_ON]], *row)) for row in promises]


_DUE_ON: Final = FollowUpRow._fields.index("due_on") - 1  # the group is not stored
_NOTHING_PROMISED: Final = (None, 0)
_NOTHING_TRIED: Final = (None, None, None, "", "", 0, None, None)
_NO_QUESTION: Final = (False, None, None)


# --- Statements, built once: their columns are the fields of a row in their order ----------

_NOT_ASKED = literal(VoicemailRule.UNKNOWN, PersonPhone.voicemail.type)
_WHO_AND_WHAT = (
    Enquiry.id,
    Enquiry.version,
    Enquiry.caller_id,
    func.coalesce(func.nullif(Person.name, ""), Enquiry.caller_name),
    func.coalesce(PersonPhone.raw, Phone.e164, Phone.digits, Enquiry.phone_raw),
    func.coalesce(PersonPhone.voicemail, _NOT_ASKED),
    func.coalesce(Person.do_not_contact, false()),
    func.coalesce(Service.name, ""),
    Enquiry.service_id,
    func.coalesce(Person.language, ""),
    Enquiry.concern,
    Enquiry.outcome,
)
_NEWEST = aliased(Attempt)
_OF_IT = select(Attempt).where(Attempt.follow_up_id == FollowUp.id).correlate(FollowUp)
_NEWEST_OF_IT = _OF_IT.with_only_columns(func.max(Attempt.id)).scalar_subquery()
_TRIES = (
    _OF_IT.with_only_columns(func.count())
    .where(*(Attempt.result != result for result in AttemptResult if not result.counts))
    .scalar_subquery()
)


def _promises() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *_WHO_AND_WHAT,
            FollowUp.id,
            FollowUp.version,
            FollowUp.due_on,
            FollowUp.starts,
            FollowUp.ends,
            FollowUp.owner_id,
            func.coalesce(Staff.name, ""),
            FollowUp.promise,
            case((_NEWEST.id.is_(None), 0), else_=_TRIES),
            _NEWEST.result,
            _NEWEST.at,
            FollowUp.is_question,
            FollowUp.answers_id,
            FollowUp.public_id,
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
        .outerjoin(_NEWEST, _NEWEST.id == _NEWEST_OF_IT)
    )


_ONE = _promises().where(FollowUp.id == bindparam("follow_up_id"))


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


@cache
def _unpromised(whose: Whose) -> Select[*tuple[Any, ...]]:
    statement = (
        select(*_WHO_AND_WHAT, Enquiry.received_on)
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
