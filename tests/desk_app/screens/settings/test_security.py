"""The lock in the settings: seen by all, changed by a manager, never left without a way in."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from shiboken6 import isValid

from db.domain.errors import NoPrinterError
from db.domain.sign_in import new_secret
from db.domain.staff import Actor, Role
from db.keys.clinic_keys import ClinicKeys, NewSecrets, Throttle
from db.keys.keychain import Keychain
from db.keys.locks import ClinicLock
from db.keys.recovery_code import new_code, read_code
from db.keys.slots import SlotKind, WrongSecretError, new_key
from db.queries.audit import AuditFilter, audit_rows
from db.services.sign_in import set_secret
from desk_app.handouts.rendering import HandoutPress
from desk_app.recovery_paper import recovery_paper
from desk_app.screens.locking.secrets_presenter import SecretsPresenter
from desk_app.screens.settings.page import SettingsPage
from desk_app.screens.settings.presenter import SettingsPresenter
from desk_app.widgets.buttons import Button
from tests.desk_app.handouts.pdf_rules import broken_rules
from tests.keychain import MemoryBackend

PASSPHRASE = "four quiet herons wade"
KEY = new_key()


@pytest.fixture
def keys(tmp_path, now):
    keys = ClinicKeys(tmp_path / "clinic.db", Keychain(MemoryBackend()), Throttle())
    keys.begin(KEY, NewSecrets(new_code(), PASSPHRASE), now)
    return keys


@pytest.fixture
def security(qtbot, desk, clinic, keys):
    """The section, with a manager at the desk."""
    desk.seat.sit_down(clinic["Mo"], desk.clinic)
    page = SettingsPage(SettingsPresenter(desk, desk, ClinicLock(keys, KEY)))
    qtbot.addWidget(page)
    page.resize(1024, 620)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.activated()
    page.open_section("security")
    return page.section


def button(section, name):
    [found] = [
        each
        for each in section.findChildren(Button)
        if each.text().replace("&", "").startswith(name) and each.isVisible()
    ]
    return found


def removals(section):
    return [
        each.accessibleName()
        for each in section._rows.findChildren(Button)
        if each.accessibleName().startswith("Remove")
    ]


def kinds(keys):
    return {slot.kind for slot in keys.slots()}


def test_what_opens_the_records_is_listed_with_its_day(security):
    assert removals(security) == [
        "Remove: The recovery code on paper, since 2026-03-06",
        "Remove: The passphrase, since 2026-03-06",
    ]


def test_no_two_things_answer_to_the_same_letter(security):
    button(security, "New recovery code").click()
    shown = [w for kind in (QLabel, QAbstractButton) for w in security.findChildren(kind)]
    letters = [
        QKeySequence.mnemonic(widget.text()).toString()
        for widget in shown
        if widget.isVisible() and not QKeySequence.mnemonic(widget.text()).isEmpty()
    ]
    assert len(letters) == len(set(letters)), sorted(letters)
    assert not {"Alt+F", "Alt+E", "Alt+V", "Alt+H"} & set(letters)  # the menus' own


def test_a_passphrase_is_changed_with_the_keyboard(qtbot, security, keys, posted):
    qtbot.keyClicks(security._passphrase, "short")
    qtbot.keyClick(security._again, Qt.Key.Key_Return)
    assert "at least 12" in security._passphrase_form.problems["passphrase"]
    security._passphrase.clear()
    qtbot.keyClicks(security._passphrase, "a wholly new sentence")
    qtbot.keyClicks(security._again, "a wholly new sentence")
    qtbot.keyClick(security._again, Qt.Key.Key_Return)
    assert keys.unlock("a wholly new sentence") == KEY
    with pytest.raises(WrongSecretError):
        keys.unlock(PASSPHRASE)
    assert "no longer" in posted[-1].text
    assert security._passphrase.text() == ""


def test_a_new_code_opens_only_when_its_end_was_typed_back(qtbot, security, keys):
    qtbot.keyClick(button(security, "New recovery code"), Qt.Key.Key_Space)
    code = security._code.text().replace(" ", "")
    with pytest.raises(WrongSecretError):
        keys.unlock(code)
    qtbot.keyClicks(security._typed_back, "wrong")
    qtbot.keyClick(security._typed_back, Qt.Key.Key_Return)
    assert security._code_form.problems
    security._typed_back.clear()
    qtbot.keyClicks(security._typed_back, code[-9:].lower())
    qtbot.keyClick(security._typed_back, Qt.Key.Key_Return)
    assert keys.unlock(code) == KEY
    assert not security._code_form.isVisible()
    assert code not in security._code.text().replace(" ", "")


def test_a_new_code_is_printed_and_the_job_and_the_disk_say_nothing_of_it(
    qtbot, security, printer, posted, monkeypatch, tmp_path, sqlite_database
):
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(passing))
    monkeypatch.setenv("TMPDIR", str(passing))
    button(security, "New recovery code").click()
    button(security, "Print it").click()
    assert posted[-1].text.startswith("Sent to ")
    assert "kept_safe" in printer.printed().name
    assert list(passing.rglob("*")) == []
    rows = sqlite_database.read(partial(audit_rows, wanted=AuditFilter()))
    assert (rows[0].action, rows[0].fields) == ("print", ("recovery",))


def test_the_page_keeps_the_code_in_one_line_and_can_be_typed_from(desk):
    code = new_code()
    sheet = recovery_paper(desk).sheet(code)
    rendered = HandoutPress().render_records(sheet)
    assert (rendered.page_count, rendered.standards_kept, rendered.unprintable) == (1, True, ())
    assert broken_rules(rendered.pdf) == []
    [section] = sheet.sections
    assert read_code(section.heading) == read_code(code)
    assert "-" not in section.heading


def test_without_a_printer_the_code_is_written_down(qapp):
    presenter, said = SecretsPresenter(has_keychain=False), []
    presenter.printed.connect(said.append)
    presenter.was_printed(NoPrinterError())
    assert said == ["Nothing was printed. Write the code down."]


def test_a_slot_is_removed_but_never_the_last_one(qtbot, security, keys, posted):
    security._rows.findChildren(Button)[0].click()
    assert kinds(keys) == {SlotKind.PASSPHRASE}
    qtbot.waitUntil(lambda: len(removals(security)) == 1)
    security._rows.findChildren(Button)[0].click()
    assert kinds(keys) == {SlotKind.PASSPHRASE}
    assert "last way" in posted[-1].text


def test_this_computer_can_open_the_records_by_itself(qtbot, security, keys):
    button(security, "Open by itself").click()
    assert keys.from_keychain() == KEY


def test_only_a_manager_changes_anything(
    security, desk, clinic, keys, posted, sqlite_database, now
):
    presenter = security._security
    boss = Actor(clinic["Mo"], Role.MANAGER, "Desk 1")
    for name in ("Mo", "Ana"):
        work = partial(set_secret, staff_id=clinic[name], secret=new_secret("482915"))
        sqlite_database.write(partial(work, actor=boss, at=now))
    desk.reload_clinic()
    desk.seat.let_in(clinic["Ana"], desk.clinic)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the rows shown before
    before = keys.slots()
    shown = [each for each in security.findChildren(Button) if each.isVisible()]
    assert [each.toolTip() for each in shown] == ["Only the manager may do this."] * len(shown)
    assert not any(each.isEnabled() for each in shown)
    presenter.remove(before[0].slot_id)
    presenter.set_passphrase("a wholly new sentence", "a wholly new sentence")
    presenter.use_keychain()
    presenter.encrypt()
    assert keys.slots() == before
    assert [notice.text for notice in posted] == ["Only the manager may do this."] * 4
    desk.seat.let_in(clinic["Mo"], desk.clinic)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert all(each.isEnabled() for each in shown if isValid(each))
    presenter.use_keychain()
    rows = sqlite_database.read(partial(audit_rows, wanted=AuditFilter()))
    assert (rows[0].action, rows[0].fields) == ("change_keys", ("keychain",))


def test_a_plain_file_is_told_and_can_be_encrypted(qtbot, desk, clinic, keys):
    desk.seat.sit_down(clinic["Mo"], desk.clinic)
    presenter = SettingsPresenter(desk, desk, ClinicLock(keys, None))
    page = SettingsPage(presenter)
    qtbot.addWidget(page)
    page.open_section("security")
    assert "not encrypted" in page.section._state.text()
    with qtbot.waitSignal(presenter.security.encrypt_wanted):
        page.section._encrypt.click()


def test_a_server_is_told_honestly(open_section):
    assert "does not encrypt" in open_section("security")._state.text()
