"""A report as a sheet for paper."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from db.domain.clinic import ClinicProfile
from db.domain.handout import Paper
from desk_app.handouts.reports import ReportHours, ReportRow, ReportSheet, ReportTable
from desk_app.handouts.sheets import letterhead_of
from desk_app.reporting.content import Chart, Hours
from desk_app.reporting.tables import WrittenReport
from desk_app.widgets.chart_rows import Bar


def report_sheet(
    written: WrittenReport, *, profile: ClinicProfile, today: dt.date, language: str = ""
) -> ReportSheet:
    """Return the sheet; in the clinic's language when none is named."""
    said = QCoreApplication.translate
    content = written.content
    return ReportSheet(
        title=said("Reports", "Enquiries, {0}").format(written.these),
        headline=content.headline,
        legend=said("Reports", "Thick bar: {0}. Thin bar: {1}.").format(
            written.these, written.those
        ),
        facts=tuple((fact.figure, fact.words, fact.earlier) for fact in content.facts),
        tables=tuple(_table(chart) for chart in content.charts),
        hours=_hours(content.hours),
        printed_on=today,
        clinic=letterhead_of(profile),
        paper=Paper(profile.paper),
        language=language or profile.language,
    )


def _table(chart: Chart) -> ReportTable:
    said = QCoreApplication.translate
    has_notes = any(bar.note for bar in chart.bars)
    columns = [
        said("Reports", "Now"), said("Reports", "Before"), said("Reports", "Change")
    ]  # fmt: skip
    columns += [said("Reports", "Booked")] if has_notes else []
    longest = max((max(bar.value, bar.before) for bar in chart.bars), default=0) or 1
    rows = tuple(_row(bar, longest, has_notes=has_notes) for bar in chart.bars)
    first = said("Reports", "Which")
    return ReportTable(chart.title, chart.hint, first, tuple(columns), rows)


def _row(bar: Bar, longest: int, *, has_notes: bool) -> ReportRow:
    cells = (bar.figure, str(bar.before), bar.change, *([bar.note] if has_notes else []))
    part = None if bar.part is None else bar.part / longest
    return ReportRow(bar.label, cells, bar.value / longest, bar.before / longest, part)


def _hours(hours: Hours) -> ReportHours:
    counts = tuple(
        tuple(day[place].value for day in hours.cells) for place in range(len(hours.hours))
    )
    labels = tuple(f"{hour}:00" for hour in hours.hours)
    first = QCoreApplication.translate("Reports", "Hour")
    return ReportHours(hours.title, first, tuple(hours.days), labels, counts)
