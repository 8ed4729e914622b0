"""What the log says in each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import overload

from PySide6.QtCore import QObject

from db.domain.enquiry import About, ChoiceList
from db.queries.clinic import ClinicFacts
from db.queries.enquiry_log import NOT_SAID, LogRow
from desk_app import when_wording, wording
from desk_app.excerpts import Marks, excerpt, marks_in
from desk_app.item_models.log_model import COLUMNS, LogLine
from desk_app.widgets.roles import TwoLineRow

_LONGEST_TIP = 2_000


class Lines(Sequence[LogLine]):
    """Rows of which each is written when it is looked at first: of a page a dozen is in sight."""

    def __init__(self, rows: Sequence[LogRow | int], writer: LineWriter) -> None:
        """Args: rows: an id alone is an enquiry that was taken away since the list was made."""
        self._rows = rows
        self._writer = writer
        self._written: dict[int, LogLine] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> LogLine: ...
    @overload
    def __getitem__(self, place: slice) -> Lines: ...
    def __getitem__(self, place: int | slice) -> LogLine | Lines:
        if isinstance(place, slice):
            return Lines(self._rows[place], self._writer)
        if place not in self._written:
            row = self._rows[place]
            self._written[place] = (
                self._writer.gone(row) if isinstance(row, int) else self._writer.line(row)
            )
        return self._written[place]


class LineWriter(QObject):
    """Makes ready strings of rows, for one day and one search."""

    def __init__(
        self,
        *,
        today: dt.date,
        local: Callable[[dt.datetime], dt.datetime],
        words: Sequence[str],
        clinic: ClinicFacts,
    ) -> None:
        """Args: words: those searched for, to be marked."""
        super().__init__()
        heard = clinic.choices[ChoiceList.HEARD]
        self._heard = {choice.choice_id: choice.label for choice in heard}
        self._staff = {member.staff_id: member.name for member in clinic.staff}
        self._today = today
        self._local = local
        self._words = words

    def line(self, row: LogRow) -> LogLine:
        """Return one enquiry."""
        cells = (
            self._received(row), self._person(row), self._matter(row), self._ending(row),
            self._reached(row), TwoLineRow(row.taken_by or "–"), self._next_step(row),
        )  # fmt: skip
        started = self._local(row.started_at)
        exact = when_wording.calendar_day(row.received_on, today=self._today)
        tips = (
            f"{exact} {when_wording.clock(started.time())}",
            " · ".join(part for part in (cells[1].title, row.phone) if part),
            row.concern[:_LONGEST_TIP],
            cells[3].title,
        )
        parts = [cells[1], cells[0], cells[2], cells[3]]
        spoken = ", ".join(cell.accessible_text() for cell in parts)
        return LogLine(row.enquiry_id, cells, tips, spoken)

    def gone(self, enquiry_id: int) -> LogLine:
        """Return the line of an enquiry that was taken away since the list was made."""
        cell = TwoLineRow(self.tr("Removed"), tone="muted")
        empty = (TwoLineRow(""),) * (COLUMNS - 1)
        return LogLine(enquiry_id, (cell, *empty), spoken=cell.title)

    def _received(self, row: LogRow) -> TwoLineRow:
        started = self._local(row.started_at)
        day = when_wording.short_day(row.received_on, today=self._today)
        detail = " · ".join(part for part in (row.number, row.taken_by) if part)
        return TwoLineRow(
            f"{day} {when_wording.clock(started.time())}",
            detail,
            icon=wording.channel_icon(row.channel),
            spoken=f"{wording.channel(row.channel)}, {day}, {detail}",
        )

    def _person(self, row: LogRow) -> TwoLineRow:
        about = ""
        if row.about is not About.SELF:
            concerned = wording.about(row.about)
            about = self.tr("about: {0}").format(
                f"{concerned}, {row.about_name}" if row.about_name else concerned
            )
        detail = " · ".join(part for part in (about, row.phone) if part)
        return TwoLineRow(
            row.caller_name or self.tr("Unknown"),
            detail,
            tone="plain" if row.caller_name else "muted",
            marks=self._marks(row.caller_name),
            detail_marks=self._marks(detail) if about else (),
        )

    def _matter(self, row: LogRow) -> TwoLineRow:
        concern, marks = excerpt(row.concern, self._words)
        if not row.service and concern:
            return TwoLineRow(concern, marks=marks)
        return TwoLineRow(
            row.service or "–",
            concern,
            tone="plain" if row.service else "muted",
            marks=self._marks(row.service),
            detail_marks=marks,
        )

    def _ending(self, row: LogRow) -> TwoLineRow:
        title = wording.outcome(row.outcome) if row.outcome else self.tr("No outcome yet")
        tone = "plain" if row.outcome else "muted"
        if row.needs_next_step:
            missing = self.tr("no next step")
            return TwoLineRow(title, badge=missing, tone=tone, badge_tone="overdue")
        if row.next_due is None:
            return TwoLineRow(title, tone=tone)
        if over := self._over(row.next_due):
            return TwoLineRow(title, badge=over, tone=tone, badge_tone="overdue")
        due = when_wording.short_day(row.next_due, today=self._today)
        return TwoLineRow(title, self.tr("next step {0}").format(due), tone=tone)

    def _reached(self, row: LogRow) -> TwoLineRow:
        heard = self._heard.get(row.heard_id or NOT_SAID, "")
        detail = ": ".join(part for part in (heard, row.heard_detail) if part)
        return TwoLineRow(
            wording.channel(row.channel),
            detail,
            detail_marks=self._marks(row.heard_detail and detail),
        )

    def _next_step(self, row: LogRow) -> TwoLineRow:
        if row.next_due is None:
            missing = self.tr("no next step") if row.needs_next_step else "–"
            return TwoLineRow(missing, tone="overdue" if row.needs_next_step else "muted")
        due = when_wording.short_day(row.next_due, today=self._today)
        owner = self._staff.get(row.next_owner or NOT_SAID, self.tr("Nobody yet"))
        return TwoLineRow(due, owner, badge=self._over(row.next_due), badge_tone="overdue")

    def _over(self, due: dt.date) -> str:
        late = (self._today - due).days
        if late <= 0:
            return ""
        return self.tr("1 day over") if late == 1 else self.tr("{0} days over").format(late)

    def _marks(self, text: str) -> Marks:
        return marks_in(text, self._words)
