"""Statements that are built once and only given their values: what every key press sends.

SQLAlchemy writes them out, once for each kind of database, and the driver itself runs them: on
the way through SQLAlchemy a look-up would take several times what the database needs to answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, TypeAlias, TypeVarTuple, cast

from sqlalchemy import Dialect, Enum, Select, TextualSelect
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from db.driving import driver_of, run

Ts = TypeVarTuple("Ts")
_Statement: TypeAlias = Select[*tuple[Any, ...]] | TextualSelect
_Convert: TypeAlias = Callable[[Any], Any]

_KEPT = 1_000


def rows_of(
    session: Session, statement: Select[*Ts] | TextualSelect, **values: Any
) -> Sequence[tuple[*Ts]]:
    """Run a statement on columns, past the ORM: nothing pending is flushed before it."""
    dialect = session.get_bind().dialect
    prepared = _prepared(statement, dialect)
    found = run(driver_of(session), dialect, *prepared.sent(values))
    return cast("Sequence[tuple[*Ts]]", prepared.received(found))


class Prepared:
    """A statement as one kind of database is sent it, and what its rows have to be made into."""

    def __init__(self, statement: _Statement, dialect: Dialect) -> None:
        self._compiled = statement.compile(dialect=dialect)
        self._sql = str(self._compiled)
        binds = self._compiled.binds
        self._expands = any(bind.expanding for bind in binds.values())
        self._required = {name for name, bind in binds.items() if bind.required}
        self._is_positional = self._compiled.positional
        self._places = [
            (name, binds[name].value, _sent_as(binds[name].type, dialect))
            for name in self._compiled.positiontup or binds
        ]
        types = [column.type for column in statement.selected_columns]
        made = [_received_as(kind, dialect) for kind in types]
        self._made = [(place, make) for place, make in enumerate(made) if make is not None]

    def sent(self, values: Mapping[str, Any]) -> tuple[str, Any]:
        """Return the words of the statement, and its values as the driver takes them.

        Raises:
            KeyError: a value is missing.
        """
        if missing := self._required - values.keys():
            raise KeyError(*missing)
        if self._expands:
            return self._expanded(values)
        given = [
            (name, values.get(name, usual) if convert is None else convert(values.get(name, usual)))
            for name, usual, convert in self._places
        ]
        return self._sql, [value for _, value in given] if self._is_positional else dict(given)

    def _expanded(self, values: Mapping[str, Any]) -> tuple[str, Any]:
        """With as many places as there are values."""
        expanded = self._compiled.construct_expanded_state(dict(values))
        converted = {
            name: expanded.processors[name](value) if name in expanded.processors else value
            for name, value in expanded.parameters.items()
        }
        if expanded.positiontup is None:
            return expanded.statement, converted
        return expanded.statement, [converted[name] for name in expanded.positiontup]

    def received(self, rows: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
        """Make days, instants and choices of what the driver gave, a column at a time."""
        if not rows or not self._made:
            return rows
        columns: list[Any] = list(zip(*rows, strict=True))
        for place, make in self._made:
            columns[place] = map(make, columns[place])
        return list(zip(*columns, strict=True))


@lru_cache(maxsize=_KEPT)
def _prepared(statement: _Statement, dialect: Dialect) -> Prepared:
    return Prepared(statement, dialect)


def _sent_as(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _received_as(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    make = kind.dialect_impl(dialect).result_processor(dialect, None)
    # Of choices there are few, and the same ones in row after row.
    return cache(make) if make is not None and isinstance(kind, Enum) else make
