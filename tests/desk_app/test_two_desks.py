"""Two desks on one database: each sees what the other did, and neither overwrites it."""

import datetime as dt
from functools import partial

import pytest

from db.domain.enquiry import NextStep
from db.domain.follow_up import AttemptResult
from db.domain.staff import Actor, Role
from db.queries.follow_ups import Whose, attempts, open_follow_ups
from db.services.attempts import record_attempt
from db.services.follow_ups import move_follow_up
from db.session import Database

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_A_SECOND_OR_TWO = 2_000


@pytest.fixture
def other_desk(practice):
    """The other desk: a session of its own on the same database, with nothing of this window."""
    database = Database(practice.app.place)
    yield database
    database.dispose()


@pytest.fixture
def rows(practice, other_desk):
    def read():
        query = partial(
            open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None,
            today=practice.app.desk.today(),
        )  # fmt: skip
        return {row.caller_name: row for row in other_desk.read(query)}

    return read


@pytest.fixture
def over_there(other_desk):
    """Give a command at the other desk about a row as it stands now."""

    def give(command, row, **typed):
        work = partial(
            command, actor=Actor(None, Role.RECEPTIONIST, "Desk 2"), at=dt.datetime.now(dt.UTC),
            follow_up_id=row.follow_up_id, seen_version=row.version, **typed,
        )  # fmt: skip
        return other_desk.write(work)

    return give


@pytest.fixture
def at_harold(person):
    """The list of everybody's, with the cursor on one of its rows."""
    person.press("Ctrl+2")
    person.press("Alt+2")
    person.wait_for(lambda: person.line)
    person.press("Home")
    person.walk_to("Gareth Pugh-Jones")


def test_a_try_at_the_other_desk_is_seen_within_a_second_or_two(
    person, at_harold, rows, over_there, qtbot
):
    assert "2 tries" in person.line
    over_there(record_attempt, rows()["Gareth Pugh-Jones"], result=AttemptResult.NO_ANSWER)
    qtbot.waitUntil(lambda: "3 tries" in person.line, timeout=_A_SECOND_OR_TWO)
    assert "Gareth Pugh-Jones" in person.line


def test_what_is_typed_here_and_done_there_are_both_kept(
    person, at_harold, rows, over_there, other_desk, qtbot
):
    person.press("T")
    person.type("Ask for Mrs Pugh")
    row = rows()["Gareth Pugh-Jones"]
    over_there(record_attempt, row, result=AttemptResult.NOTE, note="Rang back, will call again")
    qtbot.waitUntil(lambda: person.sees("Rang back, will call again"), timeout=_A_SECOND_OR_TWO)
    assert person.sees("Ask for Mrs Pugh")
    person.press("Ctrl+Return")
    person.wait_for("Note kept for Gareth Pugh-Jones")
    told = other_desk.read(partial(attempts, follow_up_id=row.follow_up_id))
    assert [one.note for one in told][:2] == ["Ask for Mrs Pugh", "Rang back, will call again"]


def test_many_are_not_moved_over_what_the_other_desk_did_meanwhile(
    person, at_harold, practice, rows, over_there, qtbot
):
    person.press("Shift+Down")
    person.wait_for("2 chosen")
    row = rows()["Gareth Pugh-Jones"]
    practice.app._watcher.stop()  # the news has not come yet
    later = row.due_on + dt.timedelta(days=40)
    over_there(move_follow_up, row, step=NextStep(later, row.owner_id))
    person.press("S")
    person.type("in 5 days")
    person.press("Return")
    person.wait_for("another desk has changed Gareth Pugh-Jones")
    assert rows()["Gareth Pugh-Jones"].due_on == later
    person.wait_for(lambda: later in {row.due_on for row in practice.app.follow_ups.chosen})
    person.press("Return")
    person.wait_for("2 put off to")
    today = practice.app.desk.today()
    assert rows()["Gareth Pugh-Jones"].due_on == today + dt.timedelta(days=5)
    person.press("Ctrl+Z")
    person.wait_for("2 are where they were")
    assert rows()["Gareth Pugh-Jones"].due_on == later
