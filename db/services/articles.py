"""Commands on the clinic's texts: every save is a new version, only its state moves on."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.domain import text
from db.domain.article import ArticleState, ArticleText, Block, Section
from db.domain.changes import Change, Topic
from db.domain.errors import NotPossibleError, Problem, ValidationError
from db.domain.picture import Picture, describes
from db.domain.review import HumanQuestion
from db.domain.staff import Actor
from db.domain.text import TextTooLongError, clean
from db.models.article import Article, ArticleVersion
from db.models.article_review import ReviewAnswer
from db.models.service import ServiceArticle
from db.models.staff import Staff
from db.services.derived import index_article_version
from db.services.gate import command, require_right
from db.services.pictures import check_pictures, stored
from db.services.records import Cleaner, find, find_seen

_ARTICLE = frozenset({Topic.ARTICLE})

# state -> the states it may go to. A version that was approved is only ever retired;
# approved once more, it is in force again.
NEXT_STATES = {
    ArticleState.DRAFT: (ArticleState.IN_REVIEW, ArticleState.RETIRED),
    ArticleState.IN_REVIEW: (ArticleState.APPROVED, ArticleState.DRAFT, ArticleState.RETIRED),
    ArticleState.APPROVED: (ArticleState.RETIRED,),
    ArticleState.RETIRED: (ArticleState.DRAFT, ArticleState.APPROVED),
}


@dataclass(frozen=True, slots=True)
class NewArticle:
    """A text to be kept as an article's first version, a draft.

    Attributes:
        pictures: those of its pictures that are not kept yet.
    """

    content: ArticleText
    source_text: str = ""
    sources: str = ""
    service_ids: Sequence[int] = ()
    translation_of: int | None = None
    is_example: bool = False
    public_id: uuid.UUID | None = None
    pictures: Sequence[Picture] = ()


@command("article")
def add_article(session: Session, *, actor: Actor, at: dt.datetime, new: NewArticle) -> Change:
    """Keep a text as a draft. Undo: ``bin_article``.

    Raises:
        ValidationError: no title, no text, an empty heading, or more than can be kept.
    """
    content = _cleaned(new.content)
    for picture in new.pictures:
        stored(session, picture, at)
    article = Article(
        public_id=new.public_id or uuid.uuid4(),
        title=content.title,
        language=content.language,
        translation_of=new.translation_of,
        is_example=new.is_example,
    )
    session.add(article)
    _add_version(session, article, content, new.source_text, new.sources, actor, at)
    session.add_all(
        ServiceArticle(service_id=service_id, article_id=article.id, position=99)
        for service_id in new.service_ids
    )
    session.flush()
    return Change(article.id, article.version, _ARTICLE)


@command("article")
def save_version(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    article_id: int,
    seen_version: int,
    content: ArticleText,
    sources: str = "",
) -> Change:
    """Keep an edited text as a new draft; what was approved stays in force until this one is.

    Undo: save the earlier content again.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
    """
    article = find_seen(session, Article, article_id, seen_version)
    # Its version rises even where no column of it changes, and before the new number is given
    # out: of two desks that save at once, the second is told.
    flag_modified(article, "title")
    session.flush()
    _add_version(session, article, _cleaned(content), "", sources, actor, at)
    return Change(article.id, article.version, _ARTICLE)


@command("article")
def bin_article(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    article_id: int,
    seen_version: int,
    binned: bool = True,
) -> Change:
    """Put an article out of sight or bring it back: each undoes the other.

    Raises:
        NotFoundError, StaleEditError.
    """
    article = find_seen(session, Article, article_id, seen_version)
    article.binned_at = at if binned else None
    session.flush()
    return Change(article.id, article.version, _ARTICLE, ("binned_at",))


@dataclass(frozen=True, slots=True)
class Approval:
    """Who stands for a version, since when, and until when it needs no other look.

    Attributes:
        of_this_clinic: a real practitioner; a shipped example is the clinic's own text from now.
        left_open: why, if some of the six questions for people are not answered with yes.
    """

    reviewer_id: int
    reviewed_on: dt.date
    review_due_on: dt.date
    of_this_clinic: bool = False
    left_open: str = ""


@command("article_version")
def set_state(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    version_id: int,
    seen_version: int,
    state: ArticleState,
    approval: Approval | None = None,
) -> Change:
    """Move a version on; approving one retires the version approved before.

    Undo: ``take_back_step``.

    Raises:
        ValidationError: approved without a reviewer, reviewed after its next review, with
            open questions and no reason why, or with a picture that no words stand for.
        NotPossibleError: this step does not lead there.
        NotFoundError, StaleEditError.
    """
    version = find_seen(session, ArticleVersion, version_id, seen_version)
    if state not in NEXT_STATES[version.state]:
        raise NotPossibleError(f"{version.state.value} to {state.value}")
    if state in (ArticleState.APPROVED, ArticleState.RETIRED):
        require_right(session, actor, "approve_article")
    if state is ArticleState.APPROVED:
        _approve(session, version, approval)
    elif state is ArticleState.DRAFT:
        version.reviewer_id = version.reviewed_on = version.review_due_on = None
        version.left_open = ""
    version.state = state
    session.flush()
    choose_current(session, version.article)
    return Change(version.id, version.version, _ARTICLE, (state.value,))


def _approve(session: Session, version: ArticleVersion, approval: Approval | None) -> None:
    if approval is None:
        raise ValidationError({"reviewer": Problem.NEEDS_A_REVIEWER})
    find(session, Staff, approval.reviewer_id)
    if approval.review_due_on <= approval.reviewed_on:
        raise ValidationError({"review_due_on": Problem.IN_THE_PAST})
    content = ArticleText.from_json(version.content)
    if not all(describes(picture.text) for picture in content.pictures()):
        raise ValidationError({"picture": Problem.NOT_DESCRIBED})
    version.left_open = _left_open(session, version, approval)
    for other in version.article.versions:
        if other is not version and other.state is ArticleState.APPROVED:
            other.state = ArticleState.RETIRED
    version.reviewer_id = approval.reviewer_id
    version.reviewed_on = approval.reviewed_on
    version.review_due_on = approval.review_due_on
    if approval.of_this_clinic:
        version.article.is_example = False


def _left_open(session: Session, version: ArticleVersion, approval: Approval) -> str:
    answered = session.scalar(
        select(func.count()).where(ReviewAnswer.article_version_id == version.id)
    )
    if answered == len(HumanQuestion):
        return ""
    cleaner = Cleaner()
    reason = cleaner.block("left_open", approval.left_open, text.NOTE, required=True)
    cleaner.check()
    return reason


def _add_version(
    session: Session,
    article: Article,
    content: ArticleText,
    source_text: str,
    sources: str,
    actor: Actor,
    at: dt.datetime,
) -> ArticleVersion:
    check_pictures(session, [block.picture for block in content.pictures()])
    cleaner = Cleaner()
    version = ArticleVersion(
        number=1 + max((v.number for v in article.versions), default=0),
        state=ArticleState.DRAFT,
        content=content.to_json(),
        source_text=cleaner.block("source_text", source_text, text.ARTICLE),
        sources=cleaner.block("sources", sources, text.NOTE),
        written_by=actor.staff_id,
        written_at=at,
    )
    cleaner.check()
    article.versions.append(version)
    index_article_version(session, version)
    session.flush()
    choose_current(session, article)
    return version


def choose_current(session: Session, article: Article) -> None:
    """The version in force is the newest approved one, else the newest; lists show its title."""
    approved = [v for v in article.versions if v.state is ArticleState.APPROVED]
    current = max(approved or article.versions, key=lambda v: v.number)
    content = ArticleText.from_json(current.content)
    article.current_number = current.number
    article.title, article.language = content.title, content.language
    session.flush()


def _cleaned(content: ArticleText) -> ArticleText:
    """Clean every run of words; leave out what is empty.

    Raises:
        ValidationError: field ``title``, ``heading`` or ``text``.
    """
    try:
        title = clean(content.title, limit=500)
        sections = tuple(
            Section(clean(section.heading, limit=1_000), _cleaned_blocks(section.blocks))
            for section in content.sections
        )
        cleaned = ArticleText(title, content.language, _cleaned_blocks(content.intro), sections)
    except TextTooLongError as error:
        raise ValidationError({"text": Problem.TOO_LONG}) from error
    problems = {}
    if not title:
        problems["title"] = Problem.REQUIRED
    if any(not section.heading for section in sections):
        problems["heading"] = Problem.REQUIRED
    if not any(cleaned.texts()):
        problems["text"] = Problem.NO_TEXT
    if sum(map(len, cleaned.texts())) > text.ARTICLE:
        problems["text"] = Problem.TOO_LONG
    if problems:
        raise ValidationError(problems)
    return cleaned


def _cleaned_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    cleaned = (
        replace(
            block,
            text=clean(block.text, limit=text.ARTICLE, multiline=True),
            items=tuple(
                filter(None, (clean(i, limit=text.ARTICLE, multiline=True) for i in block.items))
            ),
            caption=clean(block.caption or "", limit=text.ARTICLE, multiline=True) or None,
        )
        for block in blocks
    )
    return tuple(block for block in cleaned if not block.is_empty)
