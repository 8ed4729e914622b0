"""Follow-ups for a calendar that other people and other programs may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from db.queries.follow_ups import FollowUpRow

# RFC 5545 wants to know who made the file.
_MAKER = "-//Front Desk//Follow-ups//EN"


def as_calendar(rows: Iterable[FollowUpRow], *, zone: dt.tzinfo, now: dt.datetime) -> bytes:
    """Return an iCalendar file.

    A calendar goes to telephones and servers of which the clinic knows nothing: an event
    holds the caller's initials and the time, and neither number nor service nor words.
    The same follow-up has the same event each time, so that a later file moves it.

    Args:
        zone: the clinic's; times are written as instants, which every calendar understands.
    """
    import icalendar  # noqa: PLC0415 - late: it takes a tenth of a second

    calendar = icalendar.Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    for row in rows:
        if row.public_id is None:
            continue
        event = icalendar.Event()
        event.add("uid", str(row.public_id))
        event.add("dtstamp", now.astimezone(dt.UTC))
        event.add("sequence", row.version)
        event.add("summary", _summary(row))
        event.add("class", "PRIVATE")
        starts, ends = _times(row, zone)
        event.add("dtstart", starts)
        event.add("dtend", ends)
        calendar.add_component(event)
    written = calendar.to_ical()
    return written if isinstance(written, bytes) else bytes(written)


def _summary(row: FollowUpRow) -> str:
    words = QCoreApplication.translate("FollowUps", "Follow-up {0}")
    return words.format(initials(row.caller_name)).strip()


def initials(name: str) -> str:
    """Return the first letters of the first and the last word: ``M. O.``; empty for no name."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = dict.fromkeys((0, len(words) - 1)) if words else {}
    return " ".join(f"{words[place][0].upper()}." for place in ends)


def _times(
    row: FollowUpRow, zone: dt.tzinfo
) -> tuple[dt.date, dt.date] | tuple[dt.datetime, dt.datetime]:
    """The time window; half an hour where only its beginning is known; else the whole day."""
    begins = row.starts or row.ends
    if begins is None:
        return row.due_on, row.due_on + dt.timedelta(days=1)
    if row.starts is None:
        until = dt.datetime.combine(row.due_on, begins, zone)
        return _instant(until - dt.timedelta(minutes=30)), _instant(until)
    since = dt.datetime.combine(row.due_on, begins, zone)
    until = (
        dt.datetime.combine(row.due_on, row.ends, zone)
        if row.ends
        else since + dt.timedelta(minutes=30)
    )
    return _instant(since), _instant(until)


def _instant(time: dt.datetime) -> dt.datetime:
    return time.astimezone(dt.UTC)
