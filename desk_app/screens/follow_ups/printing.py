"""The list on paper: set, shown, printed or saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from db.domain.changes import Change
from db.queries.follow_ups import FollowUpRow
from db.services.paper import keep_printed_list
from desk_app.desk_context import DeskContext
from desk_app.follow_up_paper import follow_up_sheet, printed_rows
from desk_app.follow_up_wording import RowWriter
from desk_app.handouts.lists import FollowUpSheet
from desk_app.paper.printing import PaperPrinting, PaperWords


class ListPrinting(PaperPrinting):
    """Makes one preview at a time."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        said = QCoreApplication.translate
        words = PaperWords(
            title=said("ListPrinting", "Follow-up list"),
            shown=said("ListPrinting", "The list on paper"),
            save=said("ListPrinting", "Save the list as PDF"),
            sent=said("ListPrinting", "The list was sent to {0}."),
            saved=said("ListPrinting", "The list was saved as PDF."),
            deed="follow-ups",
        )
        super().__init__(desk, words, parent)

    def show(self, rows: Sequence[FollowUpRow], writer: RowWriter, heading: str) -> None:
        """Set these rows and draw the pages, under a number by which they are typed back."""

        def numbered(change: Change) -> None:
            sheet = self._sheet(rows, writer, heading, change.record_id)
            self.set_pages(lambda: self._desk.press.render_list(sheet).pdf)

        self._desk.give(keep_printed_list, owner=self, done=numbered, rows=printed_rows(rows))

    def file_name(self) -> str:
        """Return a name that says no more than the day."""
        return self.tr("follow-ups {0}.pdf").format(self._desk.today().isoformat())

    def _sheet(
        self, rows: Sequence[FollowUpRow], writer: RowWriter, heading: str, number: int
    ) -> FollowUpSheet:
        return follow_up_sheet(
            rows,
            writer,
            profile=self._desk.clinic.profile,
            heading=heading,
            today=self._desk.today(),
            number=number,
            language=self._desk.settings.language,
        )
