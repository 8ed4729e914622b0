"""The manager's audit: who saw or changed what, and whether its rows are as they were written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from db.audit_anchor import Anchor
from db.domain.audit_chain import BEGINNING
from db.domain.deed import Deed
from db.queries.audit import (
    AuditFilter,
    AuditRow,
    Link,
    Stretch,
    audit_desks,
    audit_rows,
    look_over_stretch,
    person_name,
)
from desk_app import audit_wording, when_wording
from desk_app.desk_context import DeskContext
from desk_app.periods import NamedPeriod, Period, named_period, read_period
from desk_app.saving import save_whole
from desk_app.spreadsheet import Cell, csv_bytes
from desk_app.widgets.roles import TwoLineRow

_AT_ONCE = 200
_MOST_SAVED = 100_000
_OPENED = {"enquiry", "person"}


@dataclass(frozen=True, slots=True)
class AuditContent:
    """What is listed.

    Attributes:
        rows: newest first; keys are ids of rows.
        has_more: there are older ones.
        person: the name of the person it is narrowed to; empty for all.
    """

    rows: tuple[tuple[Hashable, TwoLineRow], ...]
    has_more: bool
    person: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of the chain.

    Attributes:
        is_last: everything was looked over.
    """

    words: str
    is_bad: bool = False
    is_last: bool = False


