"""The driver's own connections: for statements that are ready, and kept open for readers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

_DRIVER: Final = "driver"


def driver_of(session: Session) -> Any:
    """Return the driver's connection in which this session's transaction runs."""
    held = session.info.get(_DRIVER)
    return held if held is not None else session.connection().connection.driver_connection


def run(driver: Any, dialect: Dialect, statement: str, values: Any = ()) -> Sequence[Any]:
    """Run a statement as it stands and return its rows.

    Raises:
        DBAPIError: as SQLAlchemy would raise it.
    """
    refused = dialect.loaded_dbapi.Error
    try:
        rows: Sequence[Any] = driver.execute(statement, values).fetchall()
    except refused as error:
        raise DBAPIError.instance(
            statement, None, error, refused, hide_parameters=True, dialect=dialect
        ) from error
    return rows


class HeldReaders:
    """Connections of one file that are kept for reading, each with one reader at a time.

    To ask a pool for one and to begin through SQLAlchemy takes longer than a look-up itself.

    Args:
        before: is called before anything is read, and may refuse.
    """

    def __init__(self, engine: Engine, *, before: Callable[[], None]) -> None:
        self._engine = engine
        self._before = before
        self._idle: deque[Connection] = deque()  # safe to share between threads
        self._closed = False

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Yield a session within one snapshot; the connection that was used last is the next."""
        held = self._take()
        driver = held.connection.driver_connection
        assert driver is not None  # noqa: S101 - a live connection always has one
        try:
            self._before()
            run(driver, held.dialect, "BEGIN")
            with Session(held, info={_DRIVER: driver}) as session:
                yield session
        finally:
            driver.rollback()
            self._give_back(held)

    def _take(self) -> Connection:
        try:
            return self._idle.pop()
        except IndexError:
            held = self._engine.connect()
        with held.begin():  # from here on it may not write
            pass
        return held

    def _give_back(self, held: Connection) -> None:
        self._idle.append(held)
        if self._closed:  # while it was read with
            self.close()

    def close(self) -> None:
        """Close them all: those that are read with as soon as they are given back."""
        self._closed = True
        while True:
            try:
                held = self._idle.pop()
            except IndexError:
                return
            held.invalidate()  # or a pool would keep it, which may have been disposed of
            held.close()
