"""What stands beside the follow-up list for one of its rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.domain.enquiry import About
from db.domain.follow_up import VoicemailRule
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.person import Person, PersonPhone
from db.models.staff import Staff
from db.queries.follow_ups import AttemptRow, attempts


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number of the caller, as it was given."""

    raw: str
    label: str
    voicemail: VoicemailRule


@dataclass(frozen=True, slots=True)
class RowDetails:
    """The rest of what is known about one row.

    Attributes:
        attempts: newest first.
        other_numbers: of the caller, besides the one to call; former ones left out.
        about_name: whom it is about, when it is not the caller.
        asked_by: who put the question, or the one behind an answer that is to be passed on.
        question, answer: of an answer that is to be passed on, who gave it with ``answered_by``.
    """

    attempts: tuple[AttemptRow, ...]
    other_numbers: tuple[NumberRow, ...]
    do_not_contact_reason: str
    about: About
    about_name: str
    received_on: dt.date
    taken_by: str
    asked_by: str = ""
    question: str = ""
    answer: str = ""
    answered_by: str = ""


def row_details(
    session: Session, *, enquiry_id: int, follow_up_id: int | None
) -> RowDetails | None:
    """Return the rest of what is known about one row; None when its enquiry is gone."""
    statement = (
        select(
            Enquiry.caller_id,
            Enquiry.phone_raw,
            Enquiry.phone_id,
            Enquiry.about,
            Enquiry.about_name,
            Enquiry.received_on,
            func.coalesce(Staff.name, "").label("taken_by"),
            func.coalesce(Person.do_not_contact_reason, "").label("reason"),
        )
        .outerjoin(Staff, Staff.id == Enquiry.taken_by)
        .outerjoin(Person, Person.id == Enquiry.caller_id)
        .where(Enquiry.id == enquiry_id)
    )
    found = session.execute(statement).first()
    if found is None:
        return None
    tried = attempts(session, follow_up_id=follow_up_id) if follow_up_id else []
    promise = session.get(FollowUp, follow_up_id) if follow_up_id else None
    question = _question(session, promise)
    phone_id = promise.phone_id if promise else found.phone_id
    numbers = (
        select(PersonPhone.raw, PersonPhone.label, PersonPhone.voicemail)
        .where(
            PersonPhone.person_id == found.caller_id,
            PersonPhone.former_since.is_(None),
            PersonPhone.phone_id != (phone_id or 0),
        )
        .order_by(PersonPhone.position)
    )
    return RowDetails(
        attempts=tuple(tried),
        other_numbers=tuple(NumberRow(*row) for row in session.execute(numbers)),
        do_not_contact_reason=found.reason,
        about=found.about,
        about_name=found.about_name,
        received_on=found.received_on,
        taken_by=found.taken_by,
        asked_by=_name(session, question.made_by) if question else "",
        question=question.promise if question else "",
        answer=question.answer if question else "",
        answered_by=_name(session, question.done_by) if question else "",
    )


def _question(session: Session, promise: FollowUp | None) -> FollowUp | None:
    """The promise itself when it is one, or else the one whose answer it passes on."""
    if promise is None or promise.is_question:
        return promise
    return session.get(FollowUp, promise.answers_id) if promise.answers_id else None


def _name(session: Session, staff_id: int | None) -> str:
    member = session.get(Staff, staff_id) if staff_id else None
    return member.name if member else ""
