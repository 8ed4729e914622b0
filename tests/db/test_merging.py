"""Two entries of one person: put together, taken apart, and nothing lost on the way."""

import datetime as dt
import random
import uuid
from functools import partial
from itertools import permutations

import pytest
from sqlalchemy import select

from db.domain.article import ArticleText, Block, BlockKind
from db.domain.enquiry import About, Channel, EnquiryFields, NewEnquiry, NextStep
from db.domain.errors import MergedAgainError, MergedError, NotPossibleError, StaleEditError
from db.domain.follow_up import VoicemailRule
from db.domain.handout import Medium, Paper
from db.domain.person import Side
from db.models import AuditEntry, Base, Enquiry, HandoutRecord, Person, PersonMerge
from db.queries.articles import versions
from db.queries.people import people, person_detail
from db.services.articles import NewArticle, add_article
from db.services.enquiries import log_enquiry
from db.services.handouts import GivenHandout, record_handout
from db.services.merge_record import OWNED
from db.services.merging import merge_people, tell_apart, unmerge_people
from db.services.people import (
    NumberLine,
    PersonFields,
    add_person,
    add_relation,
    bin_person,
    change_person,
    set_do_not_contact,
)

TODAY = dt.date(2026, 3, 6)
# Tables that hold what was computed, what happened, or only ever grow.
NOT_COMPARED = {"audit_entry", "person_merge", "lexicon"}


@pytest.fixture
def give(database, actor, now):
    return lambda command, **arguments: database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def add(give):
    def one(name, *numbers, **fields):
        lines = [n if isinstance(n, NumberLine) else NumberLine(n) for n in numbers]
        return give(add_person, fields=PersonFields(name, lines, **fields), region="US").record_id

    return one


@pytest.fixture
def look(database):
    return lambda person_id: database.read(partial(person_detail, person_id=person_id))


@pytest.fixture
def log(give, now):
    def one(caller_id, *, about_id=None, phone=""):
        about = About.CHILD if about_id else About.SELF
        fields = EnquiryFields(
            Channel.PHONE, "", caller_id=caller_id, phone=phone, about=about, about_id=about_id
        )
        new = NewEnquiry(uuid.uuid4(), now, TODAY, fields, NextStep(TODAY))
        return give(log_enquiry, new=new, region="US").record_id

    return one


@pytest.fixture
def merge(give, look):
    """Put two together; returns the id of the merge."""

    def one(keep, other, **choices):
        return give(
            merge_people,
            keep_id=keep,
            keep_version=look(keep).version,
            other_id=other,
            other_version=look(other).version,
            choices=choices,
        ).record_id

    return one


@pytest.fixture
def unmerge(give):
    return lambda merge_id: give(unmerge_people, merge_id=merge_id)


@pytest.fixture
def everything(database):
    """Every row of every table, without versions."""

    def rows():
        def read(session):
            return {
                table.name: sorted(
                    (
                        {
                            name: repr(value)
                            for name, value in row._mapping.items()
                            if name not in ("version",)
                        }
                        for row in session.execute(select(table))
                    ),
                    key=str,
                )
                for table in Base.metadata.sorted_tables
                if table.name not in NOT_COMPARED
            }

        return database.read(read)

    return rows


def test_all_that_belongs_to_a_person_is_known_to_the_merge():
    pointing = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    }
    about_pairs = {
        "person_key.person_id", "person_merge.keep_id", "person_merge.other_id",
        "not_the_same.person_id", "not_the_same.other_id",
    }  # fmt: skip
    assert pointing - about_pairs == set(OWNED)


def test_a_merge_keeps_everything(give, add, look, merge, log, database):
    keep = add("Catherine Lee", "828 555 0100", email="cat@example.org", note="likes mornings")
    other = add("Kathryn Leigh", "828 555 0199", email="kate@example.org", note="sore back")
    child = add("Luis Leigh")
    give(add_relation, person_id=other, other_id=child, kind=About.CHILD)
    log(other), log(child, about_id=other), log(keep)
    merge(keep, other)
    person = look(keep)
    assert person.name == "Catherine Lee"
    assert person.former_names == ("Kathryn Leigh",)
    assert person.email == "cat@example.org, kate@example.org"
    assert person.note == "likes mornings\nsore back"
    assert [number.raw for number in person.numbers] == ["828 555 0100", "828 555 0199"]
    assert [relation.person_id for relation in person.relations] == [child]
    assert len(person.enquiries) == len(person.promises) == 3
    assert look(other).binned
    for typed in ("catherine", "kathryn", "0199"):
        found = database.read(partial(people, typed=typed))
        assert [row.person_id for row in found] == [keep]


