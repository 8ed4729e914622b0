"""The list on paper: set, shown, printed or saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.deed import Deed
from db.domain.handout import Paper
from db.queries.follow_ups import FollowUpRow
from db.services.paper import keep_printed_list
from desk_app.desk_context import DeskContext
from desk_app.follow_up_paper import follow_up_sheet, printed_rows
from desk_app.follow_up_wording import RowWriter
from desk_app.handouts.lists import FollowUpSheet
from desk_app.handouts.pages import PageImage, draw_pages, page_sizes
from desk_app.handouts.printing import available_printers, print_pdf
from desk_app.handouts.rendering import HandoutPress

_PIXELS_PER_POINT = 2.0


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page and its size in points."""

    image: PageImage
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Preview:
    """The finished list, and where it can be printed; ``printer`` is the one used last."""

    pdf: bytes
    pages: tuple[DrawnPage, ...]
    printers: tuple[str, ...]
    printer: str


class ListPrinting(QObject):
    """Makes one preview at a time.

    Signals:
        ready: a Preview.
        sent: it was printed or saved.
    """

    ready = Signal(object)
    sent = Signal()

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preview: Preview | None = None

    def show(self, rows: Sequence[FollowUpRow], writer: RowWriter, heading: str) -> None:
        """Set these rows and draw the pages, under a number by which they are typed back."""

        def numbered(change: Change) -> None:
            sheet = self._sheet(rows, writer, heading, change.record_id)
            work = partial(_preview, self._desk.press, sheet)
            self._desk.compute(work, owner=self, done=self._on_ready, key="preview")

        self._desk.give(keep_printed_list, owner=self, done=numbered, rows=printed_rows(rows))

    def file_name(self) -> str:
        """Return a name that says no more than the day."""
        return self.tr("follow-ups {0}.pdf").format(self._desk.today().isoformat())

    def print_on(self, printer: str) -> None:
        """Send the pages to a printer."""
        if self._preview is None:
            return
        choice = self._desk.settings.printer_choice(printer)
        work = partial(
            print_pdf,
            self._preview.pdf,
            printer_name=printer,
            paper=self._paper(),
            title=self.tr("Follow-up list"),
            copies=choice.copies,
            duplex=choice.duplex in ("long", "short"),
        )

        def printed(_nothing: None) -> None:
            self._desk.settings.remember_printer_choice(printer, choice)
            self._desk.note(Deed.PRINT, details=("follow-ups",))
            self._desk.notices.info(self.tr("The list was sent to {0}.").format(printer))
            self.sent.emit()

        self._desk.compute(work, owner=self, done=printed)

    def save_as(self, file: str) -> None:
        """Write the pages into a file."""
        if self._preview is None:
            return
        work = partial(Path(file).write_bytes, self._preview.pdf)
        self._desk.compute(work, owner=self, done=self._on_saved, failed=self._on_not_saved)

    def _on_ready(self, preview: Preview) -> None:
        chosen = self._desk.settings.printer
        printer = chosen if chosen in preview.printers else next(iter(preview.printers), "")
        self._preview = replace(preview, printer=printer)
        self.ready.emit(self._preview)

    def _on_saved(self, _size: int) -> None:
        self._desk.note(Deed.EXPORT, details=("follow-ups",))
        self._desk.notices.info(self.tr("The list was saved as PDF."))
        self.sent.emit()

    def _on_not_saved(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._desk.notices.warn(
                self.tr("The file could not be written there. Choose another folder.")
            )
        else:
            self._desk.notices.problem(error)

    def _paper(self) -> Paper:
        return Paper(self._desk.clinic.profile.paper)

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


def _preview(press: HandoutPress, sheet: FollowUpSheet) -> Preview:
    pdf = press.render_list(sheet).pdf
    images = draw_pages(pdf, pixels_per_point=_PIXELS_PER_POINT)
    sizes = page_sizes(pdf)
    pages = [DrawnPage(image, *size) for image, size in zip(images, sizes, strict=True)]
    return Preview(pdf, tuple(pages), tuple(available_printers()), "")
