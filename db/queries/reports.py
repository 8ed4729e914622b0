"""What was asked in some days, and what became of it: every figure of the reports."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.domain.enquiry import Channel, Outcome
from db.domain.report import Days
from db.models.derived import day_count
from db.models.service import Service
from db.queries.tallies import Kind, SumsOfKind, sums

K = TypeVar("K")

_HOURS = 24
_SERVICES = select(Service.__table__.c.id, Service.__table__.c.name)
_SINCE = select(func.min(day_count.c.day)).where(day_count.c.n > 0)


class Tally(NamedTuple, Generic[K]):
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
        first_call: the middle time from an enquiry to the first try to call back, as rounded
            by ``minutes_to_call``.
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


def report(session: Session, *, days: Days, before: Days) -> Report:
    """Count two periods."""
    names = session.execute(_SERVICES).all()
    return Report(
        counts(session, days=days),
        counts(session, days=before),
        {service_id: name for service_id, name in names},  # noqa: C416 - rows are not pairs to a type checker
        session.scalar(_SINCE),
    )


def counts(session: Session, *, days: Days) -> Counts:
    """Count one period; what is binned is left out."""
    found = sums(session, days)

    def promises(kind: Kind) -> int:
        return found[kind].get(("", ""), (0, 0))[0]

    heard, services = (_added_up(found[Kind.SOURCE], part) for part in (0, 1))
    channels = _tallied(found[Kind.CHANNEL], lambda one, _: Channel(one))
    calls = {int(one): asked for (one, _), (asked, _) in found[Kind.FIRST_CALL].items()}
    return Counts(
        total=sum(tally.asked for tally in channels),
        booked=sum(tally.booked for tally in channels),
        services=_tallied(services, _id),
        channels=channels,
        heard=_tallied(heard, _id),
        staff=_tallied(found[Kind.STAFF], _id),
        outcomes=_tallied(found[Kind.OUTCOME], lambda one, _: Outcome(one) if one else None),
        lost=_tallied(_added_up(found[Kind.LOST], 0), _id),
        sources=_tallied(found[Kind.SOURCE], lambda heard, service: (_id(heard), _id(service))),
        missed=_tallied(found[Kind.LOST], lambda reason, service: (_id(service), _id(reason))),
        hours={
            divmod(int(one), _HOURS): asked for (one, _), (asked, _) in found[Kind.HOUR].items()
        },
        first_call=_median(calls),
        called=sum(calls.values()),
        promises=Promises(*map(promises, (Kind.IN_TIME, Kind.LATE, Kind.WAITING))),
    )


def _id(one: str, _two: str = "") -> int | None:
    return int(one) if one else None


def _added_up(sums: SumsOfKind, part: int) -> SumsOfKind:
    """By the first key alone, or by the second."""
    asked: dict[str, int] = defaultdict(int)
    booked: dict[str, int] = defaultdict(int)
    for keys, (some, of_them) in sums.items():
        key = keys[part]
        asked[key] += some
        booked[key] += of_them
    return {(key, ""): (asked[key], booked[key]) for key in asked}


def _tallied(sums: SumsOfKind, key: Callable[[str, str], K]) -> list[Tally[K]]:
    # Among equals the order is certain, so that nothing jumps when a report is read again;
    # what was not chosen comes last.
    ordered = sorted(
        ((asked, booked, keys) for keys, (asked, booked) in sums.items()), reverse=True
    )
    return [Tally(key(*keys), asked, booked) for asked, booked, keys in ordered]


def _median(calls: Mapping[int, int]) -> dt.timedelta | None:
    """The middle of some minutes, each with how often it is there."""
    if not calls:
        return None
    minutes, upto = zip(*_upto(calls), strict=True)
    last = upto[-1] - 1
    middle = [minutes[bisect_right(upto, place)] for place in (last // 2, (last + 1) // 2)]
    return dt.timedelta(minutes=sum(middle) / 2)


def _upto(calls: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    upto = 0
    for minutes in sorted(calls):
        upto += calls[minutes]
        yield minutes, upto
