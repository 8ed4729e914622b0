"""Reads of the remarks between writer and reviewer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.models.article_review import ArticleComment
from db.models.staff import Staff

_Writer, _Resolver = aliased(Staff), aliased(Staff)


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One remark.

    Attributes:
        number, line, said: the version, the run of words in it and the words it is about.
        resolved_at, resolver: when it was dealt with, and by whom.
    """

    comment_id: int
    version: int
    number: int
    line: int
    said: str
    text: str
    writer: str
    written_at: dt.datetime
    resolver: str
    resolved_at: dt.datetime | None

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None


def comments(session: Session, *, article_id: int) -> list[CommentRow]:
    """Return the remarks on an article, oldest first."""
    statement = (
        select(
            ArticleComment.id,
            ArticleComment.version,
            ArticleComment.number,
            ArticleComment.line,
            ArticleComment.said,
            ArticleComment.text,
            func.coalesce(_Writer.name, ""),
            ArticleComment.written_at,
            func.coalesce(_Resolver.name, ""),
            ArticleComment.resolved_at,
        )
        .outerjoin(_Writer, _Writer.id == ArticleComment.written_by)
        .outerjoin(_Resolver, _Resolver.id == ArticleComment.resolved_by)
        .where(ArticleComment.article_id == article_id)
        .order_by(ArticleComment.written_at, ArticleComment.id)
    )
    found: Sequence[Any] = session.execute(statement).all()
    return [CommentRow(*row) for row in found]
