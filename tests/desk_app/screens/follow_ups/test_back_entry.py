"""A printed list typed back in: by sheet, row and letter, whatever the list shows by now."""

import datetime as dt
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from db.domain.enquiry import Outcome
from db.domain.follow_up import AttemptResult
from db.models.person import Person
from db.queries.follow_ups import attempts
from db.services.paper import keep_printed_list
from desk_app.follow_up_paper import printed_rows

ENTER = Qt.Key.Key_Return


@pytest.fixture
def sheet(sqlite_database, rows, actor, now, promise, day, reasons):
    """Three rows of one sheet: 1 Ada, 2 Ben, 3 Cleo; printed at eight o'clock."""
    for name in ("Ada", "Ben", "Cleo"):
        promise(name, day(0))
    found = rows()
    pairs = printed_rows([found[name] for name in ("Ada", "Ben", "Cleo")])
    at = now - dt.timedelta(hours=2, minutes=30)
    work = partial(keep_printed_list, actor=actor, at=at, rows=pairs)
    return sqlite_database.write(work).record_id


@pytest.fixture
def entry(page, presenter, sheet):
    presenter.back_entry.open()
    return page._back_entry


@pytest.fixture
def type_line(qtbot, entry):
    def type_and_enter(text, *, enter=True):
        entry.focus_line()
        qtbot.keyClicks(entry._line.edit, text)
        if enter:
            qtbot.keyClick(entry._line.edit, ENTER)

    return type_and_enter


def test_the_newest_sheet_stands_there_with_its_rows(entry, sheet):
    assert entry._sheet.text() == str(sheet)
    assert entry._model.keys == (1, 2, 3)
    assert "0 of 3" in entry._summary.text()


def test_a_row_and_a_letter_keep_a_try(entry, type_line, rows, told, posted):
    type_line("2 n")
    row = rows()["Ben"]
    assert told(row) == [(AttemptResult.NO_ANSWER, "")]
    assert entry._line.text == ""
    assert "No answer from Ben." in posted[-1].text
    assert "1 of 3" in entry._summary.text()
    posted[-1].action()
    assert told(rows()["Ben"]) == []


@pytest.mark.parametrize("typed", ["3l", "3 m", "3. L", "3,l"])
def test_letters_are_taken_as_people_write_them(type_line, rows, told, typed):
    type_line(typed)
    assert told(rows()["Cleo"]) == [(AttemptResult.LEFT_MESSAGE, "")]


def test_call_again_moves_the_promise_and_keeps_the_note(type_line, rows, told):
    type_line("1 c mon 3pm; asks for Dr Lee")
    row = rows()["Ada"]
    assert (row.due_on, row.starts) == (dt.date(2026, 3, 9), dt.time(15))
    assert told(row) == [(AttemptResult.SPOKE, "asks for Dr Lee")]


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("1 b mon", Outcome.BOOKED),
        ("1 b", Outcome.BOOKED),
        ("1 d", Outcome.INFORMATION_GIVEN),
        ("1 x price", Outcome.LOST),
        ("1 x", Outcome.LOST),
    ],
)
def test_endings_close_the_enquiry(type_line, rows, detail, sheet, typed, outcome):
    before = rows()["Ada"]
    type_line(typed)
    assert "Ada" not in rows()
    assert detail(before).fields.outcome is outcome
    if typed == "1 b mon":
        assert detail(before).fields.booked_on == dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("n 2", "Type the number of a row"),
        ("9 n", "has rows 1 to 3"),
        ("0 n", "has rows 1 to 3"),
        ("2", "And a letter"),
        ("2 q", "And a letter"),
        ("2 no answer", "And a letter"),
        ("2 c", "And the day"),
        ("2 c yesterday", "And the day"),
        ("2 x because", "And why"),
        ("2 n tue", "Write a note after a semicolon"),
    ],
)
def test_what_is_not_whole_is_explained_and_nothing_is_kept(
    entry, type_line, rows, told, typed, said
):
    type_line(typed)
    assert said in entry._line.problem
    assert entry._line.text == typed
    assert all(told(row) == [] for row in rows().values())


def test_a_row_that_is_done_by_now_says_so(entry, type_line, posted):
    type_line("1 d")
    type_line("1 n")
    assert "1 Ada is done already: today 10:30" in entry._line.problem


def test_who_must_not_be_contacted_gets_no_try(entry, type_line, rows, sqlite_database, presenter):
    def stop(session):
        session.get(Person, rows()["Ben"].person_id).do_not_contact = True

    sqlite_database.write(stop)
    presenter.back_entry.open()
    type_line("2 n")
    assert "must not be contacted" in entry._line.problem
    entry._line.set_text("")
    type_line("2 d")
    assert "Ben" not in rows()


