"""The letters by which a printed follow-up list is marked with a pen and typed back."""

from __future__ import annotations

import enum


class PaperCode(enum.Enum):
    """One result; where the list on the screen has a key for it, the same letter."""

    NO_ANSWER = "N"
    LEFT_MESSAGE = "L"
    WRONG_NUMBER = "W"
    CALL_AGAIN = "C"
    BOOKED = "B"
    DONE = "D"
    LOST = "X"
