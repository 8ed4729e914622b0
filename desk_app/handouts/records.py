"""What is known of something, written out: headings, and below them names with their values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.domain.handout import Paper, TextSize
from desk_app.handouts.cleaning import printable
from desk_app.handouts.page_content import Data, page_content
from desk_app.handouts.sheet import TEMPLATE_VERSION, Letterhead
from desk_app.handouts.wording import Wording, is_right_to_left, text_setter


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One record; ``heading`` may be empty, ``rows`` are names with values, none of them empty."""

    heading: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RecordSection:
    """Records of one kind."""

    heading: str
    entries: tuple[RecordEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet:
    """All of it, in words.

    Attributes:
        lead: said below the title.
        columns: what stands over the names and over the values, for a voice that reads them.
    """

    title: str
    lead: str
    columns: tuple[str, str]
    sections: tuple[RecordSection, ...]
    printed_on: date
    clinic: Letterhead
    paper: Paper = Paper.LETTER
    size: TextSize = TextSize.STANDARD
    language: str = "en"
    template: int = TEMPLATE_VERSION


def record_content(sheet: RecordSheet, words: Wording) -> Data:
    """Everything the template of records reads."""
    set_text = text_setter(sheet.language)

    def put(text: str) -> str:
        return set_text(words.inserted(printable(text)))

    return {
        **page_content(sheet.clinic, sheet.paper, sheet.size, words, colour=True),
        "language": words.language,
        "right_to_left": is_right_to_left(words.language),
        "title": put(sheet.title),
        "lead": put(sheet.lead),
        "columns": [put(name) for name in sheet.columns],
        "printed": words("list_printed", date=words.date(sheet.printed_on)),
        "sections": [
            {
                "heading": put(section.heading),
                "entries": [
                    {
                        "heading": put(entry.heading),
                        "rows": [[put(name), put(value)] for name, value in entry.rows],
                    }
                    for entry in section.entries
                ],
            }
            for section in sheet.sections
        ],
    }
