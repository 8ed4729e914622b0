"""Full-text search in the two databases' own words, behind one interface."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy import Subquery, bindparam, column, select, table, text
from sqlalchemy.orm import Session

Expand = Callable[[str], Sequence[str]]
"""The beginning of a word -> every indexed word that begins so; empty when there are too many."""

# FTS5 keeps its own index for beginnings up to this long.
_INDEXED_PREFIX = 4


class SearchDialect(Protocol):
    """How one database finds the rows of a searched table that hold all of some words."""

    keeps_lexicon: bool

    def matching(self, searched: str, words: Sequence[str], expand: Expand) -> Subquery:
        """Return a subquery with one column ``id``: rows holding every word.

        Args:
            searched: ``enquiry``, ``person`` or ``article_version``.
            words: folded, as from ``query_words``; the last is a beginning. Not empty.
        """


class SqliteSearch:
    """FTS5: the words stand in a contentless table ``<searched>_words``."""

    keeps_lexicon = True

    def matching(self, searched: str, words: Sequence[str], expand: Expand) -> Subquery:
        *whole, beginning = (_quoted(word) for word in words)
        last = words[-1]
        if len(last) > _INDEXED_PREFIX and (longer := expand(last)):
            ending = "(" + " OR ".join(_quoted(word) for word in longer) + ")"
        else:
            ending = f"{beginning} *"
        found = table(f"{searched}_words", column("rowid"))
        condition = text(f"{searched}_words MATCH :words").bindparams(
            bindparam("words", " AND ".join([*whole, ending]), unique=True)
        )
        return select(found.c.rowid.label("id")).where(condition).subquery()


class PostgresqlSearch:
    """A generated ``tsvector`` column beside ``search_text``."""

    keeps_lexicon = False

    def matching(self, searched: str, words: Sequence[str], expand: Expand) -> Subquery:  # noqa: ARG002
        *whole, last = ("'" + word.replace("\\", "").replace("'", "") + "'" for word in words)
        found = table(searched, column("id"))
        condition = text(f"{searched}.search_vector @@ CAST(:words AS tsquery)").bindparams(
            bindparam("words", " & ".join([*whole, last + ":*"]), unique=True)
        )
        return select(found.c.id).where(condition).subquery()


def search_dialect(session: Session) -> SearchDialect:
    """Return the one for the database behind ``session``."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    return SqliteSearch() if sqlite else PostgresqlSearch()


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
