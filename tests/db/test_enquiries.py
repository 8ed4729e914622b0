"""Logging an enquiry: what is kept, found again, refused, and never doubled."""

import dataclasses
import datetime as dt
import uuid
from functools import partial

import pytest
from sqlalchemy import func, select

from db.domain.enquiry import (
    About,
    Channel,
    ChoiceList,
    EnquiryFields,
    NewEnquiry,
    NextStep,
    Outcome,
)
from db.domain.errors import NotFoundError, Problem, StaleEditError, ValidationError
from db.models import AuditEntry, Enquiry, Person, day_count
from db.queries import callers
from db.queries.callers import callers_by_name, callers_by_number
from db.queries.clinic import choices
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import LogFilter, SortBy, enquiries_on, log_count, log_page
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.search import search_everything
from db.services.enquiries import bin_enquiry, change_enquiry, log_enquiry

TODAY = dt.date(2026, 3, 6)


@pytest.fixture
def log(database, actor, now):
    """Log one enquiry and return its Change."""

    def log_one(next_step=None, public_id=None, day=TODAY, **fields):
        new = NewEnquiry(
            public_id or uuid.uuid4(),
            now,
            day,
            EnquiryFields(**{"channel": Channel.PHONE} | fields),
            next_step,
        )
        return database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))

    return log_one


def detail(database, change):
    return database.read(partial(enquiry_detail, enquiry_id=change.record_id))


def test_an_enquiry_comes_back_as_it_was_typed(database, log):
    change = log(
        caller_name=" Zoë  Müller ", phone="(828) 555-0142", concern="Lower back,\ntwo weeks"
    )
    found = detail(database, change)
    assert (found.number, found.fields.caller_name) == ("2026-0001", "Zoë Müller")
    assert (found.fields.phone, found.fields.concern) == (
        "(828) 555-0142",
        "Lower back,\ntwo weeks",
    )
    assert found.is_open
    assert found.needs_next_step


def test_numbers_rise_within_a_year(database, log):
    first, second = log(caller_name="A"), log(caller_name="B")
    new_year = log(caller_name="C", day=dt.date(2027, 1, 2))
    assert [detail(database, c).number for c in (first, second, new_year)] == [
        "2026-0001",
        "2026-0002",
        "2027-0001",
    ]


def test_a_save_sent_again_does_not_double(database, log):
    key = uuid.uuid4()
    first = log(caller_name="Ana", public_id=key)
    again = log(caller_name="Ana", public_id=key)
    assert again.record_id == first.record_id
    assert database.read(log_count) == 1


def test_nothing_to_know_a_caller_by_is_refused_and_nothing_is_kept(database, log):
    with pytest.raises(ValidationError) as refused:
        log(concern="back pain")
    assert refused.value.problems == {"caller_name": Problem.REQUIRED}
    assert database.read(lambda s: s.scalar(select(func.count()).select_from(AuditEntry))) == 0


def test_unknown_is_enough_for_a_name_and_makes_no_person(database, log):
    assert detail(database, log(caller_name="Unknown")).fields.caller_name == ""
    assert database.read(lambda s: s.scalar(select(func.count()).select_from(Person))) == 0


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"outcome": Outcome.LOST}, {"lost_reason": Problem.NEEDS_A_REASON}),
        ({"outcome": Outcome.CALL_BACK}, {"next_step_day": Problem.NEEDS_A_DAY}),
        ({"service_id": 99}, {"service": Problem.UNKNOWN_SERVICE}),
        ({"heard_id": 9999}, {"heard": Problem.UNKNOWN_CHOICE}),
        ({"caller_name": "x" * 201}, {"caller_name": Problem.TOO_LONG}),
        ({"next_step": NextStep(dt.date(2026, 3, 5))}, {"next_step_day": Problem.IN_THE_PAST}),
        (
            {"next_step": NextStep(TODAY, owner_id=7)},
            {"next_step_owner": Problem.UNKNOWN_STAFF},
        ),
    ],
)
def test_what_cannot_be_kept_is_named_by_its_field(log, fields, problem):
    with pytest.raises(ValidationError) as refused:
        log(**{"caller_name": "Ana"} | fields)
    assert refused.value.problems == problem


def test_a_line_of_another_list_is_not_how_they_heard(database, log):
    area = database.read(choices)[ChoiceList.BODY_AREA][0].choice_id
    with pytest.raises(ValidationError) as refused:
        log(caller_name="Ana", heard_id=area)
    assert refused.value.problems == {"heard": Problem.UNKNOWN_CHOICE}


