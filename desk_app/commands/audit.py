"""List who did what, newest first; with --verify, look whether all rows are as they were written.

--person takes the number that the search gives. --since is a day such as 2026-03-01. With
--verify the exit status is 1 when a row was changed, taken out or moved; --against names a list of
places in the chain that is kept elsewhere, such as audit-anchors.jsonl beside the backups.
"""

from __future__ import annotations

import argparse
import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

from db.audit_anchor import Anchor, listed_in
from db.domain.audit_chain import BEGINNING
from db.domain.deed import Deed
from db.queries.audit import (
    AuditFilter,
    AuditRow,
    Link,
    audit_rows,
    link_at,
    look_over_stretch,
)
from desk_app.commands.console import Clinic, add_json, answering, open_clinic, print_json
from desk_app.commands.refusals import FailedError, RefusedError
from desk_app.commands.signing_in import add_actor
from desk_app.commands.tables import write_table
from desk_app.folders import Folders


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--person", metavar="NUMBER", type=int, help="only what is about them")
    parser.add_argument("--desk", default="", help="only what was done at this desk")
    parser.add_argument("--since", metavar="DAY", type=dt.date.fromisoformat)
    parser.add_argument("--limit", metavar="ROWS", type=int, default=50)
    parser.add_argument("--verify", action="store_true", help="look the whole chain over")
    parser.add_argument("--against", metavar="FILE", type=Path, help="a list kept elsewhere")
    add_actor(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """List or verify; the exit status."""
    return answering(_verify if options.verify else _list, options)


def _list(options: argparse.Namespace) -> None:
    # Late: Qt, for the words.
    from desk_app import audit_wording  # noqa: PLC0415

    with open_clinic(options, may_upgrade=False) as clinic:
        clinic.require("see_audit")
        zone = clinic.facts.profile.zone
        since = dt.datetime.combine(options.since, dt.time(), zone) if options.since else None
        wanted = AuditFilter(person_id=options.person, desk=options.desk, since=since)
        rows = clinic.database.read(partial(audit_rows, wanted=wanted, limit=options.limit))
    if options.json:
        print_json([_as_json(row) for row in rows])
    elif rows:
        write_table(
            [
                (
                    f"{row.at.astimezone(zone):%Y-%m-%d %H:%M}", row.who or "-", row.desk,
                    audit_wording.deed(row), audit_wording.details(row),
                )
                for row in rows
            ]
        )  # fmt: skip


def _as_json(row: AuditRow) -> dict[str, Any]:
    return {
        "number": row.row_id,
        "at": row.at.isoformat(),
        "who": row.who,
        "desk": row.desk,
        "action": row.action,
        "fields": list(row.fields),
        "subject": row.subject,
        "id": row.subject_id,
    }


def _verify(options: argparse.Namespace) -> None:
    with open_clinic(options, may_upgrade=False) as clinic:
        clinic.require("see_audit")
        broken, looked_at = _broken_rows(clinic)
        missing = _missing(clinic, options)
        clinic.note(Deed.VERIFY, *(("faults",) if broken or missing else ()))
    if options.json:
        rows = [link.row_id for link in missing]
        print_json({"looked_at": looked_at, "broken": broken, "not_as_seen": rows})
    else:
        write_table([("rows of the audit", str(looked_at), f"{len(broken)} wrong")])
    if broken:
        raise FailedError(f"Row {broken[0]} is not as it was written, or one before it is missing.")
    if missing:
        raise FailedError(f"Row {missing[0].row_id} is not the one that was seen before.")


def _broken_rows(clinic: Clinic) -> tuple[list[int], int]:
    end, looked_at = Link(0, BEGINNING, None), 0
    broken: list[int] = []
    while True:
        stretch = clinic.database.read(partial(look_over_stretch, after=end))
        if not stretch.looked_at:
            return broken, looked_at
        end = stretch.end
        broken += stretch.broken
        looked_at += stretch.looked_at


def _missing(clinic: Clinic, options: argparse.Namespace) -> list[Link]:
    """Return the places in the chain that were seen before and are not there."""
    known = Anchor(Folders.of_this_seat().anchor(clinic.database.place)).read()
    links = [known] if known else []
    if options.against:
        try:
            links += listed_in(options.against)
        except (OSError, ValueError) as error:
            raise RefusedError(f"{options.against} is no list of places in an audit.") from error
    return [
        link
        for link in links
        if clinic.database.read(partial(link_at, row_id=link.row_id)) != link.link
    ]
