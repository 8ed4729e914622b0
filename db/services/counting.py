"""Keeps what the reports add up, in the same transaction as the enquiries themselves.

The gate of all commands sees which enquiries a command touched and has them
counted again, so that no command can forget it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Date,
    bindparam,
    delete,
    event,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.orm import Session

from db.dialects.bulk import insert_tuples
from db.domain.clinic import ClinicProfile
from db.domain.report import minutes_to_call
from db.models.clinic import Setting
from db.models.derived import counted, day_count, tally
from db.models.enquiry import Enquiry
from db.models.follow_up import Attempt, FollowUp
from db.queries.prepared import rows_of
from db.queries.tallies import ADD_ALL, ADD_ONE, ADD_SOME, TAKE_ONE, TAKE_SOME, month_of

_AT_ONCE = 1_000
_COUNT_DAY = text(
    "INSERT INTO day_count (day, n) VALUES (:day, :n) "
    "ON CONFLICT (day) DO UPDATE SET n = day_count.n + excluded.n"
).bindparams(bindparam("day", type_=Date))

_OF_IMPORT = (
    "id", "received_on", "started_at", "channel", "service_id", "heard_id", "taken_by", "outcome",
    "lost_reason_id",
)  # fmt: skip
_enquiry, _follow_up, _attempt = Enquiry.__table__.c, FollowUp.__table__.c, Attempt.__table__.c
_FACTS = (
    select(
        _enquiry.id,
        _enquiry.received_on,
        _enquiry.started_at,
        _enquiry.channel,
        _enquiry.service_id,
        _enquiry.heard_id,
        _enquiry.taken_by,
        _enquiry.outcome,
        _enquiry.lost_reason_id,
        _follow_up.id,
        _follow_up.due_on,
        _follow_up.done_at,
        _attempt.at,
        _attempt.result,
        _attempt.due_before,
    )
    .select_from(
        Enquiry.__table__.outerjoin(
            FollowUp.__table__, _follow_up.enquiry_id == _enquiry.id
        ).outerjoin(Attempt.__table__, _attempt.follow_up_id == _follow_up.id)
    )
    .where(_enquiry.binned_at.is_(None))
    .order_by(_enquiry.id, _follow_up.id, _attempt.id)
)
_COUNTED = tuple(counted.c.keys())
_OF_ONE = _FACTS.where(_enquiry.id == bindparam("enquiry_id"))
_IS_IT = (counted.c.day == bindparam("of_day")) & (counted.c.enquiry_id == bindparam("of_id"))
_KEPT = select(counted).where(_IS_IT)
_FORGET = delete(counted).where(_IS_IT)
_KEEP = insert(counted)
_ZONE = select(Setting.__table__.c.value).where(Setting.__table__.c.key == "time_zone")
_DAY_OF = select(_enquiry.received_on).where(_enquiry.id == bindparam("enquiry_id"))


@contextmanager
def counting(session: Session) -> Iterator[None]:
    """Count again whatever enquiries the commands within this touch."""
    days: dict[int, dt.date | None] = {}

    def note(flushed: Session, _context: object) -> None:
        for row in (*flushed.new, *flushed.dirty, *flushed.deleted):
            if isinstance(row, Enquiry):
                days[row.id] = row.received_on
            elif isinstance(row, FollowUp):  # a try makes its promise dirty too
                days.setdefault(row.enquiry_id, None)

    event.listen(session, "after_flush", note)
    try:
        yield
        session.flush()
    finally:
        event.remove(session, "after_flush", note)
    _count_some(session, days)


def _count_some(session: Session, days: Mapping[int, dt.date | None]) -> None:
    zone = clinic_zone(session) if days else dt.UTC
    for enquiry_id in sorted(days):
        known = days[enquiry_id]
        received = [(known,)] if known else rows_of(session, _DAY_OF, enquiry_id=enquiry_id)
        for (day,) in received:
            _count(session, enquiry_id, day, zone)


def count_all(session: Session) -> None:
    """Count every enquiry anew."""
    for table in (counted, tally, day_count):
        session.execute(delete(table))
    facts = all_facts(session)
    while some := list(islice(facts, _AT_ONCE)):
        session.execute(_KEEP, some)
    session.execute(ADD_ALL)
    by_day = select(counted.c.day, func.count()).group_by(counted.c.day)
    session.execute(insert(day_count).from_select(["day", "n"], by_day))


def count_new(session: Session, names: Sequence[str], enquiries: Sequence[tuple[Any, ...]]) -> None:
    """Count many enquiries of an import, nothing of which was promised. Not empty.

    Args:
        names: of the columns of ``enquiries``.
        enquiries: as they were stored; ids rise.
    """
    zone, no_promise = clinic_zone(session), (None, 0, 0, 0)
    asked = itemgetter(*(names.index(name) for name in _OF_IMPORT))
    facts = [(*_of_enquiry(asked(row), zone), *no_promise) for row in enquiries]
    insert_tuples(session, counted, _COUNTED, facts)
    for of_some in _stretches([(enquiry_id, day) for day, enquiry_id, *_ in facts]):
        session.execute(ADD_SOME, of_some)
    days = Counter(day for day, *_ in facts)
    session.execute(_COUNT_DAY, [{"day": day, "n": n} for day, n in sorted(days.items())])


def forget_many(session: Session, enquiry_ids: Sequence[int]) -> None:
    """Take enquiries out of what reports count, before they are deleted. Ids rise."""
    for start in range(0, len(enquiry_ids), _AT_ONCE):
        some = enquiry_ids[start : start + _AT_ONCE]
        of_some = select(_enquiry.received_on).where(_enquiry.id.in_(some))
        days = set(session.scalars(of_some))
        known = (counted.c.day.in_(days)) & (counted.c.enquiry_id.in_(some))
        facts = [dict(row) for row in session.execute(select(counted).where(known)).mappings()]
        facts.sort(key=lambda row: row["enquiry_id"])
        for stretch in _stretches([(row["enquiry_id"], row["day"]) for row in facts]):
            session.execute(TAKE_SOME, stretch)
        session.execute(delete(counted).where(known))
        by_day = Counter(row["day"] for row in facts)
        gone = [{"day": day, "n": -n} for day, n in sorted(by_day.items())]
        if gone:
            session.execute(_COUNT_DAY, gone)


def _stretches(enquiries: Sequence[tuple[int, dt.date]]) -> Iterator[dict[str, Any]]:
    """Yield runs of ids without a gap, in which no other desk's enquiries stand."""
    apart = (enquiry_id - place for place, (enquiry_id, _) in enumerate(enquiries))
    for _, of_run in groupby(zip(apart, enquiries, strict=True), key=itemgetter(0)):
        ids, days = zip(*(enquiry for _, enquiry in of_run), strict=True)
        yield {"first": ids[0], "last": ids[-1], "first_day": min(days), "last_day": max(days)}