def test_a_number_in_any_spelling_finds_everybody_on_it(database, log):
    log(caller_name="Maria Ortiz", phone="828.555.0142")
    log(caller_name="Luis Ortiz", phone="+1 (828) 555-0142")
    for typed in ("555 01", "(828) 555-0142", "1 828 555 0142", "0142", "+18285550142"):
        found = database.read(partial(callers_by_number, typed=typed, region="US"))
        assert [row.name for row in found] == ["Luis Ortiz", "Maria Ortiz"], typed
    assert database.read(partial(callers_by_number, typed="55", region="US")) == []


def test_so_few_digits_that_very_many_numbers_hold_them_find_nobody(database, log, monkeypatch):
    for last in range(4):
        log(caller_name=f"Ana {last}", phone=f"828 555 010{last}")

    def found(typed):
        rows = database.read(partial(callers_by_number, typed=typed, region="US"))
        return sorted(row.name for row in rows)

    everybody = ["Ana 0", "Ana 1", "Ana 2", "Ana 3"]
    monkeypatch.setattr(callers, "_MOST_NUMBERS", 4)
    assert found("828") == everybody
    monkeypatch.setattr(callers, "_MOST_NUMBERS", 3)
    assert found("828") == found("82855") == []
    assert found("828 555") == everybody
    assert found("0102") == ["Ana 2"]


def test_a_foreign_number_is_found_by_its_national_form(database, log):
    log(caller_name="Ada King", phone="+44 20 7946 0958")
    for typed in ("020 7946", "+44 20 79", "79460958"):
        [row] = database.read(partial(callers_by_number, typed=typed, region="US"))
        assert row.name == "Ada King", typed


def test_seven_equal_last_digits_are_offered_as_a_weak_match(database, log):
    log(caller_name="Maria Ortiz", phone="828 555 0142")
    [row] = database.read(partial(callers_by_number, typed="704 555 0142", region="US"))
    assert row.weak
    [row] = database.read(partial(callers_by_number, typed="828 555 0142", region="US"))
    assert not row.weak


def test_the_same_name_on_the_same_number_is_the_same_person(database, log):
    first = log(caller_name="Maria Ortiz", phone="828 555 0142")
    again = log(caller_name="maria ortiz", phone="8285550142")
    other = log(caller_name="Luis Ortiz", phone="8285550142")
    ids = [detail(database, c).fields.caller_id for c in (first, again, other)]
    assert ids[0] == ids[1] != ids[2]


def test_a_number_that_others_have_is_nobodys_for_certain(database, log):
    log(caller_name="Maria Ortiz", phone="828 555 0142")
    assert detail(database, log(phone="828 555 0142")).fields.caller_id is None


def test_a_chosen_caller_learns_a_new_number(database, log):
    person = detail(database, log(caller_name="Ana", phone="828 555 0100")).fields.caller_id
    log(caller_id=person, caller_name="Ana", phone="828 555 0101")
    [row] = database.read(partial(callers_by_number, typed="5550101", region="US"))
    assert row.person_id == person


def test_a_name_is_found_by_any_of_its_words_without_accents(database, log):
    log(caller_name="Zoë Müller-Ortiz")
    for typed in ("zoe", "mull", "ortiz zo"):
        [row] = database.read(partial(callers_by_name, typed=typed))
        assert row.name == "Zoë Müller-Ortiz", typed
    assert database.read(partial(callers_by_name, typed="zoe peter")) == []


def test_about_somebody_else_is_remembered_as_a_relation(database, log):
    child = detail(database, log(caller_name="Luis Ortiz")).fields.caller_id
    log(caller_name="Maria Ortiz", phone="8285550142", about=About.CHILD, about_id=child)
    [row] = database.read(partial(callers_by_number, typed="8285550142", region="US"))
    assert row.relations == ((About.CHILD, "Luis Ortiz"),)


def test_the_log_is_searched_by_words_and_by_digits(database, log):
    log(caller_name="Ana Lopez", phone="8285550100", concern="sore shoulder after tennis")
    log(caller_name="Bo Chen", phone="8285550101", concern="headache and shoulders")

    def names(typed):
        page = database.read(partial(log_page, wanted=LogFilter(typed=typed)))
        return [row.caller_name for row in page.rows]

    assert names("shoulder") == ["Bo Chen", "Ana Lopez"]
    assert names("shoulder ten") == ["Ana Lopez"]
    assert names("tennis shou") == ["Ana Lopez"]
    assert names("828 555 0101") == ["Bo Chen"]
    assert names("2026-0002") == ["Bo Chen"]
    assert names("nothing") == []


