"""Commands on what the desk says and asks: desk cards and screening questions."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.service import CardKind, ScreeningLevel
from db.domain.staff import Actor
from db.models.desk_text import (
    DeskCard,
    DeskCardVersion,
    QuestionBodyArea,
    QuestionService,
    QuestionVersion,
    ScreeningQuestion,
)
from db.services.gate import command
from db.services.records import Cleaner, find_seen

_SERVICE = frozenset({Topic.SERVICE})
_APPROVAL = ("owner_id", "approved_by", "approved_on", "review_on", "is_example", "active")
_OF_A_CARD = ("kind", "text", *_APPROVAL)
_OF_A_QUESTION = ("text", "level", "hand_over_words", "hand_over_to", "source", *_APPROVAL)


@dataclass(frozen=True, slots=True)
class CardFields:
    """One desk card, as typed; ``service_id`` None holds for every service."""

    kind: CardKind
    text: str
    service_id: int | None = None
    owner_id: int | None = None
    approved_by: int | None = None
    approved_on: dt.date | None = None
    review_on: dt.date | None = None
    is_example: bool = False
    position: int = 0
    active: bool = True


@command("desk_card")
def add_desk_card(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    fields: CardFields,
    public_id: uuid.UUID | None = None,
) -> Change:
    """Write a card for the desk. Undo: ``change_desk_card`` with ``active=False``.

    Args:
        public_id: of what the card is made of once: while it is in use, sending the same one
            again changes nothing; out of use, it is written again.

    Raises:
        ValidationError: it has no words.
    """
    made = select(DeskCard).where(DeskCard.public_id == public_id)
    card = session.scalar(made) if public_id is not None else None
    if card is not None and card.active:
        return Change(card.id, card.version, _SERVICE, ("sent_again",))
    card = card or DeskCard(public_id=public_id or uuid.uuid4())
    _fill_card(card, fields)
    session.add(card)
    return _card_kept(session, card, actor, at)


@command("desk_card")
def change_desk_card(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    card_id: int,
    seen_version: int,
    fields: CardFields,
) -> Change:
    """Edit, approve or put a card out of use. Undo: change back.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
    """
    card = find_seen(session, DeskCard, card_id, seen_version)
    _fill_card(card, fields)
    flag_modified(card, "text")  # saved is saved: it gets a number of its own
    return _card_kept(session, card, actor, at)


def _fill_card(card: DeskCard, fields: CardFields) -> None:
    cleaner = Cleaner()
    words = cleaner.block("text", fields.text, text.NOTE, required=True)
    cleaner.check()
    card.kind, card.text, card.service_id = fields.kind, words, fields.service_id
    card.position = fields.position
    _approve(card, fields)


def _card_kept(session: Session, card: DeskCard, actor: Actor, at: dt.datetime) -> Change:
    session.flush()
    as_it_is = {name: getattr(card, name) for name in _OF_A_CARD}
    kept = DeskCardVersion(card_id=card.id, number=card.version, **as_it_is)
    kept.saved_at, kept.saved_by = at, actor.staff_id
    session.add(kept)
    session.flush()
    return Change(card.id, card.version, _SERVICE)


@dataclass(frozen=True, slots=True)
class QuestionFields:
    """One screening question, as typed; asked always without services and body areas."""

    text: str
    level: ScreeningLevel
    service_ids: Sequence[int] = ()
    body_area_ids: Sequence[int] = ()
    hand_over_words: str = ""
    hand_over_to: str = ""
    source: str = ""
    owner_id: int | None = None
    approved_by: int | None = None
    approved_on: dt.date | None = None
    review_on: dt.date | None = None
    is_example: bool = False
    position: int = 0
    active: bool = True


@command("screening_question")
def add_screening_question(
    session: Session, *, actor: Actor, at: dt.datetime, fields: QuestionFields
) -> Change:
    """Write a question for the desk to ask. Undo: change it to ``active=False``.

    Raises:
        ValidationError: it has no words.
    """
    question = ScreeningQuestion()
    _fill_question(question, fields)
    session.add(question)
    return _question_kept(session, question, actor, at)


@command("screening_question")
def change_screening_question(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    question_id: int,
    seen_version: int,
    fields: QuestionFields,
) -> Change:
    """Edit, approve or put a question out of use. Undo: change back.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
    """
    question = find_seen(session, ScreeningQuestion, question_id, seen_version)
    _fill_question(question, fields)
    flag_modified(question, "text")  # new places alone would leave its version as it was
    return _question_kept(session, question, actor, at)


def _fill_question(question: ScreeningQuestion, fields: QuestionFields) -> None:
    cleaner = Cleaner()
    words = cleaner.block("text", fields.text, text.NOTE, required=True)
    hand_over_words = cleaner.block("hand_over_words", fields.hand_over_words, text.NOTE)
    hand_over_to = cleaner.line("hand_over_to", fields.hand_over_to, text.SHORT)
    source = cleaner.block("source", fields.source, text.NOTE)
    cleaner.check()
    # First: reading the old places would flush what is set before, as a version of its own.
    services = {row.service_id: row for row in question.services}
    question.services = [
        services.get(service_id) or QuestionService(service_id=service_id)
        for service_id in dict.fromkeys(fields.service_ids)
    ]
    areas = {row.body_area_id: row for row in question.body_areas}
    question.body_areas = [
        areas.get(area_id) or QuestionBodyArea(body_area_id=area_id)
        for area_id in dict.fromkeys(fields.body_area_ids)
    ]
    question.text, question.level = words, fields.level
    question.hand_over_words, question.hand_over_to = hand_over_words, hand_over_to
    question.source, question.position = source, fields.position
    _approve(question, fields)


def _question_kept(
    session: Session, question: ScreeningQuestion, actor: Actor, at: dt.datetime
) -> Change:
    session.flush()
    as_it_is = {name: getattr(question, name) for name in _OF_A_QUESTION}
    kept = QuestionVersion(question_id=question.id, number=question.version, **as_it_is)
    kept.saved_at, kept.saved_by = at, actor.staff_id
    session.add(kept)
    session.flush()
    return Change(question.id, question.version, _SERVICE)


def _approve(words: DeskCard | ScreeningQuestion, fields: CardFields | QuestionFields) -> None:
    for name in _APPROVAL:
        setattr(words, name, getattr(fields, name))
