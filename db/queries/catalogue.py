"""Reads of what the clinic offers and what the desk may say about it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.domain.service import CardKind, ScreeningLevel
from db.models.service import (
    DeskCard,
    ScreeningQuestion,
    Service,
    ServiceAlias,
    ServiceArticle,
    ServicePractitioner,
)
from db.models.staff import Staff


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service with all its facts. Prices in the currency's smallest unit."""

    service_id: int
    version: int
    name: str
    category: str
    first_minutes: int | None
    return_minutes: int | None
    first_price: int | None
    return_price: int | None
    wear: str
    first_visit: str
    to_practitioner: bool
    active: bool
    aliases: tuple[str, ...] = ()
    practitioners: tuple[tuple[int, str], ...] = ()
    article_ids: tuple[int, ...] = ()


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


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A screening question in force for a service or body area."""

    question_id: int
    version: int
    text: str
    level: ScreeningLevel
    hand_over_words: str
    hand_over_to: str
    is_example: bool
    approved: bool


def services(session: Session, *, also_inactive: bool = False) -> list[ServiceRow]:
    """Return the services in the clinic's order. A clinic has dozens, so all come at once."""
    aliases = _grouped(session.execute(select(ServiceAlias.service_id, ServiceAlias.alias)))
    people = _grouped(
        (service_id, (staff_id, name))
        for service_id, staff_id, name in session.execute(
            select(ServicePractitioner.service_id, Staff.id, Staff.name)
            .join(Staff, Staff.id == ServicePractitioner.staff_id)
            .order_by(Staff.name)
        )
    )
    articles = _grouped(
        session.execute(
            select(ServiceArticle.service_id, ServiceArticle.article_id).order_by(
                ServiceArticle.position
            )
        )
    )
    statement = select(
        Service.id,
        Service.version,
        Service.name,
        Service.category,
        Service.first_minutes,
        Service.return_minutes,
        Service.first_price,
        Service.return_price,
        Service.wear,
        Service.first_visit,
        Service.to_practitioner,
        Service.active,
    ).order_by(Service.position, Service.id)
    if not also_inactive:
        statement = statement.where(Service.active)
    found: Sequence[Any] = session.execute(statement).all()
    return [ServiceRow(*[*row, aliases[row.id], people[row.id], articles[row.id]]) for row in found]


def desk_cards(
    session: Session, *, service_id: int | None, today: dt.date, also_inactive: bool = False
) -> list[CardRow]:
    """Return the cards of one service and those that hold for all, in their order."""
    statement = (
        select(DeskCard, Staff.name)
        .outerjoin(Staff, Staff.id == DeskCard.approved_by)
        .where(or_(DeskCard.service_id == service_id, DeskCard.service_id.is_(None)))
        .order_by(DeskCard.position, DeskCard.id)
    )
    if not also_inactive:
        statement = statement.where(DeskCard.active)
    return [
        CardRow(
            card.id,
            card.version,
            card.service_id,
            card.kind,
            card.text,
            card.approved_on,
            card.review_on,
            card.is_example,
            _approved(card, today),
            card.owner_id,
            card.approved_by,
            approver or "",
            card.position,
            card.active,
        )
        for card, approver in session.execute(statement)
    ]


def screening_questions(
    session: Session, *, service_id: int | None, body_area_id: int | None, today: dt.date
) -> list[QuestionRow]:
    """Return what the clinic wants asked for a service and a body area, in its order."""
    wanted = ScreeningQuestion.service_id.is_(None) & ScreeningQuestion.body_area_id.is_(None)
    # Compared with None, a column would match every question that has no service at all.
    if service_id is not None:
        wanted |= ScreeningQuestion.service_id == service_id
    if body_area_id is not None:
        wanted |= ScreeningQuestion.body_area_id == body_area_id
    statement = (
        select(ScreeningQuestion)
        .where(ScreeningQuestion.active, wanted)
        .order_by(ScreeningQuestion.position, ScreeningQuestion.id)
    )
    return [
        QuestionRow(
            question.id,
            question.version,
            question.text,
            question.level,
            question.hand_over_words,
            question.hand_over_to,
            question.is_example,
            _approved(question, today),
        )
        for question in session.scalars(statement)
    ]


def _approved(text: DeskCard | ScreeningQuestion, today: dt.date) -> bool:
    return text.approved_on is not None and (text.review_on is None or today < text.review_on)


def _grouped(pairs: Iterable[Any]) -> defaultdict[int, tuple[Any, ...]]:
    groups: defaultdict[int, tuple[Any, ...]] = defaultdict(tuple)
    for key, value in pairs:
        groups[key] += (value,)
    return groups
