"""Write everything as JSON lines and CSV, a file for each table.

TARGET is a file that ends in .zip, or a folder that is not there yet. For the day this program
is gone: nothing but the standard tools of any computer is needed to read it. The files are not
encrypted.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from db.backups.export import export_all
from db.domain.errors import StorageError, StorageFailure
from db.services import custody
from desk_app.commands.console import add_json, answering, open_clinic, print_json
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_actor(parser)
    parser.add_argument("target", metavar="TARGET", type=Path)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Export; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    target = options.target.expanduser().absolute()
    if target.exists():
        raise RefusedError(f"{target} is there already; choose another name.")
    with open_clinic(options) as clinic:
        by = clinic.actor(options)
        clinic.database.write(partial(custody.export_all, actor=by, at=clinic.now()))
        try:
            counts = export_all(clinic.database, target, at=clinic.now())
        except StorageError as error:
            if error.failure is StorageFailure.CANNOT_WRITE:
                raise FailedError(f"{target} cannot be written.") from error
            raise
    if options.json:
        print_json({"file": str(target), "rows": counts})
    else:
        rows = sum(counts.values())
        sys.stdout.write(f"{target}: {len(counts)} tables, {rows} rows\n")
