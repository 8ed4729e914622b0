"""Search people, enquiries, articles and handouts that were given, by words or digits.

Digits are those of a number, words those of what is searched, the names among them. Every
word must be found, the last one as a beginning. Each line is what was found: its kind,
id, day, name or title, and the words around it. People whose names only sound or look alike
come last, as "person?".
"""

from __future__ import annotations

import argparse
import datetime as dt
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
        zone = clinic.facts.profile.zone
        hits = clinic.database.read(partial(search_everything, typed=typed, limit=options.limit))
        alike = clinic.database.read(partial(people_alike, name=typed, limit=options.limit))
        if hits or alike:
            clinic.note(Deed.EXPORT, "found")
    known = {hit.record_id for hit in hits if hit.kind is HitKind.PERSON}
    others = [row for row in alike if row.person_id not in known]
    if options.json:
        print_json([*(_as_json(hit, zone) for hit in hits), *map(_alike_as_json, others)])
    elif hits or others:
        write_table([*(_row(hit, zone) for hit in hits), *map(_alike_row, others)])
    else:
        sys.stdout.write("Nothing found.\n")


def _row(hit: Hit, zone: dt.tzinfo) -> tuple[str, ...]:
    return hit.kind.value, str(hit.record_id), _day(hit, zone) or "", hit.title or "-", hit.detail


def _day(hit: Hit, zone: dt.tzinfo) -> str | None:
    day = hit.at.astimezone(zone).date() if hit.at else hit.day
    return day.isoformat() if day else None


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


def _as_json(hit: Hit, zone: dt.tzinfo) -> dict[str, str | int | None]:
    return {
        "kind": hit.kind.value,
        "id": hit.record_id,
        "title": hit.title,
        "detail": hit.detail,
        "day": _day(hit, zone),
    }
