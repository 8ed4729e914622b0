"""The report on paper."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from db.domain.report import Days
from desk_app.desk_context import DeskContext
from desk_app.paper.printing import PaperPrinting, PaperWords
from desk_app.reporting.paper import report_sheet
from desk_app.reporting.tables import WrittenReport


class ReportPrinting(PaperPrinting):
    """Makes one preview at a time."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        said = QCoreApplication.translate
        words = PaperWords(
            title=said("ReportPrinting", "Report"),
            shown=said("ReportPrinting", "The report on paper"),
            save=said("ReportPrinting", "Save the report as PDF"),
            sent=said("ReportPrinting", "The report was sent to {0}."),
            saved=said("ReportPrinting", "The report was saved as PDF."),
            deed="report",
        )
        super().__init__(desk, words, parent)
        self._file_name = ""

    def show(self, written: WrittenReport, days: Days) -> None:
        """Set a report and draw its pages."""
        self._file_name = f"report-{days.first.isoformat()}-{days.last.isoformat()}.pdf"
        sheet = report_sheet(
            written,
            profile=self._desk.clinic.profile,
            today=self._desk.today(),
            language=self._desk.settings.language,
        )
        self.set_pages(lambda: self._desk.press.render_report(sheet).pdf)

    def file_name(self) -> str:
        """Return a name that says which days."""
        return self._file_name
