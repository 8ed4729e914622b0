"""Follow-ups in a calendar: the right hours, the same event again, and nothing about health."""

import datetime as dt
import uuid
import zoneinfo

import icalendar
import pytest

from db.domain.follow_up import DueGroup, VoicemailRule
from db.queries.follow_ups import FollowUpRow
from desk_app.follow_up_calendar import as_calendar, initials

NEW_YORK = zoneinfo.ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 3, 9)  # the day after the clocks changed there


def row(starts=None, ends=None, name="Maria del Carmen Ortiz", version=3):
    return FollowUpRow(
        follow_up_id=1, version=version, enquiry_id=1, enquiry_version=1, group=DueGroup.LATER,
        due_on=MONDAY, starts=starts, ends=ends, owner_id=1, owner_name="Ana", person_id=1,
        caller_name=name, phone="828 555 0142", voicemail=VoicemailRule.UNKNOWN,
        do_not_contact=False, service="Acupuncture", concern="Back pain", outcome=None,
        promise="Blood thinners?", attempts=0, last_result=None, last_at=None, service_id=1,
        language="", public_id=uuid.UUID(int=7),
    )  # fmt: skip


def event(*rows):
    written = as_calendar(rows, zone=NEW_YORK, now=NOW)
    [found] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    return found


def utc(hour, minute=0):
    return dt.datetime(2026, 3, 9, hour, minute, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (dt.time(15), dt.time(17), (utc(19), utc(21))),
        (dt.time(15), None, (utc(19), utc(19, 30))),
        (None, dt.time(15), (utc(18, 30), utc(19))),
        (None, None, (MONDAY, MONDAY + dt.timedelta(days=1))),
    ],
)
def test_an_event_has_the_hours_of_the_promise(starts, ends, expected):
    found = event(row(starts, ends))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == expected


def test_initials_and_times_are_all_that_leaves_the_clinic():
    written = as_calendar([row(dt.time(15))], zone=NEW_YORK, now=NOW).decode()
    assert "SUMMARY:Follow-up M. O." in written
    for word in ("Maria", "Ortiz", "555", "Acupuncture", "Back", "thinners", "Ana"):
        assert word not in written


def test_a_later_file_moves_the_same_event():
    before, after = event(row(version=3)), event(row(version=4))
    assert before["UID"] == after["UID"] == str(uuid.UUID(int=7))
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (3, 4)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", ""),
        ("Zoë", "Z."),
        ("محمد بن عبد الله", "م. ا."),
        ("(mother) Ruth X", "R. X."),
        ("+1", ""),
    ],
)
def test_initials_are_of_the_first_and_last_name(name, expected):
    assert initials(name) == expected
