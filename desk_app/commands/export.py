"""Write people, enquiries or follow-ups as a table, or everything there is.

TARGET is people, enquiries or follow-ups, with --output; what is written so can be brought in
again. Or it is a file that ends in .zip, or a folder that is not there yet: then everything is
written as JSON lines and CSV, a file for each table, for the day this program is gone. Nothing
of it is encrypted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from db.backups.export import export_all
from db.domain.errors import StorageError, StorageFailure
from db.queries.exported import exported_enquiries, exported_people
from db.queries.follow_ups import Whose, open_follow_ups
from db.services import custody
from desk_app.commands.console import Clinic, add_json, answering, open_clinic, print_json
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.exporting import (
    TableFormat,
    enquiry_rows,
    follow_up_rows,
    people_bytes,
    table_bytes,
)
from desk_app.saving import save_whole

_FORMATS = {"csv": TableFormat.CSV, "xlsx": TableFormat.XLSX, "vcard": TableFormat.VCARD}
_MOST = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_actor(parser)
    parser.add_argument(
        "target", metavar="TARGET", help="people, enquiries, follow-ups; or a place"
    )
    parser.add_argument("--output", metavar="FILE", type=Path, help="where a table goes")
    parser.add_argument(
        "--format", choices=_FORMATS, help="default: as the file's name ends; vcard for people only"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Export; the exit status."""
    return answering(_run_table if options.target in _TABLES else _run_all, options)


def _run_table(options: argparse.Namespace) -> None:
    if options.output is None:
        raise RefusedError("Say with --output where the table goes.")
    form = _FORMATS[options.format] if options.format else TableFormat.of(options.output)
    if form is TableFormat.VCARD and options.target != "people":
        raise RefusedError("vCards are made of people only.")
    file = _free(options.output)
    with open_clinic(options) as clinic:
        clinic.database.write(
            partial(custody.export_all, what=options.target, **_by(clinic, options))
        )
        data, count = _TABLES[options.target](clinic, form)
        try:
            save_whole(data, file)
        except OSError as error:
            raise FailedError(f"{file} cannot be written.") from error
    if options.json:
        print_json({"file": str(file), "rows": count})
    else:
        sys.stdout.write(f"{file}: {count} rows, not encrypted\n")


def _people(clinic: Clinic, form: TableFormat) -> tuple[bytes, int]:
    found = clinic.database.read(exported_people)
    return people_bytes(found, form), len(found)


def _enquiries(clinic: Clinic, form: TableFormat) -> tuple[bytes, int]:
    found = clinic.database.read(exported_enquiries)
    rows = enquiry_rows(found, clinic.facts.profile.zone)
    return table_bytes("Enquiries", rows, form), len(found)


def _follow_ups(clinic: Clinic, form: TableFormat) -> tuple[bytes, int]:
    wanted = partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, limit=_MOST)
    found = clinic.database.read(partial(wanted, today=clinic.now().date()))
    return table_bytes("Follow-ups", follow_up_rows(found), form), len(found)


_TABLES: dict[str, Callable[[Clinic, TableFormat], tuple[bytes, int]]] = {
    "people": _people,
    "enquiries": _enquiries,
    "follow-ups": _follow_ups,
}


def _run_all(options: argparse.Namespace) -> None:
    if options.output is not None or options.format is not None:
        raise RefusedError("--output and --format are for people, enquiries or follow-ups.")
    target = _free(Path(options.target))
    with open_clinic(options) as clinic:
        clinic.database.write(partial(custody.export_all, **_by(clinic, options)))
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


def _by(clinic: Clinic, options: argparse.Namespace) -> dict[str, Any]:
    return {"actor": clinic.actor(options), "at": clinic.now()}


def _free(target: Path) -> Path:
    target = target.expanduser().absolute()
    if target.exists():
        raise RefusedError(f"{target} is there already; choose another name.")
    return target
