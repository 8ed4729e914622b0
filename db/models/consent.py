"""Who agreed to what, in the words of that day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Consent(Base):
    """A yes or a no in one conversation; a later one of the same person takes its place.

    Never edited, so that it stays shown what somebody agreed to.
    """

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str]
    words_version: Mapped[int]
    is_given: Mapped[bool]
    answered_at: Mapped[dt.datetime]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    desk: Mapped[str] = mapped_column(String(64), default="")
