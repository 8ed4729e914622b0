"""Reads of what was brought in from files, and of what an import has to know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain.importing import ImportedRow, Made
from db.domain.many_phones import parse_many
from db.domain.words import fold
from db.models.importing import ImportRun
from db.models.person import Person, PersonPhone, Phone
from db.models.staff import Staff

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file that was brought in.

    Attributes:
        kept: what stayed when it was undone, for having been changed since.
    """

    import_id: int
    file_name: str
    fingerprint: str
    started_at: dt.datetime
    by: str
    people: int
    enquiries: int
    is_finished: bool
    undone_at: dt.datetime | None
    kept: int


def imports(session: Session) -> list[ImportRow]:
    """Return every import, the latest first."""
    statement = (
        select(ImportRun, Staff.name)
        .outerjoin(Staff, Staff.id == ImportRun.started_by)
        .order_by(ImportRun.id.desc())
    )
    found = []
    for run, name in session.execute(statement):
        made = Made.from_json(run.made)
        counts = made.count("person"), made.count("enquiry")
        found.append(
            ImportRow(
                run.id, run.file_name, run.fingerprint, run.started_at, name or "", *counts,
                run.finished_at is not None, run.undone_at, run.kept,
            )
        )  # fmt: skip
    return found


def known_rows(session: Session, *, rows: Sequence[ImportedRow], region: str) -> int:
    """Return how many rows are of people who are there: the same name on the same number."""
    parsed = parse_many({number.raw for row in rows for number in row.numbers}, region)
    keys = sorted({number.key for number in parsed.values() if number.key})
    owners: set[tuple[str, str]] = set()
    for start in range(0, len(keys), _AT_ONCE):
        statement = (
            select(Phone.key, Person.name)
            .join(PersonPhone, PersonPhone.phone_id == Phone.id)
            .join(Person, Person.id == PersonPhone.person_id)
            .where(Phone.key.in_(keys[start : start + _AT_ONCE]), Person.binned_at.is_(None))
            .where(PersonPhone.former_since.is_(None))
        )
        owners |= {(key, fold(name)) for key, name in session.execute(statement)}
    if not owners:
        return 0
    return sum(
        any((parsed[number.raw].key, fold(row.name)) in owners for number in row.numbers)
        for row in rows
    )
