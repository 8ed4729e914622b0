"""A report on paper: large figures, tables with simple bars, and the week by hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.domain.handout import Paper, TextSize
from desk_app.handouts.cleaning import printable
from desk_app.handouts.page_content import Data, page_content
from desk_app.handouts.sheet import TEMPLATE_VERSION, Letterhead
from desk_app.handouts.wording import Wording, is_right_to_left, text_setter


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of a table.

    Attributes:
        now, before: lengths of its two bars, from 0 to 1.
        part: how much of the first is filled; None where all of it is.
        cells: the figures, as many as the table has columns.
    """

    label: str
    cells: tuple[str, ...]
    now: float
    before: float
    part: float | None = None


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One picture of the report, as a table; ``columns`` name the figures, ``first`` the rows."""

    title: str
    hint: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class ReportHours:
    """How many came in each hour of each weekday; ``counts`` has a row for each hour."""

    title: str
    first: str
    days: tuple[str, ...]
    hours: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """A report in words.

    Attributes:
        headline, legend: said below the title.
        facts: a large figure, what it is about, and what it was before if it was.
    """

    title: str
    headline: str
    legend: str
    facts: tuple[tuple[str, str, str], ...]
    tables: tuple[ReportTable, ...]
    hours: ReportHours
    printed_on: date
    clinic: Letterhead
    paper: Paper = Paper.LETTER
    size: TextSize = TextSize.STANDARD
    language: str = "en"
    template: int = TEMPLATE_VERSION


def report_content(sheet: ReportSheet, words: Wording) -> Data:
    """Everything the template of reports reads."""
    set_text = text_setter(sheet.language)

    def put(text: str) -> str:
        return set_text(words.inserted(printable(text)))

    return {
        **page_content(sheet.clinic, sheet.paper, sheet.size, words, colour=True),
        "language": words.language,
        "right_to_left": is_right_to_left(words.language),
        "title": put(sheet.title),
        "headline": put(sheet.headline),
        "legend": put(sheet.legend),
        "printed": words("list_printed", date=words.date(sheet.printed_on)),
        "facts": [[put(text) for text in fact] for fact in sheet.facts],
        "tables": [
            {
                "title": put(table.title),
                "hint": put(table.hint),
                "columns": [put(name) for name in (table.first, *table.columns)],
                "rows": [
                    {
                        "label": put(row.label), "cells": [put(cell) for cell in row.cells],
                        "now": row.now, "before": row.before, "part": row.part,
                    }
                    for row in table.rows
                ],
            }
            for table in sheet.tables
        ],
        "hours": {
            "title": put(sheet.hours.title),
            "columns": [put(name) for name in (sheet.hours.first, *sheet.hours.days)],
            "rows": [
                {"label": put(hour), "counts": list(counts)}
                for hour, counts in zip(sheet.hours.hours, sheet.hours.counts, strict=True)
            ],
        },
    }  # fmt: skip
