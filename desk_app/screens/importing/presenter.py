"""Bringing in a file: read, shown as it will be, changed until it is right, stored, undone."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.importing import Matching
from db.queries.catalogue import ServiceRow, services
from db.queries.importing import ImportRow, imports, known_rows
from db.services.importing import undo_import
from desk_app import import_wording as wording
from desk_app import when_wording
from desk_app.clinic_words import clinic_words
from desk_app.desk_context import DeskContext
from desk_app.importing.book import Book, Sheet
from desk_app.importing.columns import heading_row
from desk_app.importing.days import DayOrder
from desk_app.importing.files import read_file
from desk_app.importing.heading_words import Field
from desk_app.importing.plan import (
    Plan,
    Reading,
    aside_csv,
    order_of,
    planned,
    planned_below,
)
from desk_app.importing.rows import read_rows
from desk_app.importing.values import ClinicWords
from desk_app.screens.importing.storing import Storing
from desk_app.widgets.roles import TwoLineRow

MOST_SHOWN = 200


class ImportingPresenter(QObject):
    """Signals:

    opened: a file or another sheet is shown, with columns of its own.
    read: what comes of it is another.
    closed: no file is open.
    history_changed: keyed rows of what was brought in before.
    """

    opened = Signal()
    read = Signal()
    closed = Signal()
    history_changed = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.storing = Storing(desk, self)
        self.storing.finished.connect(self._finished)
        self.book: Book | None = None
        self.sheet: Sheet | None = None
        self.plan: Plan | None = None
        self.reading: Reading | None = None
        self.matching = Matching.JOIN
        self.known = 0
        self._stored: list[Sheet] = []
        self.was_asked = False  # nothing in the file says what comes first, day or month
        self._services: list[ServiceRow] = []
        self._history: dict[Hashable, ImportRow] = {}

    # --- What was brought in before -------------------------------------------------------

    def refusal(self) -> str:
        """Return why who sits here may not bring anything in; empty when they may."""
        return self.desk.refusal("begin_import")

    def load(self) -> None:
        """Ask what was brought in."""
        self.desk.ask(imports, owner=self, done=self._on_history, key="imports")

    def undo(self, import_id: object) -> None:
        """Take an import back."""
        row = self._history.get(import_id) if isinstance(import_id, Hashable) else None
        if row is None or row.undone_at is None:
            self.desk.give(undo_import, owner=self, done=self._undone, import_id=import_id)

    def _undone(self, change: Change) -> None:
        kept = next((int(f.split()[1]) for f in change.fields if f.startswith("kept ")), 0)
        if kept:
            one = self.tr("The import is undone; 1 entry stays that was changed since.")
            several = self.tr("The import is undone; {0} entries stay that were changed since.")
            words = one if kept == 1 else several
            self.desk.notices.info(words.format(kept))
        else:
            self.desk.notices.info(self.tr("The import is undone. Nothing of it is left."))
        self.load()

    def _on_history(self, rows: list[ImportRow]) -> None:
        self._history = {row.import_id: row for row in rows}
        self.history_changed.emit(tuple((row.import_id, self._history_line(row)) for row in rows))

    def _history_line(self, row: ImportRow) -> TwoLineRow:
        day = self.desk.local(row.started_at).date()
        detail = wording.brought(row.people, row.enquiries)
        badge = "" if row.is_finished else self.tr("stopped half-way")
        if row.undone_at is not None:
            badge = self.tr("undone; {0} kept").format(row.kept) if row.kept else self.tr("undone")
        return TwoLineRow(
            row.file_name,
            " · ".join(part for part in (detail, row.by) if part),
            when_wording.short_day(day, today=self.desk.today()),
            badge,
            icon="file-text",
        )

    # --- A file ---------------------------------------------------------------------------

    def open(self, file: str) -> None:
        """Read a file somebody chose."""
        self.desk.compute(
            partial(read_file, Path(file)), owner=self, done=self._on_book,
            failed=self._not_read, key="file",
        )  # fmt: skip

    def close(self) -> None:
        """Put the file away; nothing of it was stored."""
        self.book = self.sheet = self.plan = self.reading = None
        self.closed.emit()
        self.load()

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self.desk.notices.warn(self.tr("The file could not be opened."))
        else:
            self.desk.notices.problem(error)

    def _on_book(self, book: Book) -> None:
        self.book = book
        self._stored = []
        self.matching = Matching.JOIN
        self.desk.ask(services, owner=self, done=self._on_services, also_inactive=True)

    def _on_services(self, found: list[ServiceRow]) -> None:
        self._services = found
        if self.book is not None:
            self._show(self.book.sheets[0])
            self._say_known_file(self.book)

    def _say_known_file(self, book: Book) -> None:
        for row in self._history.values():
            if row.fingerprint == book.fingerprint and row.undone_at is None:
                day = when_wording.calendar_day(
                    self.desk.local(row.started_at).date(), today=self.desk.today()
                )
                words = self.tr("This very file was brought in before, on {0}. Undo that first.")
                self.desk.notices.warn(words.format(day))

    def _show(self, sheet: Sheet, heading: int | None = None, *, chosen: bool = False) -> None:
        clinic = self._clinic_words()
        self.sheet = sheet
        self.plan = planned_below(sheet, heading, clinic) if chosen else planned(sheet, clinic)
        self.was_asked = self.plan.order is None
        self.reading = None
        self.opened.emit()
        self._read()

    # --- What can be changed ----------------------------------------------------------------

    def choose_sheet(self, place: int) -> None:
        """Read another sheet of the file."""
        if self.book is not None:
            self._show(self.book.sheets[place])

    def choose_heading(self, place: int | None) -> None:
        """Take another row for the headings; None for no row."""
        if self.sheet is not None:
            self._show(self.sheet, place, chosen=True)

    def choose_column(self, column: int, field: Field) -> None:
        """Bring a column in as something else."""
        if self.plan is None or self.sheet is None:
            return
        columns = list(self.plan.columns)
        columns[column] = field
        self.plan = replace(self.plan, columns=tuple(columns))
        if field is Field.DAY or not self.plan.is_log:
            found = order_of(self.sheet, self.plan, self._clinic_words())
            self.plan = replace(self.plan, order=found)
            self.was_asked = found is None
        self._read()

    def choose_order(self, order: DayOrder) -> None:
        """Say what comes first in 12/03."""
        if self.plan is not None:
            self.plan = replace(self.plan, order=order)
            self._read()

    def choose_matching(self, matching: Matching) -> None:
        """Say what becomes of rows of people who are known."""
        self.matching = matching
        self.read.emit()

    # --- What comes of it -------------------------------------------------------------------

    @property
    def may_store(self) -> bool:
        """Whether there is something to store, and nothing left to be said."""
        is_sure = self.plan is not None and self.plan.order is not None
        is_new = not self.is_stored and not self.storing.is_busy
        return bool(self.reading and self.reading.rows and is_sure and is_new)

    @property
    def is_stored(self) -> bool:
        """Whether what is shown was brought in already, but for the rows kept aside."""
        return self.sheet in self._stored

    def summary(self) -> list[str]:
        """Return what will be brought in, and what will not."""
        reading, plan = self.reading, self.plan
        if reading is None or plan is None:
            return []
        if self.is_stored:
            words = self.tr("Brought in. Save the rows kept aside to mend them, or put this away.")
            return [words]
        return wording.summary(reading, self.known, is_log=plan.is_log)

    def rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        """Return the first rows as they will be, those that are kept aside on top."""
        if self.reading is None or self.sheet is None:
            return []
        names = {row.service_id: row.name for row in self._services}
        today = self.desk.today()
        shown: list[tuple[Hashable, TwoLineRow]] = []
        for place, why in self.reading.aside[:MOST_SHOWN]:
            cells = " · ".join(cell for cell in self.sheet.rows[place] if cell)
            where = self.tr("Row {0}").format(place + 1)
            line = TwoLineRow(
                " ".join(cells[:240].split()), wording.fault(why), where, self.tr("kept aside"),
                icon="alert-triangle", badge_tone="overdue",
            )  # fmt: skip
            shown.append((("aside", place), line))
        for row in self.reading.rows[:MOST_SHOWN]:
            enquiry = row.enquiry
            day = when_wording.short_day(enquiry.received_on, today=today) if enquiry else ""
            service = names.get(enquiry.service_id or 0, "") if enquiry else ""
            shown.append((row.line, wording.preview(row, service, day)))
        return shown

    def save_aside(self, file: str) -> None:
        """Write the rows that were kept aside to a file, with the reasons."""
        if self.reading is None or self.sheet is None or self.plan is None:
            return
        kept = [(place, wording.fault(why)) for place, why in self.reading.aside]
        data = aside_csv(self.sheet, self.plan, kept)
        work = partial(Path(file).write_bytes, data)
        self.desk.compute(work, owner=self, done=self._aside_saved, failed=self._not_written)

    def store(self) -> None:
        """Bring it in."""
        if self.may_store and self.book is not None and self.reading is not None:
            self.storing.start(self.book, self.reading.rows, self.matching)
            self.read.emit()

    def _aside_saved(self, _bytes: int) -> None:
        self.desk.notices.info(self.tr("The rows are saved, each with its reason at the end."))

    def _not_written(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            self.desk.notices.problem(error)
            return
        self.desk.notices.warn(
            self.tr("The file could not be written there. Choose another folder or name.")
        )

    def _finished(self, import_id: int) -> None:
        count = self.storing.stored
        words = self.tr("Brought in: 1 row.") if count == 1 else self.tr("Brought in: {0} rows.")
        self.desk.notices.done(words.format(count), undo=partial(self.undo, import_id))
        if self.sheet is not None:
            self._stored.append(self.sheet)
        sheets = self.book.sheets if self.book is not None else ()
        others = [sheet for sheet in sheets if sheet not in self._stored]
        if self.reading is not None and self.reading.needs_a_look:
            self.read.emit()  # it stays open for the rows that were kept aside
        elif tables := [sheet for sheet in others if heading_row(sheet.rows) is not None]:
            self._show(tables[0])
        else:
            self.close()

    # --- Steps --------------------------------------------------------------------------------

    def _read(self) -> None:
        if self.sheet is None or self.plan is None:
            return
        work = partial(read_rows, self.sheet, self.plan, self._clinic_words())
        self.desk.compute(work, owner=self, done=self._on_read, key="read")

    def _on_read(self, reading: Reading) -> None:
        self.reading = reading
        self.known = 0
        self.read.emit()
        self.desk.ask(
            known_rows, owner=self, done=self._on_known, key="known", rows=reading.rows,
            region=self.desk.clinic.profile.region,
        )  # fmt: skip

    def _on_known(self, known: int) -> None:
        if known != self.known:
            self.known = known
            self.read.emit()

    def _clinic_words(self) -> ClinicWords:
        return clinic_words(self.desk.clinic, self._services, today=self.desk.today())
