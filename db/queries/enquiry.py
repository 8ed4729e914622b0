"""One enquiry with everything that ever happened on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.domain.deed import CHANGES_NOTHING
from db.domain.enquiry import EnquiryFields
from db.domain.service import CardKind, ScreeningLevel, ScreeningReply
from db.models.audit import AuditEntry
from db.models.enquiry import Enquiry, HandOver, SaidDeskCard, ScreeningAnswer
from db.models.follow_up import FollowUp
from db.models.service import Service
from db.models.staff import Staff
from db.queries.calls import CallRow, calls_of_enquiry
from db.queries.follow_ups import AttemptRow, attempts
from db.queries.handouts import HandoutRow, handouts_of_enquiry


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise on an enquiry, open or kept, with what was tried.

    ``is_question`` of what was asked of its owner; ``answer`` is what they said.
    """

    follow_up_id: int
    version: int
    owner_id: int | None
    owner_name: str
    due_on: dt.date
    starts: dt.time | None
    ends: dt.time | None
    promise: str
    done_at: dt.datetime | None
    is_question: bool
    answer: str
    attempts: tuple[AttemptRow, ...]


@dataclass(frozen=True, slots=True)
class ScreeningRow:
    """A question as it was asked, and what was answered."""

    question: str
    version: int
    level: ScreeningLevel
    reply: ScreeningReply
    answered_at: dt.datetime


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """A stop: who took over, if anybody did by now."""

    hand_over_id: int
    question: str
    level: ScreeningLevel | None
    words_said: str
    taken_over_by: str
    handed_over_at: dt.datetime
    taken_over_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A desk card that was read out, in the words of that day."""

    kind: CardKind
    text: str
    version: int
    said_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One command on the enquiry: who, when, what."""

    at: dt.datetime
    staff_name: str
    desk: str
    action: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnquiryDetail:
    """Everything on one enquiry.

    Attributes:
        fields: as a call card holds them, ready to be edited.
        number: readable, e.g. ``2026-0042``.
    """

    enquiry_id: int
    version: int
    number: str
    fields: EnquiryFields
    service: str
    received_on: dt.date
    started_at: dt.datetime
    saved_at: dt.datetime
    taken_by: str
    desk: str
    is_open: bool
    needs_next_step: bool
    binned: bool
    promises: tuple[PromiseRow, ...]
    screening: tuple[ScreeningRow, ...]
    hand_overs: tuple[HandOverRow, ...]
    said: tuple[SaidRow, ...]
    handouts: tuple[HandoutRow, ...]
    calls: tuple[CallRow, ...]

    @property
    def stop(self) -> ScreeningLevel | None:
        """The gravest answer that stopped the conversation."""
        yes = {row.level for row in self.screening if row.reply is ScreeningReply.YES}
        stops = (ScreeningLevel.EMERGENCY, ScreeningLevel.URGENT)
        return next((level for level in stops if level in yes), None)

    changes: tuple[ChangeRow, ...]


def enquiry_detail(session: Session, *, enquiry_id: int) -> EnquiryDetail | None:
    """Return one enquiry; None when it is gone."""
    enquiry = session.get(Enquiry, enquiry_id)
    if enquiry is None:
        return None
    service = session.get(Service, enquiry.service_id) if enquiry.service_id else None
    taker = session.get(Staff, enquiry.taken_by) if enquiry.taken_by else None
    promises = _promises(session, enquiry_id)
    return EnquiryDetail(
        enquiry_id=enquiry.id,
        version=enquiry.version,
        number=f"{enquiry.year}-{enquiry.number:04d}",
        fields=_fields(enquiry),
        service=service.name if service else "",
        received_on=enquiry.received_on,
        started_at=enquiry.started_at,
        saved_at=enquiry.saved_at,
        taken_by=taker.name if taker else "",
        desk=enquiry.desk,
        is_open=enquiry.is_open,
        needs_next_step=enquiry.needs_next_step,
        binned=enquiry.binned_at is not None,
        promises=promises,
        screening=_screening(session, enquiry_id),
        hand_overs=_hand_overs(session, enquiry_id),
        said=_said(session, enquiry_id),
        handouts=tuple(handouts_of_enquiry(session, enquiry_id=enquiry_id)),
        calls=tuple(calls_of_enquiry(session, enquiry_id=enquiry_id)),
        changes=_changes(session, enquiry_id, [promise.follow_up_id for promise in promises]),
    )


