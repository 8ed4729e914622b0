"""Commands on what holds for the whole clinic: profile, staff, hours, lists."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.clinic import ClinicProfile
from db.domain.enquiry import ChoiceList
from db.domain.errors import Problem, StaleEditError
from db.domain.hours import OpeningHours
from db.domain.retention import CLOCKS, MOST_MONTHS
from db.domain.staff import Actor, Role
from db.models.clinic import Choice, ClosedDay, OpeningPeriod, Setting
from db.models.staff import Staff
from db.queries.clinic import opening_hours
from db.services.counting import count_all
from db.services.gate import command
from db.services.pictures import check_pictures
from db.services.records import Cleaner, find_seen
from db.services.sign_in import forget_secret, keep_a_manager

_CLINIC = frozenset({Topic.CLINIC})
_STAFF = frozenset({Topic.STAFF})
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


@command("setting")
def save_profile(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    profile: ClinicProfile,
    only: Collection[str] | None = None,
    seen: ClinicProfile | None = None,
) -> Change:
    """Replace the clinic-wide settings. Undo: save the earlier profile.

    Args:
        only: names of the settings to store, so that a form of some of them takes
            back nothing that another desk changed meanwhile; None for all.
        seen: what they must still be, as it was saved.

    Raises:
        StaleEditError: they are not as they were seen.
        ValidationError: no name, an unknown time zone, an impossible colour or count, a logo
            that is not kept.
    """
    cleaned = _cleaned(profile).to_settings()
    wanted = {key: value for key, value in cleaned.items() if only is None or key in only}
    check_pictures(session, [wanted.get("logo", "")])
    stored = {row.key: row for row in session.scalars(select(Setting))}
    before = _cleaned(seen).to_settings() if seen else {}
    if seen and any(key in stored and stored[key].value != before[key] for key in wanted):
        raise StaleEditError("settings")
    changed = []
    for key, value in wanted.items():
        if key not in stored:
            session.add(Setting(key=key, value=value))
        elif stored[key].value != value:
            stored[key].value = value
        else:
            continue
        changed.append(key)
    session.flush()
    if "time_zone" in changed:
        count_all(session)  # days and hours are those on the clinic's wall
    return Change(0, 0, _CLINIC, tuple(changed))


def _cleaned(profile: ClinicProfile) -> ClinicProfile:
    cleaner = Cleaner()
    lines = {
        name: cleaner.line(name, getattr(profile, name), text.SHORT, required=name == "name")
        for name in ("name", "phone", "web", "email", "accent", "region", "time_zone",
                     "language", "currency", "paper", "emergency_number")
    }  # fmt: skip
    blocks = {
        name: cleaner.block(name, getattr(profile, name), 1_000)
        for name in ("address", "consent_words")
    }
    if lines["time_zone"] and not _is_time_zone(lines["time_zone"]):
        cleaner.problems["time_zone"] = Problem.NOT_UNDERSTOOD
    if not _COLOUR.fullmatch(lines["accent"]):
        cleaner.problems["accent"] = Problem.NOT_UNDERSTOOD
    if lines["paper"] not in ("letter", "a4"):
        cleaner.problems["paper"] = Problem.UNKNOWN_CHOICE
    if not 1 <= profile.give_up_after <= 20:
        cleaner.problems["give_up_after"] = Problem.OUT_OF_RANGE
    if not profile.next_attempts or not all(0 <= days <= 60 for days in profile.next_attempts):
        cleaner.problems["next_attempts"] = Problem.OUT_OF_RANGE
    for name in {*CLOCKS.values()}:
        if not 1 <= getattr(profile, name) <= MOST_MONTHS:
            cleaner.problems[name] = Problem.OUT_OF_RANGE
    if not 1 <= profile.lock_minutes <= 15:
        cleaner.problems["lock_minutes"] = Problem.OUT_OF_RANGE
    if not 1 <= profile.review_months <= 60:
        cleaner.problems["review_months"] = Problem.OUT_OF_RANGE
    cleaner.check()
    return ClinicProfile.from_settings(profile.to_settings() | lines | blocks)


def _is_time_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class StaffFields:
    """One line of the staff list, as typed."""

    name: str
    role: Role
    initials: str = ""


@command("staff")
def add_staff(session: Session, *, actor: Actor, at: dt.datetime, fields: StaffFields) -> Change:
    """Enter somebody who works here. Undo: ``close_staff``.

    Raises:
        ValidationError: no name, too long, or somebody of this name works here already.
    """
    name, initials = _cleaned_staff(session, fields, None)
    member = Staff(name=name, role=fields.role, initials=initials)
    session.add(member)
    session.flush()
    return Change(member.id, member.version, _STAFF)


@command("staff")
def change_staff(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    staff_id: int,
    seen_version: int,
    fields: StaffFields,
) -> Change:
    """Correct a name, initials or role. Undo: change back.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
        LastManagerError: nobody could let others in.
    """
    member = find_seen(session, Staff, staff_id, seen_version)
    if fields.role is not Role.MANAGER:
        keep_a_manager(session, without=staff_id)
    member.name, member.initials = _cleaned_staff(session, fields, staff_id)
    member.role = fields.role
    session.flush()
    return Change(member.id, member.version, _STAFF)


@command("staff")
def close_staff(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    staff_id: int,
    seen_version: int,
    closed_on: dt.date | None,
) -> Change:
    """Somebody leaves, or with None comes back: each undoes the other. Nobody is deleted.

    Their secret goes at once and does not come back with them.

    Raises:
        LastManagerError: nobody could let others in.
        NotFoundError, StaleEditError.
    """
    member = find_seen(session, Staff, staff_id, seen_version)
    if closed_on is not None:
        keep_a_manager(session, without=staff_id)
        forget_secret(session, staff_id)
    member.closed_on = closed_on
    session.flush()
    return Change(member.id, member.version, _STAFF)


def _cleaned_staff(session: Session, fields: StaffFields, own_id: int | None) -> tuple[str, str]:
    cleaner = Cleaner()
    name = cleaner.line("name", fields.name, text.NAME, required=True)
    initials = cleaner.line("initials", fields.initials, 8)
    same = select(Staff.id).where(
        func.lower(Staff.name) == name.lower(), Staff.closed_on.is_(None), Staff.id != (own_id or 0)
    )
    if name and session.scalar(same) is not None:
        cleaner.problems["name"] = Problem.ALREADY_THERE
    cleaner.check()
    return name, initials or "".join(part[0] for part in name.split())[:3].upper()


@command("opening_period")
def set_hours(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    hours: OpeningHours,
    seen: OpeningHours | None = None,
) -> Change:
    """Replace the week and the closed days. Undo: set the earlier hours.

    Raises:
        StaleEditError: they are not as they were ``seen``.
    """
    if seen is not None and opening_hours(session) != _in_order(seen):
        raise StaleEditError("opening hours")
    session.execute(delete(OpeningPeriod))
    session.execute(delete(ClosedDay))
    session.add_all(
        OpeningPeriod(weekday=weekday, opens=period.opens, closes=period.closes)
        for weekday, periods in hours.week.items()
        for period in periods
    )
    session.add_all(ClosedDay(day=day, reason=reason) for day, reason in hours.closed.items())
    session.flush()
    return Change(0, 0, _CLINIC)


def _in_order(hours: OpeningHours) -> OpeningHours:
    week = {day: tuple(sorted(periods)) for day, periods in hours.week.items() if periods}
    return OpeningHours(week, dict(hours.closed))


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One line of a list; ``key`` is empty for a new one, ``unmet`` as in the table."""

    label: str
    key: str = ""
    active: bool = True
    unmet: bool = False


