"""The whole log: one page at a time, in any order, narrowed by words, digits and filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.dialects.search import search_dialect
from db.domain.enquiry import About, Channel, Outcome
from db.models.derived import day_count
from db.models.service import Service
from db.queries.log_statements import (
    NOT_SAID,
    ROWS,
    Kept,
    LogFilter,
    SortBy,
    asked_by,
    counting,
    part_of_list,
    sort_key,
)
from db.queries.prepared import rows_of

# What is asked for and what comes back are one to whoever reads the log.
__all__ = [
    "NOT_SAID", "Kept", "LogCursor", "LogFilter", "LogPage", "LogRow", "SortBy",
    "enquiries_on", "log_count", "log_page", "stretch", "to_row",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log.

    Attributes:
        number: readable, e.g. ``2026-0042``.
        next_due, next_owner: the earliest open promise, and who is to keep it.
        needs_next_step: open, and nobody has promised anything.
    """

    enquiry_id: int
    version: int
    number: str
    channel: Channel
    received_on: dt.date
    started_at: dt.datetime
    caller_id: int | None
    caller_name: str
    about: About
    about_name: str
    phone: str
    service: str
    concern: str
    outcome: Outcome | None
    is_open: bool
    needs_next_step: bool
    taken_by: str
    next_due: dt.date | None
    next_owner: int | None
    heard_id: int | None
    heard_detail: str


@dataclass(frozen=True, slots=True)
class LogCursor:
    """Where the previous page ended. Opaque to callers."""

    key: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page and where the next one starts; None on the last page."""

    rows: Sequence[LogRow]
    next_cursor: LogCursor | None


def log_page(
    session: Session,
    *,
    wanted: LogFilter = LogFilter(),
    after: LogCursor | None = None,
    limit: int = 200,
) -> LogPage:
    """Return one page of the log.

    Pages are cut by key, not by offset: an enquiry saved at another desk
    between two pages neither repeats nor hides a neighbour.
    """
    rows, cursor = stretch(session, ROWS, wanted, after, limit)
    return LogPage([to_row(row) for row in rows], cursor)


def log_count(session: Session, *, wanted: LogFilter = LogFilter(), at_most: int = 1_000) -> int:
    """Return how many enquiries match, counting no further than ``at_most`` + 1."""
    if not wanted.narrows:
        return int(rows_of(session, _ALL_DAYS)[0][0])
    asked = asked_by(session, wanted)
    statement = counting(asked.shape, search_dialect(session))
    return rows_of(session, statement, most=at_most + 1, **asked.values)[0][0]


def enquiries_on(session: Session, *, day: dt.date, limit: int = 500) -> list[LogRow]:
    """Return the enquiries of one clinic day, newest first."""
    wanted = LogFilter(since=day, until=day)
    return list(log_page(session, wanted=wanted, limit=limit).rows)


# --- Steps shared with ``log_places`` ---------------------------------------------------


def stretch(
    session: Session,
    columns: Select[*tuple[Any, ...]],
    wanted: LogFilter,
    after: LogCursor | None,
    limit: int,
) -> tuple[list[Sequence[Any]], LogCursor | None]:
    """Read the next rows of a statement on enquiries, and where to go on.

    By service and by outcome one is read after the other, each by day: an index gives
    that, where to order the whole log by such a word would read all of it.

    Args:
        columns: ``ROWS`` or ``IDS``: for each, what is sent is built once.
    """
    asked, dialect = asked_by(session, wanted), search_dialect(session)
    groups = _groups(session, wanted)
    if after is not None:
        groups = groups[groups.index(after.key[0]) :]
    rows: list[tuple[Any, Sequence[Any]]] = []
    for group in groups:
        values = asked.values | {"group": group} if group is not None else dict(asked.values)
        if after is not None:
            values |= {f"after_{place}": value for place, value in enumerate(after.key[1:])}
        part = part_of_list(columns, asked.shape, group is None, after is not None, dialect)
        most = limit + 1 - len(rows)
        rows += [(group, row) for row in rows_of(session, part, most=most, **values)]
        after = None
        if len(rows) > limit:
            break
    width = len(sort_key(asked.shape))
    more = None
    if len(rows) > limit:
        group, last = rows[limit - 1]
        more = LogCursor((group, *last[-width:]))
    return [row[:-width] for _, row in rows[:limit]], more


def _groups(session: Session, wanted: LogFilter) -> list[Any]:
    """Return the values of what the log is ordered by first; one for all where it is no column."""
    groups: list[Any]
    if wanted.sort_by is SortBy.SERVICE:
        groups = [None, *(service_id for (service_id,) in rows_of(session, _SERVICES_BY_NAME))]
    elif wanted.sort_by is SortBy.OUTCOME:
        groups = [None, *sorted(Outcome, key=lambda outcome: outcome.value)]
    else:
        return [None]
    return groups[::-1] if wanted.descending else groups


def to_row(found: Sequence[Any]) -> LogRow:
    """Make a row of what ``ROWS`` selected."""
    enquiry_id, version, year, number, *others = found
    return LogRow(enquiry_id, version, f"{year}-{number:04d}", *others)


_ALL_DAYS = select(func.coalesce(func.sum(day_count.c.n), 0))
_SERVICES_BY_NAME = select(Service.id).order_by(func.lower(Service.name), Service.id)
