"""Blank enquiry slips in the words of the clinic, for the window and the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from db.domain.enquiry import About, Channel, ChoiceList, Outcome
from db.domain.handout import Paper
from db.queries.catalogue import ServiceRow
from db.queries.clinic import ClinicFacts
from desk_app import wording
from desk_app.handouts.sheets import letterhead_of
from desk_app.handouts.slips import SlipSheet


def slip_sheet(
    facts: ClinicFacts,
    services: Sequence[ServiceRow],
    *,
    count: int,
    today: dt.date,
    paper: Paper | None = None,
    language: str = "",
) -> SlipSheet:
    """Return slips as they are printed; paper and language are the clinic's when none is named."""
    profile = facts.profile
    return SlipSheet(
        count=count,
        printed_on=today,
        clinic=letterhead_of(profile),
        channels=tuple(map(wording.channel, Channel)),
        abouts=tuple(map(wording.about, About)),
        services=tuple(service.name for service in services),
        heard=tuple(line.label for line in facts.choices[ChoiceList.HEARD] if line.active),
        outcomes=tuple(map(wording.outcome, Outcome)),
        paper=paper or Paper(profile.paper),
        language=language or profile.language,
    )
