"""Questions are answered by one key each, and a red answer turns the card."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from db.domain.enquiry import Channel, Outcome
from db.domain.service import CardKind, ScreeningLevel, ScreeningReply
from db.drafts import DraftStore
from db.queries.desk_texts import every_question
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import enquiries_on
from db.queries.hand_overs import open_hand_overs
from db.services.desk_texts import (
    CardFields,
    QuestionFields,
    add_desk_card,
    add_screening_question,
    change_screening_question,
)
from desk_app.screens.desk.card import CardContent
from desk_app.screens.desk.fact_rows_page import CardFact, QuestionFact
from desk_app.screens.desk.reading import settled_state
from tests.desk_app.screens.desk.conftest import SAVE

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY = dt.date(2026, 3, 6)
APPROVED = {"approved_on": dt.date(2026, 1, 1), "review_on": dt.date(2027, 1, 1)}
YES, NO, NOT_ASKED = ScreeningReply
QUESTIONS = (
    ("New numbness?", ScreeningLevel.EMERGENCY),
    ("Fever now?", ScreeningLevel.URGENT),
    ("Blood thinner?", ScreeningLevel.TELL_PRACTITIONER),
)


@pytest.fixture
def write(sqlite_database, actor, now):
    return lambda function, **given: sqlite_database.write(
        partial(function, actor=actor, at=now, **given)
    )


@pytest.fixture
def asked(write, clinic):
    """Three questions about cupping, one of each level; returns their ids."""
    return [
        write(
            add_screening_question,
            fields=QuestionFields(
                text, level, service_ids=[clinic["Cupping"]], hand_over_words=f"Say: {text}",
                hand_over_to="Dr Lee", position=place, approved_by=clinic["Dr Lee"], **APPROVED,
            ),
        ).record_id
        for place, (text, level) in enumerate(QUESTIONS)
    ]  # fmt: skip


@pytest.fixture
def card(page, presenter, keys, asked):
    """A walk-in about cupping, with the focus where the concern is typed."""
    card = presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, "sore", KEY.Key_Tab, "cupping", KEY.Key_Tab)
    page.card_page.form.focus_field("concern")
    QApplication.processEvents()
    return card


@pytest.fixture
def focused_row():
    def row():
        widget = QApplication.focusWidget()
        return widget.line.row.text if isinstance(widget, QuestionFact | CardFact) else None

    return row


@pytest.fixture
def logged(sqlite_database, presenter):
    """The only enquiry there is, with everything on it."""

    def detail():
        [row] = sqlite_database.read(partial(enquiries_on, day=TODAY))
        return sqlite_database.read(partial(enquiry_detail, enquiry_id=row.enquiry_id))

    return detail


def shown(widget):
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def replies(card):
    return [(answer.text, answer.reply) for answer in card.content.answers]


# --- Answering ----------------------------------------------------------------------------


def test_each_question_is_one_key_and_the_focus_goes_on(card, keys, focused_row, focused):
    keys(KEY.Key_F8)
    assert focused_row() == "New numbness?"
    keys("n")
    assert focused_row() == "Fever now?"
    keys("-", "y")
    assert replies(card) == [
        ("New numbness?", NO), ("Fever now?", NOT_ASKED), ("Blood thinner?", YES),
    ]  # fmt: skip
    keys(KEY.Key_Escape)
    assert focused() == "concern"
    keys("!")
    assert card.content.concern == "sore!"


def test_f8_comes_back_to_the_first_question_without_an_answer(card, keys, focused_row):
    keys(KEY.Key_F8, "n", KEY.Key_Escape, KEY.Key_F8)
    assert focused_row() == "Fever now?"
    keys(KEY.Key_Up)
    assert focused_row() == "New numbness?"
    keys(KEY.Key_Up)
    assert focused_row() == "New numbness?"


def test_an_answer_can_be_corrected(card, page, keys):
    keys(KEY.Key_F8, "y", "n")
    assert replies(card) == [("New numbness?", NO)]
    assert page.card_page.stop.isHidden()


def test_the_answers_are_saved_with_the_enquiry_as_they_were_asked(
    card, keys, logged, now, asked, write, sqlite_database
):
    keys(KEY.Key_F8, "n")
    [row, *_] = sqlite_database.read(partial(every_question, today=TODAY))
    fields = QuestionFields("Numb now?", row.level)
    write(change_screening_question, question_id=row.question_id, seen_version=1, fields=fields)
    keys(SAVE)
    [answer] = logged().screening
    assert (answer.question, answer.version, answer.reply, answer.answered_at) == (
        "New numbness?", 1, NO, now,
    )  # fmt: skip


def test_answers_and_ticks_come_back_with_the_draft(card, keys, presenter, keeper, qtbot, page):
    keys(KEY.Key_F8, "y", KEY.Key_F5, "Dr Lee")
    card.keep_now()
    keeper.shut_down()
    [draft] = DraftStore(keeper._file).all()
    state = settled_state(draft, presenter.around())
    assert state.content == card.content
    assert state.content.stop.text == "New numbness?"
    assert state.content.hand_over.taken_over_by == "Dr Lee"


def test_what_another_version_kept_of_an_answer_is_left_out_alone(card, keys):
    keys(KEY.Key_F8, "n", "n")
    kept = card.content.to_json()
    kept["answers"][0]["level"] = "purple"
    kept["answers"].append("nonsense")
    kept["hand_over"] = {"at": "2026-03-06T10:30:00"}  # without a zone
    again = CardContent.from_json(kept)
    assert [answer.text for answer in again.answers] == ["Fever now?"]
    assert again.hand_over is None
    assert again.concern == "sore"


def test_answers_to_the_questions_of_an_earlier_service_are_kept(card, keys):
    keys(KEY.Key_F8, "n", KEY.Key_Escape)
    card.edit("service", "")
    assert replies(card) == [("New numbness?", NO)]


def test_every_row_says_its_answer_to_a_screen_reader(card, keys, page):
    keys(KEY.Key_F8, "n")
    rows = page.facts.findChildren(QuestionFact)
    first = next(row for row in rows if row.line.row.text == "New numbness?")
    assert "Answer: no" in first.accessibleName()
    assert "A yes means: Emergency" in first.accessibleName()


# --- A stop -------------------------------------------------------------------------------


def test_a_red_answer_turns_the_card_and_shows_the_clinics_words(card, page, keys):
    assert not page.card_page.property("stopped")
    keys(KEY.Key_F8, "y")
    assert page.card_page.property("stopped")
    texts = shown(page.card_page.stop)
    assert texts[:3] == [
        "Emergency: stop here, hand over now", "Yes to: New numbness?", "Say: New numbness?",
    ]  # fmt: skip
    assert "Fetch: Dr Lee\nEmergency number: 911" in texts


def test_two_keys_after_the_yes_the_call_is_handed_over_and_saved(
    card, keys, logged, sqlite_database, now
):
    keys(KEY.Key_F8, "y")
    keys(KEY.Key_F5, SAVE)
    detail = logged()
    assert detail.fields.outcome is Outcome.EMERGENCY_HANDED_OVER
    [stop] = detail.hand_overs
    assert (stop.question, stop.words_said, stop.handed_over_at, stop.taken_over_by) == (
        "New numbness?", "Say: New numbness?", now, "",
    )  # fmt: skip
    assert len(sqlite_database.read(open_hand_overs)) == 1


def test_who_took_over_is_typed_right_after_the_key(card, keys, logged):
    keys(KEY.Key_F8, "y", KEY.Key_F5, "lee", KEY.Key_Down, KEY.Key_Return, SAVE)
    assert logged().hand_overs[0].taken_over_by == "Dr Lee"


def test_an_urgent_call_goes_to_a_practitioner_today(card, keys, logged):
    keys(KEY.Key_F8, "n", "y", KEY.Key_F5, SAVE)
    detail = logged()
    assert detail.fields.outcome is Outcome.QUESTION_TO_PRACTITIONER
    assert [promise.due_on for promise in detail.promises] == [TODAY]


def test_in_an_emergency_no_name_is_asked_for(page, presenter, keys, asked, logged):
    presenter.new_card(Channel.PHONE).edit("service", "cupping")
    QApplication.processEvents()
    keys(KEY.Key_F8, "y", KEY.Key_F5, SAVE)
    assert logged().fields.caller_name == ""


@pytest.mark.parametrize("question", [0, 1])
def test_a_stop_is_not_closed_as_routine_without_a_typed_reason(
    card, page, presenter, keys, focused, question, logged
):
    keys(KEY.Key_F8, *("n" * question), "y")
    card.edit("outcome", Outcome.INFORMATION_GIVEN)
    card.refilled.emit(frozenset({"outcome"}))
    keys(SAVE)
    assert presenter.cards.current is card
    assert focused() == "routine_reason"
    assert any(text.startswith("An answer stopped this.") for text in shown(page.card_page))
    keys("Dr Lee spoke with him", SAVE)
    detail = logged()
    assert detail.fields.routine_reason == "Dr Lee spoke with him"
    assert detail.fields.outcome is Outcome.INFORMATION_GIVEN


def test_a_hand_over_can_be_taken_back(card, page, keys):
    keys(KEY.Key_F8, "y", KEY.Key_F5)
    page.card_page.stop._back.click()
    assert card.content.hand_over is None
    assert card.content.outcome is None
    assert page.card_page.property("stopped")
    keys(KEY.Key_F8)
    card.screening.answer(card_question(page), NO)
    assert not page.card_page.property("stopped")


def card_question(page):
    rows = page.facts.findChildren(QuestionFact)
    return next(row.line.row for row in rows if row.line.row.text == "New numbness?")


def test_the_desk_may_stop_by_itself(card, page, keys, logged):
    keys(KEY.Key_F5, SAVE)
    [stop] = logged().hand_overs
    assert (stop.question, stop.level) == ("", None)


def test_pressing_the_key_again_keeps_the_first_time(card, keys, desk, now):
    keys(KEY.Key_F8, "y", KEY.Key_F5)
    desk.now = lambda: now + dt.timedelta(minutes=3)
    keys(KEY.Key_F5)
    assert card.content.hand_over.at == now


def test_examples_are_marked_where_their_words_are_read_out(page, presenter, keys, write, clinic):
    fields = QuestionFields(
        "Numb?", ScreeningLevel.EMERGENCY, service_ids=[clinic["Cupping"]], is_example=True
    )
    write(add_screening_question, fields=fields)
    presenter.new_card(Channel.WALK_IN, name="Bob").edit("service", "cupping")
    QApplication.processEvents()
    keys(KEY.Key_F8, "y")
    texts = shown(page.card_page.stop)
    assert "Example words, not approved by the clinic" in texts
    assert "No words are written for this. Fetch a practitioner now." in texts


# --- Telling the practitioner -------------------------------------------------------------


def test_what_a_practitioner_must_know_becomes_the_next_step(card, page, keys, focused, logged):
    keys(KEY.Key_F8, "n", "n", "y")
    assert not page.card_page.property("stopped")
    assert "Tell the practitioner: Blood thinner?" in shown(page.card_page.tell)
    keys((SHIFT, KEY.Key_F5))
    assert focused() == "next_step_day"
    keys("tue", SAVE)
    detail = logged()
    assert detail.fields.outcome is Outcome.QUESTION_TO_PRACTITIONER
    assert [promise.promise for promise in detail.promises] == [
        "Tell before the visit: Blood thinner?"
    ]


# --- Desk cards ---------------------------------------------------------------------------


@pytest.fixture
def cards(write, clinic):
    """Two approved cards to say, one that expired, and what is not to be said."""

    def add(kind, text, place, **approval):
        fields = CardFields(kind, text, clinic["Cupping"], position=place, **approval)
        return write(add_desk_card, fields=fields).record_id

    add(CardKind.SAY, "It takes half an hour.", 0, approved_by=clinic["Dr Lee"], **APPROVED)
    add(CardKind.SAY, "Bring a towel.", 1, approved_by=clinic["Dr Lee"], **APPROVED)
    add(CardKind.SAY, "An old sentence.", 2, approved_on=TODAY, review_on=TODAY)
    add(CardKind.DO_NOT_SAY, "That it never leaves marks.", 3, **APPROVED)


def test_a_card_that_was_read_out_is_saved_with_its_version_and_time(
    cards, card, keys, focused_row, logged, now
):
    keys(KEY.Key_F8, "n", "n", "n")
    assert focused_row() == "It takes half an hour."
    keys(" ", KEY.Key_Down, " ", " ", SAVE)
    [said] = logged().said
    assert (said.text, said.version, said.said_at, said.kind) == (
        "It takes half an hour.", 1, now, CardKind.SAY,
    )  # fmt: skip


def test_words_that_nobody_approves_any_more_are_not_ticked(cards, card, keys, focused_row, page):
    keys(KEY.Key_F8, "n", "n", "n", KEY.Key_Down, KEY.Key_Down)
    assert focused_row() == "An old sentence."
    keys(" ")
    assert card.content.said == ()
    assert "Only approved words are ticked as read out." in shown(page.facts)
    assert "approval expired, ask before you say it" in shown(page.facts)
    keys(KEY.Key_Down, " ")
    assert focused_row() == "That it never leaves marks."
    assert card.content.said == ()


def test_ticks_come_back_with_the_draft(cards, card, keys):
    keys(KEY.Key_F8, "n", "n", "n", " ")
    again = CardContent.from_json(card.content.to_json())
    assert again == card.content
    assert [said.text for said in again.said] == ["It takes half an hour."]


def test_cards_of_other_services_are_found_by_the_callers_words(card, page, keys, write, clinic):
    back = clinic["Acupuncture for back pain"]
    fields = CardFields(CardKind.SAY, "Yes, there is parking.", back, **APPROVED)
    write(add_desk_card, fields=dataclasses.replace(fields, approved_by=clinic["Dr Lee"]))
    keys(" is there parking")
    texts = shown(page.facts)
    assert "FROM OTHER CARDS" in texts
    assert "Acupuncture for back pain · Say" in texts


def test_two_cards_have_each_their_own_answers(card, page, presenter, keys):
    keys(KEY.Key_F8, "y")
    other = presenter.new_card(Channel.WALK_IN, name="Eve")
    other.edit("service", "cupping")
    QApplication.processEvents()
    assert other.content.answers == ()
    assert not page.card_page.property("stopped")
    presenter.cards.bring_forward(card)
    assert page.card_page.property("stopped")
    [first, *_] = [row for row in page.facts._rows() if isinstance(row, QuestionFact)]
    assert not first.is_open
