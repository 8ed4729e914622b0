"""What the desk should know of the caller while they speak, the most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from db.domain.enquiry import About
from db.domain.follow_up import VoicemailRule
from db.domain.phone import search_digits
from db.queries.callers import CallerRow
from db.queries.enquiry_log import LogRow
from db.queries.people import PersonDetail
from desk_app import when_wording, wording

_MOST_PROMISES: Final = 3
_MOST_ENQUIRIES: Final = 2
_MOST_HANDOUTS: Final = 2
_MOST_PEOPLE: Final = 4
_LONGEST_PROMISE: Final = 120
_SAME_LINE_DIGITS: Final = 7


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A sentence about the person who was chosen.

    ``is_urgent`` asks for attention, ``is_past`` for none.
    """

    text: str
    is_urgent: bool = False
    is_past: bool = False


def known_lines(
    person: PersonDetail, household: Sequence[CallerRow], phone: str, today: dt.date
) -> tuple[KnownLine, ...]:
    """Return what is known of a caller.

    Args:
        household: everybody on the number, the caller too.
        phone: the number on the card.
    """
    return (
        *_blocked(person),
        *_promised(person, today),
        *_enquired(person, today),
        *_given(person),
        *_message_rule(person, phone),
        *_shared(person, household),
    )


def continuing_words(row: LogRow, today: dt.date) -> str:
    """Return what an open enquiry is about and what was promised."""
    ending = (
        wording.outcome(row.outcome)
        if row.outcome
        else QCoreApplication.translate("Desk", "still open")
    )
    return _joined(row.service or row.concern[:60], ending, due_words(row.next_due, today))


def due_words(day: dt.date | None, today: dt.date) -> str:
    """Return for when something was promised; empty when nothing was."""
    if day is None:
        return ""
    return _promised_for(when_wording.short_day(day, today=today), day, today)


def related(kind: About, name: str) -> str:
    """Return somebody with what they are to the caller, e.g. ``child: Luis``."""
    words = {
        About.CHILD: QCoreApplication.translate("Desk", "child: {0}"),
        About.PARTNER: QCoreApplication.translate("Desk", "partner: {0}"),
        About.PARENT: QCoreApplication.translate("Desk", "parent: {0}"),
    }.get(kind, QCoreApplication.translate("Desk", "belongs to: {0}"))
    return words.format(name)


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text that is too long for its place."""
    return text if len(text) <= most else text[:most].rstrip() + "…"


def _promised_for(words: str, day: dt.date, today: dt.date) -> str:
    if day < today:
        return QCoreApplication.translate("Desk", "Promised for {0}, overdue").format(words)
    return QCoreApplication.translate("Desk", "Promised for {0}").format(words)


def _blocked(person: PersonDetail) -> list[KnownLine]:
    if not person.do_not_contact:
        return []
    words = QCoreApplication.translate("Desk", "Do not contact. {0}").format(
        person.do_not_contact_reason
    )
    return [KnownLine(words.strip(), is_urgent=True)]


def _promised(person: PersonDetail, today: dt.date) -> list[KnownLine]:
    """Who promised what by when."""
    services = {row.enquiry_id: row.service for row in person.enquiries}
    waiting = [row for row in person.promises if row.done_at is None]
    lines = []
    for row in waiting[:_MOST_PROMISES]:
        due = when_wording.step_day_words(row.due_on, row.starts, row.ends, today=today)
        owner = row.owner_name or QCoreApplication.translate("Desk", "nobody yet")
        text = _joined(
            _promised_for(due, row.due_on, today),
            services.get(row.enquiry_id, ""),
            owner,
            shortened(row.promise, _LONGEST_PROMISE),
        )
        lines.append(KnownLine(text, is_urgent=row.due_on < today))
    if len(waiting) > _MOST_PROMISES:
        more = QCoreApplication.translate("Desk", "{0} more promises").format(
            len(waiting) - _MOST_PROMISES
        )
        lines.append(KnownLine(more))
    return lines


def _enquired(person: PersonDetail, today: dt.date) -> list[KnownLine]:
    if not person.enquiries:
        return [KnownLine(QCoreApplication.translate("Desk", "Known, but no enquiry so far"))]
    lines = []
    for number, row in enumerate(person.enquiries[:_MOST_ENQUIRIES]):
        day = when_wording.short_day(row.received_on, today=today)
        words = (
            QCoreApplication.translate("Desk", "Before that {0}")
            if number
            else QCoreApplication.translate("Desk", "Last enquiry {0}")
        )
        ending = wording.outcome(row.outcome) if row.outcome else ""
        lines.append(KnownLine(_joined(words.format(day), row.service, ending), is_past=True))
    return lines


def _given(person: PersonDetail) -> list[KnownLine]:
    titles = list(dict.fromkeys(row.title for row in person.handouts))
    if not titles:
        return []
    shown = ", ".join(titles[:_MOST_HANDOUTS])
    left = len(titles) - _MOST_HANDOUTS
    if left > 0:
        shown = QCoreApplication.translate("Desk", "{0} and {1} more").format(shown, left)
    words = QCoreApplication.translate("Desk", "Has the handout: {0}")
    return [KnownLine(words.format(shown), is_past=True)]


def _message_rule(person: PersonDetail, phone: str) -> list[KnownLine]:
    """Of the number on the card; a rule nobody has asked about is no news."""
    digits = search_digits(phone)[-_SAME_LINE_DIGITS:]
    on_card = [row for row in person.numbers if digits and search_digits(row.raw).endswith(digits)]
    if not on_card or on_card[0].voicemail is VoicemailRule.UNKNOWN:
        return []
    return [KnownLine(wording.voicemail_rule(on_card[0].voicemail))]


def _shared(person: PersonDetail, household: Sequence[CallerRow]) -> list[KnownLine]:
    """A number of several people: who else may be on the line, and what they are to the caller."""
    others = [row for row in household if row.person_id != person.person_id and not row.weak]
    if not others:
        return []
    kinds = {row.person_id: row.kind for row in person.relations}
    names = [_named(row, kinds.get(row.person_id)) for row in others[:_MOST_PEOPLE]]
    if len(others) > _MOST_PEOPLE:
        names.append("…")
    words = QCoreApplication.translate(
        "Desk", "Also on this number: {0}. Ask for the full name: it may be a relative."
    )
    return [KnownLine(words.format(", ".join(names)))]


def _named(row: CallerRow, kind: About | None) -> str:
    name = row.name or QCoreApplication.translate("Desk", "no name known")
    return related(kind, name) if kind is not None else name


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
