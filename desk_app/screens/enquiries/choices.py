"""What can be chosen for an enquiry, in the words of the clinic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale

from db.domain.enquiry import About, Channel, ChoiceList, Outcome
from db.domain.words import fold
from db.queries.catalogue import ServiceRow
from db.queries.enquiry_log import Kept
from desk_app import wording
from desk_app.desk_context import DeskContext

_HOURS = 24


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; ``detail`` is what else it is known by."""

    key: Any
    label: str
    detail: str = ""


def channels() -> list[Option]:
    """Return every way an enquiry reaches the desk."""
    return [Option(value, wording.channel(value)) for value in Channel]


def outcomes() -> list[Option]:
    """Return every way a conversation ends."""
    return [Option(value, wording.outcome(value)) for value in Outcome]


def promises() -> list[Option]:
    """Return what may have become of a promise."""
    return [Option(value, wording.kept(value)) for value in Kept]


def hour_of_week(hour: int) -> str:
    """Return an hour of the week in words, such as Monday 9:00."""
    weekday, of_day = divmod(hour, _HOURS)
    return f"{QLocale().dayName(weekday + 1)} {of_day}:00"


def abouts() -> list[Option]:
    """Return whom an enquiry may be about."""
    return [Option(value, wording.about(value)) for value in About]


def from_list(desk: DeskContext, which: ChoiceList, *, chosen: int | None) -> list[Option]:
    """Return the lines of one of the clinic's lists that are in use, or chosen already."""
    return [
        Option(row.choice_id, row.label)
        for row in desk.clinic.choices[which]
        if row.active or row.choice_id == chosen
    ]


def everybody(desk: DeskContext) -> list[Option]:
    """Return who works here, and after them who did."""
    staff = sorted(desk.clinic.staff, key=lambda member: member.closed_on is not None)
    return [Option(member.staff_id, member.name) for member in staff]


def services_like(services: Sequence[ServiceRow], typed: str) -> list[Option]:
    """Return the services in use whose name or alias has what was typed."""
    words = fold(typed).split()

    def matches(names: Iterable[str]) -> bool:
        return any(all(word in fold(name) for word in words) for name in names)

    return [
        Option(row.service_id, row.name, ", ".join(row.aliases))
        for row in services
        if row.active and matches((row.name, *row.aliases))
    ]


def service_named(services: Sequence[ServiceRow], typed: str) -> int | None:
    """Return the service with exactly this name or alias."""
    wanted = fold(typed.strip())
    for row in services:
        if wanted in map(fold, (row.name, *row.aliases)):
            return row.service_id
    return None
