"""Pictures inside a page: those whose bytes came with it. None is ever fetched."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

_EMBEDDED: Final = re.compile(r"data:([\w/+.;=-]+),([^\"')\s>]{200,})")
_KNOWN: Final = ("image/png;base64", "image/jpeg;base64", "image/jpg;base64")
_TOKEN: Final = re.compile(r"embedded-picture:(\d+)")
_FILE: Final = re.compile(r"([^/\\?#]{1,80}\.(?:png|jpe?g|gif|webp|svg|bmp))(?:[?#].*)?", re.I)
_MOST: Final = 20


def without_bytes(html: str) -> tuple[str, tuple[bytes, ...]]:
    """The page with a short token in the place of each embedded picture, and the pictures."""
    found: list[bytes] = []

    def token(match: re.Match[str]) -> str:
        if match[1].lower() not in _KNOWN or len(found) == _MOST:
            return ""
        try:
            found.append(base64.b64decode(match[2], validate=True))
        except binascii.Error:
            return ""
        return f"embedded-picture:{len(found)}"

    return _EMBEDDED.sub(token, html), tuple(found)


def as_link(data: bytes, media_type: str) -> str:
    """The bytes of a picture in the form in which a page embeds them."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def number_of(source: str) -> int:
    """Which of the embedded pictures an ``img`` shows, from 1; 0 for none of them."""
    match = _TOKEN.fullmatch(source.strip())
    return int(match[1]) if match else 0


def file_name(source: str) -> str:
    """What a picture that lies elsewhere is called there; empty for no picture file."""
    match = _FILE.search(source.rsplit("/", 1)[-1])
    return match[1] if match else ""
