"""The statements behind the log: each is built once for all filters of the same shape."""

from __future__ import annotations

import datetime as dt
import enum
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, String, Subquery, bindparam, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.dialects.search import SearchDialect
from db.domain.enquiry import Channel, Outcome
from db.domain.phone import looks_like_number, search_digits
from db.domain.words import query_words
from db.models.derived import counted
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.service import Service
from db.models.staff import Staff
from db.queries.search import NEXT_DIGIT, phones_between, words_asked

NOT_SAID: Final = 0  # no id is 0
_SHORTEST_DIGITS = 3
_READABLE_NUMBER = re.compile(r"(20\d\d)-(\d{4,6})")


class Kept(enum.Enum):
    """What became of something promised; the values are columns of ``counted``."""

    IN_TIME = "in_time"
    LATE = "late"
    WAITING = "waiting"
    TRIED = "first_call"


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
        service_id, outcome, heard_id, taken_by, lost_reason_id: NOT_SAID for those without one.
        hour: of the week by the clinic's clock, as in ``counted``; Monday's first is 0.
        kept: with at least one promise of which this became, or will.
        since, until: clinic dates, both inclusive.
        open_only: True for enquiries that still owe something, False for closed ones.
    """

    typed: str = ""
    service_id: int | None = None
    channel: Channel | None = None
    outcome: Outcome | int | None = None
    heard_id: int | None = None
    lost_reason_id: int | None = None
    taken_by: int | None = None
    person_id: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    open_only: bool | None = None
    hour: int | None = None
    kept: Kept | None = None
    sort_by: SortBy = SortBy.RECEIVED
    descending: bool = True

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        order = {"sort_by": SortBy.RECEIVED, "descending": True}
        return replace(self, **order) != LogFilter()  # type: ignore[arg-type]


class _Typed(enum.Enum):
    """What was typed into the search field."""

    NOTHING = ""
    NUMBER = "number"
    DIGITS = "digits"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter as statements are known by.

    Attributes:
        shape: the filter with stand-ins for what is sent beside the statement.
        values: what they stand for.
    """

    shape: LogFilter
    values: dict[str, Any]


_SENT: Final = (
    "channel", "outcome", "service_id", "heard_id", "lost_reason_id", "taken_by", "person_id",
    "since", "until",
)  # fmt: skip
_STAND_IN: Final[Any] = 1


def asked_by(session: Session, wanted: LogFilter) -> Asked:
    """Take a filter apart into its shape and what is sent beside the statement."""
    kind, values = _typed(session, wanted.typed.strip())
    given = {name: getattr(wanted, name) for name in _SENT}
    values |= {name: value for name, value in given.items() if value not in (None, NOT_SAID)}
    if wanted.hour is not None:
        given["hour"] = values["hour"] = wanted.hour
    stand_ins = {name: _STAND_IN for name in given if name in values}
    return Asked(replace(wanted, typed=kind.value, **stand_ins), values)


def _typed(session: Session, typed: str) -> tuple[_Typed, dict[str, Any]]:
    if readable := _READABLE_NUMBER.fullmatch(typed):
        year, number = map(int, readable.groups())
        return _Typed.NUMBER, {"year": year, "number": number}
    digits = search_digits(typed)
    if looks_like_number(typed) and len(digits) >= _SHORTEST_DIGITS:
        return _Typed.DIGITS, {"first": digits, "end": digits + NEXT_DIGIT}
    if words := query_words(typed):
        return _Typed.WORDS, {"words": words_asked(session, words)}
    return _Typed.NOTHING, {}


@lru_cache(maxsize=200)
def part_of_list(
    columns: Select[*tuple[Any, ...]],
    shape: LogFilter,
    is_nothing: bool,  # noqa: FBT001
    goes_on: bool,  # noqa: FBT001
    dialect: SearchDialect,
) -> Select[*tuple[Any, ...]]:
    """Return the statement for one group of a list, from its beginning or from a cursor on."""
    key = sort_key(shape)
    statement, found = _narrowed(columns.add_columns(*key), shape, dialect)
    column = {SortBy.SERVICE: Enquiry.service_id, SortBy.OUTCOME: Enquiry.outcome}.get(
        shape.sort_by
    )
    if column is not None:
        here = column.is_(None) if is_nothing else column == bindparam("group", type_=column.type)
        statement = statement.where(here)
    if goes_on:
        places = (bindparam(f"after_{n}", type_=part.type) for n, part in enumerate(key))
        place, mark = tuple_(*key), tuple_(*places)
        statement = statement.where(place < mark if shape.descending else place > mark)
    # Only by the index's own id does SQLite see that the matches come in order already.
    order = (found.c.id,) if found is not None and len(key) == 1 else key
    ordered = statement.order_by(*(part.desc() if shape.descending else part for part in order))
    return ordered.limit(bindparam("most"))


@lru_cache(maxsize=100)
def counting(shape: LogFilter, dialect: SearchDialect) -> Select[int]:
    """Return the statement that counts what matches, no further than ``most``."""
    found, _ = _narrowed(IDS, shape, dialect)
    return select(func.count()).select_from(found.limit(bindparam("most")).subquery())


