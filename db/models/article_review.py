"""What people said of a version before it was approved."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.domain.review import HumanQuestion
from db.models.base import Base, Keyed, Versioned, stored_enum


class ReviewAnswer(Base):
    """One of the six questions, answered with yes; a question without a row is open."""

    __tablename__ = "review_answer"
    __table_args__ = (UniqueConstraint("article_version_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_version_id: Mapped[int] = mapped_column(
        ForeignKey("article_version.id", ondelete="CASCADE")
    )
    question: Mapped[HumanQuestion] = mapped_column(stored_enum(HumanQuestion))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answered_on: Mapped[dt.date]


class ArticleComment(Keyed, Versioned, Base):
    """A remark on some words of an article; it outlives the version it was made on.

    ``line`` counts the runs of words from the title, 0, on, in version ``number``.
    """

    __tablename__ = "article_comment"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    line: Mapped[int]
    said: Mapped[str]
    text: Mapped[str]
    written_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    written_at: Mapped[dt.datetime]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    resolved_at: Mapped[dt.datetime | None]
