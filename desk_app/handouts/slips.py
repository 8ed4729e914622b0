"""Blank enquiry slips: what a call card asks, for the pen, while there is no power."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from db.domain.handout import Paper, TextSize
from desk_app.handouts.cleaning import printable
from desk_app.handouts.page_content import Data, page_content
from desk_app.handouts.sheet import TEMPLATE_VERSION, Letterhead
from desk_app.handouts.wording import Wording, is_right_to_left, text_setter

MOST_SLIPS = 200
_TWO_LINES = 150  # letters; a longer list is written, not ticked
_FIELDS = ("when", "taken_by", "phone", "name", "words", "about", "service", "heard", "channel")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipSheet:
    """A pile of slips.

    Attributes:
        count: how many, from 1 to ``MOST_SLIPS``.
        channels, abouts, services, heard, outcomes: the words to tick, in order.
    """

    count: int
    printed_on: date
    clinic: Letterhead
    channels: tuple[str, ...]
    abouts: tuple[str, ...]
    services: tuple[str, ...]
    heard: tuple[str, ...]
    outcomes: tuple[str, ...]
    paper: Paper = Paper.LETTER
    language: str = "en"
    template: int = TEMPLATE_VERSION


def slip_content(sheet: SlipSheet, words: Wording) -> Data:
    """Everything the slips' template reads."""
    put = text_setter(sheet.language)

    def ticks(texts: tuple[str, ...]) -> list[str]:
        clean = (" ".join(printable(text).split()) for text in texts)
        return [put(words.inserted(text)) for text in clean if text]

    def ticks_that_fit(texts: tuple[str, ...]) -> list[str]:
        fit = sum(len(text) + 5 for text in texts) <= _TWO_LINES
        return ticks(texts) if fit else []

    clinic = replace(sheet.clinic, logo="", name=printable(sheet.clinic.name))
    numbers = [str(number) for number in range(1, sheet.count + 1)]
    return {
        **page_content(clinic, sheet.paper, TextSize.STANDARD, words, colour=True),
        "language": words.language,
        "right_to_left": is_right_to_left(words.language),
        "title": words("slip_title"),
        "printed": words("list_printed", date=words.date(sheet.printed_on)),
        "confidential": words("list_confidential"),
        "slips": [
            words("slip_number", number=number, count=str(sheet.count)) for number in numbers
        ],
        "labels": {field: words(f"slip_{field}") for field in (*_FIELDS, "outcome", "step")},
        "channels": ticks(sheet.channels),
        "abouts": ticks(sheet.abouts),
        "services": ticks_that_fit(sheet.services),
        "heard": ticks_that_fit(sheet.heard),
        "outcomes": ticks(sheet.outcomes),
    }
