"""The QR code: the clinic's own web address or telephone number, nothing else."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache

from desk_app.handouts.sheet import Letterhead

_WEB = re.compile(r"(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w./%~-]*)?", re.IGNORECASE)
# No letters: of "555 0100 ext. 3" the digits alone are another number.
_PHONE = re.compile(r"[0-9\s().+/–-]+")
_LONGEST_LINK = 120


@dataclass(frozen=True, slots=True)
class ClinicLink:
    """Where the code leads: ``https://...`` or ``tel:...``."""

    target: str

    @property
    def is_phone(self) -> bool:
        return self.target.startswith("tel:")


def clinic_link(letterhead: Letterhead) -> ClinicLink | None:
    """The web address if there is a sound one, else the telephone number, else nothing."""
    web = letterhead.web.strip()
    if len(web) <= _LONGEST_LINK and _WEB.fullmatch(web):
        return ClinicLink(web if "://" in web else f"https://{web}")
    if _PHONE.fullmatch(letterhead.phone.strip()):
        digits = re.sub(r"[^0-9+]", "", letterhead.phone)
        if re.fullmatch(r"\+?[0-9]{5,15}", digits):
            return ClinicLink(f"tel:{digits}")
    return None


@lru_cache(maxsize=4)
def code_svg(link: ClinicLink) -> str:
    """The QR code as a vector drawing, without a margin. Kept: a clinic has one."""
    import segno  # noqa: PLC0415 - late: only the first handout needs it

    drawing = io.BytesIO()
    segno.make(link.target, error="m", micro=False).save(
        drawing, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True
    )
    return drawing.getvalue().decode("utf-8")
