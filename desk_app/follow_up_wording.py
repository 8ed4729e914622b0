"""A row of the follow-ups in words, for the list on the screen, on paper and in a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from db.domain.enquiry import Outcome
from db.domain.follow_up import DueGroup, VoicemailRule
from db.queries.follow_ups import FollowUpRow
from desk_app import when_wording, wording

DOT = " · "
LONGEST = 300  # characters of a text that one line may have use for


def in_list_order(rows: Iterable[FollowUpRow]) -> list[FollowUpRow]:
    """Return rows by group, then by day and time; any time of a day comes first."""
    groups = list(DueGroup)
    return sorted(
        rows,
        key=lambda row: (
            groups.index(row.group),
            row.due_on,
            row.starts or row.ends or dt.time.min,
            row.follow_up_id or row.enquiry_id,
        ),
    )


class RowWriter:
    """Writes rows for one day and the staff of that day."""

    def __init__(
        self,
        *,
        now: dt.datetime,
        local: Callable[[dt.datetime], dt.datetime],
        initials: dict[int, str],
        language: str = "en",
    ) -> None:
        """Args: now: in the clinic's time; language: the clinic's own."""
        self._now = now
        self._today = now.date()
        self._local = local
        self._initials = initials
        self._language = language.partition("-")[0].lower()

    def due(self, row: FollowUpRow) -> str:
        """Return when a row is due, relative words first."""
        if row.group is DueGroup.NO_NEXT_STEP:
            asked = when_wording.short_day(row.due_on, today=self._today)
            return QCoreApplication.translate("FollowUps", "asked {0}").format(asked)
        late = (self._today - row.due_on).days
        if late > 0:
            return (
                QCoreApplication.translate("FollowUps", "1 day over")
                if late == 1
                else QCoreApplication.translate("FollowUps", "{0} days over").format(late)
            )
        return when_wording.step_day_words(row.due_on, row.starts, row.ends, today=self._today)

    def exact_day(self, row: FollowUpRow) -> str:
        """Return the calendar day."""
        return when_wording.calendar_day(row.due_on, today=self._today)

    def tried(self, row: FollowUpRow) -> str:
        """Return how often and what came of the last one; empty when nothing was."""
        if row.last_result is None or row.last_at is None:
            return ""
        count = {0: "", 1: QCoreApplication.translate("FollowUps", "1 try")}.get(
            row.attempts, QCoreApplication.translate("FollowUps", "{0} tries").format(row.attempts)
        )
        at = self._local(row.last_at)
        # The hour matters only while one remembers the day.
        is_near = when_wording.near_day(at.date(), today=self._today)
        told = when_wording.since if is_near else _day_of
        when = told(at, today=self._today)
        last = f"{wording.attempt_result(row.last_result)} {when}"
        return ", ".join(part for part in (count, last) if part)

    def is_late(self, row: FollowUpRow) -> bool:
        """Overdue, or its part of today is over."""
        over = row.ends is not None and row.due_on == self._today and row.ends <= self._now.time()
        return row.group is DueGroup.OVERDUE or over

    def is_now(self, row: FollowUpRow) -> bool:
        """Its part of today has begun and is not over."""
        if row.due_on != self._today or row.starts is None or self.is_late(row):
            return False
        return row.starts <= self._now.time()

    def language(self, row: FollowUpRow) -> str:
        """Return the caller's language where it is not the clinic's own."""
        own = row.language.partition("-")[0].lower()
        return wording.language_name(row.language) if own not in ("", self._language) else ""

    def flags(self, row: FollowUpRow) -> str:
        """Return what must not be overlooked, in words."""
        flags = []
        if row.do_not_contact:
            flags.append(QCoreApplication.translate("FollowUps", "do not contact"))
        if row.voicemail is VoicemailRule.NO_MESSAGE:
            flags.append(QCoreApplication.translate("FollowUps", "leave no message"))
        if self.language(row):
            words = QCoreApplication.translate("FollowUps", "speaks {0}")
            flags.append(words.format(self.language(row)))
        if row.outcome is Outcome.QUESTION_TO_PRACTITIONER:
            flags.append(
                QCoreApplication.translate("FollowUps", "waits for a practitioner's answer")
            )
        if row.outcome is Outcome.WAITING_FOR_SLOT:
            flags.append(QCoreApplication.translate("FollowUps", "waits for a slot"))
        return DOT.join(flags)

    def owner(self, row: FollowUpRow) -> str:
        """Return whose it is; empty for an enquiry without a next step."""
        if row.group is DueGroup.NO_NEXT_STEP:
            return ""
        return row.owner_name or QCoreApplication.translate("FollowUps", "nobody's")

    def owner_initials(self, row: FollowUpRow) -> str:
        if row.group is DueGroup.NO_NEXT_STEP:
            return ""
        return self._initials.get(row.owner_id or 0, "") or QCoreApplication.translate(
            "FollowUps", "nobody"
        )


def name_of(row: FollowUpRow) -> str:
    """Return the caller's name, or the word for having none."""
    return row.caller_name or QCoreApplication.translate("FollowUps", "Unknown caller")


def first_words(row: FollowUpRow) -> str:
    """Return the promise in one line, or else what was asked."""
    return " ".join((row.promise or row.concern)[:LONGEST].split())


def _day_of(instant: dt.datetime, *, today: dt.date) -> str:
    return when_wording.calendar_day(instant.date(), today=today)
