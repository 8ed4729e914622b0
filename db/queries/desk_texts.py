"""Reads of what the desk may say and must ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session, selectinload

from db.domain.service import CardKind, ScreeningLevel
from db.models.desk_text import (
    DeskCard,
    DeskCardVersion,
    QuestionBodyArea,
    QuestionService,
    QuestionVersion,
    ScreeningQuestion,
)
from db.models.staff import Staff


@dataclass(frozen=True, slots=True)
class CardRow:
    """A desk card.

    Attributes:
        approved: False for one that is unapproved or past its review.
        approver: the name of who approved it; empty while nobody has.
    """

    card_id: int
    version: int
    service_id: int | None
    kind: CardKind
    text: str
    approved_on: dt.date | None
    review_on: dt.date | None
    is_example: bool
    approved: bool
    owner_id: int | None = None
    approved_by: int | None = None
    approver: str = ""
    position: int = 0
    active: bool = True

    @property
    def may_be_said(self) -> bool:
        """Whether it may be read out, and ticked as read out, as the clinic's approved words."""
        return self.approved and self.kind is CardKind.SAY


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A screening question; without services and body areas it is asked always."""

    question_id: int
    version: int
    text: str
    level: ScreeningLevel
    hand_over_words: str
    hand_over_to: str
    is_example: bool
    approved: bool
    approved_on: dt.date | None = None
    review_on: dt.date | None = None
    service_ids: tuple[int, ...] = ()
    body_area_ids: tuple[int, ...] = ()
    source: str = ""
    owner_id: int | None = None
    approved_by: int | None = None
    approver: str = ""
    position: int = 0
    active: bool = True


@dataclass(frozen=True, slots=True)
class TextVersion:
    """A card or question as it was saved once.

    Attributes:
        hand_over: what was to be said on a yes; empty for a card.
    """

    number: int
    text: str
    hand_over: str
    approver: str
    approved_on: dt.date | None
    saved_at: dt.datetime
    saved_by: str


def desk_cards(
    session: Session, *, service_id: int | None, today: dt.date, also_inactive: bool = False
) -> list[CardRow]:
    """Return the cards of one service and those that hold for all, in their order."""
    wanted = or_(DeskCard.service_id == service_id, DeskCard.service_id.is_(None))
    return _cards(session, select(DeskCard).where(wanted), today, also_inactive=also_inactive)


def every_desk_card(session: Session, *, today: dt.date) -> list[CardRow]:
    """Return the cards of all services. A clinic has a few hundred, so all come at once."""
    return _cards(session, select(DeskCard), today)


def _cards(
    session: Session, statement: Select[Any], today: dt.date, *, also_inactive: bool = False
) -> list[CardRow]:
    if not also_inactive:
        statement = statement.where(DeskCard.active)
    found = session.execute(
        statement.add_columns(Staff.name)
        .outerjoin(Staff, Staff.id == DeskCard.approved_by)
        .order_by(DeskCard.position, DeskCard.id)
    )
    return [
        CardRow(
            card_id=card.id,
            version=card.version,
            service_id=card.service_id,
            kind=card.kind,
            text=card.text,
            approved_on=card.approved_on,
            review_on=card.review_on,
            is_example=card.is_example,
            approved=_approved(card, today),
            owner_id=card.owner_id,
            approved_by=card.approved_by,
            approver=approver or "",
            position=card.position,
            active=card.active,
        )
        for card, approver in found
    ]


def screening_questions(
    session: Session, *, service_id: int | None, body_area_id: int | None, today: dt.date
) -> list[QuestionRow]:
    """Return what the clinic wants asked for a service and a body area, in its order."""
    of_service = QuestionService.question_id == ScreeningQuestion.id
    of_area = QuestionBodyArea.question_id == ScreeningQuestion.id
    wanted = ~exists().where(of_service) & ~exists().where(of_area)
    if service_id is not None:
        wanted |= exists().where(of_service, QuestionService.service_id == service_id)
    if body_area_id is not None:
        wanted |= exists().where(of_area, QuestionBodyArea.body_area_id == body_area_id)
    return _questions(session, select(ScreeningQuestion).where(wanted), today)


def every_question(session: Session, *, today: dt.date) -> list[QuestionRow]:
    """Return all questions, also those out of use, in the clinic's order."""
    return _questions(session, select(ScreeningQuestion), today, also_inactive=True)


def _questions(
    session: Session, statement: Select[Any], today: dt.date, *, also_inactive: bool = False
) -> list[QuestionRow]:
    if not also_inactive:
        statement = statement.where(ScreeningQuestion.active)
    found = session.execute(
        statement.add_columns(Staff.name)
        .outerjoin(Staff, Staff.id == ScreeningQuestion.approved_by)
        .order_by(ScreeningQuestion.position, ScreeningQuestion.id)
        .options(
            selectinload(ScreeningQuestion.services), selectinload(ScreeningQuestion.body_areas)
        )
    )
    return [
        QuestionRow(
            question_id=question.id,
            version=question.version,
            text=question.text,
            level=question.level,
            hand_over_words=question.hand_over_words,
            hand_over_to=question.hand_over_to,
            is_example=question.is_example,
            approved=_approved(question, today),
            approved_on=question.approved_on,
            review_on=question.review_on,
            service_ids=tuple(row.service_id for row in question.services),
            body_area_ids=tuple(row.body_area_id for row in question.body_areas),
            source=question.source,
            owner_id=question.owner_id,
            approved_by=question.approved_by,
            approver=approver or "",
            position=question.position,
            active=question.active,
        )
        for question, approver in found
    ]


def card_versions(session: Session, *, card_id: int) -> list[TextVersion]:
    """Return a card as it was saved each time, the newest first."""
    return _versions(session, DeskCardVersion, DeskCardVersion.card_id == card_id)


def question_versions(session: Session, *, question_id: int) -> list[TextVersion]:
    """Return a question as it was saved each time, the newest first."""
    return _versions(session, QuestionVersion, QuestionVersion.question_id == question_id)


def _versions(session: Session, kind: Any, own: Any) -> list[TextVersion]:
    names = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))}
    kept: Sequence[Any] = session.scalars(
        select(kind).where(own).order_by(kind.number.desc())
    ).all()
    return [
        TextVersion(
            number=one.number,
            text=one.text,
            hand_over=getattr(one, "hand_over_words", ""),
            approver=names.get(one.approved_by, ""),
            approved_on=one.approved_on,
            saved_at=one.saved_at,
            saved_by=names.get(one.saved_by, ""),
        )
        for one in kept
    ]


def _approved(text: DeskCard | ScreeningQuestion, today: dt.date) -> bool:
    return text.approved_on is not None and (text.review_on is None or today < text.review_on)
