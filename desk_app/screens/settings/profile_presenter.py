"""Sections that are a part of the clinic's profile: they store what was changed, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.clinic import ClinicProfile
from db.domain.errors import Problem, ValidationError
from db.services.clinic import save_profile
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.screens.settings.records import Values
from desk_app.screens.settings.typed_values import (
    currencies,
    read_attempts,
    regions,
    write_attempts,
)

CLINIC_FIELDS = (
    "name",
    "address",
    "phone",
    "web",
    "email",
    "emergency_number",
    "region",
    "time_zone",
    "currency",
    "paper",
    "language",
    "next_attempts",
    "give_up_after",
    "review_months",
)


class ProfilePresenter(QObject):
    """One form over some fields of the profile.

    Signals:
        stored_changed: the stored values are different: the form goes on over them.
        problems_found: field name -> what to do.
        zones_loaded: names of all time zones, for suggestions.
    """

    stored_changed = Signal()
    problems_found = Signal(object)
    zones_loaded = Signal(object)

    def __init__(
        self, desk: DeskContext, fields: Collection[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields = tuple(fields)
        self._regions = regions() if "region" in fields else []
        desk.clinic_changed.connect(self.stored_changed)

    @property
    def region_texts(self) -> list[str]:
        """What the field for the country may hold."""
        return [f"{name} ({code})" for code, name in self._regions]

    @property
    def currency_texts(self) -> list[str]:
        return [code for code, _sign in currencies()]

    def load_zones(self) -> None:
        """Ask for the names of all time zones; reading them takes a moment."""
        self._desk.compute(_zones, owner=self, done=self.zones_loaded.emit, key="zones")

    def values(self) -> dict[str, Any]:
        """Return the stored values as the form shows them."""
        profile = self._desk.clinic.profile
        stored = {name: getattr(profile, name) for name in self._fields}
        if "region" in stored:
            names = dict(self._regions)
            code = stored["region"]
            stored["region"] = f"{names[code]} ({code})" if code in names else code
        if "next_attempts" in stored:
            stored["next_attempts"] = write_attempts(stored["next_attempts"])
        return stored

    def save(self, typed: Values) -> None:
        """Store what is different from what is stored."""
        before = self.values()
        changed = {name: value for name, value in typed.items() if value != before[name]}
        try:
            wanted = {name: self._read(name, value) for name, value in changed.items()}
        except ValidationError as error:
            self._refused(error)
            return
        earlier = self._desk.clinic.profile
        self._store(replace(earlier, **wanted), tuple(wanted), earlier)

    def _store(self, now: ClinicProfile, only: tuple[str, ...], earlier: ClinicProfile) -> None:
        self._desk.give(
            save_profile,
            owner=self,
            profile=now,
            only=only,
            done=partial(self._saved, only, now, earlier),
            failed=self._refused,
        )

    def _saved(
        self, only: tuple[str, ...], now: ClinicProfile, earlier: ClinicProfile, _change: Change
    ) -> None:
        undo = partial(
            self._desk.give, save_profile, owner=self, profile=earlier, only=only, seen=now
        )
        self._desk.notices.done(self.tr("Settings saved."), undo=undo)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.problems_found.emit({name: hint(why) for name, why in error.problems.items()})
        else:
            self._desk.notices.problem(error)

    def _read(self, name: str, value: Any) -> Any:
        """Raises ValidationError: the words are none of the known ones."""
        reader: Callable[[str], Any] | None = {
            "region": self._read_region,
            "currency": _read_currency,
            "next_attempts": _read_next_attempts,
            "time_zone": _read_zone,
        }.get(name)
        return reader(value) if reader else value

    def _read_region(self, typed: str) -> str:
        wanted = typed.strip().casefold()
        for code, name in self._regions:
            if wanted in (code.casefold(), name.casefold(), f"{name} ({code})".casefold()):
                return code
        raise ValidationError({"region": Problem.UNKNOWN_CHOICE})


def _read_currency(typed: str) -> str:
    wanted = typed.strip().upper()
    if wanted in dict(currencies()):
        return wanted
    raise ValidationError({"currency": Problem.UNKNOWN_CHOICE})


def _read_zone(typed: str) -> str:
    if not typed.strip():
        raise ValidationError({"time_zone": Problem.REQUIRED})
    return typed.strip()


def _read_next_attempts(typed: str) -> tuple[int, ...]:
    try:
        return read_attempts(typed)
    except ValueError:
        raise ValidationError({"next_attempts": Problem.NOT_UNDERSTOOD}) from None


def _zones() -> list[str]:
    import zoneinfo  # noqa: PLC0415 - the names are read from some hundred files

    return sorted(name for name in zoneinfo.available_timezones() if "/" in name)
