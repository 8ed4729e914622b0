"""Several rows at once, one person's list, questions, and calls whose result is asked later."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import Outcome
from db.domain.follow_up import AttemptResult, VoicemailRule
from db.domain.service import CardKind
from db.models.desk_text import DeskCard
from db.models.person import Person
from db.queries.follow_ups import Whose, attempts
from desk_app import wording
from desk_app.notices import Level
from desk_app.screens.follow_ups.presenter import FollowUpsPresenter

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def three(promise, day, page):
    """Three promises of Ana's: today, tomorrow and in a week."""
    for name, away in (("Ann", 0), ("Bob", 1), ("Cy", 7)):
        promise(name, day(away), starts=dt.time(15))
    page.activated()


# --- Several at once --------------------------------------------------------------------


def test_shift_and_the_arrows_choose_and_s_puts_all_off(
    three, press_key, rows, day, posted, undo, page
):
    press_key(Qt.Key.Key_Down, SHIFT)
    assert page._panel._name.text() == "2 chosen"
    assert "Ann, Bob" in page._panel._matter.text()
    press_key("s")
    press_key("mon 10am")
    press_key(Qt.Key.Key_Return)
    assert {name: (row.due_on, row.starts) for name, row in rows().items()} == {
        "Ann": (day(3), dt.time(10)),
        "Bob": (day(3), dt.time(10)),
        "Cy": (day(7), dt.time(15)),
    }
    assert posted[-1].text == "2 put off to Mon 9 Mar 10:00."
    undo()
    assert [(row.due_on, row.starts) for row in rows().values()] == [
        (day(away), dt.time(15)) for away in (0, 1, 7)
    ]


def test_all_of_one_person_are_handed_over_for_a_holiday_from_a_day_on(
    three, press_key, rows, posted, undo, page
):
    press_key(Qt.Key.Key_A, CONTROL)
    assert page._panel._name.text() == "3 chosen"
    press_key("h")
    press_key("lee")
    press_key(Qt.Key.Key_Return)
    press_key(Qt.Key.Key_Tab)
    press_key("tomorrow")
    press_key(Qt.Key.Key_Return)
    owners = {name: row.owner_name for name, row in rows().items()}
    assert owners == {"Ann": "Ana", "Bob": "Dr Lee", "Cy": "Dr Lee"}
    assert {row.starts for row in rows().values()} == {dt.time(15)}
    assert posted[-1].text == "2 handed to Dr Lee. 1 stay as they are."
    undo()
    assert {row.owner_name for row in rows().values()} == {"Ana"}


def test_rows_without_a_promise_are_left_out(log_call, promise, day, page, press_key, rows, posted):
    log_call("Stepless")
    promise("Ann", day(0))
    page.activated()
    press_key(Qt.Key.Key_A, CONTROL)
    press_key("s")
    press_key("mon")
    press_key(Qt.Key.Key_Return)
    assert rows()["Ann"].due_on == day(3)
    assert rows()["Stepless"].follow_up_id is None
    assert posted[-1].text == "1 put off to Mon 9 Mar. 1 stay as they are."


def test_when_another_desk_was_faster_nothing_moves_and_its_row_is_named(
    three, press_key, rows, give_try, posted, day, page
):
    press_key(Qt.Key.Key_A, CONTROL)
    press_key("s")
    press_key("mon")
    give_try("Bob")
    press_key(Qt.Key.Key_Return)
    assert posted[-1].level is Level.WARNING
    assert "another desk has changed Bob" in posted[-1].text
    assert [rows()[name].due_on for name in ("Ann", "Cy")] == [day(0), day(7)]
    assert page._panel._form._day.text == "mon"
    press_key(Qt.Key.Key_Return)
    assert {row.due_on for row in rows().values()} == {day(3)}


def test_what_is_for_one_is_refused_for_many_and_escape_goes_back(
    three, press_key, rows, posted, page, under_cursor
):
    press_key(Qt.Key.Key_Down, SHIFT)
    press_key("n")
    assert "one at a time" in posted[-1].text
    assert {row.attempts for row in rows().values()} == {0}
    press_key(Qt.Key.Key_Escape)
    assert page._panel._name.text() == under_cursor() == "Bob"
    press_key("n")
    assert rows()["Bob"].attempts == 1


def test_a_reload_keeps_what_is_chosen(three, press_key, page, promise, day):
    press_key(Qt.Key.Key_Down, SHIFT)
    promise("Dee", day(2))
    page.activated()
    assert [row.caller_name for row in page._presenter.chosen] == ["Ann", "Bob"]
    assert len(page._list.selectionModel().selectedRows()) == 2


# --- Whose ------------------------------------------------------------------------------


