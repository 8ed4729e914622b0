"""What the clinic offers, and what the desk may say about it, on both databases."""

import dataclasses
import datetime as dt
import uuid
from functools import partial

import pytest

from db.domain.clinic import ClinicProfile
from db.domain.enquiry import ChoiceList
from db.domain.errors import NotFoundError, Problem, StaleEditError, ValidationError
from db.domain.service import CardKind, ScreeningLevel
from db.domain.staff import Role
from db.queries.catalogue import services
from db.queries.clinic import choices
from db.queries.desk_texts import desk_cards, screening_questions
from db.services.catalogue import ServiceFields, add_service, change_service, order_services
from db.services.clinic import StaffFields, add_staff, save_profile
from db.services.desk_texts import (
    CardFields,
    QuestionFields,
    add_desk_card,
    add_screening_question,
    change_desk_card,
    change_screening_question,
)

TODAY = dt.date(2026, 3, 6)
BACK = ServiceFields(
    "Acupuncture for back pain",
    aliases=("needles", "bad back"),
    category="Acupuncture",
    first_minutes=75,
    return_minutes=45,
    first_price=150_00,
    return_price=100_00,
    wear="Loose clothes.",
    first_visit="Bring\na list of medicines.",
)


@pytest.fixture
def give(database, actor, now):
    """Give one command in a transaction of its own."""

    def give_one(command, **arguments):
        return database.write(partial(command, actor=actor, at=now, **arguments))

    return give_one


@pytest.fixture
def lee(give):
    give(save_profile, profile=ClinicProfile(name="Test Clinic"))
    return give(add_staff, fields=StaffFields("Dr Lee", Role.PRACTITIONER)).record_id


def refused(give, command, **arguments):
    with pytest.raises(ValidationError) as error:
        give(command, **arguments)
    return error.value.problems


def offered(database, **arguments):
    return database.read(partial(services, **arguments))


# --- Services --------------------------------------------------------------------------


def test_a_service_comes_back_as_it_was_typed(database, give, lee):
    give(add_service, fields=dataclasses.replace(BACK, practitioner_ids=(lee, lee)))
    [row] = offered(database)
    assert (row.name, row.category, row.aliases) == (BACK.name, "Acupuncture", BACK.aliases)
    assert (row.first_minutes, row.return_minutes) == (75, 45)
    assert (row.first_price, row.return_price) == (150_00, 100_00)
    assert (row.wear, row.first_visit) == (BACK.wear, BACK.first_visit)
    assert row.practitioners == ((lee, "Dr Lee"),)


def test_no_such_visit_and_a_free_one_are_told_apart(database, give):
    give(add_service, fields=ServiceFields("Free talk", first_minutes=15, first_price=0))
    [row] = offered(database)
    assert (row.first_price, row.return_price, row.return_minutes) == (0, None, None)


def test_aliases_keep_their_order_once_each_and_empty_ones_go(database, give):
    fields = ServiceFields("Cupping", aliases=("cups", " ", "suction", "cups"))
    new = give(add_service, fields=fields)
    assert offered(database)[0].aliases == ("cups", "suction")
    give(
        change_service,
        service_id=new.record_id,
        seen_version=new.version,
        fields=dataclasses.replace(fields, aliases=("suction", "glass")),
    )
    assert set(offered(database)[0].aliases) == {"suction", "glass"}


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({"name": " "}, {"name": Problem.REQUIRED}),
        ({"name": "CUPPING"}, {"name": Problem.ALREADY_THERE}),
        ({"first_price": -1}, {"first_price": Problem.OUT_OF_RANGE}),
        ({"return_minutes": 10_000_001}, {"return_minutes": Problem.OUT_OF_RANGE}),
        ({"aliases": ("x" * 201,)}, {"aliases": Problem.TOO_LONG}),
        ({"wear": "x" * 20_001}, {"wear": Problem.TOO_LONG}),
    ],
)
def test_what_cannot_be_right_is_named_and_nothing_is_kept(database, give, change, problems):
    give(add_service, fields=ServiceFields("Cupping"))
    assert refused(give, add_service, fields=dataclasses.replace(BACK, **change)) == problems
    assert [row.name for row in offered(database)] == ["Cupping"]


def test_a_service_may_keep_its_own_name(database, give):
    new = give(add_service, fields=BACK)
    give(change_service, service_id=new.record_id, seen_version=new.version, fields=BACK)
    assert len(offered(database)) == 1


def test_new_words_alone_are_an_edit_that_another_desk_must_see(give):
    new = give(add_service, fields=BACK)
    change = partial(give, change_service, service_id=new.record_id, seen_version=new.version)
    assert change(fields=dataclasses.replace(BACK, aliases=("pins",))).version == new.version + 1
    with pytest.raises(StaleEditError):
        change(fields=dataclasses.replace(BACK, aliases=("spikes",)))


def test_a_service_that_is_gone_cannot_be_changed(give):
    with pytest.raises(NotFoundError):
        give(change_service, service_id=99, seen_version=1, fields=BACK)


def test_out_of_use_is_not_offered_but_not_lost(database, give):
    new = give(add_service, fields=BACK)
    off = dataclasses.replace(BACK, active=False)
    give(change_service, service_id=new.record_id, seen_version=new.version, fields=off)
    assert offered(database) == []
    assert [row.active for row in offered(database, also_inactive=True)] == [False]


def test_services_stand_in_the_order_they_are_put_in(database, give):
    ids = [give(add_service, fields=ServiceFields(name)).record_id for name in "ABCD"]
    give(order_services, service_ids=[ids[2], ids[0], 999, ids[2]])
    assert [row.name for row in offered(database)] == ["C", "A", "B", "D"]
    give(add_service, fields=ServiceFields("E"))
    assert [row.name for row in offered(database)] == ["C", "A", "B", "D", "E"]
    give(order_services, service_ids=ids)
    assert [row.name for row in offered(database)] == ["A", "B", "C", "D", "E"]


