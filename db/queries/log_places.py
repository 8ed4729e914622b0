"""Places in the log: which enquiry stands where, so that a list can jump anywhere in it.

The whole log by day is counted by its days; any other list is known by its
ids, a stretch at a time. Rows are read when they come into sight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import Session

from db.models.derived import day_count
from db.models.enquiry import Enquiry
from db.queries.enquiry_log import (
    LogCursor,
    LogFilter,
    LogRow,
    SortBy,
    log_count,
    stretch,
    to_row,
)
from db.queries.log_statements import IDS, ROWS
from db.queries.prepared import rows_of


@dataclass(frozen=True, slots=True)
class LogIds:
    """Enquiries in the order asked for, and where to go on; None at the end."""

    ids: Sequence[int]
    next_cursor: LogCursor | None


@dataclass(frozen=True, slots=True)
class LogList:
    """A list as it is opened.

    Attributes:
        count: of all rows of the whole log by day, else of ``ids``.
        ids: None for the whole log by day, whose places are counted.
        next_cursor: where further ids begin; None when these are all.
        place: where the enquiry that was asked for stands, if it is there.
        first: the place of the first of ``rows``: a page that can be shown at once.
    """

    count: int
    ids: Sequence[int] | None
    next_cursor: LogCursor | None
    place: int | None
    first: int
    rows: Sequence[LogRow]


def log_list(
    session: Session, *, wanted: LogFilter, page: int, enquiry_id: int | None = None
) -> LogList:
    """Open a list at its top, or at the page on which an enquiry stands."""
    if wanted.narrows or wanted.sort_by is not SortBy.RECEIVED:
        found = log_ids(session, wanted=wanted)
        ids = found.ids
        place = ids.index(enquiry_id) if enquiry_id in ids else None
        first = (place or 0) // page * page
        rows = log_rows(session, ids=ids[first : first + page])
        return LogList(len(ids), ids, found.next_cursor, place, first, rows)
    descending = wanted.descending
    place = None
    if enquiry_id is not None:
        place = log_place(session, enquiry_id=enquiry_id, descending=descending)
    first = (place or 0) // page * page
    rows = log_slice(session, first=first, limit=page, descending=descending)
    return LogList(log_count(session), None, None, place, first, rows)


def log_slices(
    session: Session, *, firsts: Sequence[int], limit: int, descending: bool
) -> dict[int, list[LogRow]]:
    """Return several pages of the whole log by day, each by its first place."""
    return {
        first: log_slice(session, first=first, limit=limit, descending=descending)
        for first in firsts
    }


def log_ids(
    session: Session, *, wanted: LogFilter, after: LogCursor | None = None, limit: int = 1_000
) -> LogIds:
    """Return the next ids only: places in a list whose rows are read when they come into sight."""
    rows, more = stretch(session, IDS, wanted, after, limit)
    return LogIds([row[0] for row in rows], more)


def log_rows(session: Session, *, ids: Sequence[int]) -> list[LogRow]:
    """Return rows in the order of ``ids``; what is gone or binned meanwhile is left out."""
    rows = {row[0]: to_row(row) for row in rows_of(session, _THESE, ids=ids)}
    return [rows[enquiry_id] for enquiry_id in ids if enquiry_id in rows]


def log_slice(
    session: Session, *, first: int, limit: int = 200, descending: bool = True
) -> list[LogRow]:
    """Return rows of the whole log by day, from place ``first`` on.

    The counts of the days say where that place is, so it is as near in a
    million rows as in a hundred.
    """
    day, from_there = _SLICES[descending]
    found = rows_of(session, day, first=first)
    if not found:
        return []
    start, before = found[0]
    places = {"skipped": first - int(before), "most": limit}
    return [to_row(row) for row in rows_of(session, from_there, start=start, **places)]


def log_place(session: Session, *, enquiry_id: int, descending: bool = True) -> int | None:
    """Return where an enquiry stands in the whole log by day; None when it is not there."""
    enquiry = session.get(Enquiry, enquiry_id)
    if enquiry is None or enquiry.binned_at is not None:
        return None
    day, days = enquiry.received_on, day_count.c.day
    counted = select(func.coalesce(func.sum(day_count.c.n), 0))
    before = session.scalar(counted.where(days > day if descending else days < day)) or 0
    beside = Enquiry.id > enquiry_id if descending else Enquiry.id < enquiry_id
    same_day = select(func.count()).where(
        Enquiry.received_on == day, Enquiry.binned_at.is_(None), beside
    )
    return int(before) + (session.scalar(same_day) or 0)


# --- Statements, built once -----------------------------------------------------------------

_THESE = ROWS.where(Enquiry.id.in_(bindparam("ids", expanding=True)))


def _slices(*, descending: bool) -> tuple[Select[dt.date, int], Select[*tuple[Any, ...]]]:
    """Return what finds the day on which a place is and how many stand before it, and the rows."""
    day = day_count.c.day.desc() if descending else day_count.c.day
    sums = func.sum(day_count.c.n).over(order_by=day)
    counted = select(day_count.c.day, day_count.c.n, sums.label("upto")).subquery()
    the_day = (
        select(counted.c.day, counted.c.upto - counted.c.n)
        .where(counted.c.upto > bindparam("first"))
        .order_by(counted.c.upto, counted.c.n.desc())
        .limit(1)
    )
    received = Enquiry.received_on
    start: BindParameter[dt.date] = bindparam("start")
    rows = ROWS.where(received <= start if descending else received >= start)
    key = (received, Enquiry.id)
    ordered = rows.order_by(*(part.desc() if descending else part for part in key))
    return the_day, ordered.offset(bindparam("skipped")).limit(bindparam("most"))


_SLICES = {descending: _slices(descending=descending) for descending in (True, False)}
