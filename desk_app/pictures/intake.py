"""A picture file of whatever origin is made anew in a second process, or refused."""

from __future__ import annotations

import enum
import json
from typing import Final

from db.domain.errors import DeskError
from db.domain.picture import Picture, PictureKind
from desk_app.second_process import ask_second_process

OPTION: Final = "--fit-picture"
MAX_BYTES: Final = 20_000_000
_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class PictureRefusal(enum.Enum):
    """What is wrong with a picture, each with a sentence in error_texts.py."""

    OTHER_FORMAT = "other_format"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"


class RefusedPictureError(DeskError):
    """A picture that cannot be read, or must not be."""

    def __init__(self, refusal: PictureRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def read_picture(data: bytes) -> Picture:
    """Make a PNG or JPEG file fit for paper; nothing but its pixels goes in.

    What a camera wrote beside them, such as the place, is gone; so is what other programs
    would take the same bytes for. Slow: call it in a worker.

    Raises:
        RefusedPictureError: another format, broken, hostile, too large.
    """
    if not data.startswith(_BEGINNINGS):
        raise RefusedPictureError(PictureRefusal.OTHER_FORMAT)
    if len(data) > MAX_BYTES:
        raise RefusedPictureError(PictureRefusal.TOO_LARGE)
    answered = ask_second_process([OPTION], data)
    if not answered:
        raise RefusedPictureError(PictureRefusal.TOO_LARGE)
    head, _, pictures = answered.partition(b"\n")
    told = json.loads(head)
    if "refusal" in told:
        raise RefusedPictureError(PictureRefusal(told["refusal"]))
    end = told["length"]
    kind = PictureKind(told["kind"])
    return Picture(kind, told["width"], told["height"], pictures[:end], pictures[end:])
