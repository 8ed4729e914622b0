"""One key for each thing to do with a promise, each with its way back."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from db.domain.enquiry import Outcome
from db.domain.follow_up import AttemptResult
from db.models.follow_up import Attempt
from db.models.person import Person
from db.services.people import set_do_not_contact
from desk_app.notices import Level

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_c_calls_and_says_what_to_mind(promise, day, page, desk, press_key):
    wanted = []
    desk.navigation.call_wanted.connect(wanted.append)
    promise("Maria", day(0))
    page.activated()
    press_key("c")
    assert wanted == ["828 555 0142"]
    assert "make sure it is Maria" in page._panel._calling.text()


def test_do_not_contact_stops_calls_tries_and_messages(
    promise, day, page, desk, press_key, sqlite_database, rows, actor, now, posted
):
    promise("Maria", day(0))
    row = rows()["Maria"]
    version = sqlite_database.read(lambda s: s.get(Person, row.person_id).version)
    sqlite_database.write(partial(
        set_do_not_contact, actor=actor, at=now, person_id=row.person_id, seen_version=version,
        wanted=True, reason="Asked us not to",
    ))  # fmt: skip
    wanted = []
    desk.navigation.call_wanted.connect(wanted.append)
    page.activated()
    for key in "nlw":
        press_key(key)
        assert posted[-1].level is Level.WARNING
        assert "Asked us not to" in posted[-1].text
    assert wanted == []
    assert rows()["Maria"].attempts == 0


def test_with_a_typed_reason_they_are_called_all_the_same_that_day(
    promise, day, page, desk, press_key, sqlite_database, rows, actor, now, posted, qtbot
):
    promise("Maria", day(0))
    row = rows()["Maria"]
    version = sqlite_database.read(lambda s: s.get(Person, row.person_id).version)
    sqlite_database.write(partial(
        set_do_not_contact, actor=actor, at=now, person_id=row.person_id, seen_version=version,
        wanted=True, reason="Asked us not to",
    ))  # fmt: skip
    wanted = []
    desk.navigation.call_wanted.connect(wanted.append)
    page.activated()
    press_key("c")
    form = page.window().focusWidget()
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == []  # without a reason nobody is called
    qtbot.keyClicks(form, "their results are in")
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == ["828 555 0142"]
    assert "all the same" in posted[-1].text
    press_key("n")
    assert rows()["Maria"].attempts == 1
    kept = sqlite_database.read(
        lambda s: [(one.result, one.note) for one in s.scalars(select(Attempt))]
    )
    assert kept == [
        (AttemptResult.OVERRIDE, "their results are in"),
        (AttemptResult.NO_ANSWER, ""),
    ]


def test_no_number_is_said_instead_of_called(promise, day, page, desk, press_key, posted):
    promise("Maria", day(0), phone="")
    page.activated()
    press_key("c")
    assert "no number" in posted[-1].text


def test_n_moves_it_on_by_the_cadence_and_undo_brings_it_back(
    promise, day, page, press_key, rows, posted, undo, under_cursor
):
    promise("Maria", day(0))
    page.activated()
    press_key("n")
    row = rows()["Maria"]
    assert (row.attempts, row.due_on, row.starts, row.ends) == (
        1, day(0), dt.time(15), dt.time(19),
    )  # fmt: skip
    assert posted[-1].text == "No answer from Maria. Next try: today 15:00–19:00."
    assert posted[-1].undoes
    undo()
    row = rows()["Maria"]
    assert (row.attempts, row.starts) == (0, None)
    assert under_cursor() == "Maria"


def test_after_a_try_the_cursor_goes_to_the_next_one(
    promise, day, page, press_key, under_cursor, undo, shown
):
    for name in ("First", "Second"):
        promise(name, day(0))
    page.activated()
    press_key("n")
    assert shown() == ["Today 2", "Second", "First"]
    assert under_cursor() == "Second"
    undo()
    assert under_cursor() == "First"


def test_after_the_last_try_closing_is_proposed_and_not_done(
    promise, day, page, press_key, rows, posted, give_try, reasons, detail
):
    promise("Maria", day(0))
    give_try("Maria")
    give_try("Maria")
    page.activated()
    press_key("n")
    assert (rows()["Maria"].attempts, rows()["Maria"].due_on) == (3, day(0))
    assert "close it with X" in posted[-1].text
    assert "could not be reached" in page._panel._advice.text()
    row = rows()["Maria"]
    press_key("d")
    press_key(Qt.Key.Key_Return, CONTROL)
    fields = detail(row).fields
    assert fields.outcome is Outcome.LOST
    assert rows() == {}


def test_l_keeps_the_message_and_is_refused_where_none_is_wanted(
    promise, day, page, press_key, rows, posted, set_voicemail
):
    promise("Maria", day(0))
    page.activated()
    press_key("l")
    assert rows()["Maria"].last_result is AttemptResult.LEFT_MESSAGE
    assert posted[-1].text.startswith("Message left for Maria.")
    set_voicemail()
    page.activated()
    press_key("l")
    assert "wants no message" in posted[-1].text
    assert rows()["Maria"].attempts == 1


def test_d_asks_how_it_ended_and_undo_opens_it_again(
    promise, day, page, press_key, rows, undo, detail, under_cursor
):
    promise("Maria", day(0))
    page.activated()
    row = rows()["Maria"]
    press_key("d")
    press_key("b")
    press_key(Qt.Key.Key_Tab)
    press_key("mon 3pm")
    assert page._panel._form._booked.echo == "Mon 9 Mar, 15:00"
    press_key(Qt.Key.Key_Tab)
    press_key("Comes on Monday")
    press_key(Qt.Key.Key_Return, CONTROL)
    fields = detail(row).fields
    assert (fields.outcome, fields.booked_on) == (Outcome.BOOKED, day(3))
    assert rows() == {}
    undo()
    assert rows()["Maria"].outcome is Outcome.CALL_BACK
    assert under_cursor() == "Maria"


def test_lost_needs_its_reason(promise, day, page, press_key, rows, reasons, detail):
    promise("Maria", day(0))
    page.activated()
    row = rows()["Maria"]
    press_key("d")
    press_key("l")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert set(page._panel._form._grid.problems) == {"lost_reason"}
    press_key("p")
    press_key(Qt.Key.Key_Return, CONTROL)
    reason = detail(row).fields.lost_reason_id
    assert reason is not None
    assert rows() == {}


def test_done_without_saying_how_stays_open(promise, day, page, press_key, rows):
    promise("Maria", day(0))
    page.activated()
    press_key("d")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert set(page._panel._form._grid.problems) == {"outcome"}
    assert "Maria" in rows()


def test_s_puts_off_by_words_with_an_echo(promise, day, page, press_key, rows, posted, undo):
    promise("Maria", day(0))
    page.activated()
    press_key("s")
    press_key("mon 3pm")
    assert page._panel._form._day.echo == "Mon 9 Mar, 15:00"
    press_key(Qt.Key.Key_Return)
    assert (rows()["Maria"].due_on, rows()["Maria"].starts) == (day(3), dt.time(15))
    assert posted[-1].text == "Maria: put off to Mon 9 Mar 15:00."
    assert page._list.hasFocus()
    undo()
    assert (rows()["Maria"].due_on, rows()["Maria"].starts) == (day(0), None)


def test_down_and_up_step_through_open_days(promise, day, page, press_key, rows):
    promise("Maria", day(0))
    page.activated()
    press_key("s")
    press_key(Qt.Key.Key_Up)
    press_key(Qt.Key.Key_Up)
    assert page._panel._form._day.echo.startswith("Mon 9 Mar")
    press_key(Qt.Key.Key_Return)
    assert rows()["Maria"].due_on == day(3)


def test_a_day_that_means_nothing_is_kept_and_asked_for_again(promise, day, page, press_key, rows):
    promise("Maria", day(0))
    page.activated()
    press_key("s")
    press_key("someday")
    press_key(Qt.Key.Key_Return)
    form = page._panel._form
    assert set(form._grid.problems) == {"day"}
    assert form._day.text == "someday"
    assert rows()["Maria"].due_on == day(0)


def test_a_chip_fills_in_its_day(promise, day, page, press_key, rows, qtbot):
    promise("Maria", day(0))
    page.activated()
    press_key("s")
    chip = next(iter(page._panel._form._day._chip_keys))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    press_key(Qt.Key.Key_Return)
    assert rows()["Maria"].due_on == day(1)


@pytest.mark.parametrize(("typed", "owner"), [("lee", "Dr Lee"), ("nob", "")])
def test_h_hands_it_to_somebody_else_or_to_nobody(
    promise, day, page, press_key, rows, posted, undo, typed, owner
):
    promise("Maria", day(0), starts=dt.time(15))
    page.activated()
    press_key("h")
    press_key(typed)
    press_key(Qt.Key.Key_Return)
    press_key(Qt.Key.Key_Return)
    assert (rows()["Maria"].owner_name, rows()["Maria"].starts) == (owner, dt.time(15))
    assert posted[-1].text == f"Maria: handed to {owner or 'nobody'}."
    undo()
    assert rows()["Maria"].owner_name == "Ana"


def test_a_name_that_works_nowhere_is_not_guessed(promise, day, page, press_key, rows):
    promise("Maria", day(0))
    page.activated()
    press_key("h")
    press_key("xyz")
    press_key(Qt.Key.Key_Return)
    assert set(page._panel._form._grid.problems) == {"owner"}
    assert rows()["Maria"].owner_name == "Ana"


def test_t_keeps_a_note(promise, day, page, press_key, rows, undo, told):
    promise("Maria", day(0))
    page.activated()
    press_key("t")
    press_key("Best after four")
    press_key(Qt.Key.Key_Return, CONTROL)
    row = rows()["Maria"]
    assert told(row) == [(AttemptResult.NOTE, "Best after four")]
    assert [one.note for one in page._presenter._details.attempts] == ["Best after four"]
    undo()
    assert rows()["Maria"].last_result is None


def test_e_and_g_lead_to_other_screens(promise, day, page, desk, press_key, rows):
    enquiries, handouts = [], []
    desk.navigation.enquiry_wanted.connect(enquiries.append)
    desk.navigation.handout_wanted.connect(handouts.append)
    promise("Maria", day(0))
    page.activated()
    row = rows()["Maria"]
    press_key("e")
    press_key("g")
    press_key(Qt.Key.Key_Return)
    assert enquiries == [row.enquiry_id, row.enquiry_id]
    assert [(wish.enquiry_id, wish.recipient_name) for wish in handouts] == [
        (row.enquiry_id, "Maria")
    ]


def test_control_c_copies_the_number(promise, day, page, press_key, posted):
    promise("Maria", day(0))
    page.activated()
    press_key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "828 555 0142"
    assert posted[-1].text == "The number was copied."
