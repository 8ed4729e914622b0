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


class HandoutKind(enum.Enum):
    """What is made of an article: all of it on pages, or folded in three, or its main points."""

    SHEET = "sheet"
    LEAFLET = "leaflet"
    SUMMARY = "summary"

    def most_pages(self, size: TextSize) -> int | None:
        """A leaflet has two sides, as a summary has; large print takes as many as it needs."""
        return None if self is HandoutKind.SHEET or size.is_large_print else 2

    def has_size(self, size: TextSize) -> bool:
        """Whether it is made in that size: large print wants lines wider than a folded panel."""
        return self is not HandoutKind.LEAFLET or size is TextSize.STANDARD


class Medium(enum.Enum):
    """How the pages left the program."""

    PRINTED = "printed"
    SAVED = "saved"
