"""Reads of the clinic's own texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, false, func, select
from sqlalchemy.orm import Session, aliased

from db.domain.article import ArticleState, ArticleText
from db.domain.review import HumanQuestion
from db.domain.words import marked_ranges, query_words
from db.models.article import Article, ArticleVersion
from db.models.article_review import ReviewAnswer
from db.models.service import ServiceArticle
from db.models.staff import Staff
from db.queries.search import matching_rows

_Reviewer = aliased(Staff)
_Newest = aliased(ArticleVersion)
_Original = aliased(Article)
_InForce = aliased(ArticleVersion)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article of the library, with the version that prints.

    Attributes:
        version_id, number, state: of the version in force: the newest approved, else the newest.
        newest_number, newest_state: of the newest version, which may be a draft of a change.
        translation_of: the article this one says in another language.
        original_changed: that one was approved in words that are newer than these.
    """

    article_id: int
    article_version: int
    title: str
    language: str
    is_example: bool
    version_id: int
    number: int
    state: ArticleState
    reviewer: str
    reviewed_on: dt.date | None
    review_due_on: dt.date | None
    newest_number: int
    newest_state: ArticleState
    translation_of: int | None
    service_ids: tuple[int, ...]
    original_changed: bool = False

    @property
    def family(self) -> int:
        """The same for an article and its translations."""
        return self.translation_of or self.article_id

    def prints_clean(self, today: dt.date) -> bool:
        """Whether it prints without a DRAFT mark: approved, and its review is not overdue."""
        due = self.review_due_on
        return self.state is ArticleState.APPROVED and (due is None or today <= due)


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """One of the six questions for people, answered with yes."""

    question: HumanQuestion
    staff_id: int | None
    name: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an article, with its text.

    Attributes:
        answers: to the six questions for people, in their order; the others are open.
        left_open: why it was approved with open questions.
    """

    version_id: int
    version: int
    article_id: int
    number: int
    state: ArticleState
    content: ArticleText
    source_text: str
    sources: str
    written_by: str
    written_at: dt.datetime
    reviewer: str
    reviewed_on: dt.date | None
    review_due_on: dt.date | None
    reviewer_id: int | None = None
    answers: tuple[AnsweredQuestion, ...] = ()
    left_open: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an approved article that holds what the caller asked about.

    Attributes:
        marks: ``(start, end)`` of the matching words in ``text``.
    """

    article_id: int
    title: str
    heading: str
    text: str
    marks: tuple[tuple[int, int], ...]


def library(
    session: Session, *, typed: str = "", language: str = "", limit: int = 500
) -> list[ArticleRow]:
    """Return the articles whose printing version holds every word typed, by title."""
    statement = (
        select(
            Article.id,
            Article.version,
            Article.title,
            Article.language,
            Article.is_example,
            ArticleVersion.id.label("version_id"),
            ArticleVersion.number,
            ArticleVersion.state,
            func.coalesce(_Reviewer.name, ""),
            ArticleVersion.reviewed_on,
            ArticleVersion.review_due_on,
            _Newest.number,
            _Newest.state,
            Article.translation_of,
            func.coalesce(_InForce.written_at > _Newest.written_at, false()).label("changed"),
        )
        .join(
            ArticleVersion,
            (ArticleVersion.article_id == Article.id)
            & (ArticleVersion.number == Article.current_number),
        )
        .join(
            _Newest,
            (_Newest.article_id == Article.id) & (_Newest.number == _newest_number()),
        )
        .outerjoin(_Reviewer, _Reviewer.id == ArticleVersion.reviewer_id)
        .outerjoin(_Original, _Original.id == Article.translation_of)
        .outerjoin(
            _InForce,
            (_InForce.article_id == _Original.id)
            & (_InForce.number == _Original.current_number)
            & (_InForce.state == ArticleState.APPROVED),
        )
        .where(Article.binned_at.is_(None))
        .order_by(func.lower(Article.title), Article.id)
        .limit(limit)
    )
    if language:
        statement = statement.where(Article.language == language)
    words = query_words(typed)
    if words:
        found = matching_rows(session, "article_version", words)
        statement = statement.join(found, found.c.id == ArticleVersion.id)
    links = _links(session)
    found_rows: Sequence[Any] = session.execute(statement).all()
    return [
        ArticleRow(*[*row[:-1], links.get(row.id, ()), bool(row.changed)]) for row in found_rows
    ]


