"""The one place where an engine is made and a transaction begins or ends."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from db.dialects.limits import SteadyLimits
from db.domain.errors import StaleEditError, StorageError, StorageFailure
from db.driving import HeldReaders
from db.place import DatabasePlace

T = TypeVar("T")
Work: TypeAlias = Callable[[Session], T]
"""A query or a command with everything but its session already filled in."""

# Failures of the machine, not of this program: SQLite's words and PostgreSQL's
# SQLSTATE classes (08 connection, 40 conflict, 53 resources, 55P03 lock, 57 operator).
_SERVER_FAILURES = {
    "08": StorageFailure.BUSY_OR_AWAY,
    "40": StorageFailure.BUSY_OR_AWAY,
    "55P03": StorageFailure.BUSY_OR_AWAY,
    "57": StorageFailure.BUSY_OR_AWAY,
    "53100": StorageFailure.DISK_FULL,
    "53": StorageFailure.BUSY_OR_AWAY,
    "25006": StorageFailure.CANNOT_WRITE,
    "58": StorageFailure.CANNOT_WRITE,
}
# sqlcipher3 gives no error code, only SQLite's own sentence.
_FILE_FAILURES = {
    "is locked": StorageFailure.BUSY_OR_AWAY,
    "disk is full": StorageFailure.DISK_FULL,
    "readonly": StorageFailure.CANNOT_WRITE,
    "disk I/O error": StorageFailure.CANNOT_WRITE,
    "unable to open": StorageFailure.CANNOT_WRITE,
    "malformed": StorageFailure.DAMAGED,
    "not a database": StorageFailure.DAMAGED,
    "vtable constructor failed": StorageFailure.DAMAGED,
    "Could not decode to UTF-8": StorageFailure.DAMAGED,
}
# Undone by the server in favour of somebody else: the whole unit may be run again. 23505 is
# a second row for one key: both desks had looked for it in vain, and the next look finds it.
_LOST_A_RACE = ("40001", "40P01", "55P03", "23505")
_ATTEMPTS = 4

# A plan made for all words alike reads every row that holds a common one before it takes the
# newest; and pages are mostly in memory, or on a disk without arms.
_SERVER_OPTIONS = (
    "-c statement_timeout=15000 -c lock_timeout=5000 -c timezone=UTC -c jit=off"
    " -c plan_cache_mode=force_custom_plan -c random_page_cost=1.1"
)
_WRITER_CACHE = 65_536  # KiB, of each connection
_READER_CACHE = 32_768  # there are several; with 16 MiB look-ups took half as long again
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL loses acknowledged saves in a power cut
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "temp_store=MEMORY",  # what is sorted never reaches a file that nobody encrypts
)


class Database:
    """A session factory with the application's rules already applied.

    Safe to share between threads. The sessions it hands out are not, and do
    not outlive their ``with`` block: what a caller keeps must be plain values.

    Attributes:
        key_hex: what the file is encrypted with, for its copies; None when it is plain.
        readers: the engine behind ``reading``, which never writes.
    """

    def __init__(self, place: DatabasePlace, *, key_hex: str | None = None) -> None:
        self.place = place
        self.key_hex = key_hex
        self._held: HeldReaders | None
        self._reading: Callable[[], AbstractContextManager[Session]]
        if place.file:
            opened = OpenedFile(place.file)
            self.engine = sqlite_engine(place.file, key_hex=key_hex, opened=opened)
            # Readers keep connections of their own: to forbid one to write, or to allow it
            # again, makes SQLite forget every statement that it had prepared there.
            readers = sqlite_engine(place.file, key_hex=key_hex, opened=opened, cache=_READER_CACHE)
            self.readers = readers.execution_options(readonly=True)
            self._held = HeldReaders(self.readers, before=opened.require_same)
            self._reading = self._held.session
        else:
            self.engine = _postgresql_engine(place.address)
            self.readers = self.engine.execution_options(postgresql_readonly=True)
            self._held = None
            self._reading = sessionmaker(self.readers)
        self._writing = sessionmaker(self.engine, expire_on_commit=False)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session; commit on success, roll back on any exception.

        Raises:
            StaleEditError: a row changed under an edit.
            StorageError: the database could not be reached or written.
        """
        with translated_errors(), self._writing.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees one moment in time and never writes.

        Raises:
            StorageError: the database could not be reached.
        """
        with translated_errors(), self._reading() as session:
            yield session

    def read(self, work: Work[T]) -> T:
        """Run a query and return its plain result."""
        with self.reading() as session:
            return work(session)

    def write(self, work: Work[T]) -> T:
        """Run a command and return its plain result, once it is committed.

        A unit that lost a race on a server is run again, whole, a few times.
        """
        for attempt in range(1, _ATTEMPTS):
            try:
                with self.transaction() as session:
                    return work(session)
            except (StorageError, DBAPIError) as error:
                if not _lost_a_race(error):
                    raise
                time.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311 - only spreads desks
        with self.transaction() as session:
            return work(session)

    def dispose(self) -> None:
        """Close every pooled connection. Call once, at shutdown."""
        if self._held is not None:
            self._held.close()
        self.engine.dispose()
        self.readers.dispose()


def _lost_a_race(error: StorageError | DBAPIError) -> bool:
    cause = error.__cause__ if isinstance(error, StorageError) else error
    return isinstance(cause, DBAPIError) and getattr(cause.orig, "sqlstate", "") in _LOST_A_RACE


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn the driver's failures into ours; leave our own mistakes as they are."""
    try:
        yield
    except StaleDataError as exc:
        raise StaleEditError from exc
    except UnicodeDecodeError as exc:  # the driver, over a name or a message that is no text
        raise StorageError(StorageFailure.DAMAGED) from exc
    except DBAPIError as exc:
        failure = _failure(exc)
        if failure is None:
            raise  # our own mistake: let the crash handler have it whole
        raise StorageError(failure) from exc


