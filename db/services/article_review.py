"""Commands of a review: the six questions for people, and remarks between writer and reviewer."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.domain.article import ArticleState
from db.domain.changes import Change, Topic
from db.domain.errors import NotPossibleError
from db.domain.review import HumanQuestion
from db.domain.staff import Actor
from db.models.article import ArticleVersion
from db.models.article_review import ReviewAnswer
from db.models.staff import Staff
from db.services.gate import command
from db.services.records import find

_ARTICLE = frozenset({Topic.ARTICLE})
_OPEN_STATES = (ArticleState.DRAFT, ArticleState.IN_REVIEW)


@command("article_version")
def answer_question(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    version_id: int,
    question: HumanQuestion,
    staff_id: int | None,
    on: dt.date,
    answered: bool = True,
) -> Change:
    """Answer one of the six questions with yes, or leave it open again: each undoes the other.

    Args:
        staff_id, on: who looked, and the clinic's day.

    Raises:
        NotPossibleError: the version is past its review.
        NotFoundError.
    """
    version = find(session, ArticleVersion, version_id)
    if version.state not in _OPEN_STATES:
        raise NotPossibleError(f"{version.state.value} is past its review")
    if staff_id is not None:
        find(session, Staff, staff_id)
    session.execute(
        delete(ReviewAnswer).where(
            ReviewAnswer.article_version_id == version_id, ReviewAnswer.question == question
        )
    )
    if answered:
        session.add(
            ReviewAnswer(
                article_version_id=version_id,
                question=question,
                answered_by=staff_id,
                answered_on=on,
            )
        )
    session.flush()
    return Change(version.id, version.version, _ARTICLE, (question.value,))