def test_each_field_is_as_it_was_chosen(add, look, merge):
    keep = add("Catherine Lee", email="cat@example.org", language="en", note="mornings")
    other = add("Kathryn Leigh", email="kate@example.org", language="es", note="evenings")
    merge(keep, other, name=Side.OTHER, email=Side.KEEP, language=Side.OTHER, note=Side.OTHER)
    person = look(keep)
    assert (person.name, person.email, person.language, person.note) == (
        "Kathryn Leigh", "cat@example.org", "es", "evenings",
    )  # fmt: skip
    assert person.former_names == ("Catherine Lee",)


def test_an_empty_field_takes_what_the_other_side_has(add, look, merge):
    keep, other = add("Ana"), add("Ana", email="ana@example.org", language="es", note="mornings")
    merge(keep, other, email=Side.KEEP)
    person = look(keep)
    assert (person.email, person.language, person.note) == ("ana@example.org", "es", "mornings")
    assert person.former_names == ()


def test_the_stricter_rule_holds(give, add, look, merge):
    def line(rule, label=""):
        return NumberLine("828 555 0100", label, rule)

    keep = add("Ana", line(VoicemailRule.MAY_MENTION_APPOINTMENT))
    other = add("Anna", line(VoicemailRule.NO_MESSAGE, "work"))
    blocked = look(other)
    give(
        set_do_not_contact,
        person_id=other,
        seen_version=blocked.version,
        wanted=True,
        reason="asked in writing",
    )
    merge_id = merge(keep, other)
    person = look(keep)
    [number] = person.numbers
    assert (number.voicemail, number.label) == (VoicemailRule.NO_MESSAGE, "work")
    assert (person.do_not_contact, person.do_not_contact_reason) == (True, "asked in writing")
    give(unmerge_people, merge_id=merge_id)
    person = look(keep)
    assert person.numbers[0].voicemail is VoicemailRule.MAY_MENTION_APPOINTMENT
    assert not person.do_not_contact
    assert look(other).do_not_contact


def random_people(rng, add, give, look, log):
    """A few entries that share numbers, names and relations in every way there is."""
    names = ["Ana Lopez", "Ana Ortiz", "", "Zoë Müller", "Bo Chen"]
    numbers = [f"828 555 010{n}" for n in range(5)]
    ids = []
    for n in range(6):
        lines = [
            NumberLine(number, rng.choice(["", "work"]), rng.choice(list(VoicemailRule)))
            for number in rng.sample(numbers, rng.randint(0, 3))
        ]
        ids.append(
            add(
                rng.choice(names) or f"Person {n}",
                *lines,
                email=rng.choice(["", "ana@example.org", "zoe@example.org"]),
                language=rng.choice(["", "es"]),
                note=rng.choice(["", "likes mornings", "sore back"]),
            )
        )
    for one, two in rng.sample(list(permutations(ids, 2)), 8):
        if any(relation.person_id == two for relation in look(one).relations):
            continue  # the other way about, and nobody is two things to somebody
        give(add_relation, person_id=one, other_id=two, kind=rng.choice([*About][1:]))
    for _ in range(6):
        caller, about = rng.sample(ids, 2)
        log(caller, about_id=rng.choice([None, about]), phone=rng.choice(["", *numbers]))
    for person_id in rng.sample(ids, 2):
        person = look(person_id)
        give(
            change_person,
            person_id=person_id,
            seen_version=person.version,
            fields=PersonFields(rng.choice(["Eva Braun", person.name]), [NumberLine(numbers[0])]),
            region="US",
        )
        give(
            set_do_not_contact,
            person_id=person_id,
            seen_version=look(person_id).version,
            wanted=True,
            reason="asked",
        )
    return ids


@pytest.mark.parametrize("seed", range(6))
def test_merge_and_unmerge_restore_every_row(
    seed, add, give, look, log, merge, unmerge, everything
):
    rng = random.Random(seed)
    ids = random_people(rng, add, give, look, log)
    before = [everything()]
    merges = []
    alive = list(ids)
    for _ in range(4):
        keep, other = rng.sample(alive, 2)
        sides = {name: rng.choice(list(Side)) for name in ("email", "note")}
        merges.append(merge(keep, other, name=rng.choice([Side.KEEP, Side.OTHER]), **sides))
        alive.remove(other)
        before.append(everything())
    assert before[0] != before[-1]
    for merge_id in reversed(merges):
        assert everything() == before.pop()
        unmerge(merge_id)
    assert everything() == before.pop()


@pytest.mark.parametrize("seed", range(4))
def test_merges_of_different_people_are_undone_in_any_order(
    seed, add, give, look, log, merge, unmerge, everything
):
    rng = random.Random(seed)
    ids = random_people(rng, add, give, look, log)
    before = everything()
    pairs = list(zip(ids[::2], ids[1::2], strict=True))
    merges = [merge(*pair) for pair in pairs]
    rng.shuffle(merges)
    for merge_id in merges:
        unmerge(merge_id)
    after = everything()
    # Words are folded together anew; the order of those in the index is of no account.
    assert after == before


