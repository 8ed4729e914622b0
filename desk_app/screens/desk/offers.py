"""Rows to choose from below a field of the call card, and the lines about a known caller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from db.domain.enquiry import About
from db.domain.phone import search_digits
from db.queries.callers import CallerRow
from db.queries.catalogue import ServiceRow
from db.queries.clinic import StaffRow
from db.queries.people import PersonDetail
from desk_app import when_wording, wording
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


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A sentence about the person who was chosen; ``is_urgent`` asks for attention."""

    text: str
    is_urgent: bool = False


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
    kind: About,
    rows: Sequence[CallerRow],
    typed: str,
    today: dt.date,
) -> tuple[Offer, ...]:
    """Return the caller's own people first, those of this kind before the others."""
    relations = sorted(caller.relations, key=lambda r: r.kind is not kind) if caller else []
    own = tuple(Offer(r.person_id, r.name, wording.about(r.kind), icon="users") for r in relations)
    known = {offer.key for offer in own} | {caller.person_id if caller else None}
    others = (row for row in rows if row.person_id not in known)
    return own + tuple(_caller(row, row.name, today, typed) for row in others)


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


def known_lines(person: PersonDetail, today: dt.date) -> tuple[KnownLine, ...]:
    """Return what the desk should know of the chosen person, the most pressing first."""
    lines = []
    if person.do_not_contact:
        words = QCoreApplication.translate("Desk", "Do not contact. {0}")
        lines.append(KnownLine(words.format(person.do_not_contact_reason).strip(), is_urgent=True))
    waiting = [row for row in person.enquiries if row.next_due is not None]
    for row in sorted(waiting, key=lambda r: r.next_due or today)[:1]:
        due = _due(row.next_due or today, today)
        lines.append(
            KnownLine(_joined(due, row.service), is_urgent=(row.next_due or today) < today)
        )
    if person.enquiries:
        last = person.enquiries[0]
        ending = wording.outcome(last.outcome) if last.outcome else ""
        day = when_wording.short_day(last.received_on, today=today)
        words = QCoreApplication.translate("Desk", "Last enquiry {0}").format(day)
        lines.append(KnownLine(_joined(words, last.service, ending)))
    else:
        lines.append(KnownLine(QCoreApplication.translate("Desk", "Known, but no enquiry so far")))
    return tuple(lines)


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
            *(_relation(kind, other) for kind, other in row.relations[:2]),
            _due(row.next_due, today) if row.next_due else "",
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


def _relation(kind: About, name: str) -> str:
    words = {
        About.CHILD: QCoreApplication.translate("Desk", "child: {0}"),
        About.PARTNER: QCoreApplication.translate("Desk", "partner: {0}"),
        About.PARENT: QCoreApplication.translate("Desk", "parent: {0}"),
    }.get(kind, QCoreApplication.translate("Desk", "belongs to: {0}"))
    return words.format(name)


def _due(day: dt.date, today: dt.date) -> str:
    words = when_wording.short_day(day, today=today)
    if day < today:
        return QCoreApplication.translate("Desk", "Promised for {0}, overdue").format(words)
    return QCoreApplication.translate("Desk", "Promised for {0}").format(words)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
