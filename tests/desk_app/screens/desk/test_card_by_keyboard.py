"""A card from the first key to the saved enquiry, without the mouse."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.enquiry import About, Channel, Outcome
from db.domain.errors import StorageError, StorageFailure
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import enquiries_on
from desk_app.navigation import HandoutWish

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
SAVE = (CTRL, KEY.Key_Return)


@pytest.fixture
def log(sqlite_database, desk):
    return lambda: sqlite_database.read(partial(enquiries_on, day=desk.today()))


@pytest.fixture
def detail(sqlite_database):
    return lambda row: sqlite_database.read(partial(enquiry_detail, enquiry_id=row.enquiry_id))


def field(page, name):
    return page.card_page.form._fields[name]


def shown_words(widget):
    """Every text a person can see in a widget."""
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_an_unknown_walk_in_needs_a_name_and_a_question_only(page, presenter, keys, log):
    presenter.walk_in_card()
    keys("Bob", KEY.Key_Tab, "does acupuncture help my back?", SAVE)
    [row] = log()
    assert (row.caller_name, row.concern) == ("Bob", "does acupuncture help my back?")
    assert row.channel is Channel.WALK_IN
    assert presenter.cards.current is None


def test_a_known_caller_takes_six_keys_beyond_the_text(
    page, presenter, keys, log, log_call, detail, clinic, ring
):
    log_call("Maria Ortiz", phone="828 555 0142")
    ring("+1 (828) 555-0142")
    presenter.phone_card()  # F2
    keys(KEY.Key_Down, KEY.Key_Return, "asks about her knee", (ALT, KEY.Key_D), "tue 3pm", SAVE)
    found = detail(log()[0])
    assert found.fields.concern == "asks about her knee"
    assert found.fields.outcome is Outcome.CALL_BACK
    [promise] = found.promises
    assert (promise.due_on, promise.starts) == (dt.date(2026, 3, 10), dt.time(15))
    assert promise.owner_name == "Ana"
    assert len({row.caller_id for row in log()}) == 1


def test_tab_goes_through_the_fields_in_reading_order(page, presenter, keys, focused):
    presenter.new_card(Channel.PHONE)
    seen = [focused()]
    for _ in range(10):
        keys(KEY.Key_Tab)
        seen.append(focused())
    assert seen == [
        "phone", "caller_name", "concern", "service", "about", "body_area", "heard",
        "heard_detail", "outcome", "next_step_day", "next_step_owner",
    ]  # fmt: skip


def test_a_walk_in_is_asked_for_a_name_first_and_for_a_number_later(page, presenter, keys, focused):
    presenter.new_card(Channel.WALK_IN)
    seen = [focused()]
    for _ in range(3):
        keys(KEY.Key_Tab)
        seen.append(focused())
    assert seen == ["caller_name", "concern", "service", "phone"]


def test_f6_turns_a_call_into_a_walk_in_and_keeps_what_was_typed(page, presenter, keys, log):
    presenter.new_card(Channel.PHONE)
    keys("8285550177", KEY.Key_F6, SAVE)
    [row] = log()
    assert (row.channel, row.phone) == (Channel.WALK_IN, "8285550177")


def test_one_number_of_a_family_offers_all_of_them_and_takes_nobody_by_itself(
    page, presenter, keys, log_call, log
):
    log_call("Maria Ortiz", phone="828 555 0142")
    log_call("Luis Ortiz", phone="(828) 555-0142")
    presenter.new_card(Channel.PHONE)
    keys("5550142")
    titles = [s.title for s in field(page, "phone")._suggestions]
    assert titles == ["Luis Ortiz", "Maria Ortiz", "Somebody new"]
    assert field(page, "phone").is_open
    keys(KEY.Key_Tab)
    assert presenter.cards.current.content.caller_id is None
    assert presenter.cards.current.content.caller_name == ""


def test_fewer_than_three_digits_offer_nobody(page, presenter, keys, log_call):
    log_call("Maria Ortiz", phone="828 555 0142")
    presenter.new_card(Channel.PHONE)
    keys("82")
    assert not field(page, "phone").is_open
    keys("8")
    assert field(page, "phone").is_open


def test_choosing_a_match_completes_a_part_of_a_number(page, presenter, keys, log_call, focused):
    log_call("Maria Ortiz", phone="828 555 0142")
    presenter.new_card(Channel.PHONE)
    keys("0142", KEY.Key_Down, KEY.Key_Return)
    content = presenter.cards.current.content
    assert (content.phone, content.caller_name) == ("828 555 0142", "Maria Ortiz")
    assert content.caller_id is not None
    assert focused() == "concern"


def test_the_chosen_callers_last_enquiry_and_open_promise_are_shown(
    page, presenter, keys, log_call, clinic
):
    from db.domain.enquiry import NextStep

    log_call(
        "Maria Ortiz",
        NextStep(dt.date(2026, 3, 6), clinic["Ana"]),
        phone="828 555 0142",
        outcome=Outcome.CALL_BACK,
        service_id=clinic["Cupping"],
    )
    presenter.new_card(Channel.PHONE)
    keys("0142", KEY.Key_Down, KEY.Key_Return)
    words = shown_words(page.card_page)
    assert "Promised for today · Cupping · Ana" in words
    assert "Last enquiry today · Cupping · Call back" in words


def test_changing_the_name_by_hand_makes_it_somebody_new(page, presenter, keys, log_call):
    log_call("Maria Ortiz", phone="828 555 0142")
    presenter.new_card(Channel.PHONE)
    keys("0142", KEY.Key_Down, KEY.Key_Return, (SHIFT, KEY.Key_Backtab), "x")
    assert presenter.cards.current.content.caller_id is None


def test_a_child_is_logged_as_the_person_concerned(page, presenter, keys, log, focused):
    presenter.new_card(Channel.WALK_IN)
    keys("Maria Ortiz", *[KEY.Key_Tab] * 4, KEY.Key_Down)
    assert presenter.cards.current.content.about is About.CHILD
    keys(KEY.Key_Tab)
    assert focused() == "about_name"
    keys("Luis", SAVE)
    [row] = log()
    assert (row.about, row.about_name) == (About.CHILD, "Luis")


def test_any_word_of_a_service_or_its_aliases_leads_to_it(page, presenter, keys, log):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, KEY.Key_Tab, "needl", KEY.Key_Tab)
    assert field(page, "service").text() == "Acupuncture for back pain"
    keys(SAVE)
    assert log()[0].service == "Acupuncture for back pain"


def test_up_and_down_move_the_day_over_days_the_clinic_is_closed(page, presenter, keys):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", (ALT, KEY.Key_D), "tue", KEY.Key_Up)
    assert field(page, "next_step_day").echo == "Thu 12 Mar"
    keys(KEY.Key_Down)
    assert field(page, "next_step_day").echo == "Tue 10 Mar"


def test_words_that_mean_two_days_are_never_guessed(page, presenter, keys, log):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", (ALT, KEY.Key_D), "fri")
    assert field(page, "next_step_day").echo == ""
    keys(SAVE)
    assert log() == []
    assert field(page, "next_step_day").problem


def test_the_owner_is_whoever_sits_here_unless_somebody_else_is_named(
    page, presenter, keys, log, detail
):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", (ALT, KEY.Key_D), "tue", KEY.Key_Tab, (CTRL, KEY.Key_A), "lee", SAVE)
    [promise] = detail(log()[0]).promises
    assert promise.owner_name == "Dr Lee"


@pytest.mark.parametrize("typed", ["Nobody yet", ""])
def test_a_promise_may_be_nobodys_yet(page, presenter, keys, log, detail, typed):
    presenter.new_card(Channel.WALK_IN)
    keys(
        "Bob", (ALT, KEY.Key_D), "tue", KEY.Key_Tab, (CTRL, KEY.Key_A), KEY.Key_Delete, typed, SAVE
    )
    [promise] = detail(log()[0]).promises
    assert promise.owner_id is None


def test_a_question_goes_to_the_services_only_practitioner(page, presenter, keys, log, detail):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, KEY.Key_Tab, "bad back", KEY.Key_Tab, (ALT, KEY.Key_O), "que")
    assert presenter.cards.current.content.outcome is Outcome.QUESTION_TO_PRACTITIONER
    keys(KEY.Key_Tab, "tue", SAVE)
    assert detail(log()[0]).promises[0].owner_name == "Dr Lee"


def test_booked_is_logged_with_its_day(page, presenter, keys, log, detail):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", (ALT, KEY.Key_O), "boo", KEY.Key_Tab, "tue 10 mar", SAVE)
    assert detail(log()[0]).fields.booked_on == dt.date(2026, 3, 10)


def test_saving_an_empty_card_explains_and_loses_nothing(page, presenter, keys, log, focused):
    presenter.new_card(Channel.PHONE)
    keys(KEY.Key_Tab, KEY.Key_Tab, "asks about prices", SAVE)
    assert log() == []
    assert focused() == "caller_name"
    assert "A name, a number, or “Unknown”." in shown_words(page.card_page)
    keys("Unknown", SAVE)
    assert log()[0].concern == "asks about prices"


def test_hints_of_several_fields_stand_beside_them_and_the_first_has_the_focus(
    page, presenter, keys, focused
):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, KEY.Key_Tab, "zzz", (ALT, KEY.Key_D), "whenever", SAVE)
    words = shown_words(page.card_page)
    assert "Choose one of the clinic's services." in words
    assert "Write it another way." in words
    assert focused() == "service"
    keys((CTRL, KEY.Key_A), KEY.Key_Delete)
    assert "Choose one of the clinic's services." not in shown_words(page.card_page)


@pytest.mark.parametrize(
    ("name", "text"), [("concern", "word " * 5_000), ("caller_name", "W" * 201)]
)
def test_overlong_text_is_refused_with_a_hint_and_kept(page, presenter, log, name, text):
    card = presenter.new_card(Channel.WALK_IN)
    card.edit("caller_name", "Bob")
    card.edit(name, text)
    presenter.save()
    assert log() == []
    assert getattr(card.content, name) == text
    assert "Too long: shorten it." in shown_words(page.card_page)


def test_the_server_away_keeps_the_card_and_offers_to_try_again(
    page, presenter, keys, desk, posted, log
):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, "knee")
    desk._data.failure = StorageError(StorageFailure.BUSY_OR_AWAY)
    keys(SAVE)
    assert presenter.cards.current.content.concern == "knee"
    assert page.card_page.isEnabled()
    assert posted[-1].action_label == "Try again"
    posted[-1].action()
    assert [row.concern for row in log()] == ["knee"]


def test_saved_without_an_ending_the_notice_says_where_it_stands_now(page, presenter, keys, posted):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, "knee", SAVE)
    words = "Enquiry 2026-0001 saved. No next step yet: it stands first among the follow-ups."
    assert posted[-1].text == words


def test_after_saving_the_notice_names_the_enquiry_and_undo_brings_the_card_back(
    page, presenter, keys, posted, log
):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, "knee", (ALT, KEY.Key_D), "tue", SAVE)
    assert posted[-1].text == "Enquiry 2026-0001 saved."
    posted[-1].action()
    assert log() == []
    content = presenter.cards.current.content
    assert (content.caller_name, content.concern, content.next_step_day) == ("Bob", "knee", "tue")
    assert field(page, "concern").text == "knee"
    page.card_page.form.focus_start()
    keys(SAVE)
    assert [row.number for row in log()] == ["2026-0002"]


def test_save_and_next_opens_a_fresh_card_of_the_same_kind(page, presenter, keys, focused, log):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", (CTRL | SHIFT, KEY.Key_Return))
    assert len(log()) == 1
    assert presenter.cards.current.content.is_blank
    assert presenter.cards.current.content.channel is Channel.WALK_IN
    assert focused() == "caller_name"


def test_f9_saves_first_and_then_asks_for_a_handout(page, presenter, keys, desk, log, clinic):
    wishes = []
    desk.navigation.handout_wanted.connect(wishes.append)
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, KEY.Key_Tab, "cup", KEY.Key_Tab, KEY.Key_F9)
    wish = HandoutWish(log()[0].enquiry_id, clinic["Cupping"], recipient_name="Bob")
    assert wishes == [wish]
    page.activated()
    keys(KEY.Key_F9)
    assert wishes == [wish, wish]


def test_the_days_list_shows_what_was_saved_and_enter_opens_it(page, presenter, keys, desk, log):
    opened = []
    desk.navigation.enquiry_wanted.connect(opened.append)
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", SAVE)
    page.today.today.setFocus()
    keys(KEY.Key_Down, KEY.Key_Return)
    assert opened == [log()[0].enquiry_id]


def test_an_enquiry_saved_at_another_desk_appears_and_the_chosen_row_stays(
    page, presenter, desk, log_call, sqlite_database
):
    desk.changes.committed.emit(log_call("First"), None)
    page.today.today.setCurrentIndex(page.today.today.rows.index(0))
    desk.changes.committed.emit(log_call("Second"), None)
    titles = [line.look.title for line in page.today.today.rows.lines]
    assert titles == ["Second", "First"]
    assert page.today.today.currentIndex().row() == 1


def test_everything_that_takes_the_focus_has_an_accessible_name(page, presenter, keys):
    from PySide6.QtWidgets import QWidget

    presenter.new_card(Channel.PHONE, name="Bob")
    presenter.cards.current.edit("about", About.CHILD)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.focusProxy()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_the_mnemonics_of_the_page_are_unique(page, presenter):
    import re

    from PySide6.QtWidgets import QAbstractButton, QLabel

    presenter.new_card(Channel.PHONE, name="Bob")
    texts = [
        widget.text()
        for kind in (QLabel, QAbstractButton)
        for widget in page.findChildren(kind)
        if kind is QAbstractButton or widget.buddy()
    ]
    letters = [m.lower() for text in texts for m in re.findall(r"&(\w)", text)]
    assert len(letters) == len(set(letters))
    assert not set(letters) & set("fevh")  # the menus
