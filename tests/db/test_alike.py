"""Who may be the same person: names that sound or look alike, pairs, and those told apart."""

from functools import partial

import pytest

from db.domain.enquiry import About
from db.queries.alike import duplicates_of, last_person, likely_duplicates, people_alike
from db.queries.callers import callers_by_name
from db.queries.people import person_detail
from db.services.merging import tell_apart
from db.services.people import (
    NumberLine,
    PersonFields,
    add_person,
    add_relation,
    bin_person,
    change_person,
)


@pytest.fixture
def give(database, actor, now):
    return lambda command, **arguments: database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def add(give):
    def one(name, *numbers, **fields):
        lines = [NumberLine(number) for number in numbers]
        return give(add_person, fields=PersonFields(name, lines, **fields), region="US").record_id

    return one


@pytest.fixture
def alike(database):
    return lambda name, **more: [
        row.name for row in database.read(partial(people_alike, name=name, **more))
    ]


@pytest.fixture
def pairs(database):
    def found():
        upto = database.read(last_person)
        rows = database.read(partial(likely_duplicates, after=0, upto=upto))
        return [(row.first_name, row.second_name) for row in rows]

    return found


def test_a_name_spelt_another_way_is_found(add, alike):
    add("Kathryn Leigh", "828 555 0199")
    add("Ximena Vázquez")
    add("John Smith")
    add("Bo Chen")
    assert alike("Catherine Lee") == ["Kathryn Leigh"]
    assert alike("jimena basquez") == ["Ximena Vázquez"]
    assert alike("Jonh Smyth") == ["John Smith"]
    assert alike("Leigh Kathryn") == ["Kathryn Leigh"]
    assert alike("Cathy Lee", number="(828) 555-0199") == ["Kathryn Leigh"]
    assert alike("Mary Jones") == alike("") == alike("?!") == []


def test_the_same_number_comes_before_a_better_name(add, alike):
    add("Kathryn Leigh", "828 555 0199")
    add("Catherine Lee")
    assert alike("Catherine Lee") == ["Catherine Lee", "Kathryn Leigh"]
    assert alike("Catherine Lee", number="8285550199") == ["Kathryn Leigh", "Catherine Lee"]


def test_a_former_name_counts_and_the_bin_does_not(add, alike, give, database):
    person_id = add("Ana Lopez")
    fields = PersonFields("Ana Ortiz")
    seen = database.read(partial(person_detail, person_id=person_id)).version
    version = give(
        change_person, person_id=person_id, seen_version=seen, fields=fields, region="US"
    ).version
    assert alike("Anna Lopes") == alike("Anna Ortis") == ["Ana Ortiz"]
    give(bin_person, person_id=person_id, seen_version=version)
    assert alike("Anna Lopes") == []


def test_a_card_offers_names_that_sound_alike_after_those_that_are_spelt_so(add, database):
    add("Kathryn Leigh"), add("Catherine Moss"), add("Bo Chen")

    def offered(typed):
        rows = database.read(partial(callers_by_name, typed=typed))
        return [(row.name, row.alike) for row in rows]

    assert offered("Catherine") == [("Catherine Moss", False), ("Kathryn Leigh", True)]
    assert offered("Catherine Lee") == [("Kathryn Leigh", True)]
    assert offered("Cat") == [("Catherine Moss", False)]


def test_pairs_are_found_until_they_are_told_apart(add, pairs, give):
    one, two = add("Catherine Lee"), add("Kathryn Leigh")
    add("Bo Chen"), add("Catherine Moss")
    assert pairs() == [("Catherine Lee", "Kathryn Leigh")]
    give(tell_apart, person_id=two, other_id=one)
    assert pairs() == []
    give(tell_apart, person_id=one, other_id=two, apart=False)
    assert pairs() != []


def test_a_shared_number_makes_a_likely_pair_of_a_less_likely_name(add, pairs):
    add("Cathy Leighton", "828 555 0100"), add("Catherine Leigh", "+1 828 555 0100")
    add("Luis Leigh", "828 555 0100")
    assert pairs() == [("Cathy Leighton", "Catherine Leigh")]


def test_who_belongs_together_is_no_pair(add, pairs, give, database):
    father, son = add("John Smith", "828 555 0100"), add("Jon Smith", "828 555 0100")
    assert database.read(partial(duplicates_of, person_id=son))[0].same_number
    give(add_relation, person_id=father, other_id=son, kind=About.CHILD)
    assert pairs() == []
    assert database.read(partial(duplicates_of, person_id=son)) == []


def test_a_slice_holds_the_pairs_of_which_the_later_is_in_it(add, database):
    ids = [add(name) for name in ("Ana Lopez", "Bo Chen", "Anna Lopes")]

    def count(after, upto):
        return len(database.read(partial(likely_duplicates, after=after, upto=upto)))

    assert count(0, ids[1]) == 0
    assert count(ids[1], ids[2]) == 1


def test_a_name_that_many_have_makes_no_pairs_by_itself(add, pairs):
    for _ in range(31):
        add("John Smith")
    add("Ana Lopez", "828 555 0100"), add("Ana Lopez", "828 555 0100")
    assert pairs() == [("Ana Lopez", "Ana Lopez")]
