"""Write a copy of the whole database: to a file, or without one to the folder of backups.

Work at the desks goes on meanwhile. The copy has its name only once it was read back and
found whole; an older copy of that name is then replaced. In the folder of backups, old copies
are cleared: all of two days stay, then the last of 12 days, 10 weeks and 9 months.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from db.backups.copying import back_up
from db.backups.making import make_copy
from db.backups.server import dump
from db.backups.shelf import Copy, Reason, Shelf
from db.domain.errors import StorageError, StorageFailure
from db.services import custody
from desk_app.commands.console import (
    Clinic,
    add_json,
    answering,
    open_clinic,
    place_of,
    print_json,
    this_seat,
    warn,
)
from desk_app.commands.naming import in_one_line
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.commands.tables import write_table
from desk_app.folders import Folders

_ON_A_SERVER = "A server's database has no folder of backups here; name a FILE for pg_dump."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="where to")
    parser.add_argument("--list", action="store_true", help="list the backups there are")
    add_actor(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Back up; the exit status."""
    return answering(_list if options.list else _run, options)


def copies_of(database: Path) -> list[Copy]:
    """Return the backups beside a database, and those that only the second place has."""
    shelf = Shelf.of(database)
    second = _second_place()
    copies = shelf.copies()
    names = {copy.file.name for copy in copies}
    others = Shelf(second, shelf.name).copies() if second else []
    copies += [copy for copy in others if copy.file.name not in names]
    return sorted(copies, key=lambda copy: copy.made_at, reverse=True)


def _list(options: argparse.Namespace) -> None:
    file = place_of(options).file
    if file is None:
        raise RefusedError(_ON_A_SERVER)
    copies = copies_of(file)
    if options.json:
        print_json(
            [
                {
                    "file": str(copy.file),
                    "made_at": copy.made_at.isoformat(),
                    "reason": copy.reason.value,
                    "bytes": copy.size,
                }
                for copy in copies
            ]
        )
    elif copies:
        write_table(
            [
                (f"{copy.made_at.astimezone():%Y-%m-%d %H:%M}", copy.reason.value, copy.file.name)
                for copy in copies
            ]
        )
    else:
        warn(f"There is no backup in {Shelf.of(file).folder}.")


def _run(options: argparse.Namespace) -> None:
    target = options.file.expanduser().absolute() if options.file else None
    if target is not None and target.is_dir():
        raise RefusedError(f"{target} is a folder; name a file in it.")
    # A copy beside the others takes nothing out, so that a nightly job needs no PIN.
    with open_clinic(options, tells=target is not None) as clinic:
        if target is None:
            target = _to_shelf(clinic)
        else:
            _take_out(options, clinic, target)
    size = target.stat().st_size
    if options.json:
        print_json({"file": str(target), "bytes": size})
    else:
        sys.stdout.write(f"{target}: {size} bytes\n")


def _take_out(options: argparse.Namespace, clinic: Clinic, target: Path) -> None:
    by, place = clinic.actor(options), clinic.database.place
    clinic.database.write(partial(custody.copy_out, actor=by, at=clinic.now(), where="file"))
    if place.server is not None:
        _dump(place.address, target)
    else:
        _copy(clinic, target)


def _to_shelf(clinic: Clinic) -> Path:
    if clinic.database.place.file is None:
        raise RefusedError(_ON_A_SERVER)
    second = None if clinic.facts.profile.is_demo else _second_place()
    made = make_copy(clinic.database, Reason.ASKED, at=clinic.now(), second=second, by=this_seat())
    if made.not_carried is StorageFailure.MISSING:
        warn(f"{second} is not there, so the backup is on this computer only.")
    elif made.not_carried is not None:
        warn(f"The backup could not be written to {second}; it is on this computer only.")
    return made.copy.file


def _copy(clinic: Clinic, target: Path) -> None:
    own = clinic.database.place.file
    assert own is not None  # noqa: S101 - the caller has looked
    if target.exists() and target.samefile(own):
        raise RefusedError("This is the database itself; choose another file for the copy.")
    beginnings = (b"SQLite format 3\0",) if clinic.database.key_hex is None else ()
    _refuse_others(target, beginnings)
    if Path(f"{target}-wal").exists():
        raise RefusedError(f"{target} is a database in use; choose another file for the copy.")
    back_up(clinic.database, target)


def _dump(server: str, target: Path) -> None:
    _refuse_others(target, (b"PGDMP",))
    try:
        reason = dump(server, target)
    except StorageError as error:
        if error.failure is StorageFailure.NOT_A_FILE:
            raise FailedError(
                "A server's database is copied by pg_dump, which is not installed here; "
                "install PostgreSQL's client programs, or ask whoever looks after the server."
            ) from error
        raise FailedError(f"{target} cannot be written.") from error
    if reason:
        raise FailedError(f"pg_dump has not made a copy: {in_one_line(reason)}")


def _second_place() -> Path | None:
    folders = Folders.of_this_seat()
    if not folders.settings.exists():
        return None
    # Late: Qt makes every later import slower.
    from desk_app.settings import Settings  # noqa: PLC0415

    folder = Settings(folders.settings).backup_folder
    return Path(folder) if folder else None


def _refuse_others(target: Path, beginnings: tuple[bytes, ...]) -> None:
    """Only an older copy may be replaced; nobody can tell what an encrypted file is."""
    if not target.exists():
        return
    with target.open("rb") as there:
        found = there.read(16)
    if found and not found.startswith(beginnings):
        raise RefusedError(f"{target} is there already and is no copy; choose another file.")
