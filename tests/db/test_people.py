"""People: entering, correcting, finding, and what belongs to one of them."""

import datetime as dt
import uuid
from functools import partial

import pytest

from db.domain.enquiry import About, Channel, EnquiryFields, NewEnquiry, NextStep
from db.domain.errors import NotFoundError, Problem, StaleEditError, ValidationError
from db.domain.follow_up import VoicemailRule
from db.queries.people import people, person_detail, two_people
from db.services.enquiries import log_enquiry
from db.services.follow_ups import finish_follow_up
from db.services.people import (
    NumberLine,
    PersonFields,
    add_person,
    add_relation,
    bin_person,
    change_person,
    remove_relation,
    set_do_not_contact,
)

TODAY = dt.date(2026, 3, 6)


@pytest.fixture
def give(database, actor, now):
    """Give a command."""
    return lambda command, **arguments: database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def add(give):
    """Enter somebody; returns their id."""

    def one(name, *numbers, **fields):
        lines = [NumberLine(number) for number in numbers]
        made = PersonFields(name, lines, **fields)
        return give(add_person, fields=made, region="US").record_id

    return one


@pytest.fixture
def look(database):
    return lambda person_id: database.read(partial(person_detail, person_id=person_id))


@pytest.fixture
def find(database):
    return lambda typed: [row.name for row in database.read(partial(people, typed=typed))]


def change(give, seen, fields, **options):
    return give(
        change_person,
        person_id=seen.person_id,
        seen_version=seen.version,
        fields=fields,
        region="US",
        **options,
    )


def test_somebody_comes_back_as_entered(give, look):
    number = NumberLine("(828) 555-0142", "work", VoicemailRule.NO_MESSAGE)
    fields = PersonFields(" Zoë  Müller ", [number], "zoe@example.org", "es", "Two\nlines")
    person = look(give(add_person, fields=fields, region="US").record_id)
    assert (person.name, person.email, person.language) == ("Zoë Müller", "zoe@example.org", "es")
    assert person.note == "Two\nlines"
    [own] = person.numbers
    assert (own.raw, own.e164, own.label) == ("(828) 555-0142", "+18285550142", "work")
    assert own.voicemail is VoicemailRule.NO_MESSAGE


def test_people_are_found_by_any_part_newest_first(add, find):
    add("Ana Lopez", "828 555 0100", email="ana@example.org")
    add("Bo Chen", "828 555 0101", "+44 20 7946 0018")
    add("Ana Ortiz", note="likes mornings")
    assert find("") == ["Ana Ortiz", "Bo Chen", "Ana Lopez"]
    assert find("ana") == ["Ana Ortiz", "Ana Lopez"]
    assert find("lop") == ["Ana Lopez"]
    assert find("ana@exam") == ["Ana Lopez"]
    assert find("5550101") == find("020 7946") == ["Bo Chen"]
    assert find("0100") == ["Ana Lopez"]
    assert find("morn") == ["Ana Ortiz"]
    assert find("nobody") == []


def test_a_part_inside_a_word_is_found_and_a_name_that_sounds_alike(add, find, database):
    add("Ana Lopez", email="ana.lopez@clinic.example")
    add("Kathryn Leigh")
    assert find("opez") == find("clinic.ex") == find("nic.ex") == ["Ana Lopez"]
    assert find("catherine lee") == ["Kathryn Leigh"]
    assert [row.alike for row in database.read(partial(people, typed="catherine lee"))] == [True]


def test_an_earlier_name_and_number_are_kept_and_still_find_them(give, add, look, find):
    person_id = add("Ana Lopez", "828 555 0100")
    fields = PersonFields("Ana Ortiz", [NumberLine("828 555 0199", "new")])
    change(give, look(person_id), fields)
    person = look(person_id)
    assert (person.name, person.former_names) == ("Ana Ortiz", ("Ana Lopez",))
    assert sorted((own.raw, own.former) for own in person.numbers) == [
        ("828 555 0100", True),
        ("828 555 0199", False),
    ]
    assert find("lopez") == find("5550100") == ["Ana Ortiz"]


def test_a_change_is_undone_by_changing_back(give, add, look):
    person_id = add("Ana Lopez", "828 555 0100")
    before = look(person_id)
    change(give, before, PersonFields("Ana Ortiz"))
    change(give, look(person_id), PersonFields("Ana Lopez", [NumberLine("828 555 0100")]))
    after = look(person_id)
    assert after.name == before.name
    assert after.numbers == before.numbers


def test_a_number_that_was_a_mistake_never_was_theirs(give, add, look, find):
    person_id = add("Ana Lopez", "828 555 0100")
    change(give, look(person_id), PersonFields("Ana Lopez", [NumberLine("828 555 0199")]))
    before = fields = PersonFields("Ana Lopez", [NumberLine("(828) 555-0199")])
    numbers = look(person_id).numbers

    mistaken = [*fields.numbers, NumberLine("828 555 0142"), NumberLine("828 555 0100")]
    change(give, look(person_id), PersonFields("Ana Lopez", mistaken))
    change(give, look(person_id), before, former_before=["828 555 0100"])
    assert {(own.e164, own.former) for own in look(person_id).numbers} == {
        (own.e164, own.former) for own in numbers
    }
    assert find("5550142") == []
    assert find("5550100") == find("5550199") == ["Ana Lopez"]


