"""A caller who is known: what is shown, and an enquiry that goes on instead of a second one."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import About, Channel, NextStep, Outcome
from db.domain.follow_up import AttemptResult
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import enquiries_on
from tests.desk_app.screens.desk.test_card_by_keyboard import field, shown_words

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SAVE = (CTRL, KEY.Key_Return)
LAST_TIME = (CTRL, KEY.Key_D)
TODAY = dt.date(2026, 3, 6)
FIRST_OFFER = (KEY.Key_Down, KEY.Key_Return)


@pytest.fixture
def log(sqlite_database, desk):
    return lambda: sqlite_database.read(partial(enquiries_on, day=desk.today()))


@pytest.fixture
def detail(sqlite_database):
    return lambda enquiry_id: sqlite_database.read(partial(enquiry_detail, enquiry_id=enquiry_id))


@pytest.fixture
def maria(log_call, clinic):
    """Maria waits for a call back about cupping; returns the enquiry's id."""
    return log_call(
        "Maria Ortiz",
        NextStep(TODAY, clinic["Ana"], promise="price for five visits"),
        phone="828 555 0142",
        outcome=Outcome.CALL_BACK,
        service_id=clinic["Cupping"],
    ).record_id


@pytest.fixture
def content(presenter):
    return lambda: presenter.cards.current.content


def test_who_promised_what_by_when_stands_first(page, presenter, keys, maria):
    presenter.new_card(Channel.PHONE)
    keys("0142", *FIRST_OFFER)
    words = shown_words(page.card_page)
    promise = "Promised for today · Cupping · Ana · price for five visits"
    assert words.index(promise) < words.index("Last enquiry today · Cupping · Call back")


def test_f4_goes_on_with_the_open_enquiry_and_makes_no_second_one(
    page, presenter, keys, maria, log, detail, posted, content
):
    presenter.new_card(Channel.PHONE)
    keys("0142", *FIRST_OFFER, KEY.Key_F4)
    words = "Goes on with 2026-0001: Cupping · Call back · Promised for today"
    assert words in shown_words(page.card_page)
    assert content().service == "Cupping"
    keys("says tuesday suits her", (ALT, KEY.Key_O), "boo", KEY.Key_Tab, "tue 10 mar", SAVE)
    assert [row.enquiry_id for row in log()] == [maria]
    found = detail(maria)
    assert found.fields.outcome is Outcome.BOOKED
    [promise] = found.promises
    assert promise.done_at is not None
    assert [(one.result, one.note) for one in promise.attempts] == [
        (AttemptResult.SPOKE, "says tuesday suits her")
    ]
    assert posted[-1].text == "Enquiry 2026-0001 goes on."


def test_undo_takes_the_conversation_out_and_brings_the_card_back(
    page, presenter, keys, maria, detail, posted, content
):
    before = detail(maria)
    presenter.new_card(Channel.PHONE)
    keys("0142", *FIRST_OFFER, KEY.Key_F4, "she is late", SAVE)
    assert [len(p.attempts) for p in detail(maria).promises] == [1]
    posted[-1].action()
    after = detail(maria)
    assert (after.fields, [p.attempts for p in after.promises]) == (before.fields, [()])
    assert (content().concern, content().continues) == ("she is late", maria)
    keys(SAVE)
    assert [len(p.attempts) for p in detail(maria).promises] == [1]


def test_f4_again_is_a_new_enquiry_and_leaves_nothing_behind(
    page, presenter, keys, maria, log, content
):
    presenter.new_card(Channel.PHONE)
    keys("0142", *FIRST_OFFER)
    before = content()
    keys(KEY.Key_F4, KEY.Key_F4)
    assert content() == before
    keys("something else", SAVE)
    assert len(log()) == 2


def test_f4_goes_through_all_open_enquiries(
    page, presenter, keys, maria, log_call, content, clinic
):
    second = log_call("Maria Ortiz", phone="828 555 0142", concern="a voucher").record_id
    log_call("Maria Ortiz", phone="828 555 0142", outcome=Outcome.INFORMATION_GIVEN)
    presenter.new_card(Channel.PHONE)
    keys("0142", *FIRST_OFFER)
    seen = []
    for _ in range(4):
        keys(KEY.Key_F4)
        seen.append(content().continues)
    assert seen == [maria, second, None, maria]


