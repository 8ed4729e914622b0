"""What a handout is printed on, how large, and how it left the desk."""

from __future__ import annotations

import enum


class Paper(enum.Enum):
    """The sheet in the tray."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def size_in_points(self) -> tuple[float, float]:
        """Width and height, portrait, in points of 1/72 inch."""
        return (612.0, 792.0) if self is Paper.LETTER else (595.276, 841.89)


class TextSize(enum.IntEnum):
    """Body size in points. From 18 points up nothing on the page is smaller."""

    STANDARD = 13
    LARGE = 18
    LARGER = 20

    @property
    def is_large_print(self) -> bool:
        return self >= TextSize.LARGE


class Medium(enum.Enum):
    """How the pages left the program."""

    PRINTED = "printed"
    SAVED = "saved"