def test_the_second_of_two_desks_is_told(give, add, look):
    seen = look(add("Ana"))
    change(give, seen, PersonFields("Ana Lopez"))
    with pytest.raises(StaleEditError):
        change(give, seen, PersonFields("Anna"))


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        (PersonFields("  "), {"name": Problem.REQUIRED}),
        (PersonFields("x" * 201), {"name": Problem.TOO_LONG}),
        (PersonFields("Ana", [NumberLine("1" * 65)]), {"number 0": Problem.TOO_LONG}),
        (PersonFields("Ana", email="x" * 300), {"email": Problem.TOO_LONG}),
    ],
)
def test_what_cannot_be_accepted_is_named_and_nothing_is_written(give, find, fields, problems):
    with pytest.raises(ValidationError) as caught:
        give(add_person, fields=fields, region="US")
    assert caught.value.problems == problems
    assert find("") == []


def test_do_not_contact_has_a_reason_and_a_time_and_is_taken_back(give, add, look, now):
    person = look(add("Ana"))
    changed = give(
        set_do_not_contact,
        person_id=person.person_id,
        seen_version=person.version,
        wanted=True,
        reason="asked in writing",
    )
    blocked = look(person.person_id)
    assert (blocked.do_not_contact, blocked.do_not_contact_reason) == (True, "asked in writing")
    assert blocked.do_not_contact_since == now
    give(
        set_do_not_contact,
        person_id=person.person_id,
        seen_version=changed.version,
        wanted=False,
    )
    free = look(person.person_id)
    assert (free.do_not_contact, free.do_not_contact_reason) == (False, "")
    assert free.do_not_contact_since is None


def test_the_bin_hides_and_gives_back(give, add, look, find):
    person = look(add("Ana"))
    binned = give(bin_person, person_id=person.person_id, seen_version=person.version)
    assert find("") == find("ana") == []
    assert look(person.person_id).binned
    give(bin_person, person_id=person.person_id, seen_version=binned.version, binned=False)
    assert find("ana") == ["Ana"]


def test_relations_are_added_once_and_removed(give, add, look):
    mother, son = add("Maria"), add("Luis")
    for _ in range(2):
        give(add_relation, person_id=mother, other_id=son, kind=About.CHILD)
    [relation] = look(mother).relations
    assert (relation.person_id, relation.kind, relation.name) == (son, About.CHILD, "Luis")
    give(remove_relation, person_id=mother, other_id=son)
    assert look(mother).relations == ()
    with pytest.raises(NotFoundError):
        give(add_relation, person_id=mother, other_id=999, kind=About.CHILD)


def test_a_relation_is_not_put_back_or_taken_away_over_what_another_desk_noted(give, add, look):
    maria, luis = add("Maria"), add("Luis")
    both = {"person_id": maria, "other_id": luis}
    give(add_relation, kind=About.PARTNER, **both)
    with pytest.raises(StaleEditError):
        give(remove_relation, seen=About.CHILD, **both)
    with pytest.raises(StaleEditError):
        give(add_relation, kind=About.CHILD, **both)
    assert [row.kind for row in look(maria).relations] == [About.PARTNER]
    give(remove_relation, seen=About.PARTNER, **both)
    with pytest.raises(StaleEditError):
        give(remove_relation, seen=About.PARTNER, **both)


def test_enquiries_and_promises_belong_to_the_caller_and_to_whom_it_is_about(
    give, add, look, database, now
):
    mother, son = add("Maria", "828 555 0142"), add("Luis")
    steps = (NextStep(TODAY + dt.timedelta(days=3)), NextStep(TODAY), None)
    for step in steps:
        fields = EnquiryFields(
            Channel.PHONE, "Maria", caller_id=mother, about=About.CHILD, about_id=son
        )
        new = NewEnquiry(uuid.uuid4(), now, TODAY, fields, step)
        give(log_enquiry, new=new, region="US")
    for person_id in (mother, son):
        person = look(person_id)
        assert len(person.enquiries) == 3
        assert [promise.due_on for promise in person.promises] == [
            TODAY,
            TODAY + dt.timedelta(days=3),
        ]
    first = look(mother).promises[0]
    give(finish_follow_up, follow_up_id=first.follow_up_id, seen_version=1)
    assert [bool(promise.done_at) for promise in look(mother).promises] == [False, True]


def test_the_list_tells_how_often_and_when_somebody_called_last(give, add, database, now):
    ana = add("Ana")
    for day in (TODAY - dt.timedelta(days=9), TODAY):
        fields = EnquiryFields(Channel.PHONE, "Ana", caller_id=ana)
        give(log_enquiry, new=NewEnquiry(uuid.uuid4(), now, day, fields), region="US")
    [row] = database.read(people)
    assert (row.enquiries, row.last_on) == (2, TODAY)


def test_nobody_is_not_an_error(look):
    assert look(12345) is None


def test_two_people_are_read_side_by_side_as_each_alone(add, look, database, give):
    maria, luis = add("Maria", "828 555 0142"), add("Luis")
    both = partial(two_people, first_id=luis, second_id=maria)
    assert database.read(both) == (look(luis), look(maria))
    missing = partial(two_people, first_id=maria, second_id=9999)
    assert database.read(missing) is None
    give(bin_person, person_id=luis, seen_version=look(luis).version)
    assert database.read(both) is None
    assert database.read(partial(two_people, first_id=maria, second_id=luis)) is None