def test_alt_4_lists_one_persons_and_the_next_window_remembers_it(
    promise, day, page, press_key, shown, qtbot, desk
):
    promise("Ann", day(0))
    promise("Bob", day(0), owner="Dr Lee")
    page.activated()
    press_key(Qt.Key.Key_4, ALT)
    qtbot.waitUntil(page._staff.isVisible)
    assert [action.text() for action in page._staff.actions()] == ["Ana\t1", "Dr Lee\t1", "Mo\t0"]
    qtbot.keyClick(page._staff, Qt.Key.Key_Down)
    qtbot.keyClick(page._staff, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown() == ["Today 1", "Bob"])
    assert page._whose._buttons[3].text() == "Dr Lee"
    assert page._list.hasFocus()
    again = FollowUpsPresenter(desk, desk)
    assert again.whose.person_name == "Dr Lee"
    press_key(Qt.Key.Key_1, ALT)
    assert shown() == ["Today 1", "Ann"]


def test_escape_from_the_names_leaves_the_list_as_it_was(promise, day, page, press_key, qtbot):
    promise("Ann", day(0))
    page.activated()
    qtbot.mouseClick(page._whose._buttons[3], Qt.MouseButton.LeftButton)
    assert page._whose.current_key is not Whose.MINE
    qtbot.keyClick(page._staff, Qt.Key.Key_Escape)
    assert page._whose.current_key is Whose.MINE


# --- Calls ------------------------------------------------------------------------------


def test_dialling_shows_the_rule_for_a_machine_and_asks_for_the_full_name(
    promise, day, page, press_key, set_voicemail
):
    promise("Ann", day(0))
    set_voicemail(VoicemailRule.NAME_AND_NUMBER)
    page.activated()
    press_key("c")
    said = page._panel._calling.text()
    assert "ask for the full name before you say what it is about" in said
    assert wording.voicemail_rule(VoicemailRule.NAME_AND_NUMBER) in said
    assert page._panel._rule.isHidden()
    assert "N, L, W" in said


def test_a_call_left_without_a_result_is_asked_for_and_r_goes_back(
    promise, day, page, press_key, under_cursor, rows
):
    for name in ("Ann", "Bob"):
        promise(name, day(0))
    page.activated()
    press_key("c")
    assert page._called.isHidden()
    press_key(Qt.Key.Key_Down)
    assert page._called.isVisible()
    assert page._called.text() == "Ann: how did the call go?"
    press_key("r")
    assert under_cursor() == "Ann"
    assert page._called.isHidden()
    press_key("n")
    assert rows()["Ann"].attempts == 1
    assert under_cursor() == "Bob"
    assert page._called.isHidden()


def test_r_finds_the_row_a_search_had_hidden(promise, day, page, press_key, under_cursor):
    for name in ("Ann", "Bob"):
        promise(name, day(0))
    page.activated()
    press_key("c")
    page.focus_search()
    press_key("Bob")
    press_key(Qt.Key.Key_Return)
    assert under_cursor() == "Bob"
    press_key("r")
    assert under_cursor() == "Ann"
    assert page._search.text() == ""


def test_the_number_that_was_called_is_kept_when_they_spoke(
    promise, day, page, press_key, rows, sqlite_database
):
    promise("Ann", day(0))
    page.activated()
    row = rows()["Ann"]
    press_key("c")
    press_key("d")
    press_key("i")
    press_key(Qt.Key.Key_Return, CONTROL)
    [kept] = sqlite_database.read(partial(attempts, follow_up_id=row.follow_up_id))
    assert (kept.result, kept.phone) == (AttemptResult.SPOKE, "828 555 0142")


def test_w_keeps_the_try_and_leaves_the_day(promise, day, page, press_key, rows, posted, undo):
    promise("Ann", day(0))
    page.activated()
    press_key("w")
    row = rows()["Ann"]
    assert (row.attempts, row.due_on, row.starts) == (1, day(0), None)
    assert posted[-1].text == ("Wrong number noted for Ann. Correct it with E, or close it with D.")
    undo()
    assert rows()["Ann"].attempts == 0


def test_x_closes_after_the_last_try_and_only_then(
    promise, day, page, press_key, rows, give_try, reasons, detail, undo, told
):
    promise("Ann", day(0))
    page.activated()
    press_key("x")
    assert "Ann" in rows()
    for _ in range(3):
        give_try("Ann")
    page.activated()
    row = rows()["Ann"]
    press_key("x")
    assert rows() == {}
    assert detail(row).fields.outcome is Outcome.LOST
    assert told(row)[0] == (AttemptResult.NOTE, "Could not be reached in 3 tries.")
    undo()
    assert rows()["Ann"].attempts == 3


