"""The best of the newest matches: what bears the words typed as its name stands first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from db.domain.words import fold, index_words, query_words
from db.queries.search import Hit, HitKind, search_everything

# Of each kind. To weigh every match of a common word would take longer than the next key.
LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Matches:
    """What was found of one kind.

    Attributes:
        best: the best of them first; those that are as good, newest first.
        count: how many there are; ``LOOKED_AT`` for so many or more.
    """

    kind: HitKind
    best: Sequence[Hit]
    count: int


def best_of_everything(session: Session, *, typed: str, limit: int) -> list[Matches]:
    """Return at most ``limit`` of each kind that has any, out of its newest matches."""
    hits = search_everything(session, typed, limit=LOOKED_AT)
    groups = ((kind, list(found)) for kind, found in groupby(hits, key=lambda hit: hit.kind))
    return [Matches(kind, best_first(found, typed)[:limit], len(found)) for kind, found in groups]


def best_first(hits: Sequence[Hit], typed: str) -> list[Hit]:
    """Order them: called just so, begins so, has most of the words in its name; then as before."""
    said, words = fold(typed).strip(), query_words(typed)

    def misses(hit: Hit) -> tuple[bool, bool, int]:
        name = fold(hit.title)
        own = index_words(hit.title)
        known = sum(any(each.startswith(word) for each in own) for word in words)
        return name != said, not name.startswith(said), -known

    return sorted(hits, key=misses)
