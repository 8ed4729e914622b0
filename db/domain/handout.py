"""Words about printed handouts."""

import enum


class Paper(enum.Enum):
    """The sheet that lies in the printer."""

    LETTER = "letter"
    A4 = "a4"


class TextSize(enum.IntEnum):
    """Body size in points. LARGE is true large print: re-flowed, nothing below it."""

    STANDARD = 13
    LARGE = 18


class Medium(enum.Enum):
    """How a handout left the program."""

    PRINTED = "printed"
    SAVED = "saved"
