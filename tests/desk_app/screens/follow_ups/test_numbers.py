"""Which of somebody's numbers is called, and calls where nothing was promised."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.domain.follow_up import AttemptResult, DueGroup, VoicemailRule
from db.models.person import Person
from db.queries.follow_ups import attempts
from db.services.people import NumberLine, PersonFields, change_person, set_do_not_contact

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONTROL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
OWN, MOBILE, WORK = "828 555 0142", "828 555 0143", "828 555 0144"


@pytest.fixture
def called(desk):
    """The numbers that were dialled, in order."""
    wanted = []
    desk.navigation.call_wanted.connect(wanted.append)
    return wanted


@pytest.fixture
def on_person(sqlite_database, rows, actor, now):
    """Give a command on the person of a row."""

    def give(name, command, **arguments):
        person_id = rows()[name].person_id
        version = sqlite_database.read(lambda s: s.get(Person, person_id).version)
        work = partial(
            command, actor=actor, at=now, person_id=person_id, seen_version=version, **arguments
        )
        sqlite_database.write(work)

    return give


@pytest.fixture
def three_numbers(promise, day, on_person, page):
    """Maria with three numbers; the third takes no messages."""
    promise("Maria", day(0))
    fields = PersonFields(
        "Maria",
        numbers=[
            NumberLine(OWN),
            NumberLine(MOBILE, "mobile"),
            NumberLine(WORK, "work", VoicemailRule.NO_MESSAGE),
        ],
    )
    on_person("Maria", change_person, fields=fields, region="US")
    page.activated()


@pytest.fixture
def forbid(on_person):
    return lambda name: on_person(name, set_do_not_contact, wanted=True, reason="Asked us not to")


@pytest.fixture
def tried(sqlite_database, rows):
    """Results and numbers of what was tried on a row, newest first."""

    def read(name):
        found = partial(attempts, follow_up_id=rows()[name].follow_up_id)
        return [(one.result, one.phone) for one in sqlite_database.read(found)]

    return read


def offered(page):
    return [button.accessibleName() for button in page._panel._numbers]


def test_c_asks_which_of_several_numbers_and_a_digit_answers(
    three_numbers, page, press_key, called, tried
):
    press_key("c")
    assert called == []
    assert len(offered(page)) == 3
    assert "mobile" in offered(page)[1]
    assert not page._panel._keys.isVisible()
    press_key("2")
    assert called == [MOBILE]
    assert offered(page) == []
    assert page._panel._number.text() == MOBILE
    assert OWN in page._panel._other.text()
    press_key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == MOBILE
    press_key("n")
    assert tried("Maria") == [(AttemptResult.NO_ANSWER, MOBILE)]
    assert page._panel._number.text() == OWN


def test_the_digits_of_the_keypad_answer_too(three_numbers, page, press_key, called):
    press_key("c")
    press_key(Qt.Key.Key_3, KEYPAD)
    assert called == [WORK]


def test_c_twice_calls_the_number_of_the_promise(three_numbers, press_key, called):
    press_key("cc")
    assert called == [OWN]


def test_a_digit_no_number_has_calls_nobody_and_esc_calls_none(
    three_numbers, page, press_key, called
):
    press_key("2")
    press_key("c9")
    assert len(offered(page)) == 3
    press_key(Qt.Key.Key_Escape)
    assert offered(page) == []
    assert page._panel._keys.isVisible()
    press_key("2")
    assert called == []


def test_another_key_or_another_row_leaves_the_question(
    three_numbers, promise, day, page, press_key, called, rows
):
    promise("Next", day(1), phone="")
    page.activated()
    press_key("cn")
    assert (offered(page), rows()["Maria"].attempts) == ([], 1)
    press_key(Qt.Key.Key_Up)
    press_key("c")
    press_key(Qt.Key.Key_Down)
    press_key(Qt.Key.Key_Up)
    assert offered(page) == []
    press_key("1")
    assert called == []


def test_the_rule_for_messages_is_that_of_the_number_called(three_numbers, press_key, posted, rows):
    press_key("c3l")
    assert "wants no message on this number" in posted[-1].text
    assert rows()["Maria"].attempts == 0
    press_key("c1l")
    assert rows()["Maria"].last_result is AttemptResult.LEFT_MESSAGE


def test_the_number_spoken_on_is_kept_with_the_end(three_numbers, press_key, detail, rows, called):
    row = rows()["Maria"]
    press_key("c2d")
    press_key("i")
    press_key(Qt.Key.Key_Return, CONTROL)
    [promise] = detail(row).promises
    assert [(one.result, one.phone) for one in promise.attempts] == [(AttemptResult.SPOKE, MOBILE)]


def test_a_reason_comes_before_the_choice_of_a_number(
    three_numbers, forbid, page, press_key, called, tried
):
    forbid("Maria")
    page.activated()
    press_key("c2")
    assert called == []
    press_key("results are in")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert called == []
    assert len(offered(page)) == 3
    press_key("2")
    assert called == [MOBILE]
    press_key("n")
    assert tried("Maria")[0] == (AttemptResult.NO_ANSWER, MOBILE)


# --- Where nothing was promised ---------------------------------------------------------------


@pytest.fixture
def unpromised(log_call, page):
    """Maria, for whom nothing was promised."""
    log_call("Maria", phone=OWN, concern="Back pain")
    page.activated()


def test_a_try_becomes_a_promise_and_undo_leaves_none(
    unpromised, page, press_key, rows, tried, undo, called
):
    press_key("cn")
    row = rows()["Maria"]
    assert (row.group, row.owner_name, row.attempts) == (DueGroup.TODAY, "Ana", 1)
    assert tried("Maria") == [(AttemptResult.NO_ANSWER, OWN)]
    undo()
    assert rows()["Maria"].group is DueGroup.NO_NEXT_STEP
    assert page._presenter.current.caller_name == "Maria"


def test_a_message_and_a_wrong_number_are_kept_there_too(unpromised, press_key, rows, tried, undo):
    for key, result in (("l", AttemptResult.LEFT_MESSAGE), ("w", AttemptResult.WRONG_NUMBER)):
        press_key(key)
        assert tried("Maria") == [(result, OWN)]
        undo()
    assert rows()["Maria"].follow_up_id is None


def test_who_was_called_and_is_promised_a_step_was_spoken_with(
    unpromised, press_key, rows, tried, undo, called
):
    press_key("cp")
    press_key(Qt.Key.Key_Tab)
    press_key("mon 3pm")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert tried("Maria") == [(AttemptResult.SPOKE, OWN)]
    assert rows()["Maria"].owner_name == "Ana"
    undo()
    assert rows()["Maria"].follow_up_id is None


def test_a_call_that_ends_it_keeps_its_number(
    unpromised, page, press_key, detail, rows, undo, called
):
    row = rows()["Maria"]
    press_key("cd")
    press_key("i")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert "Maria" not in rows()
    [promise] = detail(row).promises
    assert [(one.result, one.phone) for one in promise.attempts] == [(AttemptResult.SPOKE, OWN)]
    undo()
    assert rows()["Maria"].group is DueGroup.NO_NEXT_STEP
    assert detail(row).promises == ()


def test_a_step_without_a_call_is_no_try(unpromised, press_key, tried):
    press_key("p")
    press_key(Qt.Key.Key_Tab)
    press_key("mon 3pm")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert tried("Maria") == []


def test_with_a_reason_they_are_called_there_and_the_call_can_be_kept_at_once(
    unpromised, forbid, page, press_key, called, rows, tried, undo, posted
):
    forbid("Maria")
    page.activated()
    assert "C asks for a reason" in page._panel._warning.text()
    press_key("n")
    assert "must not be contacted" in posted[-1].text
    press_key("c")
    press_key("results are in")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert called == [OWN]
    assert page._presenter.current.follow_up_id == rows()["Maria"].follow_up_id is not None
    assert page._presenter.called is page._presenter.current
    press_key("n")
    assert tried("Maria")[0] == (AttemptResult.NO_ANSWER, OWN)


def test_the_undo_of_such_a_reason_leaves_nothing_promised(
    unpromised, forbid, page, press_key, rows, undo, called
):
    forbid("Maria")
    page.activated()
    press_key("c")
    press_key("results are in")
    press_key(Qt.Key.Key_Return, CONTROL)
    undo()
    assert rows()["Maria"].follow_up_id is None
    assert page._presenter.called is None
