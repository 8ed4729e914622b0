"""The clinic's own texts, in versions that never change once saved."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.domain.article import ArticleState
from db.models.base import Base, Keyed, Versioned, stored_enum


class Article(Keyed, Versioned, Base):
    """One text in one language, whatever version of it is in force.

    ``title`` repeats the title of the version in force. ``current_number`` is
    that version: the newest approved one, else the newest.
    """

    __tablename__ = "article"

    title: Mapped[str]
    language: Mapped[str] = mapped_column(String(16))
    translation_of: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    current_number: Mapped[int] = mapped_column(default=0)
    binned_at: Mapped[dt.datetime | None]

    versions: Mapped[list[ArticleVersion]] = relationship(
        back_populates="article",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="ArticleVersion.number",
    )


class ArticleVersion(Keyed, Versioned, Base):
    """One saved text. ``content`` never changes; only its state and approval do.

    ``content`` has the shape of ``db.domain.article.ArticleText.to_json``;
    ``source_text`` is what it was imported from, whole; ``left_open`` is why it was approved
    although some of the six questions are open.
    """

    __tablename__ = "article_version"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[ArticleState] = mapped_column(stored_enum(ArticleState))
    content: Mapped[dict[str, Any]]
    source_text: Mapped[str] = mapped_column(default="")
    sources: Mapped[str] = mapped_column(default="")
    written_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    written_at: Mapped[dt.datetime]
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reviewed_on: Mapped[dt.date | None]
    review_due_on: Mapped[dt.date | None]
    left_open: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(default="")

    article: Mapped[Article] = relationship(back_populates="versions")