def all_facts(session: Session) -> Iterator[dict[str, Any]]:
    """Yield what has to stand in ``counted``."""
    rows = session.execute(_FACTS, execution_options={"yield_per": _AT_ONCE})
    return _read(rows, clinic_zone(session))


def facts_of(session: Session, month: str) -> Iterator[dict[str, Any]]:
    """Yield the same of the enquiries of one month, such as 2026-03."""
    first = dt.date.fromisoformat(f"{month}-01")
    following = (first + dt.timedelta(days=31)).replace(day=1)
    day = _enquiry.received_on
    rows = session.execute(_FACTS.where(day >= first, day < following))
    return _read(rows, clinic_zone(session))


def _count(session: Session, enquiry_id: int, day: dt.date, zone: dt.tzinfo) -> None:
    """Take one enquiry out of the tallies as it was counted, and put it in as it is."""
    it, key = {"day": day, "enquiry_id": enquiry_id}, {"of_day": day, "of_id": enquiry_id}
    rows = rows_of(session, _KEPT, **key)
    kept = next((dict(zip(counted.c.keys(), row, strict=True)) for row in rows), None)
    facts = next(_read(rows_of(session, _OF_ONE, enquiry_id=enquiry_id), zone), None)
    if kept is not None and kept == facts:
        return
    if kept is not None:
        session.execute(TAKE_ONE, it)
        session.execute(_FORGET, key)
    if facts is not None:
        session.execute(_KEEP, facts)
        session.execute(ADD_ONE, it)
    if by := (facts is not None) - (kept is not None):
        session.execute(_COUNT_DAY, {"day": day, "n": by})


def _read(rows: Iterable[Any], zone: dt.tzinfo) -> Iterator[dict[str, Any]]:
    for _, of_one in groupby(rows, key=itemgetter(0)):
        yield _facts(list(of_one), zone)


def _facts(rows: Sequence[Any], zone: dt.tzinfo) -> dict[str, Any]:
    started_at = rows[0][2]
    first_tries: list[dt.timedelta] = []
    kept: Counter[bool | None] = Counter()
    for follow_up_id, of_promise in groupby(rows, key=lambda row: row[9]):
        if follow_up_id is None:
            continue
        promise = [row[10:] for row in of_promise]
        due_on, done_at, *_ = promise[0]
        tries = [(at, due) for *_, at, result, due in promise if result and result.counts]
        if tries:
            first_tries.append(tries[0][0] - started_at)
        deed, due = tries[0] if tries else (done_at, due_on)
        kept[None if deed is None else deed.astimezone(zone).date() <= due] += 1
    first_call = minutes_to_call(min(first_tries)) if first_tries else None
    promises = (first_call, kept[True], kept[False], kept[None])
    return dict(zip(_COUNTED, (*_of_enquiry(rows[0][:9], zone), *promises), strict=True))


def _of_enquiry(row: Sequence[Any], zone: dt.tzinfo) -> tuple[Any, ...]:
    """What is counted of an enquiry whatever was promised; ``row`` is as ``_OF_IMPORT``."""
    enquiry_id, day, started_at, channel, service_id, heard_id, taken_by, outcome, lost = row
    wall = started_at.astimezone(zone)
    return (
        day, enquiry_id, month_of(day), channel.value, service_id, heard_id, taken_by,
        outcome.value if outcome else None, lost, wall.weekday() * 24 + wall.hour,
    )  # fmt: skip


def clinic_zone(session: Session) -> dt.tzinfo:
    """The clinic's zone; until it is chosen one that is the same at every desk."""
    for (name,) in rows_of(session, _ZONE):
        return ClinicProfile(time_zone=name).zone if name else dt.UTC
    return dt.UTC
