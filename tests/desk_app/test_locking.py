"""The whole window: a new clinic gets its lock, is unlocked, and an old one gets a lock too."""

from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from db.domain.clinic import ClinicProfile
from db.domain.staff import Actor, Role
from db.keys.keychain import Keychain
from db.keys.locks import Locks
from db.keys.slot_file import is_plain, read_slots, slot_file_of
from db.keys.slots import SlotKind
from db.opening import open_database
from db.queries.audit import AuditFilter, audit_rows
from db.queries.enquiry_log import log_count
from db.services.clinic import StaffFields, add_staff, save_profile
from desk_app.screens.locking.secrets_page import SecretsPage
from desk_app.screens.locking.unlock_page import UnlockPage
from desk_app.screens.welcome.page import WelcomePage
from tests.desk_app.conftest import open_and_wait
from tests.desk_app.keyboard import Person
from tests.keychain import MemoryBackend

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PASSPHRASE = "four quiet herons wade"
_BY_HAND = 2 * 60  # seconds for the first start and the first enquiry
_KEYS_A_SECOND = 2.5  # of somebody who types slowly: 30 words a minute


class CountingPerson(Person):
    """Counts what the hands do."""

    strokes = 0

    def press(self, keys, times=1):
        super().press(keys, times)
        self.strokes += times

    def type(self, words):
        super().type(words)
        self.strokes += len(words)


@pytest.fixture
def person(qtbot, program):
    return CountingPerson(qtbot, program.window)


@pytest.fixture
def place(folders):
    return folders.place()


def shown(program, kind):
    page = program.window._stack.currentWidget()
    return page if isinstance(page, kind) else None


def found(qtbot, program, person, place, *, pin=""):
    """Go through the first page; the page for the secrets is shown."""
    open_and_wait(qtbot, program, lambda: program.open(place))
    assert shown(program, WelcomePage)
    person.type("Test Clinic")
    person.press("Tab")
    person.type("Ana Ruiz")
    if pin:
        person.type(", manager")
        for label in ("Your PIN", "PIN once more"):
            person.tab_to(label)
            person.type(pin)
    person.press("Ctrl+Return")
    qtbot.waitUntil(lambda: shown(program, SecretsPage) is not None, timeout=20_000)
    return shown(program, SecretsPage).presenter.code


def lock(qtbot, program, person, code, passphrase=PASSPHRASE):
    person.type(passphrase)
    person.press("Tab")
    person.type(passphrase)
    person.tab_to("Last two groups")
    person.type(code[-9:].lower())
    with qtbot.waitSignal(program.opened, timeout=60_000):
        person.press("Ctrl+Return")


def close_and_open(qtbot, program, place):
    with qtbot.waitSignal(program.refused, timeout=60_000):
        program.open(place)
    qtbot.waitUntil(lambda: shown(program, UnlockPage) is not None, timeout=10_000)


def test_a_first_start_to_the_first_enquiry_takes_under_two_minutes_by_hand(
    qtbot, program, person, place, folders
):
    code = found(qtbot, program, person, place)
    assert not place.file.exists()
    assert not folders.is_expected(place)
    lock(qtbot, program, person, code)
    assert program.app.desk.clinic.profile.name == "Test Clinic"
    assert program.app.seat.member.name == "Ana Ruiz"
    person.press("F2")
    person.type("828 555 0142")
    person.press("Tab")
    person.type("Maria Ortiz")
    person.press("Tab")
    person.type("a sore back")
    person.press("Ctrl+Return")
    person.wait_for("saved")
    read_and_write_the_code = 40  # seconds, for 28 letters on paper
    assert person.strokes / _KEYS_A_SECOND + read_and_write_the_code < _BY_HAND
    assert not is_plain(place.file)
    assert {slot.kind for slot in read_slots(slot_file_of(place.file))} == {
        SlotKind.PASSPHRASE,
        SlotKind.RECOVERY,
    }
    key = Locks(secret=PASSPHRASE).key_at_hand(place)
    program.close_app()
    database = open_database(place, key_hex=key)
    assert database.read(log_count) == 1
    database.dispose()


def test_who_has_just_taken_a_pin_is_not_asked_for_it_again(qtbot, program, person, place):
    code = found(qtbot, program, person, place, pin="482915")
    lock(qtbot, program, person, code)
    assert program.app.desk.clinic.needs_sign_in
    assert not program.window.is_locked
    assert program.app.seat.actor().role is Role.MANAGER
    close_and_open(qtbot, program, place)
    person.type(PASSPHRASE)
    with qtbot.waitSignal(program.opened, timeout=60_000):
        person.press("Return")
    assert program.window.is_locked


