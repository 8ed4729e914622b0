"""Sixty demo enquiries worked down to an empty list, by keys alone, in the whole window."""

from functools import partial

import pytest

from db.domain.follow_up import DueGroup
from db.queries.enquiry_log import LogFilter, log_count
from db.queries.follow_ups import Whose, open_follow_ups
from db.session import Database
from desk_app.screens.follow_ups.lines import key_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_MOST_ROWS = 100


@pytest.fixture
def ask(practice):
    """Ask the database what was kept, over a connection of the test's own."""
    database = Database(practice.app.place)
    yield lambda query, **wanted: database.read(partial(query, **wanted))
    database.dispose()


@pytest.fixture
def waiting(practice, ask):
    """What still waits for anybody, by its key."""

    def read(whose=Whose.EVERYBODYS):
        today = practice.app.desk.today()
        found = ask(open_follow_ups, whose=whose, staff_id=None, today=today)
        return {(row.follow_up_id, row.enquiry_id): row for row in found}

    return read


def test_sixty_demo_enquiries_are_worked_down_to_an_empty_list(person, practice, ask, waiting):
    listed = practice.app.follow_ups
    assert ask(log_count, wanted=LogFilter()) >= 60
    before = waiting()
    nobodys = len(waiting(Whose.NOBODYS))
    assert len(before) >= 20
    assert {row.group for row in before.values()} == set(DueGroup)

    person.press("Ctrl+2")
    person.press("Alt+3")
    person.wait_for(lambda: len(listed._listed) == nobodys)
    person.press("Ctrl+A")
    person.wait_for(f"{nobodys} chosen")
    person.press("H")
    person.type("Ana")
    person.pick("Ana Morales")
    person.press("Ctrl+Return")
    person.wait_for("handed to Ana Morales")

    person.press("Alt+2")
    ways = set()
    for _ in range(_MOST_ROWS):
        here = waiting()
        if not here:
            break
        person.wait_for(lambda here=here: {key_of(r): r for r in listed._listed} == here)
        ways.add(_work_top_row(person))
        person.wait_for(lambda here=here: waiting() != here)
    person.wait_for("Nothing due")
    assert waiting() == {}
    assert ways == {"A", "D", "N", "X"}


def _work_top_row(person):
    """Treat the row under the cursor the way its kind asks for; returns the key that did it."""
    if person.sees("A question for"):
        person.press("A")
        person.wait_for(lambda: "Answer" in person.place)
        person.type("Yes, please come.")
        person.press("Ctrl+Return")
        return "A"
    if person.sees("Could not reach"):
        person.press("X")
        return "X"
    if "2 tries" in person.line:
        person.press("N")
        return "N"
    person.press("D")
    person.wait_for(lambda: "How it ended" in person.place)
    person.press("Home")
    person.walk_to("Information given")
    person.press("Tab")
    person.type("All told")
    person.press("Ctrl+Return")
    return "D"