def test_typing_a_row_twice_is_noticed_before_enter(entry, type_line):
    type_line("2 n")
    type_line("2 n", enter=False)
    assert "already typed in: no answer today 10:30" in entry._line.echo


def test_the_time_of_the_calls_is_kept(qtbot, entry, type_line, rows, sqlite_database, desk):
    qtbot.keyClicks(entry._tried_at.edit, "9:15")
    assert entry._tried_at.echo.endswith("today, 09:15")
    type_line("2 n")
    row = rows()["Ben"]
    [tried] = sqlite_database.read(partial(attempts, follow_up_id=row.follow_up_id))
    assert desk.local(tried.at).time() == dt.time(9, 15)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("7:30", "before the sheet was printed"), ("tomorrow", "Not understood"), ("11:30", "Not")],
)
def test_a_time_that_cannot_be_is_refused(qtbot, entry, type_line, rows, told, typed, said):
    qtbot.keyClicks(entry._tried_at.edit, typed)
    type_line("2 n")
    assert said in entry._tried_at.problem
    assert entry._line.text == "2 n"
    assert told(rows()["Ben"]) == []


def test_days_are_counted_from_when_the_calls_were_made(
    qtbot, presenter, page, sqlite_database, actor, now, rows, promise, day, earlier
):
    earlier(3)
    promise("Ada", day(-3))
    earlier(0)
    pairs = printed_rows([rows()["Ada"]])
    at = now - dt.timedelta(days=2)
    sqlite_database.write(partial(keep_printed_list, actor=actor, at=at, rows=pairs))
    presenter.back_entry.open()
    entry = page._back_entry
    qtbot.keyClicks(entry._tried_at.edit, "yesterday 3pm")
    entry.focus_line()
    qtbot.keyClicks(entry._line.edit, "1 c tomorrow 11:00")
    assert "Fri 6 Mar, today, 11:00" in entry._line.echo
    qtbot.keyClick(entry._line.edit, ENTER)
    assert rows()["Ada"].due_on == dt.date(2026, 3, 6)


def test_an_enquiry_without_a_promise_gets_one_from_a_try(
    presenter, page, log_call, rows, told, sqlite_database, actor, now, qtbot
):
    log_call("Nora", None)
    pairs = printed_rows([rows()["Nora"]])
    sqlite_database.write(partial(keep_printed_list, actor=actor, at=now, rows=pairs))
    presenter.back_entry.open()
    qtbot.keyClicks(page._back_entry._line.edit, "1 n; rang twice")
    qtbot.keyClick(page._back_entry._line.edit, ENTER)
    row = rows()["Nora"]
    assert row.follow_up_id is not None
    assert (row.attempts, row.owner_name) == (1, "Ana")
    assert told(row) == [(AttemptResult.NO_ANSWER, "rang twice")]


def test_up_and_down_go_through_the_rows_and_esc_leaves(qtbot, entry, page):
    qtbot.keyClick(entry._line.edit, Qt.Key.Key_Down)
    assert entry._line.text == "1 "
    qtbot.keyClick(entry._line.edit, Qt.Key.Key_Down)
    assert entry._line.text == "2 "
    qtbot.keyClick(entry._line.edit, Qt.Key.Key_Escape)
    assert page._stack.currentIndex() == 0


def test_a_sheet_that_does_not_exist_is_said(qtbot, entry):
    entry._sheet.setFocus()
    entry._sheet.selectAll()
    qtbot.keyClicks(entry._sheet, "777")
    assert "no sheet" in entry._summary.text()
    assert entry._model.keys == ()
    qtbot.keyClick(entry._sheet, ENTER)
    qtbot.keyClicks(entry._line.edit, "1 n")
    qtbot.keyClick(entry._line.edit, ENTER)
    assert "First the number" in entry._line.problem


@given(st.text(max_size=30) | st.from_regex(r"[0-4]? ?[nlwcbdx]? ?.{0,12}", fullmatch=True))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_makes_a_line_fail(presenter, entry, typed):
    meaning = presenter.back_entry._reader.read(typed, presenter.back_entry._sheet)
    assert meaning.row is None or meaning.number in (1, 2, 3)


def test_no_line_goes_to_the_sheet_of_before_while_another_is_read(
    entry, presenter, desk, type_line, rows, told, monkeypatch
):
    monkeypatch.setattr(desk, "ask", lambda *_query, **_wanted: None)  # the database is slow
    presenter.back_entry.choose_sheet("2")
    type_line("2 n")
    assert "First the number" in entry._line.problem
    assert told(rows()["Ben"]) == []
