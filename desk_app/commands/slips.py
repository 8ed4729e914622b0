"""Make blank enquiry slips to write on while there is no power.

They ask what a call card asks, in its order, two on a page. What was written is typed in
afterwards on a card for a paper slip, which keeps the day and time written on it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from db.domain.handout import Paper
from db.queries.catalogue import services
from desk_app.commands.console import answering, open_clinic, pages, write_pdf
from desk_app.commands.printers import print_on
from desk_app.commands.refusals import RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.enquiry_slips import slip_sheet
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.slips import MOST_SLIPS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_actor(parser)
    parser.add_argument("--count", type=int, default=20, help="how many (default: 20)")
    papers = [paper.value for paper in Paper]
    parser.add_argument("--paper", choices=papers, help="default: the clinic's")
    parser.add_argument("--language", default="", help="e.g. es (default: the clinic's)")
    out = parser.add_mutually_exclusive_group(required=True)
    out.add_argument("--output", metavar="FILE.pdf", type=Path)
    out.add_argument("--print", dest="printer", metavar="PRINTER", help="a printer's name")


def run(options: argparse.Namespace) -> int:
    """Make the slips; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    if not 1 <= options.count <= MOST_SLIPS:
        raise RefusedError(f"--count: from 1 to {MOST_SLIPS}.")
    with open_clinic(options) as clinic:
        sheet = slip_sheet(
            clinic.facts,
            clinic.database.read(services),
            count=options.count,
            today=clinic.now().date(),
            paper=Paper(options.paper) if options.paper else None,
            language=options.language,
        )
    rendered = HandoutPress().render_slips(sheet)
    if options.output is not None:
        write_pdf(options.output, rendered.pdf)
    else:
        print_on(options.printer, rendered.pdf, paper=sheet.paper, title="Enquiry slips")
    slips = "1 slip" if options.count == 1 else f"{options.count} slips"
    where = options.output or options.printer
    sys.stdout.write(f"{where}: {slips} on {pages(rendered.page_count)}\n")
