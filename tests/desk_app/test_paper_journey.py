"""Through a power cut by the keyboard alone, in the whole window, on both databases."""

import datetime as dt
from functools import partial

import pytest

from db.domain.follow_up import AttemptResult
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import enquiries_on
from db.queries.follow_ups import attempts
from db.queries.paper import printed_sheet
from db.session import Database

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def ask(practice):
    """Ask the database what was kept, over a connection of the test's own."""
    database = Database(practice.app.place)
    yield lambda query, **wanted: database.read(partial(query, **wanted))
    database.dispose()


def test_a_list_is_printed_worked_with_a_pen_and_typed_back(person, practice, ask):
    today = practice.app.desk.today()
    person.press("Ctrl+2")
    person.press("Alt+2")
    person.wait_for("Open enquiry")
    person.press("Ctrl+P")
    person.wait_for("Save as PDF")
    person.press("Esc")

    person.press("Ctrl+T")
    person.wait_for("rows typed in or done")
    assert "Row and letter" in person.place
    printed = ask(printed_sheet, number=None, today=today)
    row = next(one for one in printed.rows if one.row.follow_up_id and not one.row.do_not_contact)
    person.type(f"{row.number} n; rang twice")
    person.wait_for(f"{row.number} {row.caller_name[:20]}")
    person.press("Return")
    person.wait_for("Undo")
    tried = ask(attempts, follow_up_id=row.row.follow_up_id)
    assert (tried[0].result, tried[0].note) == (AttemptResult.NO_ANSWER, "rang twice")
    assert person.line == ""

    person.press("Ctrl+Z")
    person.wait_for("taken back")
    assert ask(attempts, follow_up_id=row.row.follow_up_id) == tried[1:]
    person.press("Esc")
    assert "Follow-ups" in person.place


def test_a_slip_is_typed_in_with_its_own_time(person, practice, ask):
    today = practice.app.desk.today()
    person.press("Shift+F2")
    assert "When it happened" in person.place
    person.type("yesterday 3pm")
    person.wait_for("yesterday, 15:00")
    person.press("Tab")
    person.type("Daniel")
    person.press("Tab")
    person.press("Tab")
    person.type("Slip Writer")
    person.press("Ctrl+Return")
    person.wait_for("saved")
    yesterday = today - dt.timedelta(days=1)
    [kept] = [
        ask(enquiry_detail, enquiry_id=one.enquiry_id)
        for one in ask(enquiries_on, day=yesterday)
        if one.caller_name == "Slip Writer"
    ]
    assert practice.app.desk.local(kept.started_at).time() == dt.time(15)
    assert kept.received_on == yesterday
    assert kept.taken_by.startswith("Daniel")
