"""Numbers of a whole file: what most of them look like is understood without the library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from db.domain.phone import PhoneNumber, parse_phone

# Ten figures as people in North America write them, the first no 0 or 1: complete, and in no
# other country's form. The library comes to the very same, which a test holds.
_NORTH_AMERICA: Final = frozenset({"US", "CA"})
_PLAIN = re.compile(r"\(?([2-9]\d{2})\)?[ .-]?(\d{3})[ .-]?(\d{4})", re.ASCII)


def parse_many(raws: Iterable[str], region: str) -> dict[str, PhoneNumber]:
    """Return each number as typed -> as understood, see ``parse_phone``."""
    if region.upper() not in _NORTH_AMERICA:
        return {raw: parse_phone(raw, region=region) for raw in raws}
    return {raw: _plain(raw) or parse_phone(raw, region=region) for raw in raws}


def _plain(raw: str) -> PhoneNumber | None:
    found = _PLAIN.fullmatch(raw)
    if found is None:
        return None
    national = "".join(found.groups())
    e164 = f"+1{national}"
    # Whether it is handed out is only asked where somebody types.
    return PhoneNumber(raw, e164, e164[1:], "", e164, (e164[1:], national), is_valid=False)