def test_a_time_window_that_has_begun_says_so(promise, day, page):
    promise("Later", day(0), starts=dt.time(15), ends=dt.time(17))
    promise("Now", day(0), starts=dt.time(10), ends=dt.time(12))
    promise("Over", day(0), starts=dt.time(9), ends=dt.time(10))
    page.activated()
    looks = [line.cells[2] for line in page._list._model._lines if not line.is_heading]
    assert [(look.time, look.time_tone) for look in looks] == [
        ("today 09:00–10:00", "overdue"),
        ("now, until 12:00", "accent"),
        ("today 15:00–17:00", "plain"),
    ]


def test_a_language_of_their_own_stands_beside_the_number(
    promise, day, page, rows, sqlite_database
):
    promise("Ann", day(0))
    person = rows()["Ann"].person_id
    sqlite_database.write(lambda session: setattr(session.get(Person, person), "language", "es"))
    page.activated()
    assert page._list._model._lines[1].cells[1].title == "828 555 0142 · Español"
    assert "speaks Español" in page._panel._matter.text()


# --- Questions ----------------------------------------------------------------------------


def test_a_question_goes_out_is_answered_comes_back_and_becomes_a_draft_card(
    promise, day, page, desk, clinic, press_key, rows, sqlite_database, undo, shown, posted
):
    promise("Ann", day(1), service_id=clinic["Cupping"], concern="Bruises easily. Is it safe?")
    page.activated()
    press_key("q")
    form = page._panel._form
    assert form._question.text == "Bruises easily. Is it safe?"
    press_key("lee")
    press_key(Qt.Key.Key_Return)
    press_key(Qt.Key.Key_Return, CONTROL)
    assert posted[-1].text == "Ann: asked Dr Lee. The answer comes back to this list."

    desk.seat.sit_down(clinic["Dr Lee"], desk.clinic)
    assert shown() == ["Today 1", "Ann"]
    assert "Question" in page._list._model._lines[1].cells[0].detail
    assert "Ana asks: Bruises easily. Is it safe?" in page._panel._promise.text()
    press_key("a")
    press_key("Only lightly, and never over a bruise.")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert shown() == []
    undo()
    assert shown() == ["Today 1", "Ann"]
    press_key("a")
    press_key("Only lightly.")
    press_key(Qt.Key.Key_Return, CONTROL)

    desk.seat.sit_down(clinic["Ana"], desk.clinic)
    page.activated()
    assert shown() == ["Today 1", "Ann", "This week 1", "Ann"]
    assert "Tell Ann: Only lightly." in page._panel._promise.text()
    assert "Dr Lee answered: Only lightly." in page._panel._promise.text()
    press_key("k")
    [card] = sqlite_database.read(
        lambda s: [
            (c.text, c.kind, c.service_id, c.approved_on, c.active) for c in s.query(DeskCard)
        ]
    )
    assert card == ("Only lightly.", CardKind.SAY, clinic["Cupping"], None, True)
    assert "waits to be approved" in posted[-1].text
    take_back = posted[-1].action
    press_key("k")
    assert "Settings, Services, Cupping, Desk cards" in posted[-1].text
    assert posted[-1].action is None
    take_back()
    assert sqlite_database.read(lambda s: s.query(DeskCard).one().active) is False
    press_key("k")
    assert sqlite_database.read(lambda s: s.query(DeskCard).one().active) is True


def test_an_answer_without_words_is_asked_for_beside_its_field(promise, day, page, press_key):
    promise("Ann", day(0), outcome=Outcome.QUESTION_TO_PRACTITIONER)
    page.activated()
    press_key("a")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert set(page._panel._form._grid.problems) == {"answer"}


def test_a_question_without_somebody_is_asked_for_beside_its_field(promise, day, page, press_key):
    promise("Ann", day(0))
    page.activated()
    press_key("q")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert set(page._panel._form._grid.problems) == {"owner"}


# --- For a calendar -----------------------------------------------------------------------


def test_i_saves_what_is_chosen_for_a_calendar(three, page, press_key, tmp_path, posted):
    wanted = []
    page._presenter.calendar.place_wanted.disconnect()
    page._presenter.calendar.place_wanted.connect(wanted.append)
    press_key(Qt.Key.Key_A, CONTROL)
    press_key("i")
    assert wanted == ["follow-ups 2026-03-06.ics"]
    page._presenter.calendar.save_as(str(tmp_path / "list.ics"))
    written = (tmp_path / "list.ics").read_text("utf-8")
    assert written.count("BEGIN:VEVENT") == 3
    assert posted[-1].text.startswith("3 saved for a calendar")
    page._presenter.calendar.save_as(str(tmp_path / "no" / "list.ics"))
    assert posted[-1].level is Level.WARNING