def _fields(enquiry: Enquiry) -> EnquiryFields:
    return EnquiryFields(
        channel=enquiry.channel,
        caller_name=enquiry.caller_name,
        caller_id=enquiry.caller_id,
        phone=enquiry.phone_raw,
        about=enquiry.about,
        about_id=enquiry.about_id,
        about_name=enquiry.about_name,
        service_id=enquiry.service_id,
        concern=enquiry.concern,
        body_area_id=enquiry.body_area_id,
        heard_id=enquiry.heard_id,
        heard_detail=enquiry.heard_detail,
        outcome=enquiry.outcome,
        lost_reason_id=enquiry.lost_reason_id,
        outcome_note=enquiry.outcome_note,
        booked_on=enquiry.booked_on,
        routine_reason=enquiry.routine_reason,
    )


def _promises(session: Session, enquiry_id: int) -> tuple[PromiseRow, ...]:
    statement = (
        select(
            FollowUp.id,
            FollowUp.version,
            FollowUp.owner_id,
            func.coalesce(Staff.name, ""),
            FollowUp.due_on,
            FollowUp.starts,
            FollowUp.ends,
            FollowUp.promise,
            FollowUp.done_at,
            FollowUp.is_question,
            FollowUp.answer,
        )
        .outerjoin(Staff, Staff.id == FollowUp.owner_id)
        .where(FollowUp.enquiry_id == enquiry_id)
        .order_by(FollowUp.id)
    )
    found: Sequence[Any] = session.execute(statement).all()
    return tuple(
        PromiseRow(*[*row, tuple(attempts(session, follow_up_id=row.id))]) for row in found
    )


def _screening(session: Session, enquiry_id: int) -> tuple[ScreeningRow, ...]:
    statement = (
        select(
            ScreeningAnswer.question_text,
            ScreeningAnswer.question_version,
            ScreeningAnswer.level,
            ScreeningAnswer.reply,
            ScreeningAnswer.answered_at,
        )
        .where(ScreeningAnswer.enquiry_id == enquiry_id)
        .order_by(ScreeningAnswer.id)
    )
    return tuple(ScreeningRow(*row) for row in session.execute(statement))


def _hand_overs(session: Session, enquiry_id: int) -> tuple[HandOverRow, ...]:
    statement = (
        select(
            HandOver.id,
            func.coalesce(ScreeningAnswer.question_text, ""),
            ScreeningAnswer.level,
            HandOver.words_said,
            HandOver.taken_over_by,
            HandOver.handed_over_at,
            HandOver.taken_over_at,
        )
        .outerjoin(ScreeningAnswer, ScreeningAnswer.id == HandOver.answer_id)
        .where(HandOver.enquiry_id == enquiry_id)
        .order_by(HandOver.id)
    )
    return tuple(HandOverRow(*row) for row in session.execute(statement))


def _said(session: Session, enquiry_id: int) -> tuple[SaidRow, ...]:
    statement = (
        select(
            SaidDeskCard.kind,
            SaidDeskCard.card_text,
            SaidDeskCard.card_version,
            SaidDeskCard.said_at,
        )
        .where(SaidDeskCard.enquiry_id == enquiry_id)
        .order_by(SaidDeskCard.id)
    )
    return tuple(SaidRow(*row) for row in session.execute(statement))


def _changes(session: Session, enquiry_id: int, follow_ups: list[int]) -> tuple[ChangeRow, ...]:
    subject, subject_id = AuditEntry.subject, AuditEntry.subject_id
    statement = (
        select(
            AuditEntry.at,
            func.coalesce(Staff.name, ""),
            AuditEntry.desk,
            AuditEntry.action,
            AuditEntry.details,
        )
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .where(
            or_(
                (subject == "enquiry") & (subject_id == enquiry_id),
                (subject == "follow_up") & subject_id.in_(follow_ups),
            ),
            AuditEntry.action.not_in(CHANGES_NOTHING),
        )
        .order_by(AuditEntry.id.desc())
    )
    return tuple(
        ChangeRow(at, name, desk, action, tuple(details.get("fields", ())))
        for at, name, desk, action, details in session.execute(statement)
    )
