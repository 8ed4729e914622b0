"""Settings, Staff: PINs given, changed and taken away by the keyboard; rights greyed out."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.errors import NotAllowedError
from db.domain.sign_in import MOST_TRIES, new_secret, try_secret
from db.domain.staff import Actor, Role
from db.queries.clinic import clinic_facts
from db.services.clinic import save_profile
from db.services.sign_in import secret_to_try, set_secret, sign_in

PIN, OTHER = "482915", "rain on the roof"


@pytest.fixture
def staff(desk, clinic, open_section):
    """The section, with Mo, the manager, chosen and at the desk."""
    desk.seat.sit_down(clinic["Mo"], desk.clinic)
    section = open_section("staff")
    section.list.choose(clinic["Mo"])
    return section


@pytest.fixture
def type_pin(qtbot, staff):
    def type_pin(secret, again=None, present=""):
        edits = staff.sign_in._edits
        for name, words in (("present", present), ("secret", secret), ("again", again or secret)):
            if words:
                edits[name].setFocus()
                edits[name].selectAll()
                qtbot.keyClicks(edits[name], words)
        qtbot.keyClick(edits["again"], Qt.Key.Key_Return)

    return type_pin


def members(desk):
    return {member.name: member for member in desk.clinic.staff}


def problems(staff):
    return staff.sign_in._form.problems


def test_the_manager_takes_a_pin_stays_and_gives_one_to_the_others(desk, clinic, staff, type_pin):
    assert "Nobody is asked" in staff.sign_in._state.text()
    type_pin(PIN)
    assert members(desk)["Mo"].has_secret
    assert desk.seat.needs_sign_in
    assert not desk.seat.is_locked
    staff.list.choose(clinic["Ana"])
    assert "no PIN" in staff.sign_in._state.text()
    type_pin(OTHER)
    assert members(desk)["Ana"].has_secret
    assert not desk.seat.is_locked
    assert desk.seat.actor().staff_id == clinic["Mo"]


def test_nothing_of_a_pin_stays_in_the_fields(staff, clinic, type_pin):
    type_pin(PIN)
    assert not any(edit.text() for edit in staff.sign_in._edits.values())
    staff.sign_in._edits["secret"].setText("half ty")
    staff.list.choose(clinic["Ana"])
    assert not staff.sign_in._edits["secret"].text()


def test_the_first_is_not_a_receptionists_nor_an_easy_one_nor_mistyped(
    desk, clinic, staff, type_pin
):
    type_pin("123456")
    assert "easy to guess" in problems(staff)["secret"]
    type_pin(PIN, again="482951")
    assert "not the same" in problems(staff)["again"]
    staff.list.choose(clinic["Ana"])
    type_pin(PIN)
    assert "manager" in problems(staff)["secret"]
    assert not desk.seat.needs_sign_in


def test_ones_own_is_changed_with_the_present_one_and_wrong_ones_are_counted(desk, staff, type_pin):
    type_pin(PIN)
    assert staff.sign_in._edits["present"].isVisible()
    type_pin("739154", present="111222")
    assert "present" in problems(staff)
    type_pin("739154", present="333444")
    type_pin("739154", present="555666")
    type_pin("739154", present=PIN)
    assert "Try again in" in problems(staff)["present"]


def test_ones_own_is_changed(desk, clinic, staff, type_pin, sqlite_database, now):
    type_pin(PIN)
    type_pin("739154", present=PIN)
    assert not problems(staff)
    hashed = sqlite_database.read(partial(secret_to_try, at=now, staff_id=clinic["Mo"]))
    assert try_secret("739154", hashed).is_right


def test_who_is_locked_out_is_let_try_again(
    qtbot, desk, clinic, staff, type_pin, sqlite_database, now
):
    type_pin(PIN)
    staff.list.choose(clinic["Ana"])
    type_pin(OTHER)
    nobody = Actor(None, Role.RECEPTIONIST, "Desk 2")
    for n in range(MOST_TRIES):
        at = now + dt.timedelta(minutes=2 * n)
        read = partial(secret_to_try, at=at, staff_id=clinic["Ana"])
        tried = try_secret("a wrong one", sqlite_database.read(read))
        sqlite_database.write(
            partial(sign_in, actor=nobody, at=at, staff_id=clinic["Ana"], tried=tried)
        )
    desk.reload_clinic()
    assert "Locked out" in staff.sign_in._state.text()
    qtbot.keyClick(staff.sign_in._unlock, Qt.Key.Key_Space)
    assert not members(desk)["Ana"].is_locked_out
    assert not staff.sign_in._unlock.isVisible()


def test_the_last_managers_pin_stays_while_others_have_one(
    qtbot, desk, clinic, staff, type_pin, posted
):
    type_pin(PIN)
    staff.list.choose(clinic["Ana"])
    type_pin(OTHER)
    staff.list.choose(clinic["Mo"])
    qtbot.keyClick(staff.sign_in._remove, Qt.Key.Key_Space)
    assert members(desk)["Mo"].has_secret
    assert "another manager" in posted[-1].text
    qtbot.keyClick(staff.sign_in._stop, Qt.Key.Key_Space)
    assert not desk.seat.needs_sign_in
    assert not desk.seat.is_locked


def test_the_minutes_until_a_desk_locks_are_the_clinics(qtbot, desk, staff, type_pin):
    type_pin(PIN)
    box = staff.sign_in._minutes
    assert box.currentData() == 5
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert desk.clinic.profile.lock_minutes == 10


def test_a_receptionist_sees_why_the_clinic_is_not_theirs_to_change(
    desk, clinic, page, staff, type_pin, sqlite_database, now
):
    type_pin(PIN)
    staff.list.choose(clinic["Ana"])
    type_pin(OTHER)
    desk.seat.let_in(clinic["Ana"], desk.clinic)
    for key in ("clinic", "hours", "lists", "staff", "letterhead", "services"):
        page.open_section(key)
        section = page.section
        assert not section.save_button.isEnabled(), key
        assert section._refusal.isVisible(), key
    page.open_section("staff")
    staff.list.choose(clinic["Mo"])
    assert not staff.sign_in._set.isVisible()
    assert not staff.sign_in._stop.isVisible()
    staff.list.choose(clinic["Ana"])
    assert staff.sign_in._set.isVisible()
    desk.seat.let_in(clinic["Mo"], desk.clinic)
    assert staff.save_button.isEnabled()
    assert staff.sign_in._stop.isVisible()


def test_a_practitioner_writes_desk_cards_and_no_prices(
    desk, clinic, page, staff, type_pin, sqlite_database, now
):
    type_pin(PIN)
    staff.list.choose(clinic["Dr Lee"])
    type_pin(OTHER)
    desk.seat.let_in(clinic["Dr Lee"], desk.clinic)
    page.open_section("services")
    assert page.section.save_button.isEnabled()
    with pytest.raises(NotAllowedError):
        sqlite_database.write(
            partial(
                save_profile, actor=desk.seat.actor(), at=now,
                profile=sqlite_database.read(clinic_facts).profile,
            )
        )  # fmt: skip


def test_the_practice_clinic_has_no_pins(desk, clinic, staff, sqlite_database, now):
    from dataclasses import replace

    profile = replace(desk.clinic.profile, is_demo=True)
    desk.give(save_profile, owner=desk, profile=profile, only=("is_demo",))
    staff.show_state()
    assert not staff.sign_in.isVisible()


def test_a_second_secret_leaves_who_sits_there_in(desk, clinic, staff, type_pin):
    type_pin(PIN)
    actor = desk.seat.actor()
    desk.give(set_secret, owner=desk, staff_id=clinic["Dr Lee"], secret=new_secret(OTHER))
    assert desk.seat.actor() == actor
