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
        consent_words: what callers are asked to agree to; empty when nobody is asked.
        keep_...: months for which an enquiry that ended so keeps names and words, see
            ``db.domain.retention``; nobody knows the law that holds here but the clinic.
        forgets_by_itself: what is older becomes anonymous without being asked for.
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
    consent_words: str = ""
    keep_booked: int = 36
    keep_information_given: int = 12
    keep_not_suitable: int = 12
    keep_emergency_handed_over: int = 84
    keep_wrong_number: int = 1
    keep_lost: int = 12
    keep_unfinished: int = 12
    forgets_by_itself: bool = False
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
