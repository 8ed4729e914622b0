"""Which article says another one in another language."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain.changes import Change, Topic
from db.domain.errors import NotPossibleError
from db.domain.staff import Actor
from db.models.article import Article
from db.services.gate import command
from db.services.records import find, find_seen


@command("article")
def link_translation(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    article_id: int,
    seen_version: int,
    original_id: int | None,
) -> Change:
    """Say of which article this one is a translation, or of none.

    Undo: link the one of before.

    Raises:
        NotPossibleError: the original is a translation itself or in the same language, or this
            one has translations.
        NotFoundError, StaleEditError.
    """
    article = find_seen(session, Article, article_id, seen_version)
    if original_id is not None:
        original = find(session, Article, original_id)
        if original.translation_of is not None or original.language == article.language:
            raise NotPossibleError("no original for this text")
        if session.scalar(select(Article.id).where(Article.translation_of == article_id).limit(1)):
            raise NotPossibleError("it has translations of its own")
    article.translation_of = original_id
    session.flush()
    return Change(article.id, article.version, frozenset({Topic.ARTICLE}), ("translation_of",))
