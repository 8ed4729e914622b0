"""Tables behind the enquiry log."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.domain.enquiry import About, Channel, Outcome
from db.domain.service import CardKind, ScreeningLevel, ScreeningReply
from db.models.base import Base, Keyed, Versioned, stored_enum
from db.models.person import Person


class Enquiry(Keyed, Versioned, Base):
    """One conversation about a service.

    ``caller_name`` and ``phone_raw`` stay as they were typed that day, whatever
    becomes of the person. ``is_open`` and ``needs_next_step`` follow from the
    outcome and the follow-ups, see ``db.services.enquiries.settle``.
    ``search_text`` is what the full-text index holds, word for word. ``caller_key`` is the
    caller's name folded, so that both databases sort Élodie before Zoe.
    """

    __tablename__ = "enquiry"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        Index("ix_enquiry_day", "received_on", "id"),
        Index("ix_enquiry_caller", "caller_id", "received_on", "id"),
        Index("ix_enquiry_about", "about_id", "received_on", "id"),
        Index("ix_enquiry_phone", "phone_id", "id"),
        Index("ix_enquiry_service", "service_id", "received_on", "id"),
        Index("ix_enquiry_channel", "channel", "received_on", "id"),
        Index("ix_enquiry_heard", "heard_id", "received_on", "id"),
        Index("ix_enquiry_taken_by", "taken_by", "received_on", "id"),
        Index("ix_enquiry_name", "caller_key", "id"),
        Index("ix_enquiry_outcome", "outcome", "received_on", "id"),
        Index(
            "ix_enquiry_lost",
            "lost_reason_id",
            "received_on",
            "id",
            sqlite_where=text("lost_reason_id IS NOT NULL"),
            postgresql_where=text("lost_reason_id IS NOT NULL"),
        ),
        Index(
            "ix_enquiry_open",
            "received_on",
            "id",
            sqlite_where=text("is_open = 1"),
            postgresql_where=text("is_open"),
        ),
        Index(
            "ix_enquiry_no_next_step",
            "received_on",
            "id",
            sqlite_where=text("needs_next_step = 1"),
            postgresql_where=text("needs_next_step"),
        ),
    )

    year: Mapped[int]
    number: Mapped[int]
    channel: Mapped[Channel] = mapped_column(stored_enum(Channel))
    caller_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    caller_name: Mapped[str] = mapped_column(String(200))
    caller_key: Mapped[str] = mapped_column(
        String().with_variant(String(collation="C"), "postgresql"), default=""
    )
    phone_id: Mapped[int | None] = mapped_column(ForeignKey("phone.id"))
    phone_raw: Mapped[str] = mapped_column(String(64), default="")
    about: Mapped[About] = mapped_column(stored_enum(About), default=About.SELF)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    about_name: Mapped[str] = mapped_column(String(200), default="")
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    concern: Mapped[str] = mapped_column(default="")
    body_area_id: Mapped[int | None] = mapped_column(ForeignKey("choice.id"))
    heard_id: Mapped[int | None] = mapped_column(ForeignKey("choice.id"))
    heard_detail: Mapped[str] = mapped_column(String(200), default="")
    outcome: Mapped[Outcome | None] = mapped_column(stored_enum(Outcome))
    lost_reason_id: Mapped[int | None] = mapped_column(ForeignKey("choice.id"))
    outcome_note: Mapped[str] = mapped_column(default="")
    routine_reason: Mapped[str] = mapped_column(default="")
    booked_on: Mapped[dt.date | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    desk: Mapped[str] = mapped_column(String(64), default="")
    started_at: Mapped[dt.datetime]
    saved_at: Mapped[dt.datetime]
    received_on: Mapped[dt.date]
    is_open: Mapped[bool]
    needs_next_step: Mapped[bool]
    binned_at: Mapped[dt.datetime | None]
    search_text: Mapped[str] = mapped_column(default="")

    caller: Mapped[Person | None] = relationship(foreign_keys=[caller_id])
    person_concerned: Mapped[Person | None] = relationship(foreign_keys=[about_id])


class ScreeningAnswer(Base):
    """A question as it was asked that day, and what was answered."""

    __tablename__ = "screening_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    question_id: Mapped[int | None] = mapped_column(
        ForeignKey("screening_question.id", ondelete="SET NULL")
    )
    question_text: Mapped[str]
    question_version: Mapped[int]
    level: Mapped[ScreeningLevel] = mapped_column(stored_enum(ScreeningLevel))
    reply: Mapped[ScreeningReply] = mapped_column(stored_enum(ScreeningReply))
    answered_at: Mapped[dt.datetime]


class HandOver(Base):
    """A stop: which answer led to it, when, and who took over; open until somebody did."""

    __tablename__ = "hand_over"
    __table_args__ = (
        Index(
            "ix_hand_over_open",
            "handed_over_at",
            "id",
            sqlite_where=text("taken_over_at IS NULL"),
            postgresql_where=text("taken_over_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    answer_id: Mapped[int | None] = mapped_column(
        ForeignKey("screening_answer.id", ondelete="SET NULL")
    )
    words_said: Mapped[str] = mapped_column(default="")
    taken_over_by: Mapped[str] = mapped_column(String(200), default="")
    handed_over_at: Mapped[dt.datetime]
    taken_over_at: Mapped[dt.datetime | None]


class SaidDeskCard(Base):
    """A card that was read out, in the words of that day."""

    __tablename__ = "said_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    card_id: Mapped[int | None] = mapped_column(ForeignKey("desk_card.id", ondelete="SET NULL"))
    card_version: Mapped[int]
    kind: Mapped[CardKind] = mapped_column(stored_enum(CardKind))
    card_text: Mapped[str]
    said_at: Mapped[dt.datetime]
