"""Search people, enquiries and articles, by the words in them or by the digits of a number.

Every word must be found, the last one as a beginning. Each line is what was found: its kind,
id, day, name or title, and the words around it. People whose names only sound or look alike
come last, as "person?".
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

from db.domain.deed import Deed
from db.queries.alike import AlikeRow, people_alike
from db.queries.search import Hit, HitKind, search_everything
from desk_app.commands.console import add_json, answering, open_clinic, print_json
from desk_app.commands.refusals import RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.commands.tables import write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_actor(parser)
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
        alike = clinic.database.read(partial(people_alike, name=typed, limit=options.limit))
        if hits or alike:
            clinic.note(Deed.EXPORT, "found")
    known = {hit.record_id for hit in hits if hit.kind is HitKind.PERSON}
    others = [row for row in alike if row.person_id not in known]
    if options.json:
        print_json([*map(_as_json, hits), *map(_alike_as_json, others)])
    elif hits or others:
        write_table([*map(_row, hits), *map(_alike_row, others)])
    else:
        sys.stdout.write("Nothing found.\n")


def _row(hit: Hit) -> tuple[str, ...]:
    day = hit.day.isoformat() if hit.day else ""
    return hit.kind.value, str(hit.record_id), day, hit.title or "-", hit.detail


def _alike_row(row: AlikeRow) -> tuple[str, ...]:
    return "person?", str(row.person_id), "", row.name, row.number


def _alike_as_json(row: AlikeRow) -> dict[str, str | int | None]:
    return {
        "kind": "person?",
        "id": row.person_id,
        "title": row.name,
        "detail": row.number,
        "day": None,
    }


def _as_json(hit: Hit) -> dict[str, str | int | None]:
    return {
        "kind": hit.kind.value,
        "id": hit.record_id,
        "title": hit.title,
        "detail": hit.detail,
        "day": hit.day.isoformat() if hit.day else None,
    }
