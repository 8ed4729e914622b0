"""The one search interface: numbers by their digits, everything else by the words in it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, Subquery, bindparam, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.dialects.search import search_dialect
from db.domain.phone import search_digits
from db.domain.words import query_words
from db.models.article import Article, ArticleVersion
from db.models.derived import lexicon, phone_suffix
from db.models.enquiry import Enquiry
from db.models.person import Person, PersonPhone
from db.models.service import Service
from db.queries.prepared import rows_of

# A beginning with more endings than this is left to the index itself.
_MOST_ENDINGS = 64
_SHORTEST_DIGITS = 3
# The character after "9": from digits to digits and this is every tail that begins with them.
NEXT_DIGIT = ":"


_ENDINGS = (
    select(lexicon.c.word)
    .where(lexicon.c.word >= bindparam("first"), lexicon.c.word < bindparam("end"))
    .limit(_MOST_ENDINGS + 1)
)


class HitKind(enum.Enum):
    """What was found."""

    ENQUIRY = "enquiry"
    PERSON = "person"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found by a search over everything.

    Attributes:
        record_id: of the enquiry, person or article.
        title: a name or a title; empty for an unknown caller.
        detail: the words around it: service and concern, a number or an address, the
            ``ArticleState`` value of an article.
        day: when the enquiry was received; None for people and articles.
    """

    kind: HitKind
    record_id: int
    title: str
    detail: str
    day: dt.date | None = None


def matching_rows(session: Session, searched: str, words: Sequence[str]) -> Subquery:
    """Return a subquery of the ids of rows that hold every word, the last one as a beginning.

    Args:
        searched: ``enquiry``, ``person`` or ``article_version``.
        words: from ``query_words``; not empty.
    """

    asked = bindparam("words", words_asked(session, words), String, unique=True)
    return search_dialect(session).matching(searched, asked)


def words_asked(session: Session, words: Sequence[str]) -> str:
    """Return words, the last one as a beginning, as the database is asked for them."""

    def expand(beginning: str) -> list[str]:
        found = rows_of(session, _ENDINGS, first=beginning, end=beginning + "\U0010ffff")
        endings = [word for (word,) in found]
        return endings if len(endings) <= _MOST_ENDINGS else []

    return search_dialect(session).asked(words, expand)


def phones_with(digits: str) -> Subquery:
    """Return a subquery of the ids of numbers in which these digits follow each other."""
    return phones_between(literal(digits), literal(digits + NEXT_DIGIT))


def phones_between(first: ColumnElement[str], end: ColumnElement[str]) -> Subquery:
    """Return the same for tails from ``first`` on and before ``end``."""
    return (
        select(phone_suffix.c.phone_id.label("id"))
        .where(phone_suffix.c.suffix >= first, phone_suffix.c.suffix < end)
        .distinct()
        .subquery()
    )


def search_everything(session: Session, typed: str, *, limit: int = 20) -> list[Hit]:
    """Find people, enquiries and articles, each newest first; at most ``limit`` of each kind."""
    words = query_words(typed)
    digits = search_digits(typed)
    people: list[Hit] = []
    enquiries: list[Hit] = []
    articles: list[Hit] = []
    if len(digits) >= _SHORTEST_DIGITS and len(digits) >= len(typed.strip()) // 2:
        people += _people_by_digits(session, digits, limit)
        enquiries += _enquiries_by_digits(session, digits, limit)
    if words:
        people += _people_by_words(session, words, limit)
        enquiries += _enquiries_by_words(session, words, limit)
        articles += _articles_by_words(session, words, limit)
    return [hit for hits in (people, enquiries, articles) for hit in _newest(hits, limit)]


def _newest(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """Each once, newest first: one may be found by its digits and by its words."""
    by_id = {hit.record_id: hit for hit in reversed(hits)}
    return [by_id[record_id] for record_id in sorted(by_id, reverse=True)[:limit]]


def _people_by_digits(session: Session, digits: str, limit: int) -> list[Hit]:
    numbers = phones_with(digits)
    statement = (
        select(Person.id, Person.name, func.min(PersonPhone.raw))
        .join(PersonPhone)
        .join(numbers, numbers.c.id == PersonPhone.phone_id)
        .where(Person.binned_at.is_(None))
        .group_by(Person.id, Person.name)
        .order_by(Person.id.desc())
        .limit(limit)
    )
    return [Hit(HitKind.PERSON, *row) for row in session.execute(statement)]


def _enquiries_by_digits(session: Session, digits: str, limit: int) -> list[Hit]:
    return _enquiries(session, phones_with(digits), Enquiry.phone_id, limit)


def _people_by_words(session: Session, words: Sequence[str], limit: int) -> list[Hit]:
    found = matching_rows(session, "person", words)
    statement = (
        select(Person.id, Person.name, Person.email)
        .join(found, found.c.id == Person.id)
        .where(Person.binned_at.is_(None))
        .order_by(found.c.id.desc())
        .limit(limit)
    )
    return [Hit(HitKind.PERSON, *row) for row in session.execute(statement)]


def _enquiries_by_words(session: Session, words: Sequence[str], limit: int) -> list[Hit]:
    return _enquiries(session, matching_rows(session, "enquiry", words), Enquiry.id, limit)


def _enquiries(
    session: Session, found: Subquery, by: InstrumentedAttribute[Any], limit: int
) -> list[Hit]:
    # In the order of the found ids themselves the full-text index stops at the limit.
    order = found.c.id if by is Enquiry.id else Enquiry.id
    statement = (
        select(Enquiry.id, Enquiry.caller_name, Enquiry.concern, Service.name, Enquiry.received_on)
        .join(found, found.c.id == by)
        .outerjoin(Service, Service.id == Enquiry.service_id)
        .where(Enquiry.binned_at.is_(None))
        .order_by(order.desc())
        .limit(limit)
    )
    return [
        Hit(
            HitKind.ENQUIRY,
            enquiry_id,
            name,
            " · ".join(part for part in (service, concern) if part),
            day,
        )
        for enquiry_id, name, concern, service, day in session.execute(statement)
    ]


def _articles_by_words(session: Session, words: Sequence[str], limit: int) -> list[Hit]:
    found = matching_rows(session, "article_version", words)
    statement = (
        select(Article.id, Article.title, ArticleVersion.state)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .join(found, found.c.id == ArticleVersion.id)
        .where(Article.binned_at.is_(None), ArticleVersion.number == Article.current_number)
        .order_by(found.c.id.desc())
        .limit(limit)
    )
    return [
        Hit(HitKind.ARTICLE, article_id, title, state.value)
        for article_id, title, state in session.execute(statement)
    ]
