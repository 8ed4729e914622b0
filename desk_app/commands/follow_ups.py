"""List what is due, set the list on paper, or save it for a calendar.

First come enquiries for which nothing was promised, then what is overdue, due today, this
week and later. Do not call whoever is marked so.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from db.domain.deed import Deed
from db.queries.follow_ups import FollowUpRow, Whose, open_follow_ups
from db.services.paper import keep_printed_list
from desk_app import wording
from desk_app.commands.console import (
    Clinic,
    add_json,
    answering,
    open_clinic,
    pages,
    print_json,
    write_pdf,
    write_whole,
)
from desk_app.commands.naming import staff_named
from desk_app.commands.signing_in import add_actor
from desk_app.commands.tables import write_table
from desk_app.follow_up_calendar import as_calendar
from desk_app.follow_up_paper import follow_up_sheet, printed_rows
from desk_app.follow_up_wording import RowWriter, in_list_order, name_of
from desk_app.handouts.rendering import HandoutPress
from desk_app.when_wording import calendar_day, window

_MOST_ROWS: Final = 100_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--staff", metavar="NAME", help="this person's; a name or initials")
    whose.add_argument("--nobody", action="store_true", help="what nobody has taken on")
    parser.add_argument(
        "--due", choices=("today", "week", "all"), default="all", help="by when (default: all)"
    )
    parser.add_argument("--pdf", metavar="FILE", type=Path, help="set it on paper, into this file")
    parser.add_argument(
        "--ics",
        metavar="FILE",
        type=Path,
        help="save it for a calendar: initials and times, no numbers and no reasons",
    )
    add_actor(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """List or print; the exit status."""
    return answering(_run, options)


def _run(options: argparse.Namespace) -> None:
    with open_clinic(options) as clinic:
        now = clinic.now()
        rows = _rows(options, clinic, now.date())
        number = _kept(options, clinic, rows, now) if options.pdf is not None else 0
        if rows and options.pdf is None:
            clinic.note(Deed.EXPORT, "follow-ups")
    if options.pdf is not None:
        count = _write_pdf(options, clinic, rows, now, number)
        if not options.json:
            sys.stdout.write(
                f"{options.pdf}: {len(rows)} follow-ups on {pages(count)}, sheet {number}\n"
            )
    if options.ics is not None:
        count = _write_calendar(options.ics, rows, now)
        if not options.json:
            sys.stdout.write(f"{options.ics}: {count} follow-ups\n")
    if options.json:
        print_json([_as_json(row) for row in rows])
    elif options.pdf is not None or options.ics is not None:
        return
    elif rows:
        _write_groups(rows, now.date())
    else:
        sys.stdout.write("Nothing to follow up.\n")


def _rows(options: argparse.Namespace, clinic: Clinic, today: dt.date) -> list[FollowUpRow]:
    whose, staff_id = Whose.EVERYBODYS, None
    if options.nobody:
        whose = Whose.NOBODYS
    elif options.staff is not None:
        whose, staff_id = Whose.MINE, staff_named(options.staff, clinic.facts).staff_id
    sunday = today + dt.timedelta(days=6 - today.weekday())
    query = partial(
        open_follow_ups,
        whose=whose,
        staff_id=staff_id,
        today=today,
        due_by={"today": today, "week": sunday, "all": None}[options.due],
        limit=_MOST_ROWS,
    )
    return in_list_order(clinic.database.read(query))


def _write_groups(rows: Sequence[FollowUpRow], today: dt.date) -> None:
    for group, members in groupby(rows, key=lambda row: row.group):
        sys.stdout.write(f"{wording.due_group(group)}\n")
        write_table([_row(row, today) for row in members], indent="  ")


def _row(row: FollowUpRow, today: dt.date) -> tuple[str, ...]:
    return (
        calendar_day(row.due_on, today=today),
        window(row.starts, row.ends),
        name_of(row),
        "do not contact" if row.do_not_contact else row.phone,
        row.service,
        row.promise or row.concern,
        row.owner_name or "nobody",
    )


def _as_json(row: FollowUpRow) -> dict[str, Any]:
    return {
        "id": row.follow_up_id,
        "enquiry": row.enquiry_id,
        "group": row.group.value,
        "due_on": row.due_on.isoformat(),
        "starts": row.starts.isoformat("minutes") if row.starts else None,
        "ends": row.ends.isoformat("minutes") if row.ends else None,
        "owner": row.owner_name or None,
        "name": row.caller_name,
        "phone": row.phone,
        "voicemail": row.voicemail.value,
        "do_not_contact": row.do_not_contact,
        "service": row.service,
        "note": row.concern,
        "promise": row.promise,
        "outcome": row.outcome.value if row.outcome else None,
        "attempts": row.attempts,
        "last_result": row.last_result.value if row.last_result else None,
        "last_at": row.last_at.isoformat() if row.last_at else None,
    }


def _kept(
    options: argparse.Namespace, clinic: Clinic, rows: Sequence[FollowUpRow], now: dt.datetime
) -> int:
    """Remember the rows, for what is typed back; returns the number of the sheet."""
    work = partial(keep_printed_list, actor=clinic.actor(options), at=now, rows=printed_rows(rows))
    return clinic.database.write(work).record_id


def _write_calendar(file: Path, rows: Sequence[FollowUpRow], now: dt.datetime) -> int:
    """Only what was promised has a time; returns how many that are."""
    promised = [row for row in rows if row.follow_up_id is not None]
    data = as_calendar(promised, zone=now.tzinfo or dt.UTC, now=now)
    write_whole(file, data, begins=b"BEGIN:VCALENDAR", kind="calendar")
    return len(promised)


def _heading(options: argparse.Namespace, clinic: Clinic) -> str:
    """Whose list it is, as the window says it."""
    if options.nobody:
        return "Follow-ups: nobody's"
    if options.staff is None:
        return "Follow-ups: everybody's"
    return f"Follow-ups: {staff_named(options.staff, clinic.facts).name}"


def _write_pdf(
    options: argparse.Namespace,
    clinic: Clinic,
    rows: Sequence[FollowUpRow],
    now: dt.datetime,
    number: int,
) -> int:
    """The same page as from the window; returns the number of pages."""
    profile = clinic.facts.profile
    writer = RowWriter(
        now=now,
        local=lambda instant: instant.astimezone(profile.zone),
        initials={member.staff_id: member.initials for member in clinic.facts.staff},
    )
    sheet = follow_up_sheet(
        rows,
        writer,
        profile=profile,
        heading=_heading(options, clinic),
        today=now.date(),
        number=number,
    )
    rendered = HandoutPress().render_list(sheet)
    write_pdf(options.pdf, rendered.pdf)
    return rendered.page_count
