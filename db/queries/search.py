"""The one search interface: numbers by their digits, everything else by the words in it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    Subquery,
    bindparam,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session

from db.dialects.search import SearchDialect, search_dialect
from db.domain.article import ArticleState
from db.domain.phone import search_digits
from db.domain.words import query_words
from db.models.article import Article, ArticleVersion
from db.models.derived import lexicon, phone_suffix
from db.models.enquiry import Enquiry
from db.models.handout import HandoutRecord
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
    HANDOUT = "handout"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found by a search over everything.

    Attributes:
        record_id: of the enquiry, person, article, or record of a handout that was given.
        title: a name or a title; empty for an unknown caller.
        detail: the words around it: service and concern, a number or an address, the
            ``ArticleState`` value of an article, whom a handout was given to.
        day: when the enquiry was received; None for everything else.
        at: when the handout was given; None for everything else.
    """

    kind: HitKind
    record_id: int
    title: str
    detail: str
    day: dt.date | None = None
    at: dt.datetime | None = None


def matching_rows(session: Session, searched: str, words: Sequence[str]) -> Subquery:
    """Return a subquery of the ids of rows that hold every word, the last one as a beginning.

    Args:
        searched: one of ``db.dialects.search.SEARCHED``.
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
    """Find all there is of each ``HitKind``, each newest first; at most ``limit`` of each kind."""
    words = query_words(typed)
    digits = search_digits(typed)
    people: list[Hit] = []
    enquiries: list[Hit] = []
    articles: list[Hit] = []
    handouts: list[Hit] = []
    if len(digits) >= _SHORTEST_DIGITS and len(digits) >= len(typed.strip()) // 2:
        tails = {"first": digits, "end": digits + NEXT_DIGIT, "most": limit}
        people += (_person(*row) for row in rows_of(session, _PEOPLE_BY_DIGITS, **tails))
        enquiries += (_enquiry(*row) for row in rows_of(session, _ENQUIRIES_BY_DIGITS, **tails))
    if words:
        asked = {"words": words_asked(session, words), "most": limit}
        dialect = search_dialect(session)
        people += (_person(*row) for row in rows_of(session, _people_by(dialect), **asked))
        enquiries += (_enquiry(*row) for row in rows_of(session, _enquiries_by(dialect), **asked))
        articles += (_article(*row) for row in rows_of(session, _articles_by(dialect), **asked))
        handouts += (_handout(*row) for row in rows_of(session, _handouts_by(dialect), **asked))
    found = (people, enquiries, articles, handouts)
    return [hit for hits in found for hit in _newest(hits, limit)]


def _newest(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """Each once, newest first: one may be found by its digits and by its words."""
    by_id = {hit.record_id: hit for hit in reversed(hits)}
    return [by_id[record_id] for record_id in sorted(by_id, reverse=True)[:limit]]


def _person(person_id: int, name: str, detail: str) -> Hit:
    return Hit(HitKind.PERSON, person_id, name, detail)


def _enquiry(enquiry_id: int, name: str, concern: str, service: str | None, day: dt.date) -> Hit:
    detail = " · ".join(part for part in (service, concern) if part)
    return Hit(HitKind.ENQUIRY, enquiry_id, name, detail, day)


def _article(article_id: int, title: str, state: ArticleState) -> Hit:
    return Hit(HitKind.ARTICLE, article_id, title, state.value)


def _handout(record_id: int, title: str, name: str, caller: str | None, at: dt.datetime) -> Hit:
    return Hit(HitKind.HANDOUT, record_id, title, name or caller or "", at=at)


# --- Statements, each built once ---------------------------------------------------------

_ASKED = bindparam("words", type_=String)
_MOST: BindParameter[int] = bindparam("most")


@lru_cache
def _people_by(dialect: SearchDialect) -> Select[int, str, str]:
    found = dialect.matching("person", _ASKED)
    return (
        select(Person.id, Person.name, Person.email)
        .join(found, found.c.id == Person.id)
        .where(Person.binned_at.is_(None))
        .order_by(found.c.id.desc())
        .limit(_MOST)
    )


@lru_cache
def _enquiries_by(dialect: SearchDialect) -> Select[int, str, str, str, dt.date]:
    # In the order of the found ids themselves the full-text index stops at the limit.
    found = dialect.matching("enquiry", _ASKED)
    return _ENQUIRIES.join(found, found.c.id == Enquiry.id).order_by(found.c.id.desc())


@lru_cache
def _articles_by(dialect: SearchDialect) -> Select[int, str, ArticleState]:
    found = dialect.matching("article_version", _ASKED)
    return (
        select(Article.id, Article.title, ArticleVersion.state)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .join(found, found.c.id == ArticleVersion.id)
        .where(Article.binned_at.is_(None), ArticleVersion.number == Article.current_number)
        .order_by(found.c.id.desc())
        .limit(_MOST)
    )


@lru_cache
def _handouts_by(dialect: SearchDialect) -> Select[int, str, str, str, dt.datetime]:
    found = dialect.matching("handout_record", _ASKED)
    return (
        select(
            HandoutRecord.id, HandoutRecord.title, HandoutRecord.recipient_name,
            Enquiry.caller_name, HandoutRecord.given_at,
        )
        .join(found, found.c.id == HandoutRecord.id)
        .outerjoin(Enquiry, Enquiry.id == HandoutRecord.enquiry_id)
        .outerjoin(Person, Person.id == HandoutRecord.person_id)
        .where(Enquiry.binned_at.is_(None), Person.binned_at.is_(None))
        .order_by(found.c.id.desc())
        .limit(_MOST)
    )  # fmt: skip


_NUMBERS = phones_between(bindparam("first"), bindparam("end"))
_PEOPLE_BY_DIGITS = (
    select(Person.id, Person.name, func.min(PersonPhone.raw))
    .join(PersonPhone)
    .join(_NUMBERS, _NUMBERS.c.id == PersonPhone.phone_id)
    .where(Person.binned_at.is_(None))
    .group_by(Person.id, Person.name)
    .order_by(Person.id.desc())
    .limit(_MOST)
)
_ENQUIRIES = (
    select(Enquiry.id, Enquiry.caller_name, Enquiry.concern, Service.name, Enquiry.received_on)
    .outerjoin(Service, Service.id == Enquiry.service_id)
    .where(Enquiry.binned_at.is_(None))
    .limit(_MOST)
)
_ENQUIRIES_BY_DIGITS = _ENQUIRIES.join(_NUMBERS, _NUMBERS.c.id == Enquiry.phone_id).order_by(
    Enquiry.id.desc()
)
