"""Bring a database to the version this program was written for.

Alembic is imported only when there is something to migrate: a normal start
reads one row and compares two strings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from db.backups.copying import back_up
from db.backups.shelf import Reason, Shelf
from db.domain.errors import StorageError, StorageFailure
from db.session import Database, translated_errors

_SCRIPTS = Path(__file__).parent / "migrations"
# Any number does, as long as every desk takes the same one.
_SERVER_LOCK = 0x4644534B


def revisions() -> list[str]:
    """Every revision this program knows, oldest first; a file is named ``<revision>_<what>.py``."""
    return sorted(path.name.split("_")[0] for path in (_SCRIPTS / "versions").glob("[0-9]*.py"))


def current_revision(connection: Connection) -> str | None:
    """Return the revision the database is at; None when nothing was ever migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def upgrade(database: Database, target: str = "head") -> None:
    """Back up, then migrate. Does nothing when the schema is already right.

    Raises:
        StorageError: NEWER_VERSION, the database was written by a newer program;
            the file is untouched.
    """
    known = revisions()
    with translated_errors(), database.engine.connect() as connection:
        current = current_revision(connection)
    if current is not None and current not in known:
        raise StorageError(StorageFailure.NEWER_VERSION)
    if current == (known[-1] if target == "head" else target):
        return
    if current is not None and database.place.file is not None:
        shelf = Shelf.of(database.place.file)
        back_up(database, shelf.place_for(Reason.UPDATE, dt.datetime.now(dt.UTC)))
    _run_alembic(database.engine, "upgrade", target)


def downgrade(database: Database, target: str) -> None:
    """Step back. For tests and for a developer; the program never does it."""
    _run_alembic(database.engine, "downgrade", target)


def _run_alembic(engine: Engine, direction: str, target: str) -> None:
    from alembic import command  # noqa: PLC0415 - half a second that a normal start never pays
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    step: Callable[[Config, str], None] = getattr(command, direction)
    with translated_errors(), engine.connect() as connection:
        config.attributes["connection"] = connection
        if engine.dialect.name == "sqlite":
            _without_foreign_keys(connection, lambda: step(config, target))
        else:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_SERVER_LOCK})"))
            step(config, target)
            connection.commit()


def _without_foreign_keys(connection: Connection, step: Callable[[], None]) -> None:
    # Batch mode drops and recreates a table. With foreign keys on, that DROP
    # would carry out every ON DELETE CASCADE. The setting cannot be changed
    # inside a transaction, so it goes to the driver's connection.
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        step()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"migration left {len(broken)} broken references")
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys = ON")
