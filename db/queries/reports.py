"""What was asked in some days, and what became of it: every figure of the reports."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, extract, func, select
from sqlalchemy.orm import Session

from db.domain.enquiry import Channel, Outcome
from db.domain.report import Days
from db.models.derived import day_count
from db.models.enquiry import Enquiry
from db.models.follow_up import Attempt, FollowUp
from db.models.service import Service

K = TypeVar("K")

_QUARTER_HOUR = 900  # every time zone in use is a whole number of these from UTC


@dataclass(frozen=True, slots=True)
class Tally(Generic[K]):
    """How many enquiries have something in common; ``key`` is None where nothing was chosen."""

    key: K
    asked: int
    booked: int


@dataclass(frozen=True, slots=True)
class Promises:
    """The follow-ups of some enquiries.

    Attributes:
        in_time, late: by the day of the first try or, without one, of its end.
        waiting: nobody has tried yet.
    """

    in_time: int
    late: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Counts:
    """One period. Every sequence has the most asked first.

    Attributes:
        services, heard, staff: by id.
        outcomes: None is "not said yet".
        lost: by the id of the reason.
        sources: by id of how they heard, and of the service.
        missed: lost enquiries by id of the service, and of the reason.
        hours: by weekday (Monday is 0) and hour, in the clinic's time.
        first_call: the middle time from an enquiry to the first try to call back.
        called: how many enquiries that is about.
    """

    total: int
    booked: int
    services: Sequence[Tally[int | None]]
    channels: Sequence[Tally[Channel]]
    heard: Sequence[Tally[int | None]]
    staff: Sequence[Tally[int | None]]
    outcomes: Sequence[Tally[Outcome | None]]
    lost: Sequence[Tally[int | None]]
    sources: Sequence[Tally[tuple[int | None, int | None]]]
    missed: Sequence[Tally[tuple[int | None, int | None]]]
    hours: dict[tuple[int, int], int]
    first_call: dt.timedelta | None
    called: int
    promises: Promises


@dataclass(frozen=True, slots=True)
class Report:
    """Two periods to be compared.

    Attributes:
        services: names by id, also of those out of use.
        since: the first clinic day that has an enquiry; None while there is none at all.
    """

    now: Counts
    before: Counts
    services: dict[int, str]
    since: dt.date | None


def report(session: Session, *, days: Days, before: Days, zone: dt.tzinfo) -> Report:
    """Count two periods; ``zone`` is the clinic's."""
    names = session.execute(select(Service.id, Service.name)).all()
    return Report(
        counts(session, days=days, zone=zone),
        counts(session, days=before, zone=zone),
        {service_id: name for service_id, name in names},  # noqa: C416 - rows are not pairs to a type checker
        session.scalar(select(func.min(day_count.c.day))),
    )


def counts(session: Session, *, days: Days, zone: dt.tzinfo) -> Counts:
    """Count one period; what is binned is left out."""
    groups = _groups(session, days)

    def tally(key: Callable[[_Group], Any], among: Iterable[_Group] = groups) -> list[Tally[Any]]:
        return _tallied((key(group), group) for group in among)

    lost = [group for group in groups if group.outcome is Outcome.LOST]
    first_calls, promises = _promises(session, days, zone)
    return Counts(
        total=sum(group.count for group in groups),
        booked=sum(group.booked for group in groups),
        services=tally(lambda group: group.service_id),
        channels=tally(lambda group: group.channel),
        heard=tally(lambda group: group.heard_id),
        staff=tally(lambda group: group.taken_by),
        outcomes=tally(lambda group: group.outcome),
        lost=tally(lambda group: group.lost_reason_id, lost),
        sources=tally(lambda group: (group.heard_id, group.service_id)),
        missed=tally(lambda group: (group.service_id, group.lost_reason_id), lost),
        hours=_hours(session, days, zone),
        first_call=_median(first_calls),
        called=len(first_calls),
        promises=promises,
    )


