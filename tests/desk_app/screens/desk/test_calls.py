"""A ringing call takes nothing away, is folded into one record, and is never lost."""

import datetime as dt
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from sqlalchemy import select

from db.domain.call import CallStage, HeardCall
from db.domain.enquiry import Channel, NextStep, Outcome
from db.domain.errors import StorageError, StorageFailure
from db.models import Call, Enquiry
from desk_app.screens.desk.call_banner_page import CallBanner
from desk_app.screens.desk.presenter import DeskPresenter

KEY = Qt.Key
SAVE = (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Return)
RING, ANSWER, END = CallStage


@pytest.fixture
def banner(presenter, page):
    banner = CallBanner(presenter, page)
    banner.resize(1000, 90)
    return banner


@pytest.fixture
def clock(desk, now):
    """``clock(20)``: twenty seconds after the first moment."""

    def go_on(seconds):
        desk.now = lambda: now + dt.timedelta(seconds=seconds)

    return go_on


@pytest.fixture
def calls(sqlite_database):
    """The records in the database."""

    def ask():
        return sqlite_database.read(
            lambda session: [
                (row.phone_raw, row.answered_at, row.ended_at, row.enquiry_id)
                for row in session.scalars(select(Call).order_by(Call.id))
            ]
        )

    return ask


@pytest.fixture
def strip(page):
    """What the line at the foot of the day says; empty while it is hidden."""
    panel = page.today.unlogged
    return lambda: panel.strip.text() if panel.isVisible() else ""


# --- The banner ---------------------------------------------------------------------------


def test_a_ringing_call_never_takes_the_keyboard(page, presenter, keys, banner, log_call, ring):
    log_call("Maria Ortiz", phone="828 555 0142")
    presenter.new_card(Channel.WALK_IN)
    keys("Bo")
    ring("8285550142")
    ring("8285550199")
    keys("b")
    assert presenter.cards.current.content.caller_name == "Bob"
    assert banner.text == (
        "(828) 555-0142 Maria Ortiz · Open: an enquiry Also ringing: (828) 555-0199"
    )
    assert banner.isVisible()


def test_a_number_of_several_people_names_none_of_them(banner, log_call, ring):
    log_call("Maria Ortiz", phone="828 555 0142")
    log_call("Ben Ortiz", phone="828 555 0142", outcome=Outcome.INFORMATION_GIVEN)
    ring("8285550142")
    assert banner.text == (
        "(828) 555-0142 One of 2 people on this number · enquiries open on this number: 1"
    )


def test_who_calls_again_is_told_with_what_is_open_and_when_it_was_promised(
    banner, log_call, ring, clinic, desk, presenter
):
    done = {"outcome": Outcome.INFORMATION_GIVEN}
    again = {"phone": "828 555 0142", "outcome": Outcome.CALL_BACK}
    maria = "Maria Ortiz"
    log_call(maria, phone="828 555 0142", **done)
    ring("8285550142")
    assert banner.text == "(828) 555-0142 Maria Ortiz"
    presenter.calls.take()
    later, sooner = desk.today() + dt.timedelta(days=3), desk.today()
    log_call(maria, NextStep(later), **again, concern="a massage")
    log_call(maria, NextStep(sooner), **again, service_id=clinic["Cupping"])
    ring("8285550142", stage=END)
    ring("8285550142")
    assert banner.text == (
        "(828) 555-0142 Maria Ortiz · Open: Cupping · Promised for today, and 1 more"
    )


def test_what_is_open_is_not_told_of_somebody_who_only_may_be_calling(banner, log_call, ring):
    log_call("Maria Ortiz", phone="828 555 0142")
    ring("+49 828 5550142")
    assert banner.text.endswith("Perhaps Maria Ortiz: last 7 digits")


def test_what_the_telephone_calls_them_is_shown_only_while_nobody_is_known(
    banner, log_call, ring, presenter
):
    log_call("Maria Ortiz", phone="828 555 0142")
    ring("8285550199", name="Acme Ltd")
    assert banner.text == "(828) 555-0199 Acme Ltd"
    presenter.calls.take()
    ring("+49 828 5550142", name="X")
    assert banner.text.endswith("Perhaps Maria Ortiz: last 7 digits")


def test_taking_the_call_fills_the_number_and_offers_who_has_it(
    page, presenter, banner, log_call, ring, clock
):
    log_call("Maria Ortiz", phone="828 555 0142")
    presenter.new_card(Channel.WALK_IN, name="Bob")
    ring("8285550142")
    clock(20)
    presenter.phone_card()
    field = page.card_page.form._fields["phone"]
    assert field.text() == "8285550142"
    assert field.is_open
    assert field.hasFocus()
    assert presenter.cards.current.elapsed() == 20
    assert banner.isHidden()
    assert [card.title for card in presenter.cards.open_cards] == ["Bob", "8285550142"]


