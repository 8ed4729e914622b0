"""From the pages to paper or a file, and into the record."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.errors import NoPrinterError
from db.domain.handout import HandoutKind, Medium, Paper
from db.services.handouts import record_handout
from desk_app.desk_context import DeskContext
from desk_app.handouts.rendering import HandoutPress, RenderedHandout
from desk_app.handouts.saving import save_whole
from desk_app.handouts.sheet import HandoutSheet
from desk_app.handouts.sheets import given_handout
from desk_app.settings import PrinterChoice
from desk_app.wording import text_size

_PAPER_KEYS = {Paper.LETTER: "Letter", Paper.A4: "A4"}


@dataclass(frozen=True, slots=True)
class Job:
    """One sheet on its way out.

    Attributes:
        article_version_id: None for a sheet that is printed again: it is on record already.
        enquiry_number: for the notice; may be empty although there is an enquiry.
    """

    sheet: HandoutSheet
    article_version_id: int | None = None
    enquiry_id: int | None = None
    enquiry_number: str = ""


class Giving(QObject):
    """Prints, saves and records; one job at a time, so that Enter twice is one sheet.

    Signals:
        busy_changed: a job has begun or ended.
        printer_changed: the printers or the chosen one are different.
    """

    busy_changed = Signal()
    printer_changed = Signal()

    def __init__(
        self,
        desk: DeskContext,
        parent: QObject,
        *,
        printers: Callable[[], list[str]],
        print_pages: Callable[..., None],
    ) -> None:
        super().__init__(parent)
        self.printers: list[str] | None = None  # None: not asked yet
        self.printer = desk.settings.printer
        self.busy = False
        self._desk = desk
        self._list_printers = printers
        self._print_pages = print_pages

    # --- Printers ------------------------------------------------------------

    def find_printers(self) -> None:
        """Look which printers there are now; it can take a second."""
        self._desk.compute(
            self._list_printers, owner=self, done=self._printers_found, key="printers"
        )

    def choice(self) -> PrinterChoice:
        """Return what is remembered for the chosen printer."""
        return self._desk.settings.printer_choice(self.printer)

    def paper(self) -> Paper:
        """Return the paper in the printer: as chosen last, else the clinic's."""
        known = {key.lower(): paper for paper, key in _PAPER_KEYS.items()}
        wanted = self.choice().paper or self._desk.settings.paper or self._desk.clinic.profile.paper
        return known.get(wanted.lower(), Paper.LETTER)

    def choose_printer(self, name: str) -> None:
        """Print there from now on, with what is remembered for it."""
        self.printer = name
        self._desk.settings.printer = name
        self.printer_changed.emit()

    def remember(
        self,
        paper: Paper,
        *,
        colour: bool,
        copies: int | None = None,
        duplex: bool | None = None,
    ) -> None:
        """Keep the choices for this printer; without one, the paper for this seat."""
        settings, choice = self._desk.settings, self.choice()
        settings.paper = _PAPER_KEYS[paper]
        settings.remember_printer_choice(
            self.printer,
            replace(
                choice,
                paper=_PAPER_KEYS[paper],
                colour=colour,
                copies=choice.copies if copies is None else copies,
                duplex=choice.duplex if duplex is None else "long" if duplex else "none",
            ),
        )

    # --- Jobs ------------------------------------------------------------

    def print_sheet(self, job: Job) -> None:
        """Print, then record. Nothing is recorded of what was not printed."""
        choice = self.choice()
        work = partial(
            _print,
            self._desk.press,
            job.sheet,
            self._print_pages,
            printer=self.printer,
            printers=self._list_printers,
            copies=choice.copies,
            duplex=choice.duplex == "long" or job.sheet.kind is HandoutKind.LEAFLET,
        )
        self._start(work, partial(self._given, job, Medium.PRINTED))

    def save_sheet(self, job: Job, file: str) -> None:
        """Write the PDF, then record. Nothing is recorded of what was not written."""
        work = partial(_save, self._desk.press, job.sheet, Path(file))
        self._start(work, partial(self._given, job, Medium.SAVED))

    def _start(
        self, work: Callable[[], RenderedHandout], done: Callable[[RenderedHandout], None]
    ) -> None:
        if not self.busy:
            self._set_busy(busy=True)
            self._desk.compute(work, owner=self, done=done, failed=self._failed)

    def _given(self, job: Job, medium: Medium, rendered: RenderedHandout) -> None:
        self._set_busy(busy=False)
        if job.article_version_id is None:
            self._desk.notices.info(self._again_words(job.sheet, medium))
            return
        given = given_handout(
            job.sheet,
            rendered,
            medium,
            article_version_id=job.article_version_id,
            enquiry_id=job.enquiry_id,
        )
        told = partial(self._tell, self._given_words(job, medium), job.enquiry_id)
        self._desk.give(record_handout, owner=self, done=told, given=given)

    def _tell(self, words: str, enquiry_id: int | None, _change: object) -> None:
        if enquiry_id is None:
            self._desk.notices.info(words)
        else:
            self._desk.notices.info(
                words, action_label=self.tr("Back to the desk"), action=self._back_to_desk
            )

    def _back_to_desk(self) -> None:
        self._desk.navigation.page_wanted.emit("desk")

    def _given_words(self, job: Job, medium: Medium) -> str:
        title, size = job.sheet.article.title, text_size(job.sheet.size)
        verb = (
            self.tr("Given: {0}, {1}.") if medium is Medium.PRINTED else self.tr("Saved: {0}, {1}.")
        )
        words = verb.format(title, size)
        if job.enquiry_number:
            recorded = self.tr("Recorded on enquiry {0}.").format(job.enquiry_number)
            return f"{words} {recorded}"
        return words

    def _again_words(self, sheet: HandoutSheet, medium: Medium) -> str:
        again = (
            self.tr("Printed again: {0}. It is on record already.")
            if medium is Medium.PRINTED
            else self.tr("Saved again: {0}. It is on record already.")
        )
        return again.format(sheet.article.title)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, NoPrinterError) and self.printer:
            words = self.tr(
                "The printer “{0}” takes no job. Nothing was printed or recorded: choose another"
                " printer, or save as PDF."
            )
            self._desk.notices.warn(words.format(self.printer))
            self.find_printers()
        elif isinstance(error, OSError):
            self._desk.notices.warn(self._file_words(error))
        else:
            self._desk.notices.problem(error)

    def _file_words(self, error: OSError) -> str:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return self.tr("The disk is full, so the PDF was not saved. Choose another place.")
        return self.tr(
            "The PDF could not be written there, and nothing was recorded. Choose another folder."
        )

    def _printers_found(self, names: list[str]) -> None:
        gone = self.printer if self.printer and self.printer not in names else ""
        self.printers = names
        if self.printer not in names:
            self.printer = names[0] if names else ""
        self.printer_changed.emit()
        if gone and names:
            words = self.tr("The printer “{0}” is not there any more. Chosen instead: {1}.")
            self._desk.notices.warn(words.format(gone, self.printer))

    @Slot()
    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit()


def _print(
    press: HandoutPress,
    sheet: HandoutSheet,
    print_pages: Callable[..., None],
    *,
    printer: str,
    printers: Callable[[], list[str]],
    copies: int,
    duplex: bool,
) -> RenderedHandout:
    """In the worker. The very bytes that are recorded are printed."""
    names = printers()
    wanted = printer or next(iter(names), "")
    if wanted not in names:
        raise NoPrinterError
    rendered = press.render(sheet)
    print_pages(
        rendered.pdf,
        printer_name=wanted,
        paper=sheet.paper,
        title=sheet.article.title,
        copies=copies,
        duplex=duplex,
    )
    return rendered


def _save(press: HandoutPress, sheet: HandoutSheet, file: Path) -> RenderedHandout:
    """In the worker."""
    rendered = press.render(sheet)
    save_whole(rendered.pdf, file)
    return rendered
