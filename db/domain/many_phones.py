"""Numbers of a whole file: what most of them look like is understood without the library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from db.domain.phone import PhoneNumber, parse_phone


@dataclass(frozen=True, slots=True)
class _Form:
    """Complete numbers of some countries as nearly everybody writes them.

    That the library comes to the very same is held by a test.

    Attributes:
        line: the figures behind the country code and the trunk prefix.
        own: what may stand before them at home, before the line.
        trunk: what belongs before them at home.
    """

    regions: frozenset[str]
    code: str
    line: str
    own: str = ""
    trunk: str = ""


_FORMS: Final = (
    _Form(frozenset({"US", "CA"}), "1", r"\(?[2-9]\d{2}\)?[ .-]?\d{3}[ .-]?\d{4}", r"(?:1[ .-]?)?"),
    _Form(frozenset({"ES"}), "34", r"[5-9]\d(?:[ .-]?\d){7}"),
    _Form(frozenset({"GB"}), "44", r"[1-37]\d(?:[ .-]?\d){8}", "0", "0"),
)
_AT_HOME: Final = {
    region: (re.compile(rf"(?:{form.own})({form.line})", re.ASCII), form)
    for form in _FORMS
    for region in form.regions
}
_ABROAD: Final = [
    (re.compile(rf"\+{form.code}[ .-]?({form.line})", re.ASCII), form) for form in _FORMS
]
_FIGURES: Final = re.compile(r"\d+")


def parse_many(raws: Iterable[str], region: str) -> dict[str, PhoneNumber]:
    """Return each number as typed -> as understood, see ``parse_phone``."""
    forms = [_AT_HOME[region.upper()]] if region.upper() in _AT_HOME else []
    return {
        raw: _plain(raw, _ABROAD if raw.startswith("+") else forms)
        or parse_phone(raw, region=region)
        for raw in raws
    }


def _plain(raw: str, forms: Iterable[tuple[re.Pattern[str], _Form]]) -> PhoneNumber | None:
    for pattern, form in forms:
        if found := pattern.fullmatch(raw):
            line = "".join(_FIGURES.findall(found[1]))
            e164 = f"+{form.code}{line}"
            spellings = e164[1:], f"{form.trunk}{line}"
            # Whether it is handed out is only asked where somebody types.
            return PhoneNumber(raw, e164, e164[1:], "", e164, spellings, is_valid=False)
    return None
