"""What every phrase is read against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db.domain.hours import OpeningHours


@dataclass(frozen=True, slots=True)
class Setting:
    """The clinic and the moment.

    Attributes:
        now: aware, in the clinic's zone.
        day_first: whether 12/4 is the twelfth of April here.
    """

    now: dt.datetime
    hours: OpeningHours
    day_first: bool

    @property
    def today(self) -> dt.date:
        return self.now.date()

    @property
    def is_over_for_today(self) -> bool:
        """Whether the clinic was open today and has closed for the day."""
        period = self.hours.period_on(self.today)
        return period is not None and period.closes <= self.now.time()
