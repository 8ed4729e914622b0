"""Everything that is left stands on one page, and each thing is one key from mended."""

import datetime as dt
import uuid
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import Channel, Outcome
from db.domain.screening import HandingOver
from db.queries.end_of_day import left_open
from desk_app.closing_time import ClosingTime
from desk_app.open_card import OpenCard

KEY = Qt.Key
TODAY = dt.date(2026, 3, 6)
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def left(sqlite_database):
    return lambda: sqlite_database.read(partial(left_open, today=TODAY))


def waiting_card(now, call_id=None):
    return OpenCard(uuid.uuid4(), "Bob Stone", "his knee", Channel.PHONE, now, call_id)


def test_what_is_left_stands_in_its_group_the_gravest_first(
    shown, titles, promise, log_call, ring, cards, now
):
    log_call("Stopped", outcome=Outcome.EMERGENCY_HANDED_OVER, hand_over=HandingOver(now))
    ring("828 555 0199")
    cards.append(waiting_card(now))
    log_call("Nobody promised")
    promise("Late")
    promise("Due", TODAY)
    shown()
    assert titles() == [
        "Handed over, taken by nobody: 1", "Stopped",
        "Calls nobody logged: 1", "(828) 555-0199",
        "Cards not saved at this desk: 1", "Bob Stone",
        "Enquiries without a next step: 1", "Nobody promised",
        "Overdue: 1", "Late",
        "Promised for today: 1", "Due",
    ]  # fmt: skip


def test_one_begins_at_the_gravest_whatever_is_known_first(shown, page, log_call, ring, now):
    log_call("Stopped", outcome=Outcome.EMERGENCY_HANDED_OVER, hand_over=HandingOver(now))
    ring()
    shown()
    assert page.list.current_key == page._presenter.groups[0][2][0].key


def test_a_day_with_nothing_left_is_in_order(shown, page, log_call):
    log_call("Booked", outcome=Outcome.BOOKED)
    shown()
    assert page._empty.isVisible()
    assert page._empty.accessibleName() == "The day is in order"


def test_enter_promises_the_next_open_day_and_undo_takes_it_back(
    shown, page, keys, log_call, left, posted
):
    log_call("Maria Ortiz")
    shown()
    keys(KEY.Key_Return)
    assert page.ask.day.echo.startswith("Sat 7 Mar")
    keys(KEY.Key_Return)
    assert left().counts.all == 0
    assert posted[-1].text == "Maria Ortiz: promised for tomorrow."
    posted[-1].action()
    assert left().counts.stepless == 1


def test_a_day_in_words_is_asked_again_when_it_is_not_certain(shown, page, keys, log_call, left):
    log_call("Maria Ortiz")
    shown()
    keys(KEY.Key_Return, "whenever", KEY.Key_Return)
    assert left().counts.stepless == 1
    assert page.ask.is_open
    assert page.ask._problem.text == "Write it another way."
    keys((Qt.KeyboardModifier.ControlModifier, KEY.Key_A), "tue 3pm", KEY.Key_Return)
    assert left().counts.all == 0
    assert not page.ask.is_open


def test_overdue_is_put_off_and_taken_back(shown, keys, promise, left, posted, sqlite_database):
    promise("Maria Ortiz")
    shown()
    keys(KEY.Key_Return, "tue", KEY.Key_Return)
    assert left().counts.overdue == 0
    posted[-1].action()
    assert [row.due_on for row in left().overdue] == [YESTERDAY]


def test_h_hands_a_promise_over_and_it_keeps_its_day(shown, keys, promise, left, posted):
    promise("Maria Ortiz", TODAY)
    shown()
    keys("h", "lee", KEY.Key_Down, KEY.Key_Return, KEY.Key_Return)
    assert [(row.owner_name, row.due_on) for row in left().today] == [("Dr Lee", TODAY)]
    assert posted[-1].text == "Maria Ortiz: handed to Dr Lee."
    posted[-1].action()
    assert [row.owner_name for row in left().today] == ["Ana"]


def test_who_took_over_is_noted_and_taken_back(shown, keys, log_call, left, posted, now):
    log_call("Stopped", outcome=Outcome.EMERGENCY_HANDED_OVER, hand_over=HandingOver(now))
    shown()
    keys(KEY.Key_Return, "the ambulance", KEY.Key_Return)
    assert left().counts.hand_overs == 0
    assert posted[-1].text == "Stopped: taken over by the ambulance."
    posted[-1].action()
    assert left().counts.hand_overs == 1


