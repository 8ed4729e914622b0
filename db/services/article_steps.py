"""Taking back a step of a version, so that all is as it was before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.domain.article import ArticleState
from db.domain.changes import Change, Topic
from db.domain.errors import NotPossibleError
from db.domain.staff import Actor
from db.models.article import Article, ArticleVersion
from db.services.articles import NEXT_STATES, Approval, choose_current
from db.services.gate import command, require_right
from db.services.records import find_seen


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a version stood before a step.

    Attributes:
        approval: who stood for it; also for a retired version.
        replaced_id: the version that an approval put out of force.
        is_example: whether the article was a shipped example before an approval.
    """

    state: ArticleState
    approval: Approval | None = None
    replaced_id: int | None = None
    is_example: bool = False


@command("article_version")
def take_back_step(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    version_id: int,
    seen_version: int,
    before: Standing,
) -> Change:
    """Put a version back where it stood: the undo of ``set_state``.

    Raises:
        NotAllowedError: it would change what is in force.
        NotPossibleError: no step led here from there, or another version is in force since.
        NotFoundError, StaleEditError.
    """
    version = find_seen(session, ArticleVersion, version_id, seen_version)
    if ArticleState.APPROVED in (version.state, before.state):
        require_right(session, actor, "approve_article")
    if version.state not in NEXT_STATES[before.state]:
        raise NotPossibleError(f"{version.state.value} does not follow {before.state.value}")
    article = version.article
    if version.state is ArticleState.APPROVED:
        article.is_example = before.is_example
        if before.replaced_id is not None:
            _replaced(article, before.replaced_id).state = ArticleState.APPROVED
    elif before.state is ArticleState.APPROVED:
        _check_in_force_again(article, before)
    version.state = before.state
    approval = before.approval
    version.reviewer_id = approval.reviewer_id if approval else None
    version.reviewed_on = approval.reviewed_on if approval else None
    version.review_due_on = approval.review_due_on if approval else None
    version.left_open = approval.left_open if approval else ""
    session.flush()
    choose_current(session, article)
    return Change(version.id, version.version, frozenset({Topic.ARTICLE}), (before.state.value,))


def _replaced(article: Article, version_id: int) -> ArticleVersion:
    for other in article.versions:
        if other.id == version_id and other.state is ArticleState.RETIRED and other.reviewer_id:
            return other
    raise NotPossibleError("the replaced version has moved on")


def _check_in_force_again(article: Article, before: Standing) -> None:
    if before.approval is None:
        raise NotPossibleError("approved by nobody")
    if any(other.state is ArticleState.APPROVED for other in article.versions):
        raise NotPossibleError("another version is in force")
