"""What the clinic calls its services, lists and staff, for reading a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from db.domain.enquiry import ChoiceList
from db.queries.catalogue import ServiceRow
from db.queries.clinic import ChoiceRow, ClinicFacts
from desk_app.importing.values import ClinicWords, Known


def clinic_words(
    facts: ClinicFacts, services: Sequence[ServiceRow], *, today: dt.date
) -> ClinicWords:
    """Return the words by which a file may name what the clinic has."""
    offered = [(word, row.service_id) for row in services for word in (row.name, *row.aliases)]
    staff = [(word, row.staff_id) for row in facts.staff for word in (row.name, row.initials)]
    return ClinicWords(
        services=Known(dict(offered)),
        heard=Known(_words_of(facts.choices[ChoiceList.HEARD])),
        staff=Known(dict(staff)),
        reasons=Known(_words_of(facts.choices[ChoiceList.LOST_REASON])),
        today=today,
        day_first=facts.profile.day_first,
    )


def _words_of(choices: Sequence[ChoiceRow]) -> dict[str, int]:
    return {word: row.choice_id for row in choices for word in (row.label, row.key)}