class AuditPresenter(QObject):
    """What the page shows and what its keys do.

    Signals:
        list_changed: an AuditContent.
        desks_changed: the names of all desks there were.
        verdict_changed: a Verdict.
        echoed: what was understood of the days in words, and a hint while it is nothing.
        person_chosen: the list was narrowed to somebody, from here or from another screen.
    """

    list_changed = Signal(object)
    desks_changed = Signal(object)
    verdict_changed = Signal(object)
    echoed = Signal(str, str)
    person_chosen = Signal()

    def __init__(self, desk: DeskContext, anchor: Anchor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.wanted = AuditFilter()
        self._anchor = anchor
        self._person = ""
        self._rows: list[AuditRow] = []
        self._has_more = False
        self._faults: list[int] = []
        self._looked_at = 0
        self.choose_period(NamedPeriod.THIS_WEEK, quiet=True)

    # --- What is listed -------------------------------------------------------------------

    @property
    def may_see(self) -> bool:
        """Whether who sits here may read it."""
        return self.desk.seat.may("see_audit")

    def activate(self) -> None:
        """The page came into sight: what was done meanwhile is wanted."""
        self.load()
        if not self.may_see:
            return
        self.desk.ask(audit_desks, owner=self, done=self.desks_changed.emit, key="desks")

    def load(self) -> None:
        """Ask for the newest rows."""
        self._ask(None)

    def load_more(self) -> None:
        """Ask for older rows, below those that are shown."""
        if self._has_more and self._rows:
            self._ask(self._rows[-1].row_id)

    def show_person(self, person_id: int | None) -> None:
        """Narrow the list to one person, at any time; None for all people."""
        self._person = ""
        if person_id is None:
            self.wanted = replace(self.wanted, person_id=None)
            self.load()
            return
        self.wanted = AuditFilter(person_id=person_id)
        self.desk.ask(
            person_name, owner=self, done=self._on_person, key="person", person_id=person_id
        )

    def narrow(self, *, desk: str, staff_id: int | None, only_views: bool) -> None:
        """List one desk, one of the staff, or looks and prints only."""
        wanted = replace(self.wanted, desk=desk, staff_id=staff_id, only_views=only_views)
        if wanted != self.wanted:
            self.wanted = wanted
            self.load()

    def choose_period(self, which: NamedPeriod | None, *, quiet: bool = False) -> None:
        """List the days with a name; None for all there are."""
        period = named_period(which, self.desk.today()) if which else Period()
        self._take(period)
        if not quiet:
            self.load()

    def type_days(self, typed: str) -> None:
        """List other days as soon as the words mean something."""
        today = self.desk.today()
        day_first = self.desk.clinic.profile.day_first
        period = read_period(typed, today=today, day_first=day_first)
        if period is None or period.since is None:
            hint = self.tr("Not understood yet; the days above are shown.") if typed.strip() else ""
            self.echoed.emit("", hint)
            return
        ends = (period.since, period.until or today)
        words = dict.fromkeys(when_wording.calendar_day(day, today=today) for day in ends)
        self.echoed.emit(" – ".join(words), "")
        self._take(period)
        self.load()

    def open(self, key: Hashable) -> None:
        """Go to the person or enquiry that a row is about."""
        row = next((row for row in self._rows if row.row_id == key), None)
        if row is None or row.subject not in _OPENED:
            self.desk.notices.info(self.tr("This row is about no person and no enquiry."))
        elif row.subject == "person":
            self.desk.navigation.person_wanted.emit(row.subject_id)
        else:
            self.desk.navigation.enquiry_wanted.emit(row.subject_id)

    def _take(self, period: Period) -> None:
        zone = self.desk.clinic.profile.zone
        since = before = None
        if period.since is not None:
            since = dt.datetime.combine(period.since, dt.time(), zone)
        if period.until is not None:
            day_after = period.until + dt.timedelta(days=1)
            before = dt.datetime.combine(day_after, dt.time(), zone)
        self.wanted = replace(self.wanted, since=since, before=before)

    def _ask(self, before_id: int | None) -> None:
        if not self.may_see:
            self._rows, self._person = [], ""
            self.list_changed.emit(AuditContent((), has_more=False, person=""))
            return
        self.desk.ask(
            audit_rows, owner=self, done=partial(self._on_rows, before_id), key="rows",
            wanted=self.wanted, before_id=before_id, limit=_AT_ONCE,
        )  # fmt: skip

    def _on_person(self, name: str) -> None:
        self._person = name or self.tr("Unknown")
        self.person_chosen.emit()
        self.load()

    def _on_rows(self, before_id: int | None, rows: list[AuditRow]) -> None:
        self._rows = rows if before_id is None else [*self._rows, *rows]
        self._has_more = len(rows) == _AT_ONCE
        listed = tuple((row.row_id, self._line(row)) for row in self._rows)
        self.list_changed.emit(AuditContent(listed, self._has_more, self._person))

    def _line(self, row: AuditRow) -> TwoLineRow:
        who = row.who or self.tr("Nobody signed in")
        local = self.desk.local(row.at)
        day = when_wording.calendar_day(local.date(), today=self.desk.today())
        return TwoLineRow(
            f"{who}: {audit_wording.deed(row)}",
            audit_wording.details(row),
            time=f"{day}, {local:%H:%M}",
            badge=row.desk,
            tone="stop" if row.action in ("refused", "sign_in_failed") else "plain",
        )

    # --- The chain ------------------------------------------------------------------------

    @Slot()
    def verify(self) -> None:
        """Look over every row, some thousands at a time, so that other reads get their turn."""
        if not self.may_see:
            return
        self._faults, self._looked_at = [], 0
        self.verdict_changed.emit(Verdict(self.tr("Looking over the audit…")))
        self._look(Link(0, BEGINNING, None))

    def _look(self, after: Link) -> None:
        self.desk.ask(
            look_over_stretch, owner=self, done=self._on_stretch, key="verify", after=after
        )

    def _on_stretch(self, stretch: Stretch) -> None:
        self._faults += stretch.broken
        self._looked_at += stretch.looked_at
        if stretch.looked_at:
            words = self.tr("Looking over the audit… {0} rows").format(f"{self._looked_at:n}")
            self.verdict_changed.emit(Verdict(words))
            self._look(stretch.end)
        else:
            self.desk.ask(self._anchor.holds, owner=self, done=self._on_verified, key="verify")

    def _on_verified(self, holds: bool) -> None:  # noqa: FBT001 - the query's answer
        self.desk.note(Deed.VERIFY, details=() if holds and not self._faults else ("faults",))
        is_bad = not holds or bool(self._faults)
        self.verdict_changed.emit(Verdict(self._verdict(holds=holds), is_bad=is_bad, is_last=True))

    def _verdict(self, *, holds: bool) -> str:
        if self._faults:
            words = self.tr(
                "{0} of {1} rows are not as they were written, or a row before them is missing. "
                "The first is number {2}."
            )
            return words.format(len(self._faults), f"{self._looked_at:n}", self._faults[0])
        if not holds:
            return self.tr(
                "The rows fit together, but are not those that this desk saw last: the audit was "
                "written anew or cut off, or an older copy was put in place past this program."
            )
        words = self.tr("All {0} rows are as they were written, and none is missing.")
        return words.format(f"{self._looked_at:n}")

    # --- Ways out -------------------------------------------------------------------------

    @property
    def file_name(self) -> str:
        """A name to save the list under; no name of a person stands in it."""
        return f"audit-{self.desk.today().isoformat()}.csv"

    @Slot(str)
    def save(self, file: str) -> None:
        """Write all rows that are wanted, also those not listed yet."""
        if not self.may_see:
            return
        self.desk.ask(
            audit_rows, owner=self, done=partial(self._write, Path(file)), key="save",
            wanted=self.wanted, limit=_MOST_SAVED,
        )  # fmt: skip

    def _write(self, file: Path, rows: list[AuditRow]) -> None:
        head: list[list[Cell]] = [
            [
                self.tr("Number"), self.tr("When"), self.tr("Who"), self.tr("Desk"),
                self.tr("What"), self.tr("More"), self.tr("Record"), self.tr("Id"),
            ]
        ]  # fmt: skip
        lines: list[list[Cell]] = [
            [
                row.row_id, self.desk.local(row.at).isoformat(timespec="seconds"), row.who,
                row.desk, audit_wording.deed(row), audit_wording.details(row), row.subject,
                row.subject_id,
            ]
            for row in rows
        ]  # fmt: skip
        work = partial(save_whole, csv_bytes([*head, *lines]), file)
        self.desk.compute(work, owner=self, done=partial(self._saved, len(rows)))

    def _saved(self, count: int, _nothing: object) -> None:
        self.desk.note(Deed.EXPORT, details=("audit",))
        self.desk.notices.info(self.tr("Saved: {0} rows.").format(f"{count:n}"))
