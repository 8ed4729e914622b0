"""From the pages to paper or a file, and into the record."""

from __future__ import annotations

import errno
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.deed import Deed
from db.domain.errors import NoPrinterError
from db.domain.handout import Medium, Paper
from db.services.handouts import record_handout
from desk_app.desk_context import DeskContext
from desk_app.handouts.rendering import RenderedHandout
from desk_app.handouts.sheet import HandoutSheet
from desk_app.handouts.sheets import given_handout
from desk_app.screens.handouts.jobs import Bundle, print_bundle, save_bundle
from desk_app.settings import PrinterChoice
from desk_app.wording import text_size

_Work = Callable[[Bundle], list[RenderedHandout]]
_LONGEST_JOB_TITLE = 120
_PAPER_KEYS = {Paper.LETTER: "Letter", Paper.A4: "A4"}


class Giving(QObject):
    """Prints, saves and records; one thing at a time, so that Enter twice is one sheet.

    Signals:
        busy_changed: a job has begun or ended.
        progress_changed: the next person's job has begun; ``progress`` says which.
        all_given: everything that was to be printed or saved is out.
        printer_changed: the printers or the chosen one are different.
    """

    busy_changed = Signal()
    progress_changed = Signal()
    printer_changed = Signal()
    all_given = Signal()

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
        self._waiting: deque[Bundle] = deque()
        self._count = self._ended = 0
        self._then: Callable[[], None] | None = None
        self._desk = desk
        self._list_printers = printers
        self._print_pages = print_pages

    @property
    def progress(self) -> tuple[int, int]:
        """Which job is on its way, of how many."""
        return min(self._ended + 1, self._count), self._count

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

    def print_all(self, bundles: Sequence[Bundle]) -> None:
        """Print one job for each, then record it. Nothing is recorded of what was not printed."""
        choice = self.choice()

        def work(bundle: Bundle) -> list[RenderedHandout]:
            return print_bundle(
                bundle,
                self._desk.press,
                self._print_pages,
                printer=self.printer,
                printers=self._list_printers,
                title=_job_title(bundle),
                copies=choice.copies,
                duplex=choice.duplex == "long",
            )

        self._start(bundles, Medium.PRINTED, work)

    def save_all(
        self,
        bundles: Sequence[Bundle],
        place: str,
        *,
        is_folder: bool,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Write each PDF, then record it. Nothing is recorded of what was not written.

        Args:
            then: what is done when everything is written.
        """
        press, where = self._desk.press, Path(place)
        work = partial(save_bundle, press=press, place=where, is_folder=is_folder)
        self._start(bundles, Medium.SAVED, work, then)

    def stop(self) -> None:
        """Leave out what has not begun yet."""
        self._waiting.clear()

    def _start(
        self,
        bundles: Sequence[Bundle],
        medium: Medium,
        work: _Work,
        then: Callable[[], None] | None = None,
    ) -> None:
        if self.busy or not bundles:
            return
        self._then = then
        self._waiting, self._count, self._ended = deque(bundles), len(bundles), 0
        self._set_busy(busy=True)
        self._next(medium, work)

    def _next(self, medium: Medium, work: _Work) -> None:
        bundle = self._waiting.popleft()
        self.progress_changed.emit()
        made = partial(self._made, bundle, medium, work)
        self._desk.compute(partial(work, bundle), owner=self, done=made, failed=self._failed)

    def _made(
        self, bundle: Bundle, medium: Medium, work: _Work, rendered: list[RenderedHandout]
    ) -> None:
        self._ended += 1
        more = bool(self._waiting)
        if not more:
            self._set_busy(busy=False)
            self.all_given.emit()
            if self._then is not None:
                self._then()
        if bundle[0].article_version_id is None:
            deed = Deed.PRINT if medium is Medium.PRINTED else Deed.EXPORT
            self._desk.note(deed, subject="handout_record", subject_id=bundle[0].record_id)
            self._desk.notices.info(self._again_words(bundle[0].sheet, medium))
        else:
            self._record(bundle, medium, rendered, tell=not more)
        if more:
            self._next(medium, work)

    def _record(
        self, bundle: Bundle, medium: Medium, rendered: list[RenderedHandout], *, tell: bool
    ) -> None:
        for job, made in zip(bundle, rendered, strict=True):
            assert job.article_version_id is not None  # noqa: S101 - only articles are recorded
            given = given_handout(
                job.sheet,
                made,
                medium,
                article_version_id=job.article_version_id,
                enquiry_id=job.enquiry_id,
                person_id=job.person_id,
            )
            about = None if self._count > 1 else job.enquiry_id
            told = partial(self._tell, self._given_words(bundle, medium), about)
            last = tell and job is bundle[-1]
            self._desk.give(record_handout, owner=self, done=told if last else None, given=given)

    def _tell(self, words: str, enquiry_id: int | None, _change: object) -> None:
        if enquiry_id is None:
            self._desk.notices.info(words)
        else:
            self._desk.notices.info(
                words, action_label=self.tr("Back to the desk"), action=self._back_to_desk
            )

    def _back_to_desk(self) -> None:
        self._desk.navigation.page_wanted.emit("desk")

    def _given_words(self, bundle: Bundle, medium: Medium) -> str:
        printed = medium is Medium.PRINTED
        if self._count > 1:
            verb = (
                self.tr("Given to {0} of {1} people.")
                if printed
                else self.tr("Saved for {0} of {1} people.")
            )
            return verb.format(self._ended, self._count)
        size = text_size(bundle[0].sheet.size)
        verb = self.tr("Given: {0}, {1}.") if printed else self.tr("Saved: {0}, {1}.")
        words = verb.format(_titles(bundle), size)
        if bundle[0].enquiry_number:
            recorded = self.tr("Recorded on enquiry {0}.").format(bundle[0].enquiry_number)
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
        self._waiting.clear()
        self._set_busy(busy=False)
        if self._ended:
            words = self.tr("{0} of {1} people have theirs, and it is recorded. The rest do not.")
            self._desk.notices.info(words.format(self._ended, self._count))
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


def _titles(bundle: Bundle) -> str:
    return "; ".join(job.sheet.article.title for job in bundle)


def _job_title(bundle: Bundle) -> str:
    """What the printer's queue shows: never a name."""
    return _titles(bundle)[:_LONGEST_JOB_TITLE]
