"""How many keys a conversation costs beyond what is typed of it, in the whole window."""

import datetime as dt
from functools import partial

import pytest

from db.domain.enquiry import Channel, Outcome
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import enquiries_on
from db.session import Database
from tests.desk_app.keyboard import Person

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_FAMILY = 4  # rows at most for a number that is typed whole


class CountingPerson(Person):
    """Letters are the text; every other key counts."""

    def __init__(self, qtbot, window):
        super().__init__(qtbot, window)
        self.keys = []

    def press(self, keys, times=1):
        super().press(keys, times)
        self.keys += [keys] * times


@pytest.fixture
def person(qtbot, practice):
    return CountingPerson(qtbot, practice.window)


@pytest.fixture
def newest(practice):
    """The enquiry that was logged last, over a connection of the test's own."""
    database = Database(practice.app.place)

    def read():
        row = database.read(partial(enquiries_on, day=practice.app.desk.today()))[0]
        return database.read(partial(enquiry_detail, enquiry_id=row.enquiry_id))

    yield read
    database.dispose()


def offers(person, name):
    return any(row.startswith(name) for row in person.offered())


@pytest.mark.parametrize(
    ("number", "name", "way"),
    [
        ("828 555 0142", "Maria Ortiz", "Up"),  # one of three on a family's number
        ("828 555 0114", "Gareth Pugh-Jones", "Down"),
    ],
)
def test_a_known_caller_takes_at_most_six_keys_beyond_the_text(
    person, newest, practice, number, name, way
):
    person.press("F2")
    person.type(number)
    # Not yet those whose number only begins so.
    person.wait_for(lambda: len(person.offered()) <= _FAMILY and offers(person, name))
    while not person.highlighted.startswith(name):
        person.press(way)
    person.press("Return")
    person.wait_for("Last enquiry")
    person.type("asks about her knee")
    person.press("Alt+D")
    person.type("tomorrow 3pm")
    person.press("Ctrl+Return")
    person.wait_for("saved")
    kept = newest()
    assert (kept.fields.caller_name, kept.fields.concern) == (name, "asks about her knee")
    assert kept.fields.caller_id is not None
    assert kept.fields.outcome is Outcome.CALL_BACK
    tomorrow = practice.app.desk.today() + dt.timedelta(days=1)
    assert [(p.due_on, p.starts) for p in kept.promises] == [(tomorrow, dt.time(15))]
    assert len(person.keys) <= 6, person.keys


def test_one_who_calls_again_is_booked_on_the_same_enquiry_in_six_keys(person, newest, practice):
    before = newest().number
    person.press("F2")
    person.type("828 555 0114")
    person.wait_for(lambda: len(person.offered()) <= _FAMILY and offers(person, "Gareth"))
    person.press("Down")
    person.press("Return")
    person.wait_for("Go on with it")
    person.press("F4")
    person.wait_for("Goes on with")
    person.type("takes the slot after all")
    person.press("Ctrl+B")
    person.type("tomorrow")
    person.press("Ctrl+Return")
    person.wait_for("goes on.")
    assert newest().number == before
    assert len(person.keys) <= 6, person.keys


def test_an_unknown_walk_in_is_a_name_and_a_question_only(person, newest):
    person.press("Ctrl+N")
    person.type("Zebedee Quill")
    person.press("Tab")
    person.type("do you do cupping?")
    person.press("Ctrl+Return")
    person.wait_for("saved")
    kept = newest()
    assert (kept.fields.caller_name, kept.fields.concern) == ("Zebedee Quill", "do you do cupping?")
    assert kept.fields.channel is Channel.WALK_IN
    assert len(person.keys) <= 3, person.keys


def test_a_red_flag_is_handed_over_in_at_most_four_keys_from_the_yes(person, newest):
    person.press("Ctrl+N")
    person.type("Zebedee Quill")
    person.press("Tab")
    person.type("his back")
    person.press("Tab")
    person.type("bad back")
    person.wait_for(person.offered)
    person.press("Tab")
    person.wait_for("passing urine")  # it is read out before it is answered
    person.press("F8")
    person.press("Y")
    from_the_yes = len(person.keys)
    person.wait_for("Hand over")
    person.press("F5")
    person.press("Ctrl+Return")
    person.wait_for("saved")
    kept = newest()
    assert kept.fields.outcome is Outcome.EMERGENCY_HANDED_OVER
    assert len(kept.hand_overs) == 1
    keys = person.keys[from_the_yes:]
    assert len(keys) <= 4, keys