# --- One walk through the days for each kind of question ------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """Enquiries that are the same in everything that is counted."""

    service_id: int | None
    channel: Channel
    heard_id: int | None
    taken_by: int | None
    outcome: Outcome | None
    lost_reason_id: int | None
    count: int

    @property
    def booked(self) -> int:
        return self.count if self.outcome is Outcome.BOOKED else 0


def _groups(session: Session, days: Days) -> list[_Group]:
    same = (
        Enquiry.service_id,
        Enquiry.channel,
        Enquiry.heard_id,
        Enquiry.taken_by,
        Enquiry.outcome,
        Enquiry.lost_reason_id,
    )
    statement = select(*same, func.count()).where(*_received(days)).group_by(*same)
    return [_Group(*row) for row in session.execute(statement)]


def _tallied(keyed: Iterable[tuple[K, _Group]]) -> list[Tally[K]]:
    asked: Counter[K] = Counter()
    booked: Counter[K] = Counter()
    for key, group in keyed:
        asked[key] += group.count
        booked[key] += group.booked
    # Among equals the order is certain, so that nothing jumps when a report is read again.
    ordered = sorted(asked, key=lambda key: (-asked[key], -booked[key], str(key)))
    return [Tally(key, asked[key], booked[key]) for key in ordered]


def _hours(session: Session, days: Days, zone: dt.tzinfo) -> dict[tuple[int, int], int]:
    """The database counts quarter hours; it knows nothing of the clinic's time."""
    seconds = extract("epoch", Enquiry.started_at)
    moment = seconds - seconds % _QUARTER_HOUR
    statement = select(moment, func.count()).where(*_received(days)).group_by(moment)
    hours: Counter[tuple[int, int]] = Counter()
    for since_1970, count in session.execute(statement):
        local = dt.datetime.fromtimestamp(int(since_1970), zone)
        hours[local.weekday(), local.hour] += count
    return dict(hours)


def _promises(session: Session, days: Days, zone: dt.tzinfo) -> tuple[list[dt.timedelta], Promises]:
    """Return how long each first try took, and which promises were kept."""
    statement = (
        select(
            Enquiry.id,
            Enquiry.started_at,
            FollowUp.id,
            FollowUp.due_on,
            FollowUp.done_at,
            Attempt.at,
            Attempt.result,
            Attempt.due_before,
        )
        .join(FollowUp, FollowUp.enquiry_id == Enquiry.id)
        .outerjoin(Attempt, Attempt.follow_up_id == FollowUp.id)
        .where(*_received(days))
        # By day first: the order of the index, so that nothing walks through all promises.
        .order_by(Enquiry.received_on, Enquiry.id, FollowUp.id, Attempt.id)
    )
    first_tries: dict[int, dt.timedelta] = {}
    kept: Counter[bool | None] = Counter()
    for _, rows in groupby(session.execute(statement), key=lambda row: row[2]):
        promise = list(rows)
        enquiry_id, started_at, _, due_on, done_at, *_ = promise[0]
        tries = [(at, due) for *_, at, result, due in promise if result and result.counts]
        if tries:
            took = tries[0][0] - started_at
            first_tries[enquiry_id] = min(took, first_tries.get(enquiry_id, took))
        deed, due = tries[0] if tries else (done_at, due_on)
        kept[None if deed is None else deed.astimezone(zone).date() <= due] += 1
    return list(first_tries.values()), Promises(kept[True], kept[False], kept[None])


def _median(times: Sequence[dt.timedelta]) -> dt.timedelta | None:
    if not times:
        return None
    return dt.timedelta(seconds=statistics.median(time.total_seconds() for time in times))


def _received(days: Days) -> tuple[ColumnElement[bool], ...]:
    return (
        Enquiry.received_on >= days.first,
        Enquiry.received_on <= days.last,
        Enquiry.binned_at.is_(None),
    )
