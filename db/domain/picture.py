"""A picture that is fit for paper, and known by its bytes alone."""

from __future__ import annotations

import enum
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_FILE_NAME: Final = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|bmp|heic|tiff?)", re.IGNORECASE)


class PictureKind(enum.Enum):
    """The formats that are kept. The values are the ends of their media types."""

    PNG = "png"
    JPEG = "jpeg"


@dataclass(frozen=True)
class Picture:
    """One picture.

    Attributes:
        width, height: in pixels.
        grey: the same without colour, in the same format; empty where ``data`` has none.
    """

    kind: PictureKind
    width: int
    height: int
    data: bytes
    grey: bytes = b""

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of ``data`` in hexadecimal: the name under which it is kept for good."""
        return hashlib.sha256(self.data).hexdigest()


def describes(words: str) -> bool:
    """Whether the words can stand for a picture: there are some, and no mere file name."""
    return any(map(str.isalnum, words)) and not _FILE_NAME.fullmatch(words.strip())
