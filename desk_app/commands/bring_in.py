"""Bring in people and past enquiries from a spreadsheet, CSV or vCards.

What each column holds is guessed and told. Rows that cannot be brought in are kept aside in a
file with the reason of each. A whole import is taken back by --undo with its number.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from db.domain.importing import Matching
from db.queries.catalogue import services
from db.queries.importing import known_rows
from db.services.importing import begin_import, finish_import, store_rows, undo_import
from desk_app import import_wording
from desk_app.clinic_words import clinic_words
from desk_app.commands.console import Clinic, add_json, answering, open_clinic, print_json, warn
from desk_app.commands.naming import in_one_line, quoted
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.commands.tables import write_table
from desk_app.error_texts import sentence
from desk_app.importing.book import Book, RefusedTableError, Sheet
from desk_app.importing.days import DayOrder
from desk_app.importing.files import read_file
from desk_app.importing.plan import Plan, Reading, aside_csv, planned, with_order
from desk_app.importing.rows import AT_ONCE, chunks, read_rows
from desk_app.saving import save_whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="FILE", nargs="?", type=Path)
    what.add_argument("--undo", metavar="NUMBER", type=int, help="take an import back")
    parser.add_argument("--sheet", metavar="NAME", help="default: the fullest")
    parser.add_argument(
        "--dates", choices=("day-first", "month-first"), help="where the file does not tell"
    )
    parser.add_argument(
        "--known", choices=[each.value for each in Matching], default=Matching.JOIN.value,
        help="rows of people who are here already (default: join)",
    )  # fmt: skip
    parser.add_argument(
        "--aside", metavar="FILE", type=Path, help="for rows kept aside (default: beside the file)"
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would come of it")
    add_actor(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Bring it in, or take it back; the exit status."""
    return answering(_run if options.undo is None else _undo, options)


def _run(options: argparse.Namespace) -> None:
    book = _book(options.file)
    sheet = _sheet(book, options.sheet)
    with open_clinic(options) as clinic:
        clinic.require("begin_import")
        words = clinic_words(
            clinic.facts, clinic.database.read(services), today=clinic.now().date()
        )
        plan = planned(sheet, words)
        if options.dates:
            plan = with_order(plan, DayOrder(options.dates.replace("-", "_")))
        reading = read_rows(sheet, plan, words)
        told = _told(clinic, sheet, plan, reading)
        if plan.order is None and not options.dry_run:
            raise RefusedError("Nothing in the file tells how days are written: give --dates.")
        if not options.dry_run:
            told["aside_file"] = _keep_aside(options, sheet, plan, reading)
            told["import"] = _store(clinic, options, book, reading)
    _answer(options, told, columns=zip(_headings(sheet, plan), plan.columns, strict=True))


def _book(file: Path) -> Book:
    try:
        return read_file(file)
    except RefusedTableError as error:
        raise RefusedError(sentence(error)) from error
    except OSError as error:
        raise RefusedError(f"{file} cannot be read.") from error


def _sheet(book: Book, name: str | None) -> Sheet:
    if name is None:
        return book.sheets[0]
    found = [sheet for sheet in book.sheets if sheet.name.casefold() == name.casefold()]
    if not found:
        known = ", ".join(quoted(sheet.name) for sheet in book.sheets)
        raise RefusedError(f"{quoted(name)} is no sheet of it; there are {known}.")
    return found[0]


def _told(clinic: Clinic, sheet: Sheet, plan: Plan, reading: Reading) -> dict[str, Any]:
    region = clinic.facts.profile.region
    known = partial(known_rows, rows=reading.rows, region=region)
    return {
        "sheet": sheet.name,
        "columns": [field.value for field in plan.columns],
        "days": plan.order.value if plan.order and plan.is_log else None,
        "enquiries" if plan.is_log else "people": len(reading.rows),
        "known": clinic.database.read(known),
        "aside": [{"row": place + 1, "why": why.value} for place, why in reading.aside],
        "left_out": reading.left_out,
    }


def _headings(sheet: Sheet, plan: Plan) -> list[str]:
    row = sheet.rows[plan.heading] if plan.heading is not None else []
    return [row[place] if place < len(row) else "" for place in range(len(plan.columns))]


def _keep_aside(
    options: argparse.Namespace, sheet: Sheet, plan: Plan, reading: Reading
) -> str | None:
    """Write them before anything is stored, so that no row is ever nowhere."""
    if not reading.aside:
        return None
    beside = options.file.with_name(f"{options.file.stem}-kept-aside.csv")
    file: Path = options.aside or beside
    if file.exists():
        raise RefusedError(f"{file} is there already; say with --aside where rows are kept aside.")
    kept = [(place, import_wording.fault(why)) for place, why in reading.aside]
    try:
        save_whole(aside_csv(sheet, plan, kept), file)
    except OSError as error:
        raise FailedError(f"{file} cannot be written.") from error
    return str(file)


def _store(clinic: Clinic, options: argparse.Namespace, book: Book, reading: Reading) -> int:
    clinic.copy_before_import()
    by: dict[str, Any] = {"actor": clinic.actor(options), "at": clinic.now()}
    begun = partial(begin_import, file_name=book.name, fingerprint=book.fingerprint, **by)
    import_id = clinic.database.write(begun).record_id
    matching, region = Matching(options.known), clinic.facts.profile.region
    for rows in chunks(reading.rows, AT_ONCE):
        work = partial(store_rows, import_id=import_id, rows=rows, matching=matching, **by)
        clinic.database.write(partial(work, region=region))
    clinic.database.write(partial(finish_import, import_id=import_id, **by))
    return import_id


def _answer(options: argparse.Namespace, told: dict[str, Any], *, columns: Any) -> None:
    if options.json:
        print_json(told)
        return
    write_table([(heading or "-", import_wording.field_name(field)) for heading, field in columns])
    kind = "enquiries" if "enquiries" in told else "people"
    sys.stdout.write(f"{told[kind]} {kind}, {told['known']} rows of people who are here already\n")
    _tell_aside(told["aside"], told.get("aside_file"))
    if "import" in told:
        number = told["import"]
        sys.stdout.write(f"Brought in as number {number}; --undo {number} takes it back.\n")
    else:
        sys.stdout.write("Nothing was stored.\n")


def _tell_aside(aside: Sequence[dict[str, Any]], file: str | None) -> None:
    if aside:
        where = f" in {in_one_line(file)}" if file else ""
        sys.stdout.write(f"{len(aside)} rows kept aside{where}, each with its reason\n")


def _undo(options: argparse.Namespace) -> None:
    with open_clinic(options) as clinic:
        by: dict[str, Any] = {"actor": clinic.actor(options), "at": clinic.now()}
        clinic.require("undo_import")
        clinic.copy_before_import()
        change = clinic.database.write(partial(undo_import, import_id=options.undo, **by))
    kept = next((int(each.split()[1]) for each in change.fields if each.startswith("kept ")), 0)
    if options.json:
        print_json({"import": options.undo, "kept": kept})
    else:
        sys.stdout.write("The import is undone.\n")
    if kept:
        warn(f"{kept} entries stay that were changed since.")
