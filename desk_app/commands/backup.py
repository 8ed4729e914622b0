"""Write a copy of the whole database into one file.

Work at the desks goes on meanwhile. The copy has its name only once it was read back and
found whole; an older copy of that name is then replaced.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from db.backups.copying import back_up
from db.session import Database
from desk_app.commands.console import add_json, answering, open_clinic, print_json
from desk_app.commands.naming import in_one_line
from desk_app.commands.refusals import FailedError, RefusedError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", type=Path)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Back up; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    target = options.file.expanduser().absolute()
    if target.is_dir():
        raise RefusedError(f"{target} is a folder; name a file in it.")
    with open_clinic(options) as clinic:
        database = clinic.database
        if database.place.server is not None:
            _dump(database.place.server, target)
        else:
            _copy(database, target)
    size = target.stat().st_size
    if options.json:
        print_json({"file": str(target), "bytes": size})
    else:
        sys.stdout.write(f"{target}: {size} bytes\n")


def _copy(database: Database, target: Path) -> None:
    own = database.place.file
    assert own is not None  # noqa: S101 - the caller has looked
    if target.exists() and target.samefile(own):
        raise RefusedError("This is the database itself; choose another file for the copy.")
    _refuse_others(target, beginning=b"SQLite format 3\0")
    if Path(f"{target}-wal").exists():
        raise RefusedError(f"{target} is a database in use; choose another file for the copy.")
    back_up(database, target)


def _dump(server: str, target: Path) -> None:
    """Have PostgreSQL's own program write its archive form, for pg_restore."""
    program = shutil.which("pg_dump")
    if program is None:
        raise FailedError(
            "A server's database is copied by pg_dump, which is not installed here; "
            "install PostgreSQL's client programs, or ask whoever looks after the server."
        )
    _refuse_others(target, beginning=b"PGDMP")
    address = urlsplit(server)
    host = address.netloc.rpartition("@")[2]
    user = address.username or ""
    # The password goes by the environment: everybody can see what is on a command line.
    secret = {"PGPASSWORD": unquote(address.password)} if address.password else {}
    bare = address._replace(netloc=f"{user}@{host}" if user else host).geturl()
    unfinished = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    command = [program, "--format=custom", "--no-password", f"--file={unfinished}", bare]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        finished = subprocess.run(  # noqa: S603 - no shell, and an address that was opened before
            command, env={**os.environ, **secret}, capture_output=True, text=True, check=False
        )
        if finished.returncode:
            reason = in_one_line(finished.stderr.strip().partition("\n")[0])
            raise FailedError(f"pg_dump has not made a copy: {reason}")
        os.replace(unfinished, target)  # noqa: PTH105 - the one call that is atomic
    except OSError as error:
        raise FailedError(f"{target} cannot be written.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _refuse_others(target: Path, *, beginning: bytes) -> None:
    """Only an older copy may be replaced."""
    if not target.exists():
        return
    with target.open("rb") as there:
        found = there.read(len(beginning))
    if found not in (b"", beginning):
        raise RefusedError(f"{target} is there already and is no copy; choose another file.")
