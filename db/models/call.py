"""The table behind the telephone."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.domain.call import CallDirection, DismissReason
from db.models.base import Base, Keyed, Versioned, stored_enum


class Call(Keyed, Versioned, Base):
    """One call, however many telephones and desks told of it.

    ``enquiry_id`` is the enquiry that was made from it; ``dismissed_at`` says that it needs
    none. With neither, nobody has logged it.
    """

    __tablename__ = "call"
    __table_args__ = (
        Index("ix_call_day", "rang_on", "id"),
        Index("ix_call_number", "phone_id", "rang_at"),
    )

    telephone_id: Mapped[str] = mapped_column(String(200), default="")
    direction: Mapped[CallDirection] = mapped_column(stored_enum(CallDirection))
    phone_id: Mapped[int | None] = mapped_column(ForeignKey("phone.id"))
    phone_raw: Mapped[str] = mapped_column(String(64), default="")
    desk: Mapped[str] = mapped_column(String(64), default="")
    rang_at: Mapped[dt.datetime]
    rang_on: Mapped[dt.date]
    answered_at: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]
    enquiry_id: Mapped[int | None] = mapped_column(
        ForeignKey("enquiry.id", ondelete="SET NULL"), index=True
    )
    dismissed_at: Mapped[dt.datetime | None]
    dismissed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    dismissed_reason: Mapped[DismissReason | None] = mapped_column(stored_enum(DismissReason))
