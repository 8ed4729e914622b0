"""Look into a backup; with --yes, put it in the place of the database.

BACKUP is a file, or "latest". Without --yes only what it holds is told. Nobody may have the
database open meanwhile. The state before it is kept as a backup of its own. Where people sign in,
only a manager restores (--as), as long as the database can be opened at all.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from functools import partial
from pathlib import Path
from typing import Any

from db.audit_anchor import Anchor
from db.backups.contents import Contents, look_into
from db.backups.restoring import Restored, restore, write_down
from db.domain.errors import StorageError, StorageFailure
from db.domain.staff import Actor
from db.opening import open_database
from db.place import DatabasePlace
from db.services import custody
from desk_app.commands.backup import copies_of
from desk_app.commands.console import (
    add_json,
    answering,
    key_of,
    open_clinic,
    place_of,
    print_json,
    this_seat,
)
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.commands.tables import write_table
from desk_app.error_texts import storage_sentence
from desk_app.folders import Folders

_LATEST = "latest"
# Nobody can sign in to such a database any more; whoever has the key decides.
_LOST = frozenset(
    {
        StorageFailure.DAMAGED,
        StorageFailure.EMPTY,
        StorageFailure.MISSING,
        StorageFailure.FOREIGN,
        StorageFailure.NEWER_VERSION,
        StorageFailure.KEYS_MISSING,
        StorageFailure.KEYS_DAMAGED,
    }
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("backup", metavar="BACKUP", help='a file, or "latest"')
    parser.add_argument("--yes", action="store_true", help="restore it, after a look")
    add_actor(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Look, and perhaps restore; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    database = place_of(options).file
    if database is None:
        raise RefusedError("A server's database is restored with pg_restore.")
    copy = _chosen(options.backup, database)
    try:
        key_hex = key_of(DatabasePlace(file=copy), options) or key_of(place_of(options), options)
        contents = look_into(copy, key_hex=key_hex)
        restored = None
        if options.yes:
            by = _let_through(options, database)
            restored = restore(copy, database, at=dt.datetime.now(dt.UTC), key_hex=key_hex)
            _write_down(place_of(options), key_hex, by)
    except StorageError as error:
        raise FailedError(f"{copy}: {_why(error.failure)}") from error
    if options.json:
        print_json(_as_json(copy, contents, restored))
        return
    _write(copy, contents)
    if restored is None:
        sys.stdout.write("Nothing was changed. Add --yes to put it in the database's place.\n")
    else:
        sys.stdout.write(f"Restored to {database}.\n")
        if restored.before is not None:
            sys.stdout.write(f"The state before it is kept in {restored.before}.\n")


def _let_through(options: argparse.Namespace, file: Path) -> Actor:
    """Ask the gate of the database that is to give way; of one that is lost nobody can be asked.

    Raises:
        RefusedError, NotAllowedError: people sign in there, and this is no manager.
        StorageError: the database is whole, and the key is not at hand.
    """
    if not file.exists():
        return this_seat()
    try:
        with open_clinic(options) as clinic:
            by = clinic.actor(options)
            clinic.database.write(partial(custody.restore, actor=by, at=clinic.now()))
            return by
    except StorageError as error:
        if error.failure is StorageFailure.BUSY_OR_AWAY:
            raise StorageError(StorageFailure.IN_USE) from error
        if error.failure not in _LOST:
            raise
        return this_seat()


def _write_down(place: DatabasePlace, key_hex: str | None, by: Actor) -> None:
    database = open_database(place, key_hex=key_hex)
    try:
        anchor = Anchor(Folders.of_this_seat().anchor(place))
        write_down(database, anchor, by=by, at=dt.datetime.now(dt.UTC))
    finally:
        database.dispose()


def _chosen(typed: str, database: Path) -> Path:
    if typed != _LATEST:
        return Path(typed).expanduser().absolute()
    newest = next(iter(copies_of(database)), None)
    if newest is None:
        raise FailedError(f"There is no backup of {database}.")
    return newest.file


def _why(failure: StorageFailure) -> str:
    return {
        StorageFailure.DAMAGED: "this backup is damaged, or was made with another key.",
        StorageFailure.EMPTY: "this file is empty.",
        StorageFailure.MISSING: "there is no such file.",
        StorageFailure.FOREIGN: "this file is no backup of a clinic.",
    }.get(failure, storage_sentence(failure))


def _write(copy: Path, contents: Contents) -> None:
    last = contents.last_enquiry_at
    sys.stdout.write(f"{copy}\n")
    write_table(
        [
            ("clinic", contents.clinic),
            ("enquiries", str(contents.enquiries)),
            ("the last one", f"{last.astimezone():%Y-%m-%d %H:%M}" if last else "-"),
            ("open follow-ups", str(contents.open_follow_ups)),
            ("people", str(contents.people)),
            ("articles", str(contents.articles)),
        ],
        indent="  ",
    )


def _as_json(copy: Path, contents: Contents, restored: Restored | None) -> dict[str, Any]:
    last = contents.last_enquiry_at
    before = restored.before if restored is not None else None
    return {
        "file": str(copy),
        "clinic": contents.clinic,
        "enquiries": contents.enquiries,
        "last_enquiry_at": last.isoformat() if last else None,
        "open_follow_ups": contents.open_follow_ups,
        "people": contents.people,
        "articles": contents.articles,
        "restored": restored is not None,
        "before": str(before) if before else None,
    }
