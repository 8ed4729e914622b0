"""What somebody agreed to, or refused, in the words that were read to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """The clinic's own words; ``version`` rises whenever they are changed."""

    text: str
    version: int


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """A yes or a no to those words, as they stood at that moment."""

    words: ConsentWords
    is_given: bool
    at: dt.datetime
