"""What belongs to one person, in rows that can be opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from db.queries.consent import ConsentRow
from db.queries.enquiry_log import LogRow
from db.queries.handouts import HandoutRow
from db.queries.people import PersonDetail, PromisedRow, RelationRow
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.widgets.roles import TwoLineRow

KeyedRow = tuple[Hashable, TwoLineRow]
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class PersonStory:
    """Rows beside the form. Keys: ``("enquiry", id)`` or None where nothing is to be opened."""

    relations: tuple[tuple[int, str, str], ...]
    rows: tuple[KeyedRow, ...]


class StoryWriter(QObject):
    """Writes the rows as they read today."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def story(self, person: PersonDetail) -> PersonStory:
        """Return everything that belongs to a person."""
        rows: list[KeyedRow] = []
        for heading, found in (
            (self.tr("Next steps"), [self._promise(row) for row in person.promises]),
            (self.tr("Enquiries"), [self._enquiry(row) for row in person.enquiries]),
            (self.tr("Handouts"), [self._handout(row) for row in person.handouts]),
            (self.tr("Consent"), [self._consent(row) for row in person.consents]),
        ):
            if found:
                count = str(len(found))
                rows.append((None, TwoLineRow(heading, badge=count, heading=True)))
                rows += found
        return PersonStory(tuple(self._relation(row) for row in person.relations), tuple(rows))

    def head(self, person: PersonDetail) -> str:
        """Return the line below the name."""
        former = ""
        if person.former_names:
            former = self.tr("formerly {0}").format(", ".join(person.former_names))
        parts = (
            self.tr("in the bin") if person.binned else "",
            former,
            self._count(len(person.enquiries)),
        )
        return " · ".join(part for part in parts if part)

    def _count(self, enquiries: int) -> str:
        if enquiries == 1:
            return self.tr("1 enquiry")
        return self.tr("{0} enquiries").format(enquiries) if enquiries else ""

    def stop(self, person: PersonDetail) -> str:
        """Return the words of the red mark; empty when they may be contacted."""
        if not person.do_not_contact:
            return ""
        since = ""
        if person.do_not_contact_since is not None:
            day = self._desk.local(person.do_not_contact_since).date()
            since = when_wording.calendar_day(day, today=self._desk.today())
        words = self.tr("Do not contact, since {0}").format(since)
        if person.do_not_contact_by:
            words = self.tr("{0} (noted by {1})").format(words, person.do_not_contact_by)
        reason = person.do_not_contact_reason
        return f"{words}: {reason}" if reason else f"{words}."

    def _relation(self, row: RelationRow) -> tuple[int, str, str]:
        return row.person_id, row.name or self.tr("Unknown"), wording.about(row.kind)

    def _promise(self, row: PromisedRow) -> KeyedRow:
        today = self._desk.today()
        due = when_wording.step_day_words(row.due_on, row.starts, row.ends, today=today)
        kept = row.done_at is not None
        late = not kept and row.due_on < today
        title = row.promise[:_LONGEST] or self.tr("A next step")
        badge = self.tr("kept") if kept else ""
        return ("promise", row.follow_up_id, row.enquiry_id), TwoLineRow(
            " ".join(title.split()),
            row.owner_name or self.tr("nobody yet"),
            due,
            badge=badge,
            icon="check" if kept else "calendar",
            time_tone="overdue" if late else "muted",
        )

    def _enquiry(self, row: LogRow) -> KeyedRow:
        outcome = wording.outcome(row.outcome) if row.outcome else self.tr("No outcome yet")
        concern = " ".join(row.concern[:_LONGEST].split())
        badge = self.tr("no next step") if row.needs_next_step else ""
        return ("enquiry", row.enquiry_id, row.enquiry_id), TwoLineRow(
            row.service or concern or row.number,
            " · ".join(part for part in (outcome, concern if row.service else "") if part),
            self._day(row.received_on),
            badge=badge,
            badge_tone="overdue",
            icon=wording.channel_icon(row.channel),
        )

    def _handout(self, row: HandoutRow) -> KeyedRow:
        given = self._desk.local(row.given_at).date()
        parts = (wording.medium(row.medium), f"{row.size_points} pt", row.given_by)
        return ("handout", row.record_id, row.enquiry_id), TwoLineRow(
            row.title,
            " · ".join(part for part in parts if part),
            self._day(given),
            icon="file-text",
        )

    def _consent(self, row: ConsentRow) -> KeyedRow:
        answered = self._desk.local(row.answered_at)
        noted = self.tr("noted by {0}").format(row.taken_by) if row.taken_by else ""
        return ("consent", row.enquiry_id, row.enquiry_id), TwoLineRow(
            self.tr("Agreed") if row.is_given else self.tr("Refused"),
            " · ".join(part for part in (noted, row.words.text[:_LONGEST]) if part),
            self._day(answered.date()),
            icon="check" if row.is_given else "cross",
        )

    def _day(self, day: dt.date) -> str:
        return when_wording.short_day(day, today=self._desk.today())
