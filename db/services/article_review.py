"""Commands of a review: the six questions for people, and remarks between writer and reviewer."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.domain import text as limits
from db.domain.article import ArticleState
from db.domain.changes import Change, Topic
from db.domain.errors import NotPossibleError
from db.domain.review import HumanQuestion
from db.domain.staff import Actor
from db.models.article import Article, ArticleVersion
from db.models.article_review import ArticleComment, ReviewAnswer
from db.models.staff import Staff
from db.services.gate import command
from db.services.records import Cleaner, find, find_seen

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


@dataclass(frozen=True, slots=True)
class NewComment:
    """A remark on ``said``, in that run of words of version ``number``; the title is line 0."""

    article_id: int
    number: int
    line: int
    said: str
    text: str
    public_id: uuid.UUID | None = None


@command("article_comment")
def add_comment(session: Session, *, actor: Actor, at: dt.datetime, new: NewComment) -> Change:
    """Keep a remark. Undo: ``remove_comment``.

    Raises:
        ValidationError: field ``comment``: no words, or too many.
        NotFoundError.
    """
    find(session, Article, new.article_id)
    cleaner = Cleaner()
    comment = ArticleComment(
        public_id=new.public_id or uuid.uuid4(),
        article_id=new.article_id,
        number=new.number,
        line=new.line,
        said=cleaner.block("said", new.said, limits.ARTICLE),
        text=cleaner.block("comment", new.text, limits.NOTE, required=True),
        written_by=actor.staff_id,
        written_at=at,
    )
    cleaner.check()
    session.add(comment)
    session.flush()
    return Change(comment.id, comment.version, _ARTICLE)


@command("article_comment")
def remove_comment(
    session: Session, *, actor: Actor, at: dt.datetime, comment_id: int, seen_version: int
) -> Change:
    """Take a remark away, such as one just made by mistake.

    Raises:
        NotFoundError, StaleEditError.
    """
    session.delete(find_seen(session, ArticleComment, comment_id, seen_version))
    session.flush()
    return Change(comment_id, 0, _ARTICLE)


@command("article_comment")
def resolve_comment(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    comment_id: int,
    seen_version: int,
    resolved: bool = True,
) -> Change:
    """Say that a remark is dealt with, or open it again: each undoes the other.

    Raises:
        NotFoundError, StaleEditError.
    """
    comment = find_seen(session, ArticleComment, comment_id, seen_version)
    comment.resolved_at = at if resolved else None
    comment.resolved_by = actor.staff_id if resolved else None
    session.flush()
    return Change(comment.id, comment.version, _ARTICLE, ("resolved_at",))
