"""The end of the day in the whole window, by the keyboard alone, on both databases."""

from functools import partial

import pytest

from db.queries.end_of_day import open_counts
from db.session import Database

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NUMBER = "828 555 0114"


@pytest.fixture
def left(practice):
    """How much is left, over a connection of the test's own."""
    database = Database(practice.app.place)
    today = practice.app.desk.today()
    yield lambda: database.read(partial(open_counts, today=today)).all
    database.dispose()


def test_a_card_left_open_is_gone_on_with(person):
    person.press("F2")
    person.type(NUMBER)
    person.press("Ctrl+E")
    person.wait_for(lambda: "What is left of the day" in person.place and person.line)
    person.press("Home")
    person.walk_to(NUMBER)
    person.press("Return")
    assert "Number" in person.place
    assert person.line == NUMBER


def test_what_is_left_is_worked_down_to_nothing(person, left):
    person.press("Ctrl+E")
    person.wait_for(lambda: "What is left of the day" in person.place and person.line)
    before = left()
    assert before > 0
    for call in ("Number withheld", "(828) 555-0115", "(828) 555-0163"):
        person.walk_to(call)
        person.press("D")
        person.wait_for(lambda said=call: said not in person.line)
        person.press("Home")
    for number in range(before):
        person.wait_for(lambda: "What is left of the day" in person.place and person.line)
        person.press("Return")
        person.wait_for("Keep")
        if not person.line:  # who took over; a day is proposed
            person.type("Dr Chen")
        person.press("Return")
        person.wait_for(lambda gone=number + 1: left() == before - gone)
    person.wait_for("The day is in order")
    person.press("Ctrl+Z")
    person.wait_for(lambda: left() == 1)
