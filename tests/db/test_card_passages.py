"""The caller's words lead to what the cards of other services say."""

import datetime as dt
from functools import partial

import pytest

from db.domain.service import CardKind
from db.queries.card_passages import cards_about
from db.services.catalogue import ServiceFields, add_service
from db.services.desk_texts import CardFields, add_desk_card

TODAY = dt.date(2026, 3, 6)


@pytest.fixture
def give(database, actor, now):
    return lambda command, **arguments: (
        database.write(partial(command, actor=actor, at=now, **arguments)).record_id
    )


@pytest.fixture
def services(give):
    return {
        name: give(add_service, fields=ServiceFields(name))
        for name in ("Cupping", "Massage", "Needling")
    }


@pytest.fixture
def say(give, services):
    """Write a card for a service, or for all; returns its id."""
    return lambda service, words: give(
        add_desk_card, fields=CardFields(CardKind.SAY, words, services.get(service))
    )


@pytest.fixture
def about(database, services):
    def ask(typed, service=None):
        found = database.read(
            partial(cards_about, typed=typed, service_id=services.get(service), today=TODAY)
        )
        return [(one.service, one.row.text) for one in found]

    return ask


def test_the_card_that_holds_the_words_is_found_with_its_service(say, about):
    say("Cupping", "The marks fade within two weeks.")
    say("Massage", "Bring a towel.")
    assert about("how long do the marks stay") == [("Cupping", "The marks fade within two weeks.")]


def test_the_words_are_marked(database, say):
    say("Cupping", "The marks fade within two weeks.")
    [found] = database.read(partial(cards_about, typed="marks", service_id=None, today=TODAY))
    assert [found.row.text[start:end] for start, end in found.marks] == ["marks"]


def test_cards_of_the_chosen_service_and_those_for_all_stand_beside_the_card_anyway(say, about):
    say("Cupping", "The marks fade.")
    say(None, "Marks are never a matter for the desk.")
    assert about("marks", "Cupping") == []
    assert about("marks", "Massage") == [("Cupping", "The marks fade.")]


def test_what_nobody_says_and_what_only_joins_words_leads_nowhere(say, about):
    say("Cupping", "The marks can fade for weeks.")
    assert about("") == []
    assert about("parking") == []
    assert about("can this be for you") == []


def test_a_card_that_holds_much_less_than_the_best_is_left_out(say, about):
    say("Cupping", "Marks fade within two weeks on the shoulders.")
    say("Massage", "Shoulders may be sore.")
    say("Needling", "A bruise may stay.")
    assert [service for service, _ in about("marks two weeks shoulders")] == ["Cupping"]


def test_at_most_three_are_shown_and_a_word_on_every_card_tells_nothing(say, about):
    for number in range(5):
        say("Cupping", f"A bruise may stay, case {number}.")
    assert about("bruise") == []
    for number in range(8):
        say("Massage", f"Bring towel {number}.")
    assert len(about("bruise")) == 3
