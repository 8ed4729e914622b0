"""What holds for the whole clinic: its profile, staff, hours and lists, on both databases."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from sqlalchemy import select

from db.domain.clinic import ClinicProfile
from db.domain.enquiry import ChoiceList
from db.domain.errors import NotFoundError, Problem, StaleEditError, ValidationError
from db.domain.hours import OpeningHours, Period
from db.domain.staff import Role
from db.models import AuditEntry
from db.queries.clinic import choices, clinic_facts, clinic_profile, opening_hours, staff
from db.services.clinic import (
    ChoiceLine,
    StaffFields,
    add_staff,
    change_staff,
    close_staff,
    save_profile,
    set_choices,
    set_hours,
)

PROFILE = ClinicProfile(
    name="Willow Lane",
    address="14 Willow Lane\nLaurel Bend",
    time_zone="Europe/Madrid",
    region="ES",
    currency="EUR",
    paper="a4",
    next_attempts=(0, 2),
    is_demo=True,
)


@pytest.fixture
def give(database, actor, now):
    """Give one command in a transaction of its own."""

    def give_one(command, **arguments):
        return database.write(partial(command, actor=actor, at=now, **arguments))

    return give_one


def refused(give, command, **arguments):
    with pytest.raises(ValidationError) as error:
        give(command, **arguments)
    return error.value.problems


def last_audit(database):
    def read(session):
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        return entry.action, entry.details

    return database.read(read)


# --- Profile ---------------------------------------------------------------------------


def test_before_the_first_start_the_clinic_has_no_name_but_hours_and_lists(database):
    facts = database.read(clinic_facts)
    assert facts.profile.name == ""
    assert facts.staff == ()
    assert any(facts.hours.week.values())
    empty = {which for which in ChoiceList if not facts.choices[which]}
    assert empty == {ChoiceList.SNIPPET, ChoiceList.OWN_WORD}


def test_the_profile_comes_back_as_it_was_saved(database, give):
    give(save_profile, profile=PROFILE)
    assert database.read(clinic_profile) == PROFILE


def test_saving_is_audited_by_the_names_of_what_changed_and_never_by_values(database, give):
    give(save_profile, profile=PROFILE)
    give(save_profile, profile=dataclasses.replace(PROFILE, phone="828 555 0142"))
    assert last_audit(database) == ("save_profile", {"fields": ["phone"]})


def test_a_form_of_some_settings_takes_back_nothing_another_desk_changed(database, give):
    give(save_profile, profile=PROFILE)
    give(save_profile, profile=dataclasses.replace(PROFILE, accent="#112233"), only=("accent",))
    give(save_profile, profile=dataclasses.replace(PROFILE, phone="1"), only=("phone", "name"))
    kept = database.read(clinic_profile)
    assert (kept.accent, kept.phone) == ("#112233", "1")


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("name", "  ", Problem.REQUIRED),
        ("name", "x" * 201, Problem.TOO_LONG),
        ("address", "x" * 1_001, Problem.TOO_LONG),
        ("time_zone", "Mars/Olympus", Problem.NOT_UNDERSTOOD),
        ("time_zone", "../../etc/passwd", Problem.NOT_UNDERSTOOD),
        ("accent", "teal", Problem.NOT_UNDERSTOOD),
        ("accent", "#12345", Problem.NOT_UNDERSTOOD),
        ("paper", "legal", Problem.UNKNOWN_CHOICE),
        ("give_up_after", 0, Problem.OUT_OF_RANGE),
        ("give_up_after", 21, Problem.OUT_OF_RANGE),
        ("next_attempts", (), Problem.OUT_OF_RANGE),
        ("next_attempts", (0, 61), Problem.OUT_OF_RANGE),
        ("next_attempts", (-1,), Problem.OUT_OF_RANGE),
        ("keep_lost", 0, Problem.OUT_OF_RANGE),
        ("keep_booked", 241, Problem.OUT_OF_RANGE),
        ("review_months", 61, Problem.OUT_OF_RANGE),
    ],
)
def test_an_impossible_setting_is_named_and_nothing_is_saved(database, give, field, value, problem):
    wrong = dataclasses.replace(PROFILE, **{field: value})
    assert refused(give, save_profile, profile=wrong) == {field: problem}
    assert database.read(clinic_profile).name == ""


# --- Staff -----------------------------------------------------------------------------


def test_staff_come_by_name_with_and_without_accents(database, give):
    for name in ("Zoe", "élodie", "Emil", "Eli"):
        give(add_staff, fields=StaffFields(name, Role.RECEPTIONIST))
    names = [member.name for member in database.read(clinic_facts).staff]
    assert names == ["Eli", "élodie", "Emil", "Zoe"]


def test_staff_come_by_name_with_initials_of_their_own_or_made_from_the_name(database, give):
    give(add_staff, fields=StaffFields("Zoë van der Berg", Role.PRACTITIONER))
    give(add_staff, fields=StaffFields(" Ana  Ruiz ", Role.MANAGER, "AR!"))
    found = [(row.name, row.initials, row.role) for row in database.read(staff)]
    assert found == [
        ("Ana Ruiz", "AR!", Role.MANAGER),
        ("Zoë van der Berg", "ZVD", Role.PRACTITIONER),
    ]


def test_two_people_of_one_name_are_refused_until_the_first_has_left(give):
    first = give(add_staff, fields=StaffFields("Ana", Role.MANAGER))
    same = StaffFields("ANA", Role.RECEPTIONIST)
    assert refused(give, add_staff, fields=same) == {"name": Problem.ALREADY_THERE}
    give(
        close_staff,
        staff_id=first.record_id,
        seen_version=first.version,
        closed_on=dt.date(2026, 3, 6),
    )
    assert give(add_staff, fields=same).record_id != first.record_id


def test_nobody_is_deleted_and_who_left_can_come_back(database, give):
    new = give(add_staff, fields=StaffFields("Ana", Role.MANAGER))
    left = give(
        close_staff,
        staff_id=new.record_id,
        seen_version=new.version,
        closed_on=dt.date(2026, 3, 6),
    )
    facts = database.read(clinic_facts)
    assert (len(facts.staff), facts.present_staff) == (1, ())
    give(close_staff, staff_id=new.record_id, seen_version=left.version, closed_on=None)
    assert len(database.read(clinic_facts).present_staff) == 1


def test_correcting_keeps_ones_own_name_and_refuses_what_was_seen_too_early(database, give):
    new = give(add_staff, fields=StaffFields("Ana", Role.MANAGER))
    correct = partial(give, change_staff, staff_id=new.record_id, seen_version=new.version)
    changed = correct(fields=StaffFields("Ana", Role.PRACTITIONER, "A"))
    assert changed.version == new.version + 1
    with pytest.raises(StaleEditError):
        correct(fields=StaffFields("Anna", Role.PRACTITIONER))
    with pytest.raises(NotFoundError):
        give(change_staff, staff_id=999, seen_version=1, fields=StaffFields("X", Role.MANAGER))
    assert [row.role for row in database.read(staff)] == [Role.PRACTITIONER]


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        (StaffFields("", Role.MANAGER), {"name": Problem.REQUIRED}),
        (StaffFields("A", Role.MANAGER, "123456789"), {"initials": Problem.TOO_LONG}),
    ],
)
def test_staff_without_a_name_are_refused(give, fields, problems):
    assert refused(give, add_staff, fields=fields) == problems


# --- Hours -----------------------------------------------------------------------------


def test_hours_replace_the_week_and_the_closed_days(database, give):
    morning = Period(dt.time(9), dt.time(13))
    evening = Period(dt.time(14), dt.time(18, 30))
    first = OpeningHours({0: (morning, evening)}, {dt.date(2026, 12, 25): "Christmas"})
    give(set_hours, hours=first)
    assert database.read(opening_hours) == first
    second = OpeningHours(
        {6: (evening,)}, {dt.date(2026, 12, 25): "", dt.date(2027, 1, 1): "New Year"}
    )
    give(set_hours, hours=second)
    assert database.read(opening_hours) == second


# --- Lists -----------------------------------------------------------------------------


def lines_of(database, which=ChoiceList.HEARD):
    return [(row.label, row.active) for row in database.read(choices)[which]]


def test_a_list_is_renamed_ordered_and_grows_without_losing_its_keys(database, give):
    rows = database.read(choices)[ChoiceList.HEARD]
    renamed = ChoiceLine("A neighbour", rows[1].key)
    give(
        set_choices,
        which=ChoiceList.HEARD,
        lines=[renamed, ChoiceLine("Radio"), ChoiceLine(rows[0].label, rows[0].key, active=False)],
    )
    after = database.read(choices)[ChoiceList.HEARD]
    assert [(row.label, row.active) for row in after[:3]] == [
        ("A neighbour", True),
        ("Radio", True),
        (rows[0].label, False),
    ]
    assert after[0].choice_id == rows[1].choice_id
    left_out = [row for row in after if row.key in {r.key for r in rows[2:]}]
    assert len(left_out) == len(rows) - 2
    assert not any(row.active for row in left_out)


def test_one_list_does_not_touch_another(database, give):
    before = lines_of(database, ChoiceList.BODY_AREA)
    give(set_choices, which=ChoiceList.HEARD, lines=[ChoiceLine("Radio")])
    assert lines_of(database, ChoiceList.BODY_AREA) == before


def test_two_new_lines_of_the_same_words_get_keys_of_their_own(database, give):
    give(
        set_choices,
        which=ChoiceList.HEARD,
        lines=[ChoiceLine("Local radio!"), ChoiceLine("local radio"), ChoiceLine("???")],
    )
    keys = [row.key for row in database.read(choices)[ChoiceList.HEARD][:3]]
    assert keys == ["local_radio", "local_radio_2", "line"]


def test_an_empty_line_is_named_by_its_place(give):
    lines = [ChoiceLine("Radio"), ChoiceLine(" "), ChoiceLine("x" * 201)]
    assert refused(give, set_choices, which=ChoiceList.HEARD, lines=lines) == {
        "line 1": Problem.REQUIRED,
        "line 2": Problem.TOO_LONG,
    }
