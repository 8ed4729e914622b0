"""Tables behind the follow-up list."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.domain.enquiry import Channel, Outcome
from db.domain.follow_up import AttemptResult
from db.models.base import Base, Keyed, Versioned, stored_enum
from db.models.enquiry import Enquiry


class FollowUp(Keyed, Versioned, Base):
    """A promise: owner, due day and time window, which number, what was said would happen.

    ``outcome_before``, ``lost_reason_id_before`` and ``booked_on_before`` are the enquiry's
    own before this was closed, so that closing can be undone.
    ``is_question``: somebody asked the owner what to tell the caller; ``answer`` is what
    came of it, and the promise to pass it on points back with ``answers_id``.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        Index(
            "ix_follow_up_due",
            "owner_id",
            "due_on",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index(
            "ix_follow_up_due_all",
            "due_on",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    due_on: Mapped[dt.date]
    starts: Mapped[dt.time | None]
    ends: Mapped[dt.time | None]
    phone_id: Mapped[int | None] = mapped_column(ForeignKey("phone.id"))
    promise: Mapped[str] = mapped_column(default="")
    made_at: Mapped[dt.datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[dt.datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    outcome_before: Mapped[Outcome | None] = mapped_column(stored_enum(Outcome))
    lost_reason_id_before: Mapped[int | None] = mapped_column(ForeignKey("choice.id"))
    booked_on_before: Mapped[dt.date | None]
    is_question: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str] = mapped_column(default="")
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("follow_up.id", ondelete="SET NULL"))

    enquiry: Mapped[Enquiry] = relationship()
    attempts: Mapped[list[Attempt]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Attempt.id"
    )


class Attempt(Base):
    """One try to keep a promise, or a note on it.

    ``due_before``, ``starts_before`` and ``ends_before`` are what the promise
    said until then, so that the attempt can be taken back.
    ``public_id``, ``channel`` and ``began_at`` are of a call card that went on with the enquiry.
    """

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(
        ForeignKey("follow_up.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[dt.datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    public_id: Mapped[uuid.UUID | None] = mapped_column(unique=True)
    channel: Mapped[Channel | None] = mapped_column(stored_enum(Channel))
    began_at: Mapped[dt.datetime | None]
    result: Mapped[AttemptResult] = mapped_column(stored_enum(AttemptResult))
    note: Mapped[str] = mapped_column(default="")
    phone_raw: Mapped[str] = mapped_column(String(64), default="")
    due_before: Mapped[dt.date]
    starts_before: Mapped[dt.time | None]
    ends_before: Mapped[dt.time | None]
