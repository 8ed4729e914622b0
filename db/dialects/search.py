"""Full-text search in the two databases' own words, behind one interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Protocol

from sqlalchemy import (
    BindParameter,
    ColumnClause,
    Subquery,
    cast,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

Expand = Callable[[str], Sequence[str]]
"""The beginning of a word -> every indexed word that begins so; empty when there are too many."""

# FTS5 keeps its own index for beginnings up to this long.
_INDEXED_PREFIX = 4
SEARCHED = ("enquiry", "person", "article_version", "handout_record")
_TRIGGER = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")


class SearchDialect(Protocol):
    """How one database finds the rows of a searched table that hold all of some words."""

    keeps_lexicon: bool

    def __hash__(self) -> int:
        """Statements are kept by their dialect."""

    def asked(self, words: Sequence[str], expand: Expand) -> str:
        """Return what to give to ``matching`` for rows holding every word.

        Args:
            words: folded, as from ``query_words``; the last is a beginning. Not empty.
        """

    def matching(self, searched: str, asked: BindParameter[str]) -> Subquery:
        """Return a subquery with one column ``id``.

        Args:
            searched: one of ``SEARCHED``.
            asked: what ``asked`` gave, or a place for it.
        """

    def adding(self, session: Session, searched: str) -> AbstractContextManager[None]:
        """While very many rows are inserted, with ids above all there are: then they are found."""

    def erasing(self, session: Session) -> AbstractContextManager[None]:
        """While very many rows are deleted: afterwards no word stands anywhere but in rows."""

    def forget_words(self, session: Session) -> None:
        """After a few rows were erased: keep no word that stands in no row any more."""


class SqliteSearch:
    """FTS5: the words stand in a contentless table ``<searched>_words``."""

    keeps_lexicon = True

    def asked(self, words: Sequence[str], expand: Expand) -> str:
        *whole, beginning = (_quoted(word) for word in words)
        last = words[-1]
        if len(last) > _INDEXED_PREFIX and (longer := expand(last)):
            ending = "(" + " OR ".join(_quoted(word) for word in longer) + ")"
        else:
            ending = f"{beginning} *"
        return " AND ".join([*whole, ending])

    def matching(self, searched: str, asked: BindParameter[str]) -> Subquery:
        found = table(f"{searched}_words", column("rowid"))
        words = literal_column(f"{searched}_words").op("MATCH")(asked)
        return select(found.c.rowid.label("id")).where(words).subquery()

    @contextmanager
    def adding(self, session: Session, searched: str) -> Iterator[None]:
        """Within a trigger the index is written row by row, which takes ten times as long."""
        trigger = f"{searched}_words_insert"
        made_by = session.scalar(_TRIGGER, {"name": trigger})
        last = session.scalar(text(f"SELECT coalesce(max(id), 0) FROM {searched}"))  # noqa: S608
        session.execute(text(f"DROP TRIGGER {trigger}"))
        yield
        session.connection().exec_driver_sql(str(made_by))
        added = text(
            f"INSERT INTO {searched}_words(rowid, words) "  # noqa: S608
            f"SELECT id, search_text FROM {searched} WHERE id > :last ORDER BY id"
        )
        session.execute(added, {"last": last})

    @contextmanager
    def erasing(self, session: Session) -> Iterator[None]:
        """Word by word, as it is done for single rows, it would take a millisecond a row."""
        _tell_indexes(session, "VALUES ('secure-delete', 0)")
        yield
        session.flush()
        for searched in SEARCHED:
            index = f"{searched}_words"
            session.execute(text(f"INSERT INTO {index}({index}) VALUES ('optimize')"))  # noqa: S608
        _tell_indexes(session, "VALUES ('secure-delete', 1)")
        _forget_words(session)

    def forget_words(self, session: Session) -> None:
        _forget_words(session)


class PostgresqlSearch:
    """A generated ``tsvector`` column beside ``search_text``."""

    keeps_lexicon = False

    def asked(self, words: Sequence[str], expand: Expand) -> str:  # noqa: ARG002
        *whole, last = ("'" + word.replace("\\", "").replace("'", "") + "'" for word in words)
        return " & ".join([*whole, last + ":*"])

    def matching(self, searched: str, asked: BindParameter[str]) -> Subquery:
        found = table(searched, column("id"))
        vector: ColumnClause[Any] = literal_column(f"{searched}.search_vector")
        words = vector.op("@@")(cast(asked, TSQUERY))
        return select(found.c.id).where(words).subquery()

    def adding(self, session: Session, searched: str) -> AbstractContextManager[None]:  # noqa: ARG002
        return nullcontext()  # the column is computed from the row

    def erasing(self, session: Session) -> AbstractContextManager[None]:  # noqa: ARG002
        return nullcontext()  # they stand in the rows alone

    def forget_words(self, session: Session) -> None:
        """They stand in the rows alone."""


def search_dialect(session: Session) -> SearchDialect:
    """Return the one for the database behind ``session``."""
    return _OF[session.get_bind().dialect.name]


_OF: Mapping[str, SearchDialect] = {"sqlite": SqliteSearch(), "postgresql": PostgresqlSearch()}


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _tell_indexes(session: Session, setting: str) -> None:
    for searched in SEARCHED:
        index = f"{searched}_words"
        session.execute(text(f"INSERT INTO {index}({index}, rank) {setting}"))


def _forget_words(session: Session) -> None:
    for searched in SEARCHED:
        session.execute(
            text(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{searched}_terms "
                f"USING fts5vocab(main, {searched}_words, row)"
            )
        )
    terms = [f"SELECT term FROM temp.{each}_terms" for each in SEARCHED]  # noqa: S608
    found = " UNION ".join(terms)
    session.execute(text(f"DELETE FROM lexicon WHERE word NOT IN ({found})"))  # noqa: S608
