"""A report's figures for a spreadsheet: a table for each picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from db.domain.report import Days
from db.queries.clinic import ClinicFacts
from db.queries.reports import Report
from desk_app.exporting import TableFormat
from desk_app.periods import Period
from desk_app.reporting.content import ReportContent
from desk_app.reporting.lines import ReportWriter
from desk_app.reporting.period_wording import days_words, in_days
from desk_app.spreadsheet import Cell, csv_bytes
from desk_app.workbook import xlsx_bytes

Rows = list[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report, and its days and those it is compared with in words."""

    content: ReportContent
    these: str
    those: str

    def tables(self) -> list[tuple[str, Sequence[tuple[str | int | None, ...]]]]:
        """Return the figures behind each picture, by its title."""
        content = self.content
        pictures = [(chart.title, chart.rows) for chart in content.charts]
        return [*pictures, (content.hours.title, content.hours.rows)]

    def rows(self, title: str = "") -> Rows:
        """Return all tables below each other, or the one with this title; the head first."""
        wanted = [(name, rows) for name, rows in self.tables() if title in ("", name)]
        head = (QCoreApplication.translate("Reports", "Table"), *self.head())
        return [head, *((name, *row) for name, rows in wanted for row in rows)]

    def file(self, form: TableFormat) -> bytes:
        """Return all tables as one CSV, or a workbook with a sheet for each."""
        if form is TableFormat.XLSX:
            return xlsx_bytes([(name, [self.head(), *rows]) for name, rows in self.tables()])
        return csv_bytes(self.rows())

    def head(self) -> tuple[str, ...]:
        """Return what stands over the columns of each table."""
        said = QCoreApplication.translate
        return (
            said("Reports", "Row"),
            said("Reports", "Enquiries, {0}").format(self.these),
            said("Reports", "Enquiries, {0}").format(self.those),
            said("Reports", "Booked, {0}").format(self.these),
            said("Reports", "Booked, {0}").format(self.those),
        )


def written_report(
    found: Report, clinic: ClinicFacts, days: Days, before: Days, *, today: dt.date
) -> WrittenReport:
    """Put a report into words."""
    these, those = days_words(days, today=today), days_words(before, today=today)
    writer = ReportWriter(found, clinic, days, in_days(before, today=today))
    return WrittenReport(writer.content(these, those), these, those)


def closed(period: Period, today: dt.date) -> Days:
    """Return a stretch that may be open as one that ends."""
    return Days(period.since or today, period.until or today)