@command("choice")
def set_choices(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    which: ChoiceList,
    lines: Sequence[ChoiceLine],
    seen: Sequence[ChoiceLine] | None = None,
) -> Change:
    """Replace a list's words and order. A line left out is put out of use, never deleted.

    Undo: set the earlier lines.

    Raises:
        ValidationError: a line has no words; the field is ``line <number>``.
        StaleEditError: they are not the lines that were ``seen``.
    """
    cleaner = Cleaner()
    labels = [
        cleaner.line(f"line {n}", line.label, text.SHORT, required=True)
        for n, line in enumerate(lines)
    ]
    cleaner.check()
    in_order = select(Choice).where(Choice.list == which).order_by(Choice.position, Choice.id)
    stored = {choice.key: choice for choice in session.scalars(in_order)}
    in_use = [choice.label for choice in stored.values() if choice.active]
    if seen is not None and in_use != [line.label for line in seen if line.active]:
        raise StaleEditError("choices")
    kept: set[str] = set()
    for position, (line, label) in enumerate(zip(lines, labels, strict=True)):
        choice = stored.get(line.key)
        if choice is None:
            key = line.key or _new_key(label, stored.keys() | kept)
            choice = Choice(list=which, key=key)
            session.add(choice)
        choice.label, choice.position, choice.active = label, position, line.active
        choice.unmet = line.unmet and which is ChoiceList.LOST_REASON
        kept.add(choice.key)
    left_out = [choice for key, choice in stored.items() if key not in kept]
    for position, choice in enumerate(left_out, start=len(lines)):
        choice.position, choice.active = position, False
    session.flush()
    return Change(0, 0, _CLINIC)


def _new_key(label: str, taken: set[str]) -> str:
    stem = re.sub(r"\W+", "_", label.casefold()).strip("_")[:48] or "line"
    numbered = (f"{stem}_{n}" for n in range(2, 10_000))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)
