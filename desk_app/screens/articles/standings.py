"""Where an article stands, by its state and the day its review is due."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Final

from db.domain.article import ArticleState
from db.queries.articles import ArticleRow

_SOON = dt.timedelta(days=30)


class Standing(enum.Enum):
    """Which articles are listed."""

    ALL = "all"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    DUE = "due"
    SOON = "soon"
    RETIRED = "retired"


# An article stands in at least one of them.
MOST_URGENT_FIRST: Final = (
    Standing.DUE,
    Standing.SOON,
    Standing.IN_REVIEW,
    Standing.DRAFT,
    Standing.APPROVED,
    Standing.RETIRED,
)


def stands(row: ArticleRow, standing: Standing, today: dt.date) -> bool:
    """Whether an article is listed there; it can be in several."""
    clean = row.prints_clean(today)
    soon = row.review_due_on is not None and row.review_due_on <= today + _SOON
    return {
        Standing.ALL: True,
        Standing.DRAFT: row.newest_state is ArticleState.DRAFT,
        Standing.IN_REVIEW: row.newest_state is ArticleState.IN_REVIEW,
        Standing.APPROVED: clean,
        Standing.DUE: row.state is ArticleState.APPROVED and not clean,
        Standing.SOON: clean and soon,
        Standing.RETIRED: row.state is ArticleState.RETIRED,
    }[standing]
