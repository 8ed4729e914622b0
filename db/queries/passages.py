"""What the clinic's approved articles say to a caller's own words."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, func, literal, select, union_all
from sqlalchemy.orm import Session

from db.domain.article import ArticleState, ArticleText
from db.domain.words import index_words, marked_ranges, query_words
from db.models.article import Article, ArticleVersion
from db.models.service import ServiceArticle
from db.queries.articles import Passage
from db.queries.search import matching_rows

_MOST_WORDS = 12
_SHORTEST_WORD = 3
# Folded. They join other words and tell nothing of a complaint, in however few texts they stand.
_JOINING = frozenset(
    """
    about after also and any are because been but can could did does for from get got had has have
    her him his how into its just like may much not off one our out over said she should some than
    that the their them then there they this too very was were what when where which who will with
    would you your
    algo como con cual cuando del desde donde ella ellos esa ese eso esta este esto estoy hay las
    los mas mucho muy nos para pero por porque que quien ser sin sobre son sus tambien tan tengo
    tiene una unas uno unos
    """.split()  # noqa: SIM905 - a table of words reads better as words
)
_FEW_TEXTS = 4
_WORTH_READING = 0.5  # less telling than half of the best is noise beside a caller
_OF_THE_SERVICE = 1.5  # how much more an article of the chosen service weighs


def passages_about(
    session: Session,
    *,
    typed: str,
    service_id: int | None,
    today: dt.date,
    limit: int = 4,
) -> list[Passage]:
    """Return the paragraphs of approved, not expired articles that fit best, the best first.

    Unlike a search, people's own words need not all be found: rare words weigh
    most, words that most articles hold weigh nothing.
    """
    words = asked_words(typed)
    if not words:
        return []
    in_force = _in_force(today)
    count = session.scalar(select(func.count()).select_from(Article).join(*_version()).where(
        *in_force)) or 0  # fmt: skip
    holders = _holders(session, words, in_force)
    weights = telling_weights(holders, count)
    own = set(_articles_of(session, service_id))
    scores: defaultdict[int, float] = defaultdict(float)
    articles: dict[int, int] = {}
    for word, found in holders.items():
        for version_id, article_id in found:
            factor = _OF_THE_SERVICE if article_id in own else 1.0
            scores[version_id] += weights[word] * factor
            articles[version_id] = article_id
    best = sorted((v for v, score in scores.items() if score > 0), key=lambda v: (-scores[v], v))
    return _texts(session, best[:limit], articles, weights)


def asked_words(typed: str) -> tuple[str, ...]:
    """Return the last words that can tell anything."""
    words = (word for word in query_words(typed) if len(word) >= _SHORTEST_WORD)
    return tuple(word for word in words if word not in _JOINING)[-_MOST_WORDS:]


def _version() -> tuple[type[ArticleVersion], ColumnElement[bool]]:
    return ArticleVersion, ArticleVersion.article_id == Article.id


def _in_force(today: dt.date) -> tuple[ColumnElement[bool], ...]:
    return (
        Article.binned_at.is_(None),
        ArticleVersion.state == ArticleState.APPROVED,
        ArticleVersion.review_due_on.is_(None) | (ArticleVersion.review_due_on >= today),
    )


def _holders(
    session: Session, words: Sequence[str], in_force: Iterable[ColumnElement[bool]]
) -> dict[str, list[tuple[int, int]]]:
    """Return word -> ``(version id, article id)`` of the texts that hold it."""
    each = []
    for number, word in enumerate(words):
        found = matching_rows(session, "article_version", (word,))
        each.append(
            select(literal(number), ArticleVersion.id, ArticleVersion.article_id)
            .join(found, found.c.id == ArticleVersion.id)
            .join(Article, Article.id == ArticleVersion.article_id)
            .where(*in_force)
        )
    holders: dict[str, list[tuple[int, int]]] = {word: [] for word in words}
    for number, version_id, article_id in session.execute(union_all(*each)):
        holders[words[number]].append((version_id, article_id))
    return holders


def telling_weights(holders: Mapping[str, Sequence[object]], texts: int) -> dict[str, float]:
    """Return how telling each word is: nothing for one that most texts hold."""
    telling: dict[str, float] = {}
    for word, found in holders.items():
        is_everywhere = texts >= _FEW_TEXTS and 2 * len(found) > texts
        telling[word] = 0.0 if is_everywhere else math.log1p(texts / (len(found) or 1))
    return telling


def _articles_of(session: Session, service_id: int | None) -> list[int]:
    statement = select(ServiceArticle.article_id).where(ServiceArticle.service_id == service_id)
    return list(session.scalars(statement)) if service_id is not None else []


def _texts(
    session: Session,
    version_ids: Sequence[int],
    articles: Mapping[int, int],
    weights: Mapping[str, float],
) -> list[Passage]:
    statement = select(ArticleVersion.id, ArticleVersion.content).where(
        ArticleVersion.id.in_(version_ids)
    )
    contents = {row.id: row.content for row in session.execute(statement)}
    found = [
        _best(articles[version_id], ArticleText.from_json(contents[version_id]), weights)
        for version_id in version_ids
    ]
    enough = _WORTH_READING * max((score for score, _ in found), default=0.0)
    return [passage for score, passage in found if score > 0 and score >= enough]


def _best(
    article_id: int, content: ArticleText, weights: Mapping[str, float]
) -> tuple[float, Passage]:
    """Return the paragraph with the most telling words and how telling they are.

    The words of its heading count half: what is read out is the paragraph.
    """
    parts = [("", block) for block in content.intro]
    parts += [(section.heading, block) for section in content.sections for block in section.blocks]
    texts = [(heading, text) for heading, block in parts for text in block.texts()]
    scored = [
        (score(text, weights) + score(heading, weights) / 2, heading, text)
        for heading, text in texts
    ]
    best = max(scored, key=lambda one: one[0], default=(0.0, "", ""))
    return best[0], Passage(article_id, content.title, best[1], best[2], marks_in(best[2], weights))


def marks_in(text: str, weights: Mapping[str, float]) -> tuple[tuple[int, int], ...]:
    """Return where the telling words stand."""
    telling = [word for word, weight in weights.items() if weight > 0]
    return _disjoint({span for word in telling for span in marked_ranges(text, (word,))})


def score(text: str, weights: Mapping[str, float]) -> float:
    """Return how telling a text is: the sum of the words it holds."""
    words = index_words(text)
    return sum(weight for word, weight in weights.items() if any(w.startswith(word) for w in words))


def _disjoint(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
