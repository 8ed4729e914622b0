"""What a first start can tell from this computer, and the people typed one to a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QTimeZone

from db.domain.clinic import ClinicProfile
from db.domain.staff import Role
from db.domain.words import fold
from db.services.clinic import StaffFields

# The number for an ambulance; 112 is answered in the European Union and by most mobile networks.
_EMERGENCY_NUMBERS = {"US": "911", "CA": "911", "MX": "911", "AU": "000", "NZ": "111", "GB": "999"}
_ON_LETTER = (QLocale.MeasurementSystem.ImperialUSSystem,)


@dataclass(frozen=True, slots=True)
class Start:
    """What was typed on the first page.

    Attributes:
        people: one to a line, whoever sits here first.
        pin: of that first person, a manager; empty where nobody is to be asked for one.
    """

    clinic_name: str
    people: str
    paper: str
    time_zone: str
    pin: str = ""
    pin_again: str = ""


def profile_of_this_computer(locale: QLocale) -> ClinicProfile:
    """Return a clinic without a name, as people at this computer would expect it to be."""
    region = QLocale.territoryToCode(locale.territory()) or "US"
    currency = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    language = QLocale.languageToCode(locale.language())
    letter = locale.measurementSystem() in _ON_LETTER
    return ClinicProfile(
        region=region,
        time_zone=bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii"),
        language=language if language in ("en", "es") else "en",
        currency=currency or "USD",
        paper="letter" if letter or region in ("CA", "MX") else "a4",
        emergency_number=_EMERGENCY_NUMBERS.get(region, "112"),
    )


def read_people(text: str, role_words: Mapping[Role, str]) -> list[StaffFields]:
    """Return who works here; a role may stand behind a comma.

    Without one, the first person runs the clinic, since somebody has to, and the
    others sit at the desk. Words behind a comma that are no role belong to the name.
    """
    people: list[StaffFields] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, comma, word = line.rpartition(",")
        role = _role(word, role_words) if comma else None
        usual = Role.RECEPTIONIST if people else Role.MANAGER
        people.append(StaffFields(name.strip() if role else line, role or usual))
    return people


def _role(word: str, role_words: Mapping[Role, str]) -> Role | None:
    typed = fold(word.strip())
    fitting = [role for role, name in role_words.items() if fold(name).startswith(typed)]
    return fitting[0] if len(typed) >= 3 and len(fitting) == 1 else None
