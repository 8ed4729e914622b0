"""The follow-up list for paper, in the words of the list on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from db.domain.handout import Paper
from db.queries.follow_ups import FollowUpRow
from desk_app import wording
from desk_app.commands.console import Clinic
from desk_app.handouts.lists import FollowUpLine, FollowUpSheet
from desk_app.handouts.sheets import letterhead_of
from desk_app.screens.follow_ups.lines import LineWriter, name_of


def follow_up_sheet(rows: Sequence[FollowUpRow], clinic: Clinic, now: dt.datetime) -> FollowUpSheet:
    """Return the list as it is printed.

    Args:
        now: on the clinic's clock.
    """
    profile = clinic.facts.profile
    initials = {member.staff_id: member.initials for member in clinic.facts.staff}
    writer = LineWriter(
        now=now, local=lambda instant: instant.astimezone(clinic.zone), initials=initials
    )
    return FollowUpSheet(
        rows=tuple(_line(row, writer) for row in rows),
        heading="Follow-ups",
        printed_on=now.date(),
        clinic=letterhead_of(profile),
        paper=Paper(profile.paper),
        language=profile.language,
    )


def _line(row: FollowUpRow, writer: LineWriter) -> FollowUpLine:
    def joined(*parts: str) -> str:
        return " · ".join(part for part in parts if part)

    return FollowUpLine(
        window=joined(writer.due(row), writer.owner(row)),
        person=name_of(row),
        phone="" if row.do_not_contact else row.phone,
        service=row.service,
        promised=joined(writer.flags(row), row.promise or row.concern),
        attempts=writer.tried(row),
        group=wording.due_group(row.group),
    )
