"""Dialling out: the number is given to whatever program makes calls on this computer."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_LONGEST: Final = 32
_EXTENSION: Final = re.compile(
    r"[\s,;]*(?:extension|ext|int|x)[\s.:=]*(\d{1,7})\s*$", re.IGNORECASE
)
_TRUNK_ZERO: Final = re.compile(r"\(\s*0\s*\)")


def tel_url(number: str) -> QUrl:
    """Return the ``tel:`` address of a number as people write it; an empty one for no number.

    Digits and a leading plus are all that gets through: ``*`` and ``#`` are orders to the
    telephone exchange, and no number that a caller left may give it any.
    """
    found = _EXTENSION.search(number)
    line = number[: found.start()] if found else number
    plus = "+" if line.lstrip().startswith("+") else ""
    digits = _digits(_TRUNK_ZERO.sub("", line) if plus else line)
    if not digits or len(digits) > _LONGEST:
        return QUrl()
    extension = f";ext={_digits(found[1])}" if found else ""
    return QUrl(f"tel:{plus}{digits}{extension}")


def dial(number: str) -> bool:
    """Ask for a call. False when there is no number, or no program that makes calls."""
    url = tel_url(number)
    return not url.isEmpty() and QDesktopServices.openUrl(url)


def _digits(text: str) -> str:
    """The decimal digits of any script, as ASCII."""
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())