def test_what_is_missing_is_said_and_a_start_that_is_broken_off_leaves_no_database(
    qtbot, program, person, place
):
    found(qtbot, program, person, place)
    person.press("Ctrl+Return")
    page = shown(program, SecretsPage)
    assert set(page._form.problems) == {"passphrase", "typed_back"}
    person.type("too short")
    assert set(page._form.problems) == {"typed_back"}  # what is being mended is not wrong any more
    person.press("Ctrl+Return")
    assert page._form.problems["passphrase"].startswith("Too easy to guess")
    page._passphrase.setText(PASSPHRASE)
    person.press("Ctrl+Return")
    assert "not the same" in page._form.problems["again"]
    open_and_wait(qtbot, program, lambda: program.open(place))
    assert shown(program, WelcomePage)
    assert not place.file.exists()
    assert not slot_file_of(place.file).exists()
    assert len(list(place.file.parent.glob(".clinic.db.*.new"))) == 1


def test_the_code_is_printed_before_anything_is_locked_and_the_audit_says_so(
    qtbot, program, person, place, printer
):
    code = found(qtbot, program, person, place)
    person.press("Ctrl+P")
    person.wait_for("Sent to")
    assert "kept_safe" in printer.printed().name
    lock(qtbot, program, person, code)
    rows = program.app._database.read(partial(audit_rows, wanted=AuditFilter(only_views=True)))
    assert [(row.action, row.fields, row.who) for row in rows] == [
        ("print", ("recovery",), "Ana Ruiz")
    ]


def test_each_start_asks_for_the_passphrase_where_there_is_no_keychain(
    qtbot, program, person, place
):
    code = found(qtbot, program, person, place)
    lock(qtbot, program, person, code)
    close_and_open(qtbot, program, place)
    person.type("some other words")
    person.press("Return")
    person.wait_for("This does not open the records.")
    person.type(PASSPHRASE)  # the wrong one is selected
    with qtbot.waitSignal(program.opened, timeout=60_000):
        person.press("Return")
    assert program.app.desk.clinic.profile.name == "Test Clinic"
    close_and_open(qtbot, program, place)
    person.type(code.replace("-", " ").lower())
    with qtbot.waitSignal(program.opened, timeout=60_000):
        person.press("Return")


def test_the_third_wrong_passphrase_has_to_wait(qtbot, program, person, place):
    lock(qtbot, program, person, found(qtbot, program, person, place))
    close_and_open(qtbot, program, place)
    page = shown(program, UnlockPage)
    for _ in range(3):
        person.type("some other words")
        person.press("Return")
        qtbot.waitUntil(page.form.unlock.isEnabled, timeout=10_000)
    person.type("some other words")
    person.press("Return")
    person.wait_for("Try again in")
    assert not page.form.unlock.isEnabled()
    qtbot.waitUntil(page.form.unlock.isEnabled, timeout=10_000)
    person.type(PASSPHRASE)
    with qtbot.waitSignal(program.opened, timeout=60_000):
        person.press("Return")


def test_a_keychain_opens_the_records_without_a_question(qtbot, program, person, place):
    program.locking.locks.keychain = Keychain(MemoryBackend())
    code = found(qtbot, program, person, place)
    person.tab_to("Last two groups")
    person.type(code[-9:])
    with qtbot.waitSignal(program.opened, timeout=60_000):
        person.press("Ctrl+Return")
    open_and_wait(qtbot, program, lambda: program.open(place))
    assert program.app.desk.clinic.profile.name == "Test Clinic"
    assert not is_plain(place.file)


def test_the_practice_clinic_asks_for_nothing(demo, folders):
    assert is_plain(folders.demo.file)
    assert not slot_file_of(folders.demo.file).exists()


def test_a_plain_clinic_gets_its_lock_when_somebody_wants_it(
    qtbot, program, person, place, demo_file
):
    place.file.parent.mkdir(parents=True)
    place.file.write_bytes(demo_file.read_bytes())
    open_and_wait(qtbot, program, partial(program.open, place))
    program.locking.lock_existing(place)
    qtbot.waitUntil(lambda: shown(program, SecretsPage) is not None, timeout=20_000)
    person.press("Esc")
    qtbot.waitUntil(lambda: program.app is not None, timeout=20_000)
    assert is_plain(place.file)
    program.locking.lock_existing(place)
    qtbot.waitUntil(lambda: shown(program, SecretsPage) is not None, timeout=20_000)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    lock(qtbot, program, person, shown(program, SecretsPage).presenter.code)
    assert not is_plain(place.file)
    assert program.app.desk.clinic.profile.name.startswith("Willow Lane")


def test_records_that_are_plain_are_told_of_at_the_start_and_encrypted_on_request(
    qtbot, program, person, place, now
):
    database = open_database(place)
    by = {"actor": Actor(None, Role.MANAGER, "Desk 1"), "at": now}
    database.write(partial(add_staff, fields=StaffFields("Mo", Role.MANAGER), **by))
    database.write(partial(save_profile, profile=ClinicProfile(name="Test Clinic"), **by))
    database.dispose()
    open_and_wait(qtbot, program, partial(program.open, place))
    person.wait_for("The records of this clinic are not encrypted.")
    program.app.settings_page.security.encrypt()
    qtbot.waitUntil(lambda: shown(program, SecretsPage) is not None, timeout=20_000)
    assert is_plain(place.file)
