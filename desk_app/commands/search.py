"""Search people, enquiries and articles, by the words in them or by the digits of a number.

Every word must be found, the last one as a beginning. Each line is what was found: its kind,
id, day, name or title, and the words around it.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

from db.queries.search import Hit, search_everything
from desk_app.commands.console import add_json, answering, open_clinic, print_json
from desk_app.commands.refusals import RefusedError
from desk_app.commands.tables import write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("words", nargs="+", metavar="WORDS")
    parser.add_argument(
        "--limit", type=int, default=20, metavar="N", help="at most so many of each kind"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Search; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    typed = " ".join(options.words)
    if not typed.strip():
        raise RefusedError("Say what to search for.")
    if options.limit < 1:
        raise RefusedError("--limit must be 1 or more.")
    with open_clinic(options) as clinic:
        hits = clinic.database.read(partial(search_everything, typed=typed, limit=options.limit))
    if options.json:
        print_json([_as_json(hit) for hit in hits])
    elif hits:
        write_table([_row(hit) for hit in hits])
    else:
        sys.stdout.write("Nothing found.\n")


def _row(hit: Hit) -> tuple[str, ...]:
    day = hit.day.isoformat() if hit.day else ""
    return hit.kind.value, str(hit.record_id), day, hit.title or "-", hit.detail


def _as_json(hit: Hit) -> dict[str, str | int | None]:
    return {
        "kind": hit.kind.value,
        "id": hit.record_id,
        "title": hit.title,
        "detail": hit.detail,
        "day": hit.day.isoformat() if hit.day else None,
    }
