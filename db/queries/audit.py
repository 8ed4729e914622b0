"""The audit as it is read: whether its chain is whole, and who did what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from db.domain.audit_chain import BEGINNING, ChainRow, link_of
from db.domain.deed import CHANGES_NOTHING
from db.models.audit import AuditEntry
from db.models.clinic import Setting
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.handout import HandoutRecord
from db.models.person import Person, PersonMerge
from db.models.staff import Staff

_KEY = select(Setting.value).where(Setting.key == "audit_key")
_ROWS = AuditEntry.__table__.c


@dataclass(frozen=True, slots=True)
class Link:
    """One place in the chain; kept outside the database it tells whether rows before it changed.

    Attributes:
        row_id: 0 before the first row.
        at: aware, UTC; None before the first row.
    """

    row_id: int
    link: str
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of the chain that was looked over.

    Attributes:
        end: its last row, where the next stretch begins.
        looked_at: how many rows.
        broken: ids of rows that are not as they were written, or whose forerunner is not there.
    """

    end: Link
    looked_at: int
    broken: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which rows are wanted; all of them where nothing is set.

    Attributes:
        person_id: what concerns one person, their enquiries and what hangs on those.
        since, before: aware.
        only_views: looks, prints, exports and sign-ins, nothing that changed a record.
    """

    person_id: int | None = None
    desk: str = ""
    staff_id: int | None = None
    since: dt.datetime | None = None
    before: dt.datetime | None = None
    only_views: bool = False


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row as the manager reads it.

    Attributes:
        who: empty when nobody was chosen at the desk.
        fields: names of what was changed, or words of ours about the deed.
        about: the name of the person whom it concerns, if it is one.
    """

    row_id: int
    at: dt.datetime
    who: str
    desk: str
    action: str
    subject: str
    subject_id: int
    fields: tuple[str, ...]
    about: str


def last_link(session: Session) -> Link:
    """Return the end of the chain."""
    statement = select(_ROWS.id, _ROWS.link, _ROWS.at).order_by(_ROWS.id.desc()).limit(1)
    row = session.execute(statement).one_or_none()
    return Link(*row) if row else Link(0, BEGINNING, None)


def link_at(session: Session, *, row_id: int) -> str:
    """Return the link of a row; the beginning's for 0, and nothing fitting when it is gone."""
    if row_id == 0:
        return BEGINNING
    return session.scalar(select(_ROWS.link).where(_ROWS.id == row_id)) or "gone"


def look_over_stretch(session: Session, *, after: Link, limit: int = 20_000) -> Stretch:
    """Look over the rows behind a place in the chain, oldest first."""
    key = bytes.fromhex(session.execute(_KEY).scalar_one())
    statement = (
        select(
            _ROWS.id, _ROWS.at, _ROWS.staff_id, _ROWS.desk, _ROWS.action,
            _ROWS.subject, _ROWS.subject_id, _ROWS.details, _ROWS.link,
        )
        .where(_ROWS.id > after.row_id)
        .order_by(_ROWS.id)
        .limit(limit)
    )  # fmt: skip
    before, broken, looked_at = after, [], 0
    for *row, link in session.execute(statement):
        told = ChainRow(*row)
        if told.row_id != before.row_id + 1 or link != link_of(key, before.link, told):
            broken.append(told.row_id)
        before = Link(told.row_id, link, told.at)
        looked_at += 1
    return Stretch(before, looked_at, tuple(broken))


def audit_rows(
    session: Session, *, wanted: AuditFilter, before_id: int | None = None, limit: int = 200
) -> list[AuditRow]:
    """Return what was done, newest first."""
    statement = (
        select(AuditEntry, func.coalesce(Staff.name, ""), func.coalesce(Person.name, ""))
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .outerjoin(Person, (AuditEntry.subject == "person") & (Person.id == AuditEntry.subject_id))
        .where(*_conditions(wanted))
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    if before_id is not None:
        statement = statement.where(AuditEntry.id < before_id)
    return [
        AuditRow(
            entry.id, entry.at, who, entry.desk, entry.action, entry.subject, entry.subject_id,
            tuple(entry.details.get("fields", ())), about,
        )
        for entry, who, about in session.execute(statement)
    ]  # fmt: skip


def audit_desks(session: Session) -> tuple[str, ...]:
    """Return the names of the desks at which anything was ever done."""
    return tuple(session.scalars(select(AuditEntry.desk).distinct().order_by(AuditEntry.desk)))


def person_name(session: Session, *, person_id: int) -> str:
    """Return what somebody is called; empty when there is no name, or nobody."""
    return session.scalar(select(Person.name).where(Person.id == person_id)) or ""


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.person_id is not None:
        conditions.append(_concerns(wanted.person_id))
    if wanted.desk:
        conditions.append(AuditEntry.desk == wanted.desk)
    if wanted.staff_id is not None:
        conditions.append(AuditEntry.staff_id == wanted.staff_id)
    if wanted.since is not None:
        conditions.append(AuditEntry.at >= wanted.since)
    if wanted.before is not None:
        conditions.append(AuditEntry.at < wanted.before)
    if wanted.only_views:
        conditions.append(AuditEntry.action.in_(CHANGES_NOTHING))
    return conditions


def _concerns(person_id: int) -> ColumnElement[bool]:
    enquiries = select(Enquiry.id).where(
        or_(Enquiry.caller_id == person_id, Enquiry.about_id == person_id)
    )
    theirs = {
        "enquiry": enquiries,
        "follow_up": select(FollowUp.id).where(FollowUp.enquiry_id.in_(enquiries)),
        "handout_record": select(HandoutRecord.id).where(
            or_(HandoutRecord.person_id == person_id, HandoutRecord.enquiry_id.in_(enquiries))
        ),
        "person_merge": select(PersonMerge.id).where(
            or_(PersonMerge.keep_id == person_id, PersonMerge.other_id == person_id)
        ),
    }
    about_them = (AuditEntry.subject == "person") & (AuditEntry.subject_id == person_id)
    others = (
        (AuditEntry.subject == subject) & AuditEntry.subject_id.in_(ids)
        for subject, ids in theirs.items()
    )
    return or_(about_them, *others)
