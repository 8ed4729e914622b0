"""Booked, and asked for in vain, by one key each."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import Channel, ChoiceList, Outcome
from db.queries.clinic import clinic_facts
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import enquiries_on
from db.services.clinic import ChoiceLine, set_choices

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SAVE = (CTRL, KEY.Key_Return)
BOOKED = (CTRL, KEY.Key_B)
IN_VAIN = (CTRL, KEY.Key_M)


@pytest.fixture
def logged(sqlite_database, desk):
    def one():
        [row] = sqlite_database.read(partial(enquiries_on, day=desk.today()))
        return sqlite_database.read(partial(enquiry_detail, enquiry_id=row.enquiry_id)).fields

    return one


@pytest.fixture
def label(desk):
    """The words of a reason."""
    lines = desk.clinic.choices[ChoiceList.LOST_REASON]
    return lambda choice_id: next(line.label for line in lines if line.choice_id == choice_id)


def test_booked_is_one_key_and_its_day(page, presenter, keys, logged, focused):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", BOOKED)
    assert focused() == "booked_on"
    keys("tue 10 mar", SAVE)
    assert (logged().outcome, logged().booked_on) == (Outcome.BOOKED, dt.date(2026, 3, 10))


def test_asked_in_vain_is_one_key_and_goes_through_the_clinics_reasons(
    page, presenter, keys, logged, focused, label
):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob")
    seen = []
    for _ in range(6):
        keys(IN_VAIN)
        seen.append(label(presenter.cards.current.content.lost_reason))
    assert focused() == "lost_reason"
    assert seen == [
        "Price", "No slot in time", "Distance or hours", "Not offered here", "Wanted insurance",
        "Price",
    ]  # fmt: skip
    keys(IN_VAIN, SAVE)
    assert logged().outcome is Outcome.LOST
    assert label(logged().lost_reason_id) == "No slot in time"


def test_a_clinic_without_such_reasons_keeps_the_card_as_it_is(
    page, presenter, keys, desk, sqlite_database, now
):
    lines = [ChoiceLine("Went elsewhere", "went_elsewhere")]
    give = partial(set_choices, actor=desk.seat.actor(), at=now, which=ChoiceList.LOST_REASON)
    sqlite_database.write(partial(give, lines=lines))
    desk.clinic = sqlite_database.read(clinic_facts)
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", IN_VAIN)
    assert presenter.cards.current.content.outcome is None


def test_the_keys_stand_where_they_act_until_there_is_an_outcome(page, presenter, keys):
    presenter.new_card(Channel.WALK_IN)
    endings = page.card_page.form._layout.endings
    assert not endings.isHidden()
    keys("Bob", BOOKED)
    assert endings.isHidden()


# --- Ready texts --------------------------------------------------------------------------


def test_a_ready_text_of_the_clinic_goes_into_their_words(
    page, presenter, keys, desk, sqlite_database, now, logged
):
    lines = [ChoiceLine("Asked for the price."), ChoiceLine("Out of use", active=False)]
    give = partial(set_choices, actor=desk.seat.actor(), at=now, which=ChoiceList.SNIPPET)
    sqlite_database.write(partial(give, lines=lines))
    desk.clinic = sqlite_database.read(clinic_facts)
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, ";out", KEY.Key_Escape, " ;pri", KEY.Key_Return, SAVE)
    assert logged().concern == ";out Asked for the price."
