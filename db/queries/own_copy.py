"""All that is known of one person, for them to have: rows with names in place of our ids."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

from db.models.call import Call
from db.models.consent import Consent
from db.models.enquiry import Enquiry, HandOver, SaidDeskCard, ScreeningAnswer
from db.models.follow_up import Attempt, FollowUp
from db.models.handout import HandoutRecord
from db.models.person import FormerName, Person, PersonPhone, Relation
from db.queries.privacy import same_people

# Our own bookkeeping tells a person nothing about themselves.
_NOT_THEIRS: Final = frozenset(
    {"search_text", "caller_key", "version", "fingerprint", "template_version", "phone_id"}
)
# Table that a column points at -> the column there that says what it is.
_NAMES: Final = {"staff": "name", "service": "name", "choice": "label", "person": "name"}


def everything_about(session: Session, *, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return all rows about somebody, by kind, as plain JSON values; empty when there is nobody."""
    people = same_people(session, person_id)
    enquiries = select(Enquiry.id).where(
        or_(Enquiry.caller_id.in_(people), Enquiry.about_id.in_(people))
    )
    follow_ups = select(FollowUp.id).where(FollowUp.enquiry_id.in_(enquiries))
    phones = select(PersonPhone.phone_id).where(PersonPhone.person_id.in_(people))
    wanted: dict[str, tuple[Any, ColumnElement[bool]]] = {
        "person": (Person, Person.id.in_(people)),
        "former_names": (FormerName, FormerName.person_id.in_(people)),
        "numbers": (PersonPhone, PersonPhone.person_id.in_(people)),
        "relations": (
            Relation, or_(Relation.person_id.in_(people), Relation.other_id.in_(people))
        ),
        "enquiries": (Enquiry, Enquiry.id.in_(enquiries)),
        "consents": (Consent, Consent.enquiry_id.in_(enquiries)),
        "answers": (ScreeningAnswer, ScreeningAnswer.enquiry_id.in_(enquiries)),
        "hand_overs": (HandOver, HandOver.enquiry_id.in_(enquiries)),
        "said": (SaidDeskCard, SaidDeskCard.enquiry_id.in_(enquiries)),
        "promises": (FollowUp, FollowUp.id.in_(follow_ups)),
        "tries": (Attempt, Attempt.follow_up_id.in_(follow_ups)),
        "calls": (Call, or_(Call.enquiry_id.in_(enquiries), Call.phone_id.in_(phones))),
        "handouts": (
            HandoutRecord,
            or_(HandoutRecord.person_id.in_(people), HandoutRecord.enquiry_id.in_(enquiries)),
        ),
    }  # fmt: skip
    return {name: _rows(session, kind.__table__, what) for name, (kind, what) in wanted.items()}


def _rows(session: Session, table: Table, wanted: ColumnElement[bool]) -> list[dict[str, Any]]:
    columns = [column for column in table.c if column.name not in _NOT_THEIRS]
    told = [_told(column) for column in columns]
    names = [
        _name(column, is_ours=one is column) for column, one in zip(columns, told, strict=True)
    ]
    found = session.execute(select(*told).where(wanted).order_by(table.c.id))
    return [dict(zip(names, map(_plain, row), strict=True)) for row in found]


def _name(column: Column[Any], *, is_ours: bool) -> str:
    short = column.name.removesuffix("_id")
    if is_ours or short == column.name:
        return column.name
    return f"{short}_person" if short in column.table.c else short


def _told(column: Column[Any]) -> ColumnElement[Any]:
    """Return a column, or the name of what it points at."""
    for key in column.foreign_keys:
        target = key.column.table
        if target.name in _NAMES:
            other = target.alias()
            name = select(other.c[_NAMES[target.name]]).where(other.c.id == column)
            return name.correlate(column.table).scalar_subquery()
    return column


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value.hex if isinstance(value, uuid.UUID) else value
