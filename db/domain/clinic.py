"""What a clinic says of itself once, for all its desks."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_type_hints


@dataclass(frozen=True, slots=True)
class ClinicProfile:
    """Clinic-wide settings; each field is one row of the table ``setting``, by its name.

    Attributes:
        name: empty until the first start is done.
        region: ISO 3166 country, for numbers typed without their country.
        time_zone: IANA name; the clinic's dates are dates in this zone.
        currency: ISO 4217.
        accent: ``#rrggbb``, for letterhead and headings on paper.
        logo: the fingerprint of the picture in the letterhead; empty for none.
        paper: ``letter`` or ``a4``.
        next_attempts: after the n-th try without an answer, in how many working
            days the next is proposed; 0 is later the same day.
        give_up_after: tries without an answer after which closing is proposed.
        review_months: for how long an approval of an article is proposed.
        lock_minutes: a desk that nobody touches is locked after, 1 to 15; only with sign-in.
        is_demo: an invented clinic to practise with, marked everywhere.
    """

    name: str = ""
    address: str = ""
    phone: str = ""
    web: str = ""
    email: str = ""
    accent: str = "#0b5d66"
    logo: str = ""
    region: str = "US"
    time_zone: str = ""
    language: str = "en"
    currency: str = "USD"
    paper: str = "letter"
    emergency_number: str = "911"
    next_attempts: tuple[int, ...] = (0, 1, 3)
    give_up_after: int = 3
    review_months: int = 12
    retention_months: int = 12
    lock_minutes: int = 5
    is_demo: bool = False

    @property
    def day_first(self) -> bool:
        """Whether people here write the day before the month."""
        return self.region != "US"

    @property
    def zone(self) -> dt.tzinfo:
        """The clinic's time zone; this computer's own when none was chosen."""
        if self.time_zone:
            return zoneinfo.ZoneInfo(self.time_zone)
        return dt.datetime.now().astimezone().tzinfo or dt.UTC

    def to_settings(self) -> dict[str, Any]:
        """Return field name -> value as JSON can hold it."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> ClinicProfile:
        """Build from stored rows; unknown keys are left out, missing ones keep their default."""
        hints = get_type_hints(cls)
        known = {f.name for f in fields(cls)} & settings.keys()
        return cls(**{name: _typed(settings[name], hints[name]) for name in known})


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _typed(value: Any, hint: Any) -> Any:
    return tuple(value) if hint == tuple[int, ...] else value