def test_the_call_that_was_answered_is_taken_first_else_the_one_that_rings_longest(
    page, presenter, banner, ring
):
    for number in ("8285550141", "8285550142", "8285550143"):
        ring(number)
    ring("8285550142", stage=ANSWER)
    assert banner.text.startswith("(828) 555-0142 on the line Also ringing: (828) 555-0141")
    taken = [presenter.phone_card().content.phone for _ in range(3)]
    assert taken == ["8285550142", "8285550141", "8285550143"]
    assert banner.isHidden()


def test_any_of_several_calls_is_taken_by_its_own_button(page, presenter, banner, ring, qtbot):
    ring("8285550141")
    ring("8285550142")
    QApplication.processEvents()
    [other] = [b for b in banner.findChildren(QPushButton) if "0142" in b.text() and b.isVisible()]
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert presenter.cards.current.content.phone == "8285550142"
    assert banner.text == "(828) 555-0141"


def test_many_calls_at_once_stay_in_one_line_whatever_its_width(page, banner, ring):
    for n in range(12):
        ring(f"82855501{n:02}")
    QApplication.processEvents()
    assert banner._more.text() == "and 7 more"
    banner.resize(360, 90)
    assert banner._more.text() == "and 10 more"


def test_several_reports_of_one_call_within_half_a_minute_are_one(presenter, ring, clock, calls):
    rung = []
    presenter.calls.rang.connect(rung.append)
    for number in ("+1 828 555 0142", "8285550142", "18285550142"):
        ring(number)
    assert len(rung) == len(calls()) == len(presenter.calls.offered) == 1
    clock(31)
    ring()
    assert (len(rung), len(presenter.calls.offered)) == (2, 1)


def test_who_hides_their_number_is_told_apart_by_the_telephones_id(presenter, ring):
    ring("", call_id="a")
    ring("", call_id="b")
    assert len(presenter.calls.offered) == 2
    ring("", call_id="a", stage=END)
    assert [call.legs for call in presenter.calls.offered] == [{"b"}]


def test_f2_without_a_call_opens_an_empty_phone_card(page, presenter, focused):
    presenter.phone_card()
    assert presenter.cards.current.content.channel is Channel.PHONE
    assert presenter.cards.current.state.call is None
    assert focused() == "phone"


def test_a_call_that_rings_no_more_takes_its_banner_with_it(page, banner, ring):
    ring(call_id="a")
    ring("8285550199", call_id="b", stage=END)
    assert banner.isVisible()
    ring(call_id="a", stage=END)
    assert banner.isHidden()


def test_a_call_on_two_lines_is_over_with_the_last_of_them(banner, page, ring, calls):
    ring(call_id="a")
    ring(call_id="b")
    ring(call_id="a", stage=END)
    assert banner.isVisible()
    assert calls()[0][2] is None
    ring(call_id="b", stage=END)
    assert banner.isHidden()


def test_a_telephone_that_never_tells_of_an_end_leaves_no_banner_behind(
    page, presenter, banner, ring, clock
):
    ring()
    clock(170)
    presenter.calls.forget_silent()
    assert banner.isVisible()
    clock(181)
    presenter.calls.forget_silent()
    assert banner.isHidden()


@pytest.mark.parametrize("number", ["", "anonymous", "<b>x</b>", "sip:bob@example", "9" * 300])
def test_no_number_a_telephone_may_give_makes_it_fail(page, presenter, banner, ring, number):
    ring(number)
    presenter.phone_card()
    assert presenter.cards.current.content.phone == number


# --- The record -----------------------------------------------------------------------------


def test_ring_answer_and_end_make_one_record_that_the_enquiry_takes(
    page, presenter, keys, ring, clock, calls, now, sqlite_database
):
    ring(call_id="7")
    clock(6)
    ring(call_id="7", stage=ANSWER)
    presenter.phone_card()
    keys(KEY.Key_Tab, "Bob")
    clock(66)
    ring(call_id="7", stage=END)
    clock(90)
    assert presenter.cards.current.elapsed() == 66
    keys(SAVE)
    [(number, answered, ended, enquiry_id)] = calls()
    assert number == "8285550142"
    assert (answered, ended) == (now + dt.timedelta(seconds=6), now + dt.timedelta(seconds=66))
    started = sqlite_database.read(lambda session: session.scalar(select(Enquiry.started_at)))
    assert enquiry_id is not None
    assert started == now


