"""What somebody agreed to or refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.domain.consent import ConsentWords
from db.models.consent import Consent
from db.models.enquiry import Enquiry
from db.models.staff import Staff


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One answer. The newest is the one that holds."""

    enquiry_id: int
    is_given: bool
    answered_at: dt.datetime
    taken_by: str
    words: ConsentWords


def consents_of(session: Session, *, person_id: int) -> tuple[ConsentRow, ...]:
    """Return what a person answered in enquiries of theirs or about them, newest first."""
    statement = (
        select(
            Consent.enquiry_id, Consent.is_given, Consent.answered_at,
            func.coalesce(Staff.name, ""), Consent.words, Consent.words_version,
        )
        .join(Enquiry, Enquiry.id == Consent.enquiry_id)
        .outerjoin(Staff, Staff.id == Consent.taken_by)
        .where(or_(Enquiry.caller_id == person_id, Enquiry.about_id == person_id))
        .where(Enquiry.binned_at.is_(None))
        .order_by(Consent.answered_at.desc(), Consent.id.desc())
    )  # fmt: skip
    return tuple(ConsentRow(*row[:4], ConsentWords(*row[4:])) for row in session.execute(statement))
