"""What was handed out, so that the very same sheet can be printed again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.domain.handout import HandoutKind, Medium, Paper
from db.models.base import Base, Keyed, stored_enum


class HandoutRecord(Keyed, Base):
    """One sheet given to one person; never edited.

    ``sheet`` is all that the pages were made from, ``fingerprint`` the SHA-256
    of the PDF, ``template_version`` the design it was set with. ``title`` and
    ``recipient_name`` stand on the paper; ``search_text`` is what the full-text
    index holds, word for word.
    """

    __tablename__ = "handout_record"
    __table_args__ = (Index("ix_handout_record_given", "given_at", "id"),)

    enquiry_id: Mapped[int | None] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    article_version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"), index=True)
    title: Mapped[str]
    recipient_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[HandoutKind] = mapped_column(stored_enum(HandoutKind))
    size_points: Mapped[int]
    paper: Mapped[Paper] = mapped_column(stored_enum(Paper))
    language: Mapped[str] = mapped_column(String(16))
    medium: Mapped[Medium] = mapped_column(stored_enum(Medium))
    given_at: Mapped[dt.datetime]
    given_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    desk: Mapped[str] = mapped_column(String(64), default="")
    fingerprint: Mapped[str] = mapped_column(String(64))
    template_version: Mapped[int]
    sheet: Mapped[dict[str, Any]]
    search_text: Mapped[str] = mapped_column(default="")