def test_only_what_moved_counts_as_edited(database, give):
    ids = [give(add_service, fields=ServiceFields(name)).record_id for name in "ABC"]
    before = {row.name: row.version for row in offered(database)}
    give(order_services, service_ids=[ids[1], ids[0], ids[2]])
    after = {row.name: row.version for row in offered(database)}
    assert {name for name in "ABC" if after[name] != before[name]} == {"A", "B"}


# --- Desk cards ------------------------------------------------------------------------


def cards(database, service_id, **arguments):
    return database.read(partial(desk_cards, service_id=service_id, today=TODAY, **arguments))


def test_a_service_has_its_own_cards_and_those_for_all(database, give):
    one, other = (give(add_service, fields=ServiceFields(name)).record_id for name in "AB")
    give(add_desk_card, fields=CardFields(CardKind.SAY, "For all", position=2))
    give(add_desk_card, fields=CardFields(CardKind.DO_NOT_SAY, "For A", one, position=1))
    give(add_desk_card, fields=CardFields(CardKind.PASS_ON, "For B", other))
    assert [card.text for card in cards(database, one)] == ["For A", "For all"]
    assert [card.text for card in cards(database, None)] == ["For all"]


@pytest.mark.parametrize(
    ("approved_on", "review_on", "approved"),
    [
        (None, None, False),
        (TODAY, None, True),
        (TODAY, TODAY + dt.timedelta(days=1), True),
        (TODAY, TODAY, False),
    ],
)
def test_a_card_is_approved_until_its_review_is_due(
    database, give, lee, approved_on, review_on, approved
):
    give(
        add_desk_card,
        fields=CardFields(
            CardKind.SAY,
            "Wear loose clothes.",
            approved_by=lee if approved_on else None,
            approved_on=approved_on,
            review_on=review_on,
        ),
    )
    [card] = cards(database, None)
    assert card.approved is approved
    assert card.approver == ("Dr Lee" if approved_on else "")


def test_a_card_keeps_all_it_was_given_and_refuses_an_early_look(database, give, lee):
    fields = CardFields(
        CardKind.SAY, "Hello", owner_id=lee, approved_by=lee, is_example=True, position=7
    )
    new = give(add_desk_card, fields=fields)
    change = partial(give, change_desk_card, card_id=new.record_id, seen_version=new.version)
    change(fields=dataclasses.replace(fields, text="Hello there", active=False))
    assert cards(database, None) == []
    [card] = cards(database, None, also_inactive=True)
    assert (card.text, card.owner_id, card.approved_by, card.position, card.is_example) == (
        "Hello there",
        lee,
        lee,
        7,
        True,
    )
    assert not card.active
    with pytest.raises(StaleEditError):
        change(fields=fields)


def test_what_a_card_is_made_of_makes_one_card_and_brings_it_back(database, give):
    made_of, fields = uuid.uuid4(), CardFields(CardKind.SAY, "Only lightly.")
    first = give(add_desk_card, fields=fields, public_id=made_of)
    other = dataclasses.replace(fields, text="Edited since")
    ids = {"card_id": first.record_id}
    edited = give(change_desk_card, **ids, seen_version=first.version, fields=other)
    again = give(add_desk_card, fields=fields, public_id=made_of)
    assert (again.record_id, again.fields) == (first.record_id, ("sent_again",))
    assert [card.text for card in cards(database, None)] == ["Edited since"]
    out = dataclasses.replace(other, active=False)
    give(change_desk_card, **ids, seen_version=edited.version, fields=out)
    back = give(add_desk_card, fields=fields, public_id=made_of)
    assert (back.record_id, back.fields) == (first.record_id, ())
    assert [card.text for card in cards(database, None)] == ["Only lightly."]
    assert give(add_desk_card, fields=fields).record_id != first.record_id


def test_a_card_without_words_is_refused(give):
    empty = CardFields(CardKind.SAY, " \n ")
    assert refused(give, add_desk_card, fields=empty) == {"text": Problem.REQUIRED}


# --- Screening questions ---------------------------------------------------------------


def asked(database, service_id=None, body_area_id=None):
    found = database.read(
        partial(screening_questions, service_id=service_id, body_area_id=body_area_id, today=TODAY)
    )
    return [question.text for question in found]


def test_questions_come_by_service_by_body_area_and_for_all(database, give):
    service = give(add_service, fields=BACK).record_id
    area = database.read(choices)[ChoiceList.BODY_AREA][0].choice_id
    level = ScreeningLevel.TELL_PRACTITIONER
    for text, where in (
        ("For all?", {}),
        ("Service?", {"service_ids": [service]}),
        ("Area?", {"body_area_ids": [area]}),
    ):
        give(add_screening_question, fields=QuestionFields(text, level, **where))
    assert asked(database) == ["For all?"]
    assert asked(database, service_id=service) == ["For all?", "Service?"]
    assert asked(database, body_area_id=area) == ["For all?", "Area?"]


def test_a_question_can_be_corrected_and_put_out_of_use(database, give):
    fields = QuestionFields("Numb?", ScreeningLevel.EMERGENCY, hand_over_to="911")
    new = give(add_screening_question, fields=fields)
    change = partial(
        give, change_screening_question, question_id=new.record_id, seen_version=new.version
    )
    change(fields=dataclasses.replace(fields, text="New numbness?", active=False))
    assert asked(database) == []
    with pytest.raises(StaleEditError):
        change(fields=fields)
    assert refused(give, add_screening_question, fields=dataclasses.replace(fields, text="")) == {
        "text": Problem.REQUIRED
    }