_NO_PROOF = re.compile(r"\bSSL\b|certificate")  # as libpq says it of a server without proof


def _failure(error: DBAPIError) -> StorageFailure | None:
    if error.connection_invalidated:
        return StorageFailure.BUSY_OR_AWAY
    code = getattr(error.orig, "sqlstate", None)
    if code is not None:
        return next((f for start, f in _SERVER_FAILURES.items() if code.startswith(start)), None)
    words = str(error.orig)
    for part, failure in _FILE_FAILURES.items():
        if part in words:
            return failure
    if type(error.orig).__module__.startswith("psycopg") and _NO_PROOF.search(words):
        return StorageFailure.NOT_SECURE
    # Without a code, psycopg has not reached a server at all: away, or no such name.
    kind = type(error.orig)
    away = kind.__name__ == "OperationalError" and kind.__module__.startswith("psycopg")
    return StorageFailure.BUSY_OR_AWAY if away else None


class OpenedFile:
    """One file, whichever connection reached it first, and whatever bears its name later."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity: tuple[int, int] | None = None

    def remember(self) -> None:
        """Note which file it is, at its first connection."""
        self._identity = self._identity or self._look()

    def require_same(self) -> None:
        """Refuse to go on when it lost its name: what is saved there, nobody finds again.

        Raises:
            StorageError: it is gone, or another file bears its name.
        """
        here = self._look()
        if here is None:
            raise StorageError(StorageFailure.MISSING)
        if here != self._identity:
            raise StorageError(StorageFailure.REPLACED)

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def sqlite_engine(
    file: Path,
    *,
    key_hex: str | None = None,
    opened: OpenedFile | None = None,
    cache: int = _WRITER_CACHE,
) -> Engine:
    """Make an engine for one file, encrypted when a key is given (64 hex digits).

    sqlcipher3 and not the standard library's driver, for plain files too: it
    carries an SQLite without the WAL-reset fault of 3.51 and before.

    Args:
        opened: shared by the engines of one file.
        cache: KiB of pages that each connection keeps.
    """
    same = opened or OpenedFile(file)
    import sqlcipher3.dbapi2  # noqa: PLC0415 - a server's desk never needs it

    def connect() -> Any:
        connection = sqlcipher3.dbapi2.connect(str(file), timeout=5, check_same_thread=False)
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key_hex is not None:
            connection.execute(f"PRAGMA key=\"x'{bytes.fromhex(key_hex).hex()}'\"")
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=connect,
        poolclass=QueuePool,
        hide_parameters=True,
    )
    engine.dialect.statement_compiler = SteadyLimits

    @event.listens_for(engine, "connect")
    def set_up_connection(driver: Any, _record: Any) -> None:
        # The driver would begin only at the first write, after the reads that
        # the transaction must cover; None leaves BEGIN to the listener below.
        driver.isolation_level = None
        for pragma in (*_PRAGMAS, f"cache_size=-{cache}"):
            driver.execute("PRAGMA " + pragma).fetchall()
        same.remember()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Taking the write lock at BEGIN makes a second writer wait its turn;
        # taking it at the first write would fail at once instead.
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a live connection always has one
        if driver.in_transaction:  # ``HeldReaders`` began already
            return
        same.require_same()
        readonly = connection.get_execution_options().get("readonly", False)
        if connection.info.get("readonly", False) != readonly:
            connection.exec_driver_sql(f"PRAGMA query_only={int(readonly)}")
            connection.info["readonly"] = readonly
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    return engine


def _postgresql_engine(server: str) -> Engine:
    return create_engine(
        server.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "options": _SERVER_OPTIONS,
        },
    )
