"""Reads of what holds for the whole clinic."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain.clinic import ClinicProfile
from db.domain.consent import ConsentWords
from db.domain.enquiry import ChoiceList
from db.domain.hours import OpeningHours, Period
from db.domain.sign_in import MOST_TRIES
from db.domain.staff import Role
from db.domain.words import fold
from db.models.clinic import Choice, ClosedDay, OpeningPeriod, Setting
from db.models.staff import Staff, StaffSecret


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who works, or worked, here.

    Attributes:
        has_secret: they can sign in, unless locked out after too many wrong tries.
    """

    staff_id: int
    version: int
    name: str
    initials: str
    role: Role
    closed_on: dt.date | None
    has_secret: bool = False
    is_locked_out: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One line of a list the clinic words for itself.

    Attributes:
        unmet: of a reason: they asked in vain for what the clinic could offer.
    """

    choice_id: int
    key: str
    label: str
    active: bool
    unmet: bool = False


@dataclass(frozen=True, slots=True)
class ClinicFacts:
    """All that every screen needs to know of the clinic, in one read.

    Attributes:
        staff: also those who left, so that old records have names.
        choices: also those out of use.
        consent: what callers are asked to agree to; None where nobody is asked.
    """

    profile: ClinicProfile
    hours: OpeningHours
    staff: tuple[StaffRow, ...]
    choices: dict[ChoiceList, tuple[ChoiceRow, ...]]
    consent: ConsentWords | None = None

    @property
    def present_staff(self) -> tuple[StaffRow, ...]:
        """Those who work here now."""
        return tuple(member for member in self.staff if member.closed_on is None)

    @property
    def needs_sign_in(self) -> bool:
        """Whether anybody has a secret, and so everybody is asked for one."""
        return any(member.has_secret for member in self.staff)


def clinic_facts(session: Session) -> ClinicFacts:
    """Return the clinic's profile, hours, staff and lists."""
    return ClinicFacts(
        clinic_profile(session),
        opening_hours(session),
        staff(session),
        choices(session),
        consent_words(session),
    )


def clinic_profile(session: Session) -> ClinicProfile:
    """Return the clinic-wide settings; ``name`` is empty before the first start is done."""
    rows = session.execute(select(Setting.key, Setting.value))
    return ClinicProfile.from_settings({key: value for key, value in rows})  # noqa: C416 - rows are not pairs to a type checker


def consent_words(session: Session) -> ConsentWords | None:
    """Return what callers are asked to agree to now; None where the clinic asks nothing."""
    stored = select(Setting.value, Setting.version).where(Setting.key == "consent_words")
    row = session.execute(stored).first()
    return ConsentWords(row[0], row[1]) if row is not None and row[0] else None


def opening_hours(session: Session) -> OpeningHours:
    """Return the clinic's week and closed days."""
    week: defaultdict[int, list[Period]] = defaultdict(list)
    for period in session.scalars(select(OpeningPeriod)):
        week[period.weekday].append(Period(period.opens, period.closes))
    closed = {row.day: row.reason for row in session.scalars(select(ClosedDay))}
    return OpeningHours({day: tuple(sorted(periods)) for day, periods in week.items()}, closed)


def staff(session: Session) -> tuple[StaffRow, ...]:
    """Return everybody who works or worked here, by name."""
    columns = (Staff.id, Staff.version, Staff.name, Staff.initials, Staff.role, Staff.closed_on)
    statement = select(*columns, StaffSecret.tries).outerjoin(
        StaffSecret, StaffSecret.staff_id == Staff.id
    )
    rows = (
        StaffRow(*row[:-1], row[-1] is not None, (row[-1] or 0) >= MOST_TRIES)
        for row in session.execute(statement)
    )
    return tuple(sorted(rows, key=lambda row: (fold(row.name), row.staff_id)))


def choices(session: Session) -> dict[ChoiceList, tuple[ChoiceRow, ...]]:
    """Return every list in its order."""
    columns = (Choice.list, Choice.id, Choice.key, Choice.label, Choice.active, Choice.unmet)
    lines: defaultdict[ChoiceList, list[ChoiceRow]] = defaultdict(list)
    ordered = select(*columns).order_by(Choice.position, Choice.id)
    for which, choice_id, key, label, active, unmet in session.execute(ordered):
        lines[which].append(ChoiceRow(choice_id, key, label, active, unmet))
    return {which: tuple(lines[which]) for which in ChoiceList}
