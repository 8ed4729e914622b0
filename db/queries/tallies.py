"""What the reports count, added up: by month and year as it is kept, by days as it is read.

One statement says what is counted: of one enquiry it keeps ``tally``, of all of them it
makes that table anew, and of some days it gives what whole months do not.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Date, TextClause, bindparam, text
from sqlalchemy.orm import Session

from db.domain.report import Days, in_months
from db.models.derived import tally
from db.queries.prepared import rows_of


class Kind(enum.Enum):
    """What enquiries are counted by; a tally has one or two keys, as text, empty for none.

    SOURCE is by how they heard and service, LOST by reason and service, HOUR of the week,
    FIRST_CALL by minutes. The last three count promises.
    """

    SOURCE = "source"
    LOST = "lost"
    CHANNEL = "channel"
    STAFF = "staff"
    OUTCOME = "outcome"
    HOUR = "hour"
    FIRST_CALL = "first_call"
    IN_TIME = "in_time"
    LATE = "late"
    WAITING = "waiting"


SumsOfKind: TypeAlias = Mapping[tuple[str, str], tuple[int, int]]
"""Asked and booked, by both keys."""
_Rows: TypeAlias = Sequence[tuple[str, str, str, int, int]]

_BOOKED = "sum(CASE WHEN outcome = 'booked' THEN 1 ELSE 0 END)"
# kind: columns that are its keys, what is added up, and of which enquiries
_COUNTED: Mapping[Kind, tuple[tuple[str, ...], str, str]] = {
    Kind.SOURCE: (("heard_id", "service_id"), "count(*)", "true"),
    Kind.LOST: (("lost_reason_id", "service_id"), "count(*)", "outcome = 'lost'"),
    Kind.CHANNEL: (("channel",), "count(*)", "true"),
    Kind.STAFF: (("taken_by",), "count(*)", "true"),
    Kind.OUTCOME: (("outcome",), "count(*)", "true"),
    Kind.HOUR: (("hour",), "count(*)", "true"),
    Kind.FIRST_CALL: (("first_call",), "count(*)", "first_call IS NOT NULL"),
    Kind.IN_TIME: ((), "sum(in_time)", "in_time > 0"),
    Kind.LATE: ((), "sum(late)", "late > 0"),
    Kind.WAITING: ((), "sum(waiting)", "waiting > 0"),
}


def _counted(where: str) -> str:
    """Return a statement: month, kind, one, two, asked, booked; for both databases."""
    parts = []
    for kind, (columns, asked, among) in _COUNTED.items():
        one, two = (*[f"coalesce(CAST({name} AS TEXT), '')" for name in columns], "''", "''")[:2]
        grouped = ", ".join(("month", *columns))
        parts.append(
            f"SELECT month, '{kind.value}' AS kind, {one} AS one, {two} AS two, "  # noqa: S608 - our own words only
            f"{asked} AS asked, {_BOOKED} AS booked "
            f"FROM counted WHERE {where} AND {among} GROUP BY {grouped}"
        )
    return " UNION ALL ".join(parts)


def _spans(where: str) -> str:
    """Return a statement with the columns of ``tally``: by month, and the same by year."""
    return (
        "SELECT substr(month, 1, letters) AS span, kind, one, two, "  # noqa: S608
        "CAST(sum(asked) AS INTEGER) AS asked, CAST(sum(booked) AS INTEGER) AS booked "
        f"FROM ({_counted(where)}) AS of_month "
        "CROSS JOIN (SELECT 7 AS letters UNION ALL SELECT 4) AS spans "
        "GROUP BY substr(month, 1, letters), kind, one, two"
    )


def _keep(where: str, times: str) -> TextClause:
    # In the order of the key, so that two desks never wait for each other.
    return text(
        "INSERT INTO tally (span, kind, one, two, asked, booked) "  # noqa: S608
        f"SELECT span, kind, one, two, {times} * asked, {times} * booked "
        f"FROM ({_spans(where)}) AS new WHERE true ORDER BY span, kind, one, two "
        "ON CONFLICT (span, kind, one, two) DO UPDATE SET "
        "asked = tally.asked + excluded.asked, booked = tally.booked + excluded.booked"
    )


_OF_ONE = "day = :day AND enquiry_id = :enquiry_id"
ADD_ONE = _keep(_OF_ONE, "1").bindparams(bindparam("day", type_=Date))
TAKE_ONE = _keep(_OF_ONE, "-1").bindparams(bindparam("day", type_=Date))
_OF_SOME = "day >= :first_day AND day <= :last_day AND enquiry_id >= :first AND enquiry_id <= :last"
ADD_SOME, TAKE_SOME = (
    _keep(_OF_SOME, times).bindparams(
        bindparam("first_day", type_=Date), bindparam("last_day", type_=Date)
    )
    for times in ("1", "-1")
)
ADD_ALL = _keep("true", "1")
ALL_OF_THEM = text(_spans("true"))

_SUMMED = (tally.c.kind, tally.c.one, tally.c.two, tally.c.asked, tally.c.booked)

_WHOLE = (
    text(
        "SELECT kind, one, two, CAST(sum(asked) AS INTEGER) AS asked, "
        "CAST(sum(booked) AS INTEGER) AS booked FROM tally "
        "WHERE span IN :spans GROUP BY kind, one, two HAVING sum(asked) <> 0"
    )
    .bindparams(bindparam("spans", expanding=True))
    .columns(*_SUMMED)
)
_DAYS = (
    text(
        "SELECT kind, one, two, asked, booked "  # noqa: S608
        f"FROM ({_counted('day >= :first AND day <= :last')}) AS of_days"
    )
    .bindparams(bindparam("first", type_=Date), bindparam("last", type_=Date))
    .columns(*_SUMMED)
)


def sums(session: Session, days: Days) -> Mapping[Kind, SumsOfKind]:
    """Add up some days: years and months as they are kept, and the days by which they are not."""
    whole, edges = in_months(days)
    found: dict[Kind, dict[tuple[str, str], tuple[int, int]]] = {kind: {} for kind in Kind}
    by_word = {kind.value: found[kind] for kind in Kind}
    if whole is not None:
        spans = _years_and_months(whole)
        rows: _Rows = rows_of(session, _WHOLE, spans=spans)
        for word, one, two, asked, booked in rows:
            by_word[word][one, two] = (asked, booked)
    for sign, edge in edges:
        rows = rows_of(session, _DAYS, first=edge.first, last=edge.last)
        for word, one, two, asked, booked in rows:
            sums_of = by_word[word]
            before = sums_of.pop((one, two), (0, 0))
            if all_asked := before[0] + sign * asked:
                sums_of[one, two] = (all_asked, before[1] + sign * booked)
    return found


def _years_and_months(whole: Days) -> list[str]:
    spans = []
    start, end = ((day.year, day.month) for day in (whole.first, whole.last))
    for year in range(start[0], end[0] + 1):
        first = start[1] if year == start[0] else 1
        last = end[1] if year == end[0] else _MONTHS
        is_whole = (first, last) == (1, _MONTHS)
        spans += [f"{year}"] if is_whole else [f"{year}-{n:02d}" for n in range(first, last + 1)]
    return spans


_MONTHS = 12


def month_of(day: dt.date) -> str:
    """Return the month as it is kept, such as 2026-03."""
    return day.isoformat()[:7]
