"""What a place holds, found out without changing anything there."""

from __future__ import annotations

from dataclasses import dataclass

from db import migrate
from db.domain.errors import StorageError, StorageFailure
from db.opening import inspect_file, inspect_server
from db.place import DatabasePlace
from db.queries.clinic import clinic_profile
from db.session import Database, translated_errors


@dataclass(frozen=True, slots=True)
class Found:
    """A place that can be opened.

    Attributes:
        clinic: its name; empty when there is no clinic yet, or not to be read before an upgrade.
        is_new: an empty database on a server, ready for a first clinic.
        is_older: it will be backed up and brought up to date when it is opened.
    """

    clinic: str = ""
    is_new: bool = False
    is_older: bool = False


def look_at(place: DatabasePlace, *, key_hex: str | None = None) -> Found:
    """Return what is there.

    Raises:
        StorageError: it cannot be used; ``MISSING`` also for a file that is not there yet.
    """
    if place.file is not None:
        if not place.file.exists():
            raise StorageError(StorageFailure.MISSING)
        inspect_file(place.file, key_hex)
    database = Database(place, key_hex=key_hex)
    try:
        if place.server is not None:
            inspect_server(database)
        with translated_errors(), database.engine.connect() as connection:
            revision = migrate.current_revision(connection)
        known = migrate.revisions()
        if revision is None:
            return Found(is_new=True)
        if revision not in known:
            raise StorageError(StorageFailure.NEWER_VERSION)
        if revision != known[-1]:
            return Found(is_older=True)
        return Found(clinic=database.read(clinic_profile).name)
    finally:
        database.dispose()
