"""Consent on a call card: one key, no Tab stop, the clinic's words of that moment."""

import dataclasses
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.models import Consent
from db.queries.clinic import clinic_facts
from db.services.clinic import save_profile
from desk_app.screens.desk.card import CardContent

CONTROL = Qt.KeyboardModifier.ControlModifier
WORDS = "May we keep your number?"


@pytest.fixture
def asks(sqlite_database, actor, now, desk):
    def ask(words):
        profile = dataclasses.replace(desk.clinic.profile, consent_words=words)
        sqlite_database.write(partial(save_profile, actor=actor, at=now, profile=profile))
        desk.clinic = sqlite_database.read(clinic_facts)

    return ask


def kept(database):
    with database.reading() as session:
        return [(row.words, row.is_given, row.taken_by) for row in session.query(Consent)]


def test_one_key_notes_a_yes_again_a_no_and_again_nothing(asks, page, presenter, qtbot):
    asks(WORDS)
    presenter.phone_card()
    shown = page.card_page.form._layout.consent
    said = []
    for _ in range(4):
        said.append(shown._key.text())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_G, CONTROL)
    assert [words.partition(": ")[2] for words in said] == [
        "not asked", "agreed", "refused", "not asked",
    ]  # fmt: skip
    assert WORDS in shown._words.text()
    assert shown._key.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_it_is_saved_with_the_enquiry_and_who_took_it(
    asks, page, presenter, sqlite_database, clinic
):
    asks(WORDS)
    card = presenter.phone_card() or presenter.cards.current
    card.edit("caller_name", "Maria Ortiz")
    card.turn_consent()
    asks("Other words")  # what was read out stays
    card.save()
    assert kept(sqlite_database) == [(WORDS, True, clinic["Ana"])]


def test_nobody_asked_nothing_kept(asks, page, presenter, sqlite_database):
    presenter.phone_card()
    card = presenter.cards.current
    assert page.card_page.form._layout.consent.isHidden()
    card.turn_consent()
    card.edit("caller_name", "Maria Ortiz")
    card.save()
    assert kept(sqlite_database) == []


def test_an_answer_outlives_the_program(asks, page, presenter):
    asks(WORDS)
    presenter.phone_card()
    card = presenter.cards.current
    card.turn_consent()
    assert CardContent.from_json(card.content.to_json()) == card.content


def test_it_is_kept_also_when_an_open_enquiry_goes_on(
    asks, page, presenter, log_call, sqlite_database, clinic
):
    asks(WORDS)
    first = log_call(phone="8285550142")
    presenter.phone_card()
    card = presenter.cards.current
    card.edit("caller_name", "Maria Ortiz")
    card._set(continues=first.record_id)
    card.turn_consent()
    card.turn_consent()
    card.save()
    assert kept(sqlite_database) == [(WORDS, False, clinic["Ana"])]
