"""The rows of the list in words: who and what, the number and what was tried, when and whose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QLocale

from db.domain.enquiry import Outcome
from db.domain.follow_up import DueGroup, VoicemailRule
from db.domain.words import fold
from db.queries.follow_ups import FollowUpRow
from desk_app import wording
from desk_app.follow_up_wording import DOT, LONGEST, RowWriter, first_words, name_of
from desk_app.item_models.follow_up_model import ListLine
from desk_app.when_wording import window
from desk_app.widgets.roles import TwoLineRow

# Whether a promise (None) or the enquiry that has none: (follow-up id, enquiry id).
RowKey = tuple[int | None, int]


def key_of(row: FollowUpRow) -> RowKey:
    """Return what a row is known by, also after it was loaded again."""
    return row.follow_up_id, row.enquiry_id


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


class LineWriter(RowWriter):
    """Writes the lines of the list as well."""

    def line(self, row: FollowUpRow) -> ListLine:
        """Return one row of the list."""
        name = name_of(row)
        asked = QCoreApplication.translate("FollowUps", "Question") if row.is_question else ""
        matter = DOT.join(part for part in (asked, row.service, first_words(row)) if part)
        who = TwoLineRow(
            name[:LONGEST],
            matter[:LONGEST],
            icon=self._icon_of(row),
            flag="hand-stop" if row.do_not_contact else "",
            tone="stop" if row.do_not_contact else "plain",
        )
        number = row.phone or QCoreApplication.translate("FollowUps", "no number")
        number = DOT.join(part for part in (number, self.language(row)) if part)
        tried = self.tried(row) or QCoreApplication.translate("FollowUps", "not tried yet")
        how = TwoLineRow(number, tried)
        when = TwoLineRow(
            "",
            time=self._now_or_due(row),
            time_tone="overdue" if self.is_late(row) else "accent" if self.is_now(row) else "plain",
            badge=self.owner_initials(row),
        )
        parts = (name, self.flags(row), matter, number, tried, self.due(row), self.owner(row))
        spoken = ", ".join(part for part in parts if part)
        tips = (f"{name}\n{matter}", "", f"{self.exact_day(row)}\n{self.owner(row)}")
        compact = replace(who, time=when.time, time_tone=when.time_tone, badge=when.badge)
        return ListLine(key_of(row), (who, how, when), compact, tips, spoken)

    def _now_or_due(self, row: FollowUpRow) -> str:
        if not self.is_now(row) or row.ends is None:
            return self.due(row)
        words = QCoreApplication.translate("FollowUps", "now, until {0}")
        return words.format(window(row.ends, None))

    def _icon_of(self, row: FollowUpRow) -> str:
        if row.is_question:
            return "help"
        if row.outcome is Outcome.WAITING_FOR_SLOT:
            return "calendar"
        return "voicemail" if row.voicemail is VoicemailRule.NO_MESSAGE else "phone"