def _narrowed(
    statement: Select[*tuple[Any, ...]], shape: LogFilter, dialect: SearchDialect
) -> tuple[Select[*tuple[Any, ...]], Subquery | None]:
    """Leave out what does not match; with words also return what holds them."""
    statement = statement.where(*_conditions(shape))
    if shape.hour is not None or shape.kept is not None:
        statement = statement.join(counted, _IS_COUNTED).where(*_conditions_counted(shape))
    if shape.typed == _Typed.NUMBER.value:
        is_it = (Enquiry.year == bindparam("year")) & (Enquiry.number == bindparam("number"))
        return statement.where(is_it), None
    if shape.typed == _Typed.DIGITS.value:
        numbers = phones_between(bindparam("first"), bindparam("end"))
        return statement.join(numbers, numbers.c.id == Enquiry.phone_id), None
    if shape.typed == _Typed.WORDS.value:
        found = dialect.matching("enquiry", bindparam("words", type_=String))
        return statement.join(found, found.c.id == Enquiry.id), found
    return statement, None


def _conditions(shape: LogFilter) -> list[ColumnElement[bool]]:
    columns: dict[str, InstrumentedAttribute[Any]] = {
        "channel": Enquiry.channel, "outcome": Enquiry.outcome, "service_id": Enquiry.service_id,
        "heard_id": Enquiry.heard_id, "lost_reason_id": Enquiry.lost_reason_id,
        "taken_by": Enquiry.taken_by,
    }  # fmt: skip
    conditions: list[ColumnElement[bool]] = []
    for name, column in columns.items():
        known = getattr(shape, name)
        if known == NOT_SAID:
            conditions.append(column.is_(None))
        elif known is not None:
            conditions.append(column == bindparam(name, type_=column.type))
    if shape.open_only is not None:  # as a word of the statement: an index is of open ones only
        conditions.append(Enquiry.is_open == shape.open_only)
    if shape.person_id is not None:
        person: ColumnElement[int] = bindparam("person_id")
        conditions.append((Enquiry.caller_id == person) | (Enquiry.about_id == person))
    if shape.since is not None:
        conditions.append(Enquiry.received_on >= bindparam("since"))
    if shape.until is not None:
        conditions.append(Enquiry.received_on <= bindparam("until"))
    return conditions


def sort_key(shape: LogFilter) -> tuple[ColumnElement[Any], ...]:
    """Return what rows of one group are ordered by; the id comes last and makes it certain.

    A search by words is ordered by the id alone, which is the order of logging: so the
    newest matches stream out of the full-text index, however many there are.
    """
    if shape.sort_by is SortBy.NAME:
        return (Enquiry.caller_key.expression, Enquiry.id.expression)
    if shape.sort_by is SortBy.RECEIVED and shape.typed == _Typed.WORDS.value:
        return (Enquiry.id.expression,)
    return (Enquiry.received_on.expression, Enquiry.id.expression)


def _row_columns() -> Select[*tuple[Any, ...]]:
    """Return the statement behind the rows of the log."""
    next_due = (
        select(func.min(FollowUp.due_on))
        .where(FollowUp.enquiry_id == Enquiry.id, FollowUp.done_at.is_(None))
        .scalar_subquery()
    )
    other = aliased(FollowUp)
    earliest = (
        select(func.min(other.due_on))
        .where(other.enquiry_id == FollowUp.enquiry_id, other.done_at.is_(None))
        .scalar_subquery()
    )
    next_owner = (
        select(func.max(FollowUp.owner_id))
        .where(FollowUp.enquiry_id == Enquiry.id, FollowUp.done_at.is_(None))
        .where(FollowUp.due_on == earliest)
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
            func.coalesce(Service.name, ""),
            Enquiry.concern,
            Enquiry.outcome,
            Enquiry.is_open,
            Enquiry.needs_next_step,
            func.coalesce(Staff.name, ""),
            next_due,
            next_owner,
            Enquiry.heard_id,
            Enquiry.heard_detail,
        )
        .outerjoin(Service, Service.id == Enquiry.service_id)
        .outerjoin(Staff, Staff.id == Enquiry.taken_by)
        .where(Enquiry.binned_at.is_(None))
    )


def _conditions_counted(shape: LogFilter) -> list[ColumnElement[bool]]:
    of_hour = [counted.c.hour == bindparam("hour")] if shape.hour is not None else []
    if shape.kept is None:
        return of_hour
    became = counted.c[shape.kept.value]
    # Minutes to the first try may be none at all; of the others there is a count.
    return [*of_hour, became.is_not(None) if shape.kept is Kept.TRIED else became > 0]


_IS_COUNTED = (counted.c.day == Enquiry.received_on) & (counted.c.enquiry_id == Enquiry.id)
ROWS: Final = _row_columns()
IDS: Final = select(Enquiry.id).where(Enquiry.binned_at.is_(None))
