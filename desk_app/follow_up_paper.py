"""The follow-up list for paper, in the words of the list on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from db.domain.clinic import ClinicProfile
from db.domain.handout import Paper
from db.queries.follow_ups import FollowUpRow
from desk_app import wording
from desk_app.follow_up_wording import DOT, RowWriter, name_of
from desk_app.handouts.lists import FollowUpLine, FollowUpSheet
from desk_app.handouts.sheets import letterhead_of


def follow_up_sheet(
    rows: Sequence[FollowUpRow],
    writer: RowWriter,
    *,
    profile: ClinicProfile,
    heading: str,
    today: dt.date,
    number: int = 0,
    language: str = "",
) -> FollowUpSheet:
    """Return the list as it is printed; in the clinic's language when none is named.

    Args:
        number: under which its rows are kept.
    """
    return FollowUpSheet(
        rows=tuple(_line(row, writer) for row in rows),
        heading=heading,
        printed_on=today,
        clinic=letterhead_of(profile),
        paper=Paper(profile.paper),
        language=language or profile.language,
        number=number,
    )


def printed_rows(rows: Sequence[FollowUpRow]) -> list[tuple[int | None, int]]:
    """Return by what each row is kept, see ``keep_printed_list``."""
    return [(row.follow_up_id, row.enquiry_id) for row in rows]


def _line(row: FollowUpRow, writer: RowWriter) -> FollowUpLine:
    def joined(*parts: str) -> str:
        return DOT.join(part for part in parts if part)

    return FollowUpLine(
        window=writer.due(row),
        person=name_of(row),
        owner=writer.owner(row),
        phone="" if row.do_not_contact else row.phone,
        service=row.service,
        promised=joined(writer.flags(row), row.promise or row.concern),
        attempts=writer.tried(row),
        group=wording.due_group(row.group),
    )
