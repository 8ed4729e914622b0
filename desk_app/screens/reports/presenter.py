"""The owner's month: which days, what is counted in them, and the ways out of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change, Topic
from db.domain.deed import Deed
from db.domain.report import Days
from db.queries.enquiry_log import LogFilter
from db.queries.reports import Report, report
from desk_app import when_wording
from desk_app.desk_context import DeskContext
from desk_app.exporting import TableFormat
from desk_app.periods import NamedPeriod, named_period, read_period
from desk_app.reporting.content import ReportContent
from desk_app.reporting.tables import WrittenReport, closed, written_report
from desk_app.saving import save_whole
from desk_app.screens.reports.printing import ReportPrinting
from desk_app.spreadsheet import pasted

# The clinic's lists and staff come with ``clinic_changed``.
_COUNTED = frozenset({Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.SERVICE})
# What a period that is not over yet is compared with lies so many months back.
_MONTHS_BACK = {NamedPeriod.THIS_QUARTER: 3, NamedPeriod.LAST_YEAR: 12}


class ReportsPresenter(QObject):
    """What the page shows and what its keys do.

    Signals:
        content_changed: a ReportContent.
        echoed: what was understood of the days in words, and a hint while it is nothing.
        copied: a table as text.
    """

    content_changed = Signal(object)
    echoed = Signal(str, str)
    copied = Signal(str)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.written: WrittenReport | None = None
        self.printing = ReportPrinting(desk, self)
        self._named = NamedPeriod.THIS_MONTH
        self._own = Days(desk.today(), desk.today())
        self._is_shown = False
        self._is_stale = True
        desk.changes.committed.connect(self._on_committed)
        desk.clinic_changed.connect(self._on_clinic)

    # --- Showing ------------------------------------------------------------------------

    def activate(self) -> None:
        """The page came into sight."""
        self._is_shown = True
        if self._is_stale:
            self.load()

    def deactivate(self) -> None:
        """The page is out of sight; it is read again when it comes back, if need be."""
        self._is_shown = False

    def load(self) -> None:
        """Ask for the figures as they stand now."""
        self._is_stale = False
        days = self.days
        before = days.before(_MONTHS_BACK.get(self._named, 0))

        def loaded(found: Report) -> None:
            self._on_report(days, before, found)

        self.desk.ask(
            report, owner=self, done=loaded, key="report",
            days=days, before=before,
        )  # fmt: skip

    # --- Which days ---------------------------------------------------------------------

    @property
    def named(self) -> NamedPeriod:
        """Which days are chosen."""
        return self._named

    @property
    def days(self) -> Days:
        """The days that are shown; those before stay until days in words mean something."""
        if self._named is NamedPeriod.IN_WORDS:
            return self._own
        return closed(named_period(self._named, self.desk.today()), self.desk.today())

    def choose_period(self, which: NamedPeriod) -> None:
        """Show one of the periods with a name."""
        if self._named is not NamedPeriod.IN_WORDS:
            self._own = self.days  # until others are typed
        self._named = which
        self.load()

    def type_days(self, typed: str) -> None:
        """Show other days as soon as the words mean something."""
        today = self.desk.today()
        day_first = self.desk.clinic.profile.day_first
        period = read_period(typed, today=today, day_first=day_first)
        if period is None or period.since is None:
            hint = self.tr("Not understood yet; the days above are shown.") if typed.strip() else ""
            self.echoed.emit("", hint)
            return
        self._own = closed(period, today)
        ends = (self._own.first, self._own.last)
        words = dict.fromkeys(when_wording.calendar_day(day, today=today) for day in ends)
        self.echoed.emit(" – ".join(words), "")
        self._named = NamedPeriod.IN_WORDS
        self.load()

    # --- Ways out -----------------------------------------------------------------------

    @Slot(object)
    def open_row(self, key: object) -> None:
        """List the enquiries behind a row."""
        if isinstance(key, LogFilter):
            self.desk.navigation.log_wanted.emit(key)

    @property
    def content(self) -> ReportContent | None:
        """What the page shows; None before the first answer."""
        return self.written.content if self.written is not None else None

    def copy(self, title: str = "") -> None:
        """Copy the table with this title, or all of them."""
        rows = self.written.rows(title) if self.written is not None else []
        if len(rows) > 1:
            self.copied.emit(pasted(rows))
            self.desk.notices.info(self.tr("Copied, to be pasted into a spreadsheet."))

    @property
    def file_name(self) -> str:
        """A name to save the tables under."""
        days = self.days
        return f"enquiries-{days.first.isoformat()}-{days.last.isoformat()}.xlsx"

    @Slot(str)
    def save(self, file: str) -> None:
        """Write every table into one workbook, or one CSV file."""
        if self.written is None:
            return
        data = self.written.file(TableFormat.of(Path(file)))
        work = partial(save_whole, data, Path(file))
        self.desk.compute(work, owner=self, done=self._saved, failed=self._not_saved, key="save")

    def print_report(self) -> None:
        """Show what the page shows as it will be on paper."""
        if self.written is not None and not self.written.content.is_empty:
            self.printing.show(self.written, self.days)

    # --- Answers ------------------------------------------------------------------------

    def _on_report(self, days: Days, before: Days, found: Report) -> None:
        today = self.desk.today()
        self.written = written_report(found, self.desk.clinic, days, before, today=today)
        self.content_changed.emit(self.written.content)

    def _saved(self, _nothing: object) -> None:
        self.desk.note(Deed.EXPORT, details=("report",))
        self.desk.notices.info(self.tr("The tables are saved."))

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, OSError):
            words = self.tr("The file could not be written there. Choose another folder.")
            self.desk.notices.warn(words)
        else:
            self.desk.notices.problem(error)

    def _on_committed(self, change: Change, _origin: object) -> None:
        if change.topics & _COUNTED:
            self._refresh()

    @Slot()
    def _on_clinic(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        if self._is_shown:
            self.load()
        else:
            self._is_stale = True
