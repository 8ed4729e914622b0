"""Set the report of some days on paper, save its figures, or list them.

DAYS are in words, such as "oct", "2025", "last 30 days" or "1 oct - 15 nov"; without them it is
this month. It is compared with the days before. Nobody's name but the staff's is in it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from functools import partial
from pathlib import Path

from db.domain.deed import Deed
from db.domain.report import Days
from db.queries.reports import report
from desk_app.commands.console import (
    Clinic,
    add_json,
    answering,
    open_clinic,
    pages,
    print_json,
    write_pdf,
)
from desk_app.commands.naming import quoted
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.commands.tables import write_table
from desk_app.exporting import TableFormat
from desk_app.handouts.rendering import HandoutPress
from desk_app.periods import NamedPeriod, named_period, read_period
from desk_app.reporting.paper import report_sheet
from desk_app.reporting.tables import WrittenReport, closed, written_report
from desk_app.saving import save_whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_actor(parser)
    parser.add_argument("--days", metavar="DAYS", default="", help="default: this month")
    parser.add_argument("--pdf", metavar="FILE", type=Path, help="set it on paper, into this file")
    parser.add_argument(
        "--table", metavar="FILE", type=Path, help="save the figures: .xlsx, else CSV"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Report; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    with open_clinic(options) as clinic:
        today = clinic.now().date()
        days = _days(options.days, clinic, today)
        before = days.before()
        found = clinic.database.read(partial(report, days=days, before=before))
        written = written_report(found, clinic.facts, days, before, today=today)
        if options.pdf is not None:
            sheet = report_sheet(written, profile=clinic.facts.profile, today=today)
            rendered = HandoutPress().render_report(sheet)
            write_pdf(options.pdf, rendered.pdf)
            sys.stdout.write(f"{options.pdf}: {pages(rendered.page_count)}\n")
        if options.table is not None:
            _save(written, options.table)
        if options.pdf is not None or options.table is not None:
            clinic.note(Deed.EXPORT, "report")
    if options.json:
        print_json({title: list(rows) for title, rows in written.tables()})
    elif options.pdf is None and options.table is None:
        sys.stdout.write(f"{written.content.headline}\n")
        shown = [["" if cell is None else str(cell) for cell in row] for row in written.rows()]
        write_table(shown)


def _days(typed: str, clinic: Clinic, today: dt.date) -> Days:
    if not typed.strip():
        return closed(named_period(NamedPeriod.THIS_MONTH, today), today)
    period = read_period(typed, today=today, day_first=clinic.facts.profile.day_first)
    if period is None or period.since is None:
        raise RefusedError(f'{quoted(typed)} are no days; write for example "oct".')
    return closed(period, today)


def _save(written: WrittenReport, file: Path) -> None:
    if file.exists():
        raise RefusedError(f"{file} is there already; choose another name.")
    try:
        save_whole(written.file(TableFormat.of(file)), file.absolute())
    except OSError as error:
        raise FailedError(f"{file} cannot be written.") from error
    sys.stdout.write(f"{file}: {len(written.tables())} tables\n")
