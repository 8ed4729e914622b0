"""What the desk may say and must ask, in the clinic's own words, approved and in versions."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.domain.service import CardKind, ScreeningLevel
from db.models.base import Base, Keyed, Versioned, stored_enum


class Approved:
    """Columns of words that somebody has to stand for.

    Not approved while ``approved_on`` is None; expired from ``review_on``.
    """

    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    approved_on: Mapped[dt.date | None]
    review_on: Mapped[dt.date | None]
    is_example: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)


class Kept:
    """Columns of one version of such words, as it was saved. A version never changes."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    number: Mapped[int]
    saved_at: Mapped[dt.datetime]
    saved_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class DeskCard(Keyed, Versioned, Approved, Base):
    """Words for the desk; for every service when ``service_id`` is None."""

    __tablename__ = "desk_card"

    service_id: Mapped[int | None] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[CardKind] = mapped_column(stored_enum(CardKind))
    text: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class DeskCardVersion(Kept, Approved, Base):
    """A card as it once was."""

    __tablename__ = "desk_card_version"
    __table_args__ = (UniqueConstraint("card_id", "number"),)

    card_id: Mapped[int] = mapped_column(ForeignKey("desk_card.id", ondelete="CASCADE"))
    kind: Mapped[CardKind] = mapped_column(stored_enum(CardKind))
    text: Mapped[str]


class ScreeningQuestion(Keyed, Versioned, Approved, Base):
    """One factual yes/no question; asked always when it has neither services nor body areas.

    ``hand_over_words`` is what the desk says on a yes; ``hand_over_to`` whom
    to fetch or which number to call.
    """

    __tablename__ = "screening_question"

    text: Mapped[str]
    level: Mapped[ScreeningLevel] = mapped_column(stored_enum(ScreeningLevel))
    hand_over_words: Mapped[str] = mapped_column(default="")
    hand_over_to: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)

    services: Mapped[list[QuestionService]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )
    body_areas: Mapped[list[QuestionBodyArea]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )


class QuestionService(Base):
    """A service for which a question is asked."""

    __tablename__ = "question_service"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("screening_question.id", ondelete="CASCADE"), primary_key=True
    )
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class QuestionBodyArea(Base):
    """A body area for which a question is asked, whatever the service."""

    __tablename__ = "question_body_area"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("screening_question.id", ondelete="CASCADE"), primary_key=True
    )
    body_area_id: Mapped[int] = mapped_column(ForeignKey("choice.id"), primary_key=True, index=True)


class QuestionVersion(Kept, Approved, Base):
    """A question as it once was."""

    __tablename__ = "question_version"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    question_id: Mapped[int] = mapped_column(
        ForeignKey("screening_question.id", ondelete="CASCADE")
    )
    text: Mapped[str]
    level: Mapped[ScreeningLevel] = mapped_column(stored_enum(ScreeningLevel))
    hand_over_words: Mapped[str]
    hand_over_to: Mapped[str] = mapped_column(String(200))
    source: Mapped[str]
