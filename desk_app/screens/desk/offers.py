"""Rows to choose from below a field of the call card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from db.domain.enquiry import About
from db.domain.phone import search_digits
from db.domain.words import fold
from db.queries.callers import CallerRow
from db.queries.catalogue import ServiceRow
from db.queries.clinic import StaffRow
from db.queries.people import PersonDetail
from desk_app import wording
from desk_app.screens.desk.known import due_words, related
from desk_app.screens.desk.matching import alias_meant, services_like, staff_like, title_marks

MOST_OFFERS = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """One row to choose.

    Attributes:
        key: None stands for "somebody new" or "nobody yet".
        text: what will stand in the field.
        marks: ``(start, length)`` of what matched in the title.
    """

    key: int | None
    title: str
    detail: str = ""
    text: str = ""
    icon: str = ""
    badge: str = ""
    marks: tuple[tuple[int, int], ...] = ()


def callers_on_number(rows: Sequence[CallerRow], typed: str, today: dt.date) -> tuple[Offer, ...]:
    """Return everybody on a number, and "somebody new" as the last; nobody is preferred."""
    if not rows:
        return ()
    new = Offer(None, QCoreApplication.translate("Desk", "Somebody new"), text=typed, icon="plus")
    return (*(_caller(row, _number_for(row, typed), today) for row in rows), new)


def callers_named(rows: Sequence[CallerRow], typed: str, today: dt.date) -> tuple[Offer, ...]:
    """Return the people whose name is like the one typed."""
    return tuple(_caller(row, row.name, today, typed) for row in rows)


def people_concerned(
    caller: PersonDetail | None,
    household: Sequence[CallerRow],
    kind: About,
    rows: Sequence[CallerRow],
    typed: str,
    today: dt.date,
) -> tuple[Offer, ...]:
    """Return the caller's own people first, those of this kind before the others.

    After them come those on the same number, then whoever has the name that was typed.
    """
    relations = sorted(caller.relations, key=lambda r: r.kind is not kind) if caller else []
    own = tuple(Offer(r.person_id, r.name, wording.about(r.kind), icon="users") for r in relations)
    known = {offer.key for offer in own} | {caller.person_id if caller else None}
    begun = [row for row in household if row.name and fold(row.name).startswith(fold(typed))]
    others = {row.person_id: row for row in (*begun, *rows) if row.person_id not in known}
    return own + tuple(_caller(row, row.name, today, typed) for row in others.values())


def services_offered(services: Sequence[ServiceRow], typed: str) -> tuple[Offer, ...]:
    """Return the services the words may mean."""
    return tuple(
        Offer(
            row.service_id,
            row.name,
            alias_meant(row, typed) or row.category,
            marks=title_marks(row.name, typed),
        )
        for row in services_like(services, typed)[:MOST_OFFERS]
    )


def owners_offered(staff: Sequence[StaffRow], typed: str) -> tuple[Offer, ...]:
    """Return who may keep a promise; "nobody yet" is the last."""
    found = tuple(
        Offer(row.staff_id, row.name, marks=title_marks(row.name, typed))
        for row in staff_like(staff, typed)
    )
    return (*found, Offer(None, nobody_yet()))


def nobody_yet() -> str:
    """Return what stands in place of an owner."""
    return QCoreApplication.translate("Desk", "Nobody yet")


def completed_number(row: CallerRow, typed: str) -> str:
    """Return the number to put on the card: what was typed, unless it was only a part."""
    return _number_for(row, typed)


def _number_for(row: CallerRow, typed: str) -> str:
    return typed if len(search_digits(typed)) >= len(search_digits(row.number)) else row.number


def _caller(row: CallerRow, text: str, today: dt.date, typed: str = "") -> Offer:
    name = row.name or QCoreApplication.translate("Desk", "No name known")
    return Offer(
        row.person_id,
        name,
        _joined(
            row.number,
            *(related(kind, other) for kind, other in row.relations[:2]),
            due_words(row.next_due, today),
        ),
        text=text,
        icon="user",
        badge=_badge(row),
        marks=title_marks(name, typed),
    )


def _badge(row: CallerRow) -> str:
    if row.do_not_contact:
        return QCoreApplication.translate("Desk", "do not contact")
    if row.alike:
        return QCoreApplication.translate("Desk", "sounds alike")
    return QCoreApplication.translate("Desk", "last 7 digits") if row.weak else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
