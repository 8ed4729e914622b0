"""Enquiries without a promise, typed words that are never lost, and faster desks."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont

from db.domain.changes import Change, Topic
from db.domain.enquiry import NextStep, Outcome
from db.domain.errors import StorageError, StorageFailure
from db.domain.follow_up import AttemptResult, DueGroup
from db.services.follow_ups import add_follow_up

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_p_promises_a_next_step_and_undo_withdraws_it(
    log_call, day, page, press_key, rows, posted, undo
):
    log_call("Maria", phone="828 555 0142")
    page.activated()
    press_key("p")
    press_key(Qt.Key.Key_Tab)
    press_key("tomorrow")
    press_key(Qt.Key.Key_Tab)
    press_key("Tell her the price")
    press_key(Qt.Key.Key_Return, CONTROL)
    row = rows()["Maria"]
    assert (row.owner_name, row.due_on, row.promise) == ("Ana", day(1), "Tell her the price")
    assert posted[-1].text == "Maria: promised for tomorrow, Ana."
    undo()
    assert rows()["Maria"].group is DueGroup.NO_NEXT_STEP


def test_where_a_form_is_higher_than_its_place_the_field_to_type_in_is_seen(
    qtbot, log_call, page, press_key
):
    log_call("Maria", concern="lower back, worse at night " * 60, phone="828 555 0142")
    letters = QFont(page.font())
    letters.setPointSizeF(20)
    page.setFont(letters)
    page.resize(1024, 480)
    page.activated()
    for key in "dq":
        press_key(key)

        def is_seen():
            field, view = page.focusWidget(), page._panel.viewport()
            assert page._panel.isAncestorOf(field)
            assert view.rect().contains(field.rect().translated(field.mapTo(view, QPoint())))

        qtbot.waitUntil(is_seen)
        press_key(Qt.Key.Key_Escape)


def test_d_closes_an_enquiry_and_undo_opens_it_again(log_call, page, press_key, rows, undo, detail):
    log_call("Unknown", concern="Asked about prices", outcome_note="A first note")
    page.activated()
    [row] = rows().values()
    press_key("d")
    press_key("i")
    press_key(Qt.Key.Key_Tab)
    press_key("Sent the list")
    press_key(Qt.Key.Key_Return, CONTROL)
    fields = detail(row).fields
    assert fields.outcome is Outcome.INFORMATION_GIVEN
    assert fields.outcome_note == "A first note\nSent the list"
    assert rows() == {}
    undo()
    fields = detail(row).fields
    assert (fields.outcome, fields.outcome_note) == (None, "A first note")


def test_keys_of_a_promise_do_nothing_where_there_is_none(log_call, page, press_key, rows, posted):
    log_call("Maria")
    page.activated()
    for key in "sht":
        press_key(key)
    assert posted == []
    assert page._panel._form.isHidden()


def test_a_faster_desk_is_told_and_what_was_typed_stays(
    promise, day, page, press_key, rows, give_try, posted, told
):
    promise("Maria", day(0))
    page.activated()
    press_key("t")
    press_key("My own words")
    give_try("Maria", AttemptResult.NOTE, note="The other desk was here")
    press_key(Qt.Key.Key_Return, CONTROL)
    assert posted[-1].text.startswith("Somebody changed this")
    assert page._panel._form._note.text == "My own words"
    press_key(Qt.Key.Key_Return, CONTROL)
    row = rows()["Maria"]
    assert [note for _, note in told(row)] == ["My own words", "The other desk was here"]


def test_a_key_on_an_outdated_row_loads_it_again(
    promise, day, page, press_key, rows, give_try, posted
):
    promise("Maria", day(0))
    page.activated()
    give_try("Maria")
    press_key("n")
    assert posted[-1].text.startswith("Somebody changed this")
    press_key("n")
    assert rows()["Maria"].attempts == 2


def test_an_enquiry_changed_elsewhere_is_not_closed(
    detail, log_call, page, press_key, rows, posted, promise, day, sqlite_database, actor, now
):
    log_call("Maria")
    page.activated()
    [row] = rows().values()
    press_key("d")
    press_key("i")
    step = partial(
        add_follow_up, actor=actor, at=now, enquiry_id=row.enquiry_id, step=NextStep(day(1))
    )
    sqlite_database.write(step)
    press_key(Qt.Key.Key_Return, CONTROL)
    assert posted[-1].text.startswith("Somebody changed this")
    assert detail(row).fields.outcome is None


def test_a_server_that_is_away_can_be_tried_again(
    promise, day, page, desk, press_key, rows, posted
):
    promise("Maria", day(0))
    page.activated()
    desk._data.failure = StorageError(StorageFailure.BUSY_OR_AWAY)
    press_key("n")
    assert posted[-1].action_label == "Try again"
    assert rows()["Maria"].attempts == 0
    posted[-1].action()
    assert rows()["Maria"].attempts == 1


def test_escape_leaves_the_form_and_keeps_what_was_typed(promise, day, page, press_key):
    promise("Maria", day(0))
    promise("Bo", day(0))
    page.activated()
    press_key("t")
    press_key("half a sen")
    press_key(Qt.Key.Key_Escape)
    assert page._list.hasFocus()
    press_key(Qt.Key.Key_Down)
    press_key("t")
    assert page._panel._form._note.text == ""
    press_key(Qt.Key.Key_Escape)
    press_key(Qt.Key.Key_Up)
    press_key("t")
    assert page._panel._form._note.text == "half a sen"


def test_a_reload_leaves_the_open_form_alone(promise, day, page, desk, press_key):
    promise("Maria", day(0))
    page.activated()
    press_key("t")
    press_key("half a sen")
    promise("Earlier", day(0))
    desk.changes.committed.emit(Change(1, 1, frozenset({Topic.FOLLOW_UP})), None)
    press_key("tence")
    assert page._panel._form._note.text == "half a sentence"


def test_after_a_key_of_ones_own_another_desks_save_still_moves_nothing(
    promise, day, page, press_key, presenter, desk
):
    promise("First", day(1))
    promise("Second", day(1))
    page.activated()
    press_key(Qt.Key.Key_Down)
    press_key("t")
    press_key("Best after four")
    press_key(Qt.Key.Key_Return, CONTROL)
    promise("Earlier", day(0))
    desk.changes.committed.emit(Change(1, 1, frozenset({Topic.FOLLOW_UP})), None)
    assert presenter.current.caller_name == "Second"


def test_a_form_that_was_sent_is_empty_the_next_time(promise, day, page, press_key):
    promise("Maria", day(0))
    page.activated()
    press_key("t")
    press_key("Best after four")
    press_key(Qt.Key.Key_Return, CONTROL)
    press_key("t")
    assert page._panel._form._note.text == ""
