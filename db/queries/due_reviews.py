"""The clinic's texts that wait for somebody to look at them again."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.domain.article import ArticleState
from db.models.article import Article, ArticleVersion
from db.models.desk_text import DeskCard, ScreeningQuestion
from db.models.staff import Staff

_MOST: Final = 200


class ReviewKind(enum.Enum):
    """What is to be looked at."""

    ARTICLE = "article"
    CARD = "card"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class DueReview:
    """One text.

    Attributes:
        due_on: its review was due then; None for an article that waits to be approved.
        who: answers for it, or wrote what waits; empty when nobody is named.
    """

    kind: ReviewKind
    record_id: int
    title: str
    due_on: dt.date | None
    who: str


def due_reviews(session: Session, *, today: dt.date) -> list[DueReview]:
    """Return articles in review, then articles, desk cards and questions past their day.

    The longest overdue come first, at most 200 of each kind.
    """
    waiting = _articles_in_review(session)
    overdue = [
        *_articles_overdue(session, today),
        *_desk_texts(session, today, DeskCard, ReviewKind.CARD),
        *_desk_texts(session, today, ScreeningQuestion, ReviewKind.QUESTION),
    ]
    return [*waiting, *sorted(overdue, key=lambda row: row.due_on or today)]


def _articles_in_review(session: Session) -> Iterator[DueReview]:
    statement = (
        select(Article.id, Article.title, func.coalesce(Staff.name, ""))
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .outerjoin(Staff, Staff.id == ArticleVersion.written_by)
        .where(Article.binned_at.is_(None), ArticleVersion.state == ArticleState.IN_REVIEW)
        .order_by(ArticleVersion.written_at)
        .limit(_MOST)
    )
    for article_id, title, writer in session.execute(statement):
        yield DueReview(ReviewKind.ARTICLE, article_id, title, None, writer)


def _articles_overdue(session: Session, today: dt.date) -> Iterator[DueReview]:
    """An article may be handed out on the day itself."""
    statement = (
        select(
            Article.id,
            Article.title,
            ArticleVersion.review_due_on,
            func.coalesce(Staff.name, ""),
        )
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .outerjoin(Staff, Staff.id == ArticleVersion.reviewer_id)
        .where(
            Article.binned_at.is_(None),
            ArticleVersion.state == ArticleState.APPROVED,
            ArticleVersion.review_due_on < today,
        )
        .order_by(ArticleVersion.review_due_on)
        .limit(_MOST)
    )
    for article_id, title, due_on, reviewer in session.execute(statement):
        yield DueReview(ReviewKind.ARTICLE, article_id, title, due_on, reviewer)


def _desk_texts(
    session: Session,
    today: dt.date,
    kept: type[DeskCard] | type[ScreeningQuestion],
    kind: ReviewKind,
) -> Iterator[DueReview]:
    """A card and a question are expired from the day on."""
    statement = (
        select(kept.id, kept.text, kept.review_on, func.coalesce(Staff.name, ""))
        .outerjoin(Staff, Staff.id == func.coalesce(kept.owner_id, kept.approved_by))
        .where(kept.active, kept.approved_on.is_not(None), kept.review_on <= today)
        .order_by(kept.review_on)
        .limit(_MOST)
    )
    for record_id, text, due_on, name in session.execute(statement):
        yield DueReview(kind, record_id, text, due_on, name)