def test_what_was_added_since_stays(give, add, look, merge, unmerge, log):
    keep = add("Catherine Lee", "828 555 0100", note="likes mornings")
    other = add("Kathryn Leigh", "828 555 0199", note="sore back")
    old = log(other)
    merge_id = merge(keep, other)
    new = log(keep)
    seen = look(keep)
    lines = [NumberLine(n.raw, n.label, n.voicemail) for n in seen.numbers]
    fields = PersonFields(
        seen.name, [*lines, NumberLine("828 555 0142")], "cat@example.org", "",
        f"{seen.note}\nmoved house",
    )  # fmt: skip
    give(change_person, person_id=keep, seen_version=seen.version, fields=fields, region="US")
    unmerge(merge_id)
    kept, back = look(keep), look(other)
    assert [row.enquiry_id for row in kept.enquiries] == [new]
    assert [row.enquiry_id for row in back.enquiries] == [old]
    assert [n.raw for n in kept.numbers] == ["828 555 0100", "828 555 0142"]
    assert [n.raw for n in back.numbers] == ["828 555 0199"]
    assert (kept.note, back.note) == ("likes mornings\nmoved house", "sore back")
    assert kept.email == "cat@example.org"
    assert kept.former_names == ()


def test_a_person_merged_twice_is_taken_apart_in_order(add, merge, unmerge, look):
    keep, first, second = add("Ana Lopez"), add("Ana Ortiz"), add("Anna Lopez")
    one = merge(keep, first)
    two = merge(second, keep)
    with pytest.raises(MergedAgainError):
        unmerge(one)
    unmerge(two)
    unmerge(one)
    with pytest.raises(NotPossibleError):
        unmerge(one)
    assert not any(look(person_id).binned for person_id in (keep, first, second))


def test_an_entry_that_was_merged_is_no_more_worked_with(give, add, look, merge, log):
    keep, other, third = add("Ana Lopez"), add("Ana Ortiz"), add("Bo Chen")
    stale = look(other)
    merge(keep, other)
    with pytest.raises(StaleEditError):
        give(bin_person, person_id=other, seen_version=stale.version, binned=False)
    seen = look(other)
    with pytest.raises(MergedError):
        give(bin_person, person_id=other, seen_version=seen.version, binned=False)
    with pytest.raises(MergedError):
        give(
            change_person, person_id=other, seen_version=seen.version,
            fields=PersonFields("Ana"), region="US",
        )  # fmt: skip
    for pair in ((keep, keep), (keep, other), (other, keep)):
        with pytest.raises(NotPossibleError):
            merge(*pair)
    # A card that was opened before goes to the entry that was kept.
    log(other)
    log(third, about_id=other)
    assert len(look(keep).enquiries) == 2
    assert [row.person_id for row in look(third).relations] == [keep]


def test_handouts_go_over_and_come_back(give, add, merge, unmerge, database):
    keep, other = add("Ana Lopez"), add("Ana Ortiz")
    words = ArticleText("Back pain", "en", (Block(BlockKind.PARAGRAPH, "Walk."),))
    article = give(add_article, new=NewArticle(words))
    [version] = database.read(partial(versions, article_id=article.record_id))
    given = GivenHandout(
        uuid.uuid4(), version.version_id, 13, Paper.LETTER, "en", Medium.PRINTED, "0" * 64, 1, {},
        person_id=other,
    )  # fmt: skip
    give(record_handout, given=given)

    def owner():
        return database.read(lambda s: s.scalar(select(HandoutRecord.person_id)))

    merge_id = merge(keep, other)
    assert owner() == keep
    unmerge(merge_id)
    assert owner() == other


def test_merging_is_audited_without_a_word_of_what_was_typed(add, merge, unmerge, database):
    merge_id = merge(add("Ana Lopez"), add("Ana Ortiz"), name=Side.OTHER)
    unmerge(merge_id)
    entries = database.read(
        lambda s: [
            (e.action, e.subject_id, e.details)
            for e in s.scalars(select(AuditEntry).where(AuditEntry.subject == "person_merge"))
        ]
    )
    assert entries == [
        ("merge_people", merge_id, {"fields": ["name"]}),
        ("unmerge_people", merge_id, {}),
    ]


def test_an_open_edit_of_an_enquiry_notices_the_merge(add, log, merge, database):
    keep, other = add("Ana Lopez"), add("Ana Ortiz")
    enquiry_id = log(other)
    version = database.read(lambda s: s.get(Enquiry, enquiry_id).version)
    merge(keep, other)
    assert database.read(lambda s: s.get(Enquiry, enquiry_id).version) > version


def test_two_told_apart_are_remembered_whatever_their_order(give, add, database):
    one, two = add("Ana Lopez"), add("Ana Lopez")
    for pair in ((two, one), (one, two)):
        give(tell_apart, person_id=pair[0], other_id=pair[1])
    give(tell_apart, person_id=one, other_id=two, apart=False)
    assert database.read(lambda s: s.scalars(select(PersonMerge)).all()) == []
    assert database.read(lambda s: len(s.scalars(select(Person)).all())) == 2
