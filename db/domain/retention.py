"""For how long an enquiry says whom it was about, by what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from db.domain.clinic import ClinicProfile
from db.domain.enquiry import Outcome
from db.domain.report import months_before

# An outcome, or None for what was thrown away unfinished -> the setting that says how long.
# What is still open has no clock: somebody is to finish it first.
CLOCKS: Final[Mapping[Outcome | None, str]] = {
    Outcome.BOOKED: "keep_booked",
    Outcome.INFORMATION_GIVEN: "keep_information_given",
    Outcome.NOT_SUITABLE: "keep_not_suitable",
    Outcome.EMERGENCY_HANDED_OVER: "keep_emergency_handed_over",
    Outcome.WRONG_NUMBER: "keep_wrong_number",
    Outcome.LOST: "keep_lost",
    **dict.fromkeys((None, *(each for each in Outcome if each.needs_next_step)), "keep_unfinished"),
}
MOST_MONTHS: Final = 240

# Of each outcome the last day of enquiries that are not kept any more.
Until = Mapping[Outcome | None, dt.date]


def kept_until(profile: ClinicProfile, today: dt.date) -> Until:
    """Return what is too old today, as the clinic has set it."""
    return {
        outcome: months_before(today, getattr(profile, name)) for outcome, name in CLOCKS.items()
    }
