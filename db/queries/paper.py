"""Reads behind the typing in of printed lists."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.paper import PrintedList
from db.models.staff import Staff
from db.queries.follow_ups import FollowUpRow, Whose, open_follow_ups

_MOST_OPEN: Final = 100_000
_AT_ONCE: Final = 500  # ids in one statement


class RowState(enum.Enum):
    """What became of a printed row until now."""

    OPEN = "open"
    DONE = "done"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a printed sheet as it stands today.

    Attributes:
        number: as printed, from 1.
        row: while it is open.
        done_at, done_by: once its promise is closed; None and empty for an enquiry that had none.
    """

    number: int
    state: RowState
    caller_name: str = ""
    row: FollowUpRow | None = None
    done_at: dt.datetime | None = None
    done_by: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed sheet with its rows of today."""

    number: int
    printed_at: dt.datetime
    printed_by: str
    rows: tuple[SheetRow, ...]


def printed_sheet(session: Session, *, number: int | None, today: dt.date) -> Sheet | None:
    """Return a sheet by its number, or the newest with None; None when there is no such sheet."""
    statement = select(PrintedList, func.coalesce(Staff.name, "")).outerjoin(
        Staff, Staff.id == PrintedList.printed_by
    )
    if number is None:
        statement = statement.order_by(PrintedList.id.desc()).limit(1)
    elif 0 < number < 2**31:
        statement = statement.where(PrintedList.id == number)
    else:
        return None
    found = session.execute(statement).first()
    if found is None:
        return None
    kept, printed_by = found
    return Sheet(kept.id, kept.printed_at, printed_by, _rows(session, kept.rows, today))


def _rows(
    session: Session, pairs: Sequence[Sequence[int | None]], today: dt.date
) -> tuple[SheetRow, ...]:
    still_open = open_follow_ups(
        session, whose=Whose.EVERYBODYS, staff_id=None, today=today, limit=_MOST_OPEN
    )
    promised = {one.follow_up_id: one for one in still_open if one.follow_up_id is not None}
    of_enquiry: dict[int | None, list[FollowUpRow]] = {}
    for one in still_open:
        of_enquiry.setdefault(one.enquiry_id, []).append(one)
    ended = _ended(session, (pair[0] for pair in pairs if pair[0] not in promised))
    names = _names(session, (pair[1] for pair in pairs))
    rows = []
    for number, (follow_up_id, enquiry_id) in enumerate(pairs, start=1):
        name = names.get(enquiry_id)
        if follow_up_id is None:
            # What had no next step on paper may have got one since.
            now = of_enquiry.get(enquiry_id, [])
            row: FollowUpRow | None = now[0] if len(now) == 1 else None
        else:
            row = promised.get(follow_up_id)
        if row is not None:
            rows.append(SheetRow(number, RowState.OPEN, row.caller_name, row))
        elif name is None or (follow_up_id is not None and follow_up_id not in ended):
            rows.append(SheetRow(number, RowState.GONE, name or ""))
        else:
            done_at, done_by = ended.get(follow_up_id, (None, ""))
            rows.append(SheetRow(number, RowState.DONE, name, None, done_at, done_by))
    return tuple(rows)


def _ended(
    session: Session, ids: Iterable[int | None]
) -> dict[int | None, tuple[dt.datetime | None, str]]:
    """Return when and by whom each closed promise was closed."""
    ended: dict[int | None, tuple[dt.datetime | None, str]] = {}
    for some in _some(ids):
        statement = (
            select(FollowUp.id, FollowUp.done_at, func.coalesce(Staff.name, ""))
            .outerjoin(Staff, Staff.id == FollowUp.done_by)
            .where(FollowUp.id.in_(some), FollowUp.done_at.is_not(None))
        )
        ended |= {found: (at, by) for found, at, by in session.execute(statement)}
    return ended


def _names(session: Session, ids: Iterable[int | None]) -> dict[int | None, str]:
    """Return the callers of those enquiries that are not in the bin."""
    names: dict[int | None, str] = {}
    for some in _some(ids):
        statement = select(Enquiry.id, Enquiry.caller_name).where(
            Enquiry.id.in_(some), Enquiry.binned_at.is_(None)
        )
        names |= {found: name for found, name in session.execute(statement)}  # noqa: C416 - rows are not pairs to a type checker
    return names


def _some(ids: Iterable[int | None]) -> Iterable[list[int]]:
    known = [number for number in ids if number is not None]
    for first in range(0, len(known), _AT_ONCE):
        yield known[first : first + _AT_ONCE]
