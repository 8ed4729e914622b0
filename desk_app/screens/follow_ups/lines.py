"""The rows of the list in words: who and what, the number and what was tried, when and whose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QLocale

from db.domain.enquiry import Outcome
from db.domain.follow_up import DueGroup, VoicemailRule
from db.domain.words import fold
from db.queries.follow_ups import FollowUpRow
from desk_app import when_wording, wording
from desk_app.item_models.follow_up_model import ListLine
from desk_app.widgets.roles import TwoLineRow

# Whether a promise (None) or the enquiry that has none: (follow-up id, enquiry id).
RowKey = tuple[int | None, int]

_DOT = " · "
_LONGEST = 300  # characters of a text that one line may have use for


def key_of(row: FollowUpRow) -> RowKey:
    """Return what a row is known by, also after it was loaded again."""
    return row.follow_up_id, row.enquiry_id


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


def searched_text(row: FollowUpRow) -> str:
    """Return all the words of a row in the form in which they are searched."""
    digits = "".join(filter(str.isdigit, row.phone))
    texts = (row.caller_name, row.service, row.promise, row.concern, row.owner_name, row.phone)
    return fold(" ".join((*texts, digits)))


def matches(text: str, typed: str) -> bool:
    """Whether every word that was typed stands in ``text``, see ``searched_text``."""
    words = fold(typed).split()
    number = "".join(character for character in typed if character.isdigit())
    is_number = len(number) >= 3 and not any(character.isalpha() for character in typed)
    return all(word in text for word in words) or (is_number and number in text)


def cursor_after(
    before: Sequence[RowKey], now: Sequence[RowKey], current: RowKey | None, *, moves_on: bool
) -> RowKey | None:
    """Return where the cursor belongs in a list that was loaded again.

    It stays on its row; when the row is gone, or with ``moves_on`` went elsewhere, it stays
    at its place, so that a list is worked from top to bottom.
    """
    if current in now and not moves_on:
        return current
    place = before.index(current) if current is not None and current in before else 0
    return now[min(place, len(now) - 1)] if now else None


def with_headings(
    rows: Iterable[FollowUpRow], lines: Mapping[RowKey, ListLine]
) -> tuple[ListLine, ...]:
    """Return the lines of ``rows``, each group under its heading."""
    listed: list[ListLine] = []
    for group, members in groupby(rows, key=lambda row: row.group):
        below = [lines[key_of(row)] for row in members]
        listed += [_heading(group, len(below)), *below]
    return tuple(listed)


def _heading(group: DueGroup, count: int) -> ListLine:
    tone = "overdue" if group in (DueGroup.NO_NEXT_STEP, DueGroup.OVERDUE) else "muted"
    title, badge = wording.due_group(group), QLocale().toString(count)
    return ListLine(None, (TwoLineRow(title, badge=badge, badge_tone=tone, heading=True),))


class LineWriter:
    """Writes rows for one day and the staff of that day."""

    def __init__(
        self,
        *,
        now: dt.datetime,
        local: Callable[[dt.datetime], dt.datetime],
        initials: dict[int, str],
    ) -> None:
        """Args: now: in the clinic's time."""
        self._now = now
        self._today = now.date()
        self._local = local
        self._initials = initials

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

    def line(self, row: FollowUpRow) -> ListLine:
        """Return one row of the list."""
        name = name_of(row)
        matter = _DOT.join(part for part in (row.service, first_words(row)) if part)
        who = TwoLineRow(
            name[:_LONGEST],
            matter[:_LONGEST],
            icon=self._icon_of(row),
            flag="hand-stop" if row.do_not_contact else "",
            tone="stop" if row.do_not_contact else "plain",
        )
        number = row.phone or QCoreApplication.translate("FollowUps", "no number")
        tried = self.tried(row) or QCoreApplication.translate("FollowUps", "not tried yet")
        how = TwoLineRow(number, tried)
        when = TwoLineRow(
            "",
            time=self.due(row),
            time_tone="overdue" if self.is_late(row) else "plain",
            badge=self.owner_initials(row),
        )
        parts = (name, self.flags(row), matter, number, tried, self.due(row), self.owner(row))
        spoken = ", ".join(part for part in parts if part)
        tips = (f"{name}\n{matter}", "", f"{self.exact_day(row)}\n{self.owner(row)}")
        compact = replace(who, time=when.time, time_tone=when.time_tone, badge=when.badge)
        return ListLine(key_of(row), (who, how, when), compact, tips, spoken)

    def is_late(self, row: FollowUpRow) -> bool:
        """Overdue, or its part of today is over."""
        over = row.ends is not None and row.due_on == self._today and row.ends <= self._now.time()
        return row.group is DueGroup.OVERDUE or over

    def _icon_of(self, row: FollowUpRow) -> str:
        if row.outcome is Outcome.QUESTION_TO_PRACTITIONER:
            return "help"
        if row.outcome is Outcome.WAITING_FOR_SLOT:
            return "calendar"
        return "voicemail" if row.voicemail is VoicemailRule.NO_MESSAGE else "phone"

    def flags(self, row: FollowUpRow) -> str:
        """Return what must not be overlooked, in words."""
        flags = []
        if row.do_not_contact:
            flags.append(QCoreApplication.translate("FollowUps", "do not contact"))
        if row.voicemail is VoicemailRule.NO_MESSAGE:
            flags.append(QCoreApplication.translate("FollowUps", "leave no message"))
        if row.outcome is Outcome.QUESTION_TO_PRACTITIONER:
            flags.append(
                QCoreApplication.translate("FollowUps", "waits for a practitioner's answer")
            )
        if row.outcome is Outcome.WAITING_FOR_SLOT:
            flags.append(QCoreApplication.translate("FollowUps", "waits for a slot"))
        return _DOT.join(flags)

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
    return " ".join((row.promise or row.concern)[:_LONGEST].split())


def _day_of(instant: dt.datetime, *, today: dt.date) -> str:
    return when_wording.calendar_day(instant.date(), today=today)
