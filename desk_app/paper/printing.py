"""A paper of ours: set, shown, printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from db.domain.deed import Deed
from db.domain.handout import Paper
from desk_app.desk_context import DeskContext
from desk_app.handouts.pages import each_page, page_sizes
from desk_app.handouts.printing import available_printers, page_picture, print_pdf

_PIXELS_PER_POINT = 2.0


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page and its size in points."""

    image: QImage
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Preview:
    """The finished pages, and where they can be printed; ``printer`` is the one used last."""

    pdf: bytes
    pages: tuple[DrawnPage, ...]
    printers: tuple[str, ...]
    printer: str


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What is said of a paper.

    Attributes:
        title: of the print job; nobody's name.
        shown, save: what the pages are called, and the title of the dialog for a file.
        sent: that it was sent to {0}; ``saved``: that it was saved.
        deed: a word of ours for the audit.
    """

    title: str
    shown: str
    save: str
    sent: str
    saved: str
    deed: str


class PaperPrinting(QObject):
    """Makes one preview at a time.

    Signals:
        ready: a Preview.
        sent: it was printed or saved.
    """

    ready = Signal(object)
    sent = Signal()

    def __init__(self, desk: DeskContext, words: PaperWords, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = words
        self._preview: Preview | None = None

    def file_name(self) -> str:
        """Return a name that says nothing of anybody."""
        raise NotImplementedError

    def set_pages(self, make: Callable[[], bytes]) -> None:
        """Set and draw a PDF in the background."""
        work = partial(_preview, make)
        self._desk.compute(work, owner=self, done=self._on_ready, key="preview")

    def print_on(self, printer: str) -> None:
        """Send the pages to a printer."""
        if self._preview is None:
            return
        choice = self._desk.settings.printer_choice(printer)
        work = partial(
            print_pdf,
            self._preview.pdf,
            printer_name=printer,
            paper=Paper(self._desk.clinic.profile.paper),
            title=self.words.title,
            copies=choice.copies,
            duplex=choice.duplex in ("long", "short"),
        )

        def printed(_nothing: None) -> None:
            self._desk.settings.remember_printer_choice(printer, choice)
            self._desk.note(Deed.PRINT, details=(self.words.deed,))
            self._desk.notices.info(self.words.sent.format(printer))
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
        self._desk.note(Deed.EXPORT, details=(self.words.deed,))
        self._desk.notices.info(self.words.saved)
        self.sent.emit()

    def _on_not_saved(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._desk.notices.warn(
                self.tr("The file could not be written there. Choose another folder.")
            )
        else:
            self._desk.notices.problem(error)


def _preview(make: Callable[[], bytes]) -> Preview:
    pdf = make()
    images = each_page(pdf, page_picture, pixels_per_point=_PIXELS_PER_POINT)
    sizes = page_sizes(pdf)
    pages = [DrawnPage(image, *size) for image, size in zip(images, sizes, strict=True)]
    return Preview(pdf, tuple(pages), tuple(available_printers()), "")
