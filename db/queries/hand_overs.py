"""Stops that nobody has taken over yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.domain.service import ScreeningLevel
from db.models.enquiry import Enquiry, HandOver, ScreeningAnswer


@dataclass(frozen=True, slots=True)
class OpenHandOverRow:
    """A hand-over without anybody who took over.

    Attributes:
        number: of the enquiry, readable, e.g. ``2026-0042``.
        question: which led to it; empty when the desk stopped by itself.
        level: None when the desk stopped by itself.
    """

    hand_over_id: int
    enquiry_id: int
    number: str
    caller_name: str
    phone: str
    question: str
    level: ScreeningLevel | None
    handed_over_at: dt.datetime


def open_hand_overs(session: Session) -> list[OpenHandOverRow]:
    """Return the hand-overs that nobody has taken over, the oldest first."""
    statement = (
        select(
            HandOver.id,
            Enquiry.id.label("enquiry_id"),
            Enquiry.year,
            Enquiry.number,
            Enquiry.caller_name,
            Enquiry.phone_raw,
            func.coalesce(ScreeningAnswer.question_text, "").label("question"),
            ScreeningAnswer.level,
            HandOver.handed_over_at,
        )
        .join(Enquiry, Enquiry.id == HandOver.enquiry_id)
        .outerjoin(ScreeningAnswer, ScreeningAnswer.id == HandOver.answer_id)
        .where(HandOver.taken_over_at.is_(None), Enquiry.binned_at.is_(None))
        .order_by(HandOver.handed_over_at, HandOver.id)
    )
    return [
        OpenHandOverRow(
            hand_over_id=row.id,
            enquiry_id=row.enquiry_id,
            number=f"{row.year}-{row.number:04d}",
            caller_name=row.caller_name,
            phone=row.phone_raw,
            question=row.question,
            level=row.level,
            handed_over_at=row.handed_over_at,
        )
        for row in session.execute(statement)
    ]