def test_the_end_is_written_down_when_the_enquiry_was_saved_before(
    page, presenter, keys, ring, clock, calls
):
    ring()
    presenter.phone_card()
    keys(KEY.Key_Tab, "Bob", SAVE)
    clock(40)
    ring(stage=END)
    [(_number, _answered, ended, enquiry_id)] = calls()
    assert ended is not None
    assert enquiry_id is not None


def test_a_database_that_was_away_is_told_of_the_call_later(presenter, ring, calls, monkeypatch):
    def away(*args, on_error, **kwargs):
        on_error(StorageError(StorageFailure.BUSY_OR_AWAY))

    recorder = presenter.calls.recorder
    with monkeypatch.context() as patched:
        patched.setattr(presenter.desk._data, "write", away)
        ring(call_id="7")
        ring(call_id="7", stage=ANSWER)
        assert (recorder.waiting, calls()) == (1, [])
        assert recorder._again.isActive()
    recorder.send_waiting()
    assert recorder.waiting == 0
    assert calls()[0][1] is not None


def test_the_end_of_a_call_nobody_heard_ring_is_nothing(presenter, ring, calls, posted):
    ring(call_id="7", stage=END)
    ring(stage=END)
    assert (calls(), posted, presenter.calls.recorder.waiting) == ([], [], 0)


def test_a_card_that_came_back_still_knows_its_call(
    page, presenter, ring, keeper, desk, qtbot, posted
):
    ring(call_id="7")
    heard = presenter.phone_card().state.call
    presenter.cards.keep_all()
    with qtbot.waitSignal(keeper.found):
        again = DeskPresenter(desk, keeper, desk)
    [card] = again.cards.all_cards
    assert card.state.call == heard
    assert HeardCall.from_json(json.loads(json.dumps(heard.to_json()))) == heard


# --- Calls nobody logged ------------------------------------------------------------------------


@pytest.fixture
def missed(ring):
    """Three calls that are over, the first ones of the day."""
    for number in ("8285550141", "8285550142", "8285550143"):
        ring(number)
        ring(number, stage=END)


def test_calls_nobody_logged_stand_at_the_foot_of_the_day(page, strip, ring, missed, presenter):
    assert strip() == "3 calls not logged"
    ring("8285550144")
    presenter.phone_card()
    ring("8285550144", stage=END)
    assert strip() == "3 calls not logged"
    presenter.cards.discard()
    assert strip() == "4 calls not logged"


def test_one_key_makes_an_enquiry_of_one(page, keys, missed, desk, presenter, strip, clock, calls):
    desk.navigation.call_card_wanted.connect(presenter.call_card)
    page.activated()
    clock(3600)
    keys(KEY.Key_F3, KEY.Key_Down, KEY.Key_Return)
    assert presenter.cards.current.content.phone == "8285550142"
    assert presenter.cards.current.elapsed() == 0
    assert strip() == "2 calls not logged"
    keys(KEY.Key_Tab, "Bob", SAVE)
    assert strip() == "2 calls not logged"
    assert [row[3] is not None for row in calls()] == [False, True, False]


def test_one_key_dismisses_one_and_undo_brings_it_back(page, keys, missed, strip, posted):
    page.activated()
    keys(KEY.Key_F3, KEY.Key_D)
    assert strip() == "2 calls not logged"
    assert QApplication.focusWidget() is page.today.unlogged.list
    keys(KEY.Key_W, KEY.Key_D)
    assert strip() == ""
    assert QApplication.focusWidget() is not page.today.unlogged.list
    posted[-1].action()
    assert strip() == "One call not logged"


def test_esc_goes_back_to_the_card_as_it_was(page, presenter, keys, missed):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_F3, KEY.Key_Escape, "by")
    assert presenter.cards.current.content.caller_name == "Bobby"
    assert page.today.unlogged.list.isHidden()


def test_f3_where_every_call_was_logged_changes_nothing(page, presenter, keys, strip):
    presenter.new_card(Channel.WALK_IN)
    keys("Bo", KEY.Key_F3, "b")
    assert presenter.cards.current.content.caller_name == "Bob"
    assert strip() == ""


def test_a_call_whose_end_was_never_told_is_listed_after_a_while(
    page, strip, ring, clock, presenter
):
    ring()
    presenter.calls.take()  # not for me
    presenter.unlogged.load()
    assert strip() == ""
    clock(660)
    presenter.unlogged.load()
    assert strip() == "One call not logged"
