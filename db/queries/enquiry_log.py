"""The whole log: one page at a time, in any order, narrowed by words, digits and filters."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Subquery, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.domain.enquiry import About, Channel, Outcome
from db.domain.phone import looks_like_number, search_digits
from db.domain.words import query_words
from db.models.derived import day_count
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.service import Service
from db.models.staff import Staff
from db.queries.search import matching_rows, phones_with

NOT_SAID: Final = 0  # no id is 0
_SHORTEST_DIGITS = 3
_READABLE_NUMBER = re.compile(r"(20\d\d)-(\d{4,6})")


class SortBy(enum.Enum):
    """The columns by which the log can be ordered."""

    RECEIVED = "received"
    NAME = "name"
    SERVICE = "service"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What to show; everything that is None or empty does not narrow.

    Attributes:
        typed: words, or the digits of a number in any spelling.
        service_id, heard_id, taken_by, lost_reason_id: NOT_SAID for those without one.
        since, until: clinic dates, both inclusive.
        open_only: True for enquiries that still owe something, False for closed ones.
    """

    typed: str = ""
    service_id: int | None = None
    channel: Channel | None = None
    outcome: Outcome | None = None
    heard_id: int | None = None
    lost_reason_id: int | None = None
    taken_by: int | None = None
    person_id: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    open_only: bool | None = None
    sort_by: SortBy = SortBy.RECEIVED
    descending: bool = True

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        order = {"sort_by": SortBy.RECEIVED, "descending": True}
        return replace(self, **order) != LogFilter()  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log.

    Attributes:
        number: readable, e.g. ``2026-0042``.
        next_due: the earliest open promise; None when there is none.
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
    rows, cursor = stretch(session, row_columns(), wanted, after, limit)
    return LogPage([to_row(row) for row in rows], cursor)


def log_count(session: Session, *, wanted: LogFilter = LogFilter(), at_most: int = 1_000) -> int:
    """Return how many enquiries match, counting no further than ``at_most`` + 1."""
    if not wanted.narrows:
        return session.scalar(select(func.coalesce(func.sum(day_count.c.n), 0))) or 0
    statement = narrowed(select(Enquiry.id), wanted, word_matches(session, wanted))
    matches = statement.limit(at_most + 1).subquery()
    return session.scalar(select(func.count()).select_from(matches)) or 0


def enquiries_on(session: Session, *, day: dt.date, limit: int = 500) -> list[LogRow]:
    """Return the enquiries of one clinic day, newest first."""
    wanted = LogFilter(since=day, until=day)
    return list(log_page(session, wanted=wanted, limit=limit).rows)


# --- Steps shared with ``log_places`` ---------------------------------------------------


def stretch(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    wanted: LogFilter,
    after: LogCursor | None,
    limit: int,
) -> tuple[list[Sequence[Any]], LogCursor | None]:
    """Read the next rows of a statement on enquiries, and where to go on.

    By service and by outcome one is read after the other, each by day: an index gives
    that, where to order the whole log by such a word would read all of it.
    """
    found = word_matches(session, wanted)
    key = sort_key(wanted)
    statement = narrowed(statement.add_columns(*key), wanted, found)
    column, values = _groups(session, wanted)
    if after is not None and column is not None:
        values = values[values.index(after.key[0]) :]
    rows: list[tuple[Any, Sequence[Any]]] = []
    for value in values:
        part = statement if column is None else statement.where(_is(column, value))
        here = LogCursor(after.key[1:]) if after is not None else None
        part = in_order(part, key, wanted, here, found).limit(limit + 1 - len(rows))
        rows += [(value, row) for row in session.execute(part)]
        after = None
        if len(rows) > limit:
            break
    more = None
    if len(rows) > limit:
        value, last = rows[limit - 1]
        more = LogCursor((value, *last[-len(key) :]))
    return [row[: -len(key)] for _, row in rows[:limit]], more


def _groups(
    session: Session, wanted: LogFilter
) -> tuple[InstrumentedAttribute[Any] | None, list[Any]]:
    """Return what the log is ordered by first and its values; one of no column is all of it."""
    column: InstrumentedAttribute[Any]
    values: list[Any]
    if wanted.sort_by is SortBy.SERVICE:
        by_name = select(Service.id).order_by(func.lower(Service.name), Service.id)
        column, values = Enquiry.service_id, [None, *session.scalars(by_name)]
    elif wanted.sort_by is SortBy.OUTCOME:
        by_word = sorted(Outcome, key=lambda outcome: outcome.value)
        column, values = Enquiry.outcome, [None, *by_word]
    else:
        return None, [None]
    return column, values[::-1] if wanted.descending else values


def _is(column: InstrumentedAttribute[Any], value: object) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def sort_key(wanted: LogFilter) -> tuple[ColumnElement[Any], ...]:
    """Return what rows of one group are ordered by; the id comes last and makes it certain.

    A search by words is ordered by the id alone, which is the order of logging: so the
    newest matches stream out of the full-text index, however many there are.
    """
    if wanted.sort_by is SortBy.NAME:
        return (Enquiry.caller_key.expression, Enquiry.id.expression)
    if wanted.sort_by is SortBy.RECEIVED and _words(wanted):
        return (Enquiry.id.expression,)
    return (Enquiry.received_on.expression, Enquiry.id.expression)


