"""Telephone calls: who may be on the line, which ones nobody logged, which became an enquiry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.domain.call import HeardCall, call_length
from db.domain.phone import format_for_people
from db.models.call import Call
from db.models.enquiry import Enquiry
from db.models.person import Person, PersonPhone
from db.queries.callers import callers_by_number
from db.queries.enquiry_log import LogFilter, LogRow, log_page

_MOST_OPEN = 50


@dataclass(frozen=True, slots=True)
class CallerHint:
    """Who may be calling.

    Attributes:
        number: as people here write it.
        names: of everybody on this number; an empty one is somebody whose name is not known.
        weak: only the last seven digits agree.
        open_count: how many enquiries of theirs are open; none are looked for when ``weak``.
        first_open: of a single person, the one promised for the earliest day.
    """

    number: str
    names: tuple[str, ...]
    weak: bool
    open_count: int = 0
    first_open: LogRow | None = None


@dataclass(frozen=True, slots=True)
class UnloggedCall:
    """A call that is neither an enquiry nor dismissed.

    Attributes:
        heard: the call as a card takes it over.
        number: as people here write it; empty when it was withheld.
        names: as ``CallerHint``.
        desk: the one that heard it first.
    """

    call_id: int
    heard: HeardCall
    number: str
    names: tuple[str, ...]
    desk: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """The call an enquiry was made from."""

    rang_at: dt.datetime
    answered_at: dt.datetime | None
    ended_at: dt.datetime | None

    @property
    def length(self) -> dt.timedelta | None:
        return call_length(self.answered_at, self.ended_at)


def who_calls(session: Session, *, number: str, region: str) -> CallerHint:
    """Return everybody who may be calling from a number, however it is spelt."""
    rows = callers_by_number(session, number, region=region)
    weak = any(row.weak for row in rows)
    sure = [] if weak else [row.person_id for row in rows]
    open_rows = [row for person_id in sure for row in _open_of(session, person_id)]
    return CallerHint(
        format_for_people(number, region=region),
        tuple(row.name for row in rows),
        weak,
        len(open_rows),
        open_rows[0] if open_rows and len(sure) == 1 else None,
    )


def _open_of(session: Session, person_id: int) -> list[LogRow]:
    """In the order in which a card offers to go on with them."""
    wanted = LogFilter(person_id=person_id, open_only=True)
    rows = log_page(session, wanted=wanted, limit=_MOST_OPEN).rows
    return sorted(rows, key=lambda row: row.next_due or dt.date.max)


def unlogged_calls(
    session: Session, *, day: dt.date, rang_before: dt.datetime, region: str
) -> list[UnloggedCall]:
    """Return the calls of a day that nobody logged, in the order in which they came.

    Args:
        rang_before: a call that has no end counts only when it rang before this: somebody may
            still be speaking, and many telephones never tell of an end.
    """
    statement = (
        select(Call)
        .outerjoin(Enquiry, Enquiry.id == Call.enquiry_id)
        .where(
            Call.rang_on == day,
            Call.dismissed_at.is_(None),
            or_(Call.enquiry_id.is_(None), Enquiry.binned_at.is_not(None)),
            or_(Call.ended_at.is_not(None), Call.rang_at < rang_before),
        )
        .order_by(Call.rang_at, Call.id)
    )
    calls = session.scalars(statement).all()
    names = _names(session, {call.phone_id for call in calls if call.phone_id is not None})
    return [
        UnloggedCall(
            call.id,
            _heard(call),
            format_for_people(call.phone_raw, region=region) if call.phone_raw else "",
            names.get(call.phone_id or 0, ()),
            call.desk,
        )
        for call in calls
    ]


def calls_of_enquiry(session: Session, *, enquiry_id: int) -> list[CallRow]:
    """Return the calls an enquiry was made from; hardly ever more than one."""
    statement = (
        select(Call.rang_at, Call.answered_at, Call.ended_at)
        .where(Call.enquiry_id == enquiry_id)
        .order_by(Call.id)
    )
    return [CallRow(*row) for row in session.execute(statement)]


def _heard(call: Call) -> HeardCall:
    return HeardCall(
        call.public_id, call.telephone_id, call.phone_raw,
        call.rang_at, call.rang_on, call.answered_at, call.ended_at,
    )  # fmt: skip


def _names(session: Session, phone_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    statement = (
        select(PersonPhone.phone_id, Person.name)
        .join(Person, Person.id == PersonPhone.person_id)
        .where(
            PersonPhone.phone_id.in_(list(phone_ids)),
            PersonPhone.former_since.is_(None),
            Person.binned_at.is_(None),
        )
        .order_by(Person.id.desc())
    )
    names: dict[int, tuple[str, ...]] = {}
    for phone_id, name in session.execute(statement):
        names[phone_id] = (*names.get(phone_id, ()), name)
    return names