def test_f4_does_nothing_for_somebody_without_an_open_enquiry(
    page, presenter, keys, log_call, content
):
    log_call("Bob Stone", phone="828 555 0177", outcome=Outcome.INFORMATION_GIVEN)
    presenter.new_card(Channel.PHONE)
    keys("0177", *FIRST_OFFER, KEY.Key_F4)
    assert content().continues is None


@pytest.mark.parametrize(
    "strokes",
    [
        ((ALT, KEY.Key_S), (CTRL, KEY.Key_A), "needl", KEY.Key_Tab),
        ((ALT, KEY.Key_B), KEY.Key_Down),
        ((ALT, KEY.Key_A), "x"),
    ],
    ids=["another service", "for somebody else", "another name"],
)
def test_about_something_else_it_is_an_enquiry_of_its_own(
    page, presenter, keys, maria, log, content, strokes
):
    presenter.new_card(Channel.PHONE)
    keys("0142", *FIRST_OFFER, KEY.Key_F4, *strokes)
    assert content().continues is None
    keys(SAVE)
    assert len(log()) == 2


def test_a_draft_still_goes_on_with_its_enquiry(page, presenter, keys, maria, content):
    from desk_app.screens.desk.card import CardContent

    presenter.new_card(Channel.PHONE)
    keys("0142", *FIRST_OFFER, KEY.Key_F4)
    assert CardContent.from_json(content().to_json()).continues == maria
    presenter.cards.hold()
    presenter.cards.bring_forward(presenter.cards.held_cards[0])
    assert content().continues == maria


def test_ctrl_d_asks_for_the_same_as_last_time_but_not_for_its_ending(
    page, presenter, keys, log_call, clinic, content
):
    log_call(
        "Maria Ortiz",
        phone="828 555 0142",
        outcome=Outcome.INFORMATION_GIVEN,
        service_id=clinic["Cupping"],
        about=About.CHILD,
        about_name="Luis",
        heard_detail="",
    )
    presenter.new_card(Channel.PHONE)
    keys("0142", *FIRST_OFFER, LAST_TIME)
    found = content()
    assert (found.service, found.about, found.about_name) == ("Cupping", About.CHILD, "Luis")
    assert (found.outcome, found.concern) == (None, "")
    assert field(page, "service").text() == "Cupping"


def test_ctrl_d_leaves_what_was_said_today(page, presenter, keys, log_call, clinic, content):
    log_call("Maria Ortiz", phone="828 555 0142", service_id=clinic["Cupping"])
    presenter.new_card(Channel.PHONE)
    keys("0142", *FIRST_OFFER, KEY.Key_Tab, "needl", KEY.Key_Tab, LAST_TIME)
    assert content().service == "Acupuncture for back pain"


def test_a_number_of_several_people_says_so_and_offers_them_as_the_one_it_is_about(
    page, presenter, keys, log_call
):
    log_call("Luis Ortiz", phone="(828) 555-0142")
    log_call("Maria Ortiz", phone="828 555 0142")
    presenter.new_card(Channel.PHONE)
    keys("8285550142", *FIRST_OFFER)
    words = "Also on this number: Luis Ortiz. Ask for the full name: it may be a relative."
    assert words in shown_words(page.card_page)
    keys((ALT, KEY.Key_B), KEY.Key_Down)
    offered = [offer.title for offer in field(page, "about_name")._suggestions]
    assert "Luis Ortiz" in offered


def test_handouts_and_the_rule_for_messages_are_said(page, presenter):
    from db.domain.follow_up import VoicemailRule
    from db.queries.people import NumberRow, PersonDetail
    from desk_app.screens.desk.known import known_lines

    class Sheet:
        title = "Sleeping better"

    rows = (NumberRow("828 555 0142", None, "", VoicemailRule.NO_MESSAGE, former=False),)
    person = PersonDetail(
        1, 1, "Maria", (), rows, "", "", "", False, "", None, False, (), (), (), (Sheet(), Sheet())
    )  # fmt: skip
    texts = [line.text for line in known_lines(person, (), "(828) 555-0142", TODAY)]
    assert "Has the handout: Sleeping better" in texts
    assert "Leave no message" in texts
    other = [line.text for line in known_lines(person, (), "828 555 0199", TODAY)]
    assert "Leave no message" not in other