def in_order(
    statement: Select[*tuple[Any, ...]],
    key: Sequence[ColumnElement[Any]],
    wanted: LogFilter,
    after: LogCursor | None,
    found: Subquery | None = None,
) -> Select[*tuple[Any, ...]]:
    """Put a statement that selects ``key`` in order, from behind a cursor on."""
    if after is not None:
        mark = tuple_(*after.key)
        statement = statement.where(
            tuple_(*key) < mark if wanted.descending else tuple_(*key) > mark
        )
    # Only by the index's own id does SQLite see that the matches come in order already.
    order = (found.c.id,) if found is not None and len(key) == 1 else key
    return statement.order_by(*[part.desc() if wanted.descending else part.asc() for part in order])


def row_columns() -> Select[*tuple[Any, ...]]:
    """Return the statement behind ``to_row``."""
    next_due = (
        select(func.min(FollowUp.due_on))
        .where(FollowUp.enquiry_id == Enquiry.id, FollowUp.done_at.is_(None))
        .scalar_subquery()
    )
    return (
        select(
            Enquiry.id,
            Enquiry.version,
            Enquiry.year,
            Enquiry.number,
            Enquiry.channel,
            Enquiry.received_on,
            Enquiry.started_at,
            Enquiry.caller_id,
            Enquiry.caller_name,
            Enquiry.about,
            Enquiry.about_name,
            Enquiry.phone_raw,
            Service.name,
            Enquiry.concern,
            Enquiry.outcome,
            Enquiry.is_open,
            Enquiry.needs_next_step,
            Staff.name,
            next_due,
        )
        .outerjoin(Service, Service.id == Enquiry.service_id)
        .outerjoin(Staff, Staff.id == Enquiry.taken_by)
    )


def to_row(found: Sequence[Any]) -> LogRow:
    """Make a row of what ``row_columns`` selected."""
    enquiry_id, version, year, number, *middle = found
    *middle, service, concern, outcome, is_open, needs_step, taken_by, next_due = middle
    ending = (concern, outcome, is_open, needs_step, taken_by or "", next_due)
    row: tuple[Any, ...] = (*middle, service or "", *ending)
    return LogRow(enquiry_id, version, f"{year}-{number:04d}", *row)


def word_matches(session: Session, wanted: LogFilter) -> Subquery | None:
    """Return the ids of the enquiries that hold the words typed; None when none were."""
    words = _words(wanted)
    return matching_rows(session, "enquiry", words) if words else None


def narrowed(
    statement: Select[*tuple[Any, ...]], wanted: LogFilter, found: Subquery | None
) -> Select[*tuple[Any, ...]]:
    """Leave out what is binned and what does not match; ``found`` is ``word_matches``."""
    statement = statement.where(Enquiry.binned_at.is_(None), *_conditions(wanted))
    typed = wanted.typed.strip()
    if readable := _READABLE_NUMBER.fullmatch(typed):
        year, number = map(int, readable.groups())
        return statement.where(Enquiry.year == year, Enquiry.number == number)
    digits = search_digits(typed)
    if looks_like_number(typed) and len(digits) >= _SHORTEST_DIGITS:
        numbers = phones_with(digits)
        return statement.join(numbers, numbers.c.id == Enquiry.phone_id)
    if found is not None:
        return statement.join(found, found.c.id == Enquiry.id)
    return statement


def _words(wanted: LogFilter) -> tuple[str, ...]:
    """The words to search for; none when a number of a person or an enquiry was typed."""
    typed = wanted.typed.strip()
    if _READABLE_NUMBER.fullmatch(typed):
        return ()
    is_number = looks_like_number(typed) and len(search_digits(typed)) >= _SHORTEST_DIGITS
    return () if is_number else query_words(typed)


def _conditions(wanted: LogFilter) -> list[ColumnElement[bool]]:
    conditions = [
        column == value
        for column, value in (
            (Enquiry.channel, wanted.channel),
            (Enquiry.outcome, wanted.outcome),
            (Enquiry.is_open, wanted.open_only),
        )
        if value is not None
    ]
    conditions += [
        column == known if known else column.is_(None)
        for column, known in (
            (Enquiry.service_id, wanted.service_id),
            (Enquiry.heard_id, wanted.heard_id),
            (Enquiry.lost_reason_id, wanted.lost_reason_id),
            (Enquiry.taken_by, wanted.taken_by),
        )
        if known is not None
    ]
    if wanted.person_id is not None:
        theirs = (Enquiry.caller_id == wanted.person_id) | (Enquiry.about_id == wanted.person_id)
        conditions.append(theirs)
    if wanted.since is not None:
        conditions.append(Enquiry.received_on >= wanted.since)
    if wanted.until is not None:
        conditions.append(Enquiry.received_on <= wanted.until)
    return conditions