def test_a_call_becomes_an_enquiry_or_is_dismissed(shown, titles, keys, ring, desk, posted):
    wanted = []
    desk.navigation.call_card_wanted.connect(wanted.append)
    heard = ring()
    shown()
    keys(KEY.Key_Return)
    assert [one.public_id for one in wanted] == [heard.public_id]
    keys("d")
    assert titles() == []
    posted[-1].action()
    assert titles() == ["Calls nobody logged: 1", "(828) 555-0142"]


def test_a_call_that_has_a_card_is_not_counted_twice(shown, titles, ring, cards, now):
    cards.append(waiting_card(now, ring().public_id))
    shown()
    assert titles() == ["Cards not saved at this desk: 1", "Bob Stone"]


def test_enter_goes_on_with_a_card_and_o_opens_an_enquiry(shown, keys, cards, now, desk, promise):
    taken, opened = [], []
    desk.navigation.open_card_wanted.connect(taken.append)
    desk.navigation.enquiry_wanted.connect(opened.append)
    cards.append(waiting_card(now))
    enquiry_id = promise("Late")
    shown()
    keys(KEY.Key_Return, KEY.Key_Down, "o")
    assert taken == [cards[0].public_id]
    assert opened == [enquiry_id]


def test_down_and_up_pass_over_the_headings(shown, page, keys, promise, log_call):
    log_call("Nobody promised")
    promise("Late")
    promise("Due", TODAY)
    shown()
    names = []
    for stroke in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Up, KEY.Key_Up):
        keys(stroke)
        names.append(page.list.currentIndex().data())
    assert names == ["Late", "Due", "Due", "Late", "Nobody promised", "Nobody promised"]


def test_the_whole_list_is_worked_down_by_enter_alone(shown, page, keys, log_call, promise, left):
    for number in range(5):
        log_call(f"Open {number}")
        promise(f"Late {number}")
    shown()
    for _ in range(10):
        keys(KEY.Key_Return, KEY.Key_Return)
    assert left().counts.all == 0
    assert page._empty.isVisible()


def test_esc_leaves_a_question_and_changes_nothing(shown, page, keys, log_call, left):
    log_call("Maria Ortiz")
    shown()
    keys(KEY.Key_Return, "tue", KEY.Key_Escape)
    assert not page.ask.is_open
    assert left().counts.stepless == 1
    assert page.list.hasFocus()


def test_what_another_desk_does_is_seen_and_the_row_stays(
    shown, page, titles, log_call, desk, promise
):
    log_call("First")
    promise("Late")
    shown()
    page.list.set_current(page._model.keys[-1])
    desk.changes.committed.emit(log_call("Second"), None)
    assert titles()[1:3] == ["First", "Second"]
    assert page.list.currentIndex().data() == "Late"


# --- Closing time -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "minute", "offers"), [(18, 44, 0), (18, 45, 1), (18, 59, 1), (19, 0, 0), (10, 30, 0)]
)
def test_shortly_before_closing_what_is_left_is_offered_once(
    desk, posted, log_call, hour, minute, offers
):
    log_call("Maria Ortiz")
    now = desk.local(desk.now()).replace(hour=hour, minute=minute)
    desk.now = lambda: now
    closing = ClosingTime(desk)
    closing.look()
    closing.look()
    assert [notice.text for notice in posted] == ["One thing is left of the day."] * offers
    pages = []
    desk.navigation.page_wanted.connect(pages.append)
    for notice in posted:
        notice.action()
    assert pages == ["end_of_day"] * offers


def test_nothing_is_offered_when_nothing_is_left(desk, posted):
    now = desk.local(desk.now()).replace(hour=18, minute=50)
    desk.now = lambda: now
    ClosingTime(desk).look()
    assert posted == []


def test_what_was_mended_is_gone_before_the_database_is_asked_again(
    shown, page, titles, keys, log_call, left, desk
):
    log_call("First")
    log_call("Second")
    shown()
    page._presenter.set_visible(visible=False)  # nothing is loaded again for now
    keys(KEY.Key_Return, KEY.Key_Return)
    assert titles() == ["Enquiries without a next step: 1", "Second"]
    keys(KEY.Key_Return, KEY.Key_Return)
    assert left().counts.all == 0
    assert titles() == []
