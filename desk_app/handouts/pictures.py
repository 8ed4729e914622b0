"""The pictures of a sheet in the form in which its template takes them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, TypeAlias

from db.domain.picture import Picture
from desk_app.handouts.sheet import HandoutSheet

PictureSource: TypeAlias = Callable[[str], Picture | None]
"""Gives a picture by its fingerprint; may be slow, so it is asked in a worker."""

# One logo and the pictures of a few articles; each may have two million bytes.
_AT_HAND: Final = 12


def no_picture(_fingerprint: str) -> None:
    """The source of a press that prints words alone."""


class PictureShelf:
    """Keeps the pictures used last at hand: under one fingerprint there is only ever one."""

    def __init__(self, source: PictureSource) -> None:
        self._source = source
        self._at_hand = lru_cache(maxsize=_AT_HAND)(self._fetched)

    def of(self, sheet: HandoutSheet) -> dict[str, dict[str, Any]]:
        """Fingerprint -> picture, of those on the sheet that are to be had whole."""
        wanted = {block.picture for block in sheet.article.pictures()}
        found = {}
        for fingerprint in sorted(filter(None, wanted | {sheet.letterhead.logo})):
            try:
                picture = self._at_hand(fingerprint)
            except LookupError:
                continue
            found[fingerprint] = _as_data(picture, in_colour=sheet.in_colour)
        return found

    def _fetched(self, fingerprint: str) -> Picture:
        """One that is missing or damaged is asked for again: an error is not kept."""
        picture = self._source(fingerprint)
        if picture is None or picture.fingerprint != fingerprint:
            raise LookupError(fingerprint)
        return picture


def _as_data(picture: Picture, *, in_colour: bool) -> dict[str, Any]:
    """Inside an SVG, the only form in which Typst takes a picture as a string of JSON.

    The file goes into the PDF byte by byte as it is; as a list of numbers it would take
    twenty times as long.
    """
    width, height = picture.width, picture.height
    data = picture.data if in_colour else picture.grey or picture.data
    link = f"data:image/{picture.kind.value};base64,{base64.b64encode(data).decode('ascii')}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{link}"/></svg>'
    )
    return {"svg": svg, "width": width, "height": height}