@pytest.mark.parametrize(
    "typed", ['"', "' OR 1=1", "*", "NEAR(a b)", "a:b", "\\", "-x", "😀", "%_"]
)
def test_odd_characters_are_words_or_nothing(database, log, typed):
    log(caller_name="Ana")
    database.read(partial(log_page, wanted=LogFilter(typed=typed)))
    database.read(partial(search_everything, typed=typed))


def test_pages_are_cut_by_key_in_every_order(database, log):
    for name in ("Cy", "ana", "Bo", "Dee", "Eve"):
        log(caller_name=name)
    for sort_by in SortBy:
        for descending in (True, False):
            wanted = LogFilter(sort_by=sort_by, descending=descending)
            seen, after = [], None
            while True:
                page = database.read(partial(log_page, wanted=wanted, after=after, limit=2))
                seen += [row.caller_name for row in page.rows]
                after = page.next_cursor
                if after is None:
                    break
            assert sorted(seen) == ["Bo", "Cy", "Dee", "Eve", "ana"], (sort_by, descending)
            if sort_by is SortBy.NAME:
                assert [n.lower() for n in seen] == sorted(map(str.lower, seen), reverse=descending)


def test_names_are_in_one_order_with_and_without_accents(database, log):
    for name in ("Zoe", "élodie", "Eli", "Øystein", "", "Emil", "ana b", "Ana-Lee", "Ñuria"):
        log(caller_name=name, phone="828 555 0100")
    page = database.read(partial(log_page, wanted=LogFilter(sort_by=SortBy.NAME, descending=False)))
    assert [row.caller_name for row in page.rows] == [
        *("", "ana b", "Ana-Lee", "Eli", "élodie", "Emil", "Ñuria", "Øystein", "Zoe")
    ]


def test_filters_combine(database, log):
    log(caller_name="Ana", channel=Channel.WALK_IN, concern="cupping")
    log(caller_name="Bo", channel=Channel.WALK_IN, outcome=Outcome.INFORMATION_GIVEN)
    log(caller_name="Cy", concern="cupping")
    wanted = LogFilter(typed="cupping", channel=Channel.WALK_IN, open_only=True)
    assert [row.caller_name for row in database.read(partial(log_page, wanted=wanted)).rows] == [
        "Ana"
    ]
    assert database.read(partial(log_count, wanted=wanted)) == 1


def test_binning_hides_everywhere_and_comes_back(database, log, actor, now):
    change = log(caller_name="Ana", next_step=NextStep(TODAY))
    give = partial(database.write)
    binned = give(
        partial(
            bin_enquiry,
            actor=actor,
            at=now,
            enquiry_id=change.record_id,
            seen_version=detail(database, change).version,
        )
    )
    assert database.read(partial(enquiries_on, day=TODAY)) == []
    assert database.read(log_count) == 0
    everybodys = partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=TODAY)
    assert database.read(everybodys) == []
    give(
        partial(
            bin_enquiry,
            actor=actor,
            at=now,
            enquiry_id=change.record_id,
            seen_version=binned.version,
            binned=False,
        )
    )
    assert len(database.read(everybodys)) == database.read(log_count) == 1


def test_an_edit_says_what_changed_and_an_older_one_is_refused(database, log, actor, now):
    change = log(caller_name="Ana", concern="back")
    seen = detail(database, change)
    edit = partial(
        change_enquiry,
        actor=actor,
        at=now,
        enquiry_id=seen.enquiry_id,
        seen_version=seen.version,
        fields=dataclasses.replace(seen.fields, concern="neck"),
        region="US",
    )
    assert database.write(edit).fields == ("concern",)
    assert detail(database, change).changes[0].fields == ("concern",)
    assert database.read(partial(search_everything, typed="back")) == []
    with pytest.raises(StaleEditError):
        database.write(edit)
    with pytest.raises(NotFoundError):
        database.write(partial(edit, enquiry_id=999))


def test_every_command_leaves_an_audit_row_without_what_was_typed(database, log):
    log(caller_name="Ana Secret", concern="private")
    [entry] = database.read(
        lambda s: [(e.action, e.subject, e.desk, e.details) for e in s.scalars(select(AuditEntry))]
    )
    assert entry == ("log_enquiry", "enquiry", "Desk 1", {})


def test_days_are_counted_with_the_log(database, log):
    log(caller_name="A")
    log(caller_name="B")
    log(caller_name="C", day=dt.date(2026, 3, 9))
    counted = database.read(lambda s: dict(s.execute(select(day_count.c.day, day_count.c.n)).all()))
    scanned = database.read(
        lambda s: dict(
            s.execute(select(Enquiry.received_on, func.count()).group_by(Enquiry.received_on)).all()
        )
    )
    assert counted == scanned