def _newest_number() -> ScalarSelect[int]:
    each = aliased(ArticleVersion)
    return (
        select(func.max(each.number))
        .where(each.article_id == Article.id)
        .correlate(Article)
        .scalar_subquery()
    )


def versions(session: Session, *, article_id: int) -> list[VersionRow]:
    """Return every version of an article, newest first."""
    statement = select(ArticleVersion.id).where(ArticleVersion.article_id == article_id)
    found = [article_version(session, version_id=i) for i in session.scalars(statement)]
    rows = [row for row in found if row is not None]
    return sorted(rows, key=lambda row: row.number, reverse=True)


def article_versions(session: Session, *, version_ids: Sequence[int]) -> list[VersionRow]:
    """Return several versions in this order, without those that are gone."""
    found = (article_version(session, version_id=each) for each in version_ids)
    return [version for version in found if version is not None]


def article_version(session: Session, *, version_id: int) -> VersionRow | None:
    """Return one version with its text; None when it is gone."""
    version = session.get(ArticleVersion, version_id)
    if version is None:
        return None
    involved = Staff.id.in_([version.written_by, version.reviewer_id])
    named = session.execute(select(Staff.id, Staff.name).where(involved))
    names = {member.id: member.name for member in named}
    return VersionRow(
        version.id,
        version.version,
        version.article_id,
        version.number,
        version.state,
        ArticleText.from_json(version.content),
        version.source_text,
        version.sources,
        names.get(version.written_by or 0, ""),
        version.written_at,
        names.get(version.reviewer_id or 0, ""),
        version.reviewed_on,
        version.review_due_on,
        version.reviewer_id,
        _answers(session, version_id),
        version.left_open,
    )


def _answers(session: Session, version_id: int) -> tuple[AnsweredQuestion, ...]:
    statement = (
        select(
            ReviewAnswer.question,
            ReviewAnswer.answered_by,
            func.coalesce(Staff.name, ""),
            ReviewAnswer.answered_on,
        )
        .outerjoin(Staff, Staff.id == ReviewAnswer.answered_by)
        .where(ReviewAnswer.article_version_id == version_id)
    )
    found = [AnsweredQuestion(*row) for row in session.execute(statement)]
    order = list(HumanQuestion)
    return tuple(sorted(found, key=lambda answer: order.index(answer.question)))


def passages(session: Session, *, typed: str, today: dt.date, limit: int = 5) -> list[Passage]:
    """Return the paragraphs of approved, not expired articles that best match the words typed.

    An article matches when it holds every word; its best paragraph is the one
    that holds most of them.
    """
    words = query_words(typed)
    if not words:
        return []
    found = matching_rows(session, "article_version", words)
    statement = (
        select(ArticleVersion.article_id, ArticleVersion.content)
        .join(Article, Article.id == ArticleVersion.article_id)
        .join(found, found.c.id == ArticleVersion.id)
        .where(
            Article.binned_at.is_(None),
            ArticleVersion.state == ArticleState.APPROVED,
            ArticleVersion.review_due_on.is_(None) | (ArticleVersion.review_due_on >= today),
        )
        .order_by(ArticleVersion.id.desc())
        .limit(limit)
    )
    return [
        _best_passage(article_id, ArticleText.from_json(content), words)
        for article_id, content in session.execute(statement)
    ]


def _best_passage(article_id: int, content: ArticleText, words: Sequence[str]) -> Passage:
    parts = [("", block) for block in content.intro]
    parts += [(section.heading, block) for section in content.sections for block in section.blocks]
    candidates = [
        Passage(article_id, content.title, heading, text, tuple(marked_ranges(text, words)))
        for heading, block in parts
        for text in block.texts()
    ]
    nothing = Passage(article_id, content.title, "", "", ())
    return max(candidates, key=lambda passage: len(passage.marks), default=nothing)


def _links(session: Session) -> dict[int, tuple[int, ...]]:
    linked: dict[int, tuple[int, ...]] = {}
    statement = select(ServiceArticle.article_id, ServiceArticle.service_id)
    for article_id, service_id in session.execute(statement):
        linked[article_id] = (*linked.get(article_id, ()), service_id)
    return linked
