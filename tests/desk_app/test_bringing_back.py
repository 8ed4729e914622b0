"""A backup is brought back in the real window: from the open clinic, and where it was refused."""

import datetime as dt
import shutil
import uuid
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.backups.making import make_copy
from db.backups.shelf import Reason, Shelf
from db.domain.clinic import ClinicProfile
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.errors import StorageFailure
from db.domain.staff import Actor, Role
from db.keys.clinic_keys import NewSecrets
from db.keys.locks import Locks
from db.keys.recovery_code import written
from db.keys.slot_file import is_plain, slot_file_of
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.enquiry_log import log_count
from db.services.clinic import save_profile
from db.services.enquiries import log_enquiry
from desk_app.screens.safety.restore_page import RestorePage
from desk_app.screens.welcome.page import WelcomePage
from desk_app.screens.welcome.refusal_page import RefusalPage
from tests.desk_app.conftest import open_and_wait
from tests.desk_app.keyboard import Person

WAIT_MS = 60_000
KEY = "5a" * 32
CODE = written(b"a code of a test")
SPELT = CODE.replace("-", " ").lower()
PASSPHRASE = "four quiet herons wade"
ACTOR = Actor(None, Role.MANAGER, "Desk 1")


def by():
    return {"actor": ACTOR, "at": dt.datetime.now(dt.UTC)}


def log(database, name):
    fields = EnquiryFields(channel=Channel.PHONE, caller_name=name)
    now = dt.datetime.now(dt.UTC)
    new = NewEnquiry(uuid.uuid4(), now, now.date(), fields, None)
    database.write(partial(log_enquiry, new=new, region="US", **by()))


@pytest.fixture
def own(folders):
    """The clinic's file with two enquiries, and a backup from when there was one."""
    place = folders.place()
    database = open_database(place)
    database.write(partial(save_profile, profile=ClinicProfile(name="Willow Lane"), **by()))
    log(database, "Ann")
    make_copy(database, Reason.CHANGED, at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=10))
    log(database, "Bob")
    database.dispose()
    return place


def shown(program):
    return program.window._stack.currentWidget()


def counted(program):
    return program.app._database.read(log_count)


def choose_and_restore(qtbot, program, reason):
    """Walk to the newest copy that was made for a reason, and restore it by the keyboard."""
    chooser = shown(program)._chooser
    qtbot.waitUntil(lambda: bool(chooser._rows.keys))
    program.window.activateWindow()
    chooser.focus_list()
    wanted = next(file for file in chooser._rows.keys if reason.value in file.name)
    for _ in chooser._rows.keys:
        if chooser.list.current_key != wanted:
            qtbot.keyClick(chooser.list, Qt.Key.Key_Down)
    assert chooser.list.current_key == wanted
    qtbot.waitUntil(chooser._restore.isVisible)
    qtbot.keyClick(chooser.list, Qt.Key.Key_Return)
    assert chooser._restore.hasFocus()
    cells = [chooser._table.itemAt(at).widget().text() for at in range(chooser._table.count())]
    assert "Willow Lane" in cells
    open_and_wait(qtbot, program, partial(qtbot.keyClick, chooser._restore, Qt.Key.Key_Space))


def test_a_backup_is_restored_from_the_menu_and_the_state_before_is_kept(
    qtbot, program, folders, own
):
    open_and_wait(qtbot, program, lambda: program.open(own))
    assert counted(program) == 2
    qtbot.waitUntil(lambda: "Last good backup" in program.window._status.text())
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(program.window, Qt.Key.Key_B, keys)
    choose_and_restore(qtbot, program, Reason.CHANGED)
    assert counted(program) == 1
    reasons = [copy.reason for copy in Shelf.of(own.file).copies()]
    assert set(reasons) == {Reason.RESTORE, Reason.CLOSED, Reason.CHANGED}
    program.window.open_page("safety")
    choose_and_restore(qtbot, program, Reason.RESTORE)
    assert counted(program) == 2


@pytest.mark.parametrize("content", [b"x" * 5_000, None])
def test_a_damaged_or_lost_clinic_is_brought_back_from_the_refusal(
    qtbot, program, folders, own, content
):
    open_and_wait(qtbot, program, lambda: program.open(own))
    program.close_clinic()
    program.wait_for_closing()
    own.file.unlink()
    if content is not None:
        own.file.write_bytes(content)
    with qtbot.waitSignal(program.refused, timeout=60_000) as refused:
        program.open(own)
    assert refused.args[0].failure in (StorageFailure.DAMAGED, StorageFailure.MISSING)
    assert isinstance(shown(program), RefusalPage)
    qtbot.keyClick(shown(program)._restore, Qt.Key.Key_Space)
    assert isinstance(shown(program), RestorePage)
    choose_and_restore(qtbot, program, Reason.CHANGED)
    assert counted(program) == 1


def test_a_new_computer_begins_with_a_stick(qtbot, program, folders, own, tmp_path):
    [copy] = Shelf.of(own.file).copies()
    stick = tmp_path / "stick.db"
    stick.write_bytes(copy.file.read_bytes())
    own.file.unlink()
    copy.file.unlink()
    open_and_wait(qtbot, program, lambda: program.open(own))
    assert isinstance(shown(program), WelcomePage)
    qtbot.keyClick(shown(program)._restore, Qt.Key.Key_Space)
    chooser = shown(program)._chooser
    qtbot.waitUntil(chooser._none.isVisible)
    chooser._choosing.choose(stick)
    qtbot.waitUntil(chooser._restore.isVisible)
    open_and_wait(qtbot, program, partial(qtbot.keyClick, chooser._restore, Qt.Key.Key_Space))
    assert counted(program) == 1


@pytest.fixture
def stick(folders, tmp_path):
    """The encrypted clinic of another computer on a stick; here is nothing of it."""
    file = folders.place().file.with_name("elsewhere") / "clinic.db"
    file.parent.mkdir(parents=True)
    Locks().keys_of(file).begin(KEY, NewSecrets(CODE, PASSPHRASE), dt.datetime.now(dt.UTC))
    database = open_database(DatabasePlace(file=file), key_hex=KEY)
    database.write(partial(save_profile, profile=ClinicProfile(name="Willow Lane"), **by()))
    log(database, "Ann")
    copy = make_copy(database, Reason.CHANGED, at=dt.datetime.now(dt.UTC)).copy
    database.dispose()
    folder = tmp_path / "STICK"
    shutil.copytree(copy.file.parent, folder)
    shutil.rmtree(file.parent)
    return folder / copy.file.name


def to_the_stick(qtbot, program, folders, stick):
    """Choose the file on the stick from the start page; the field for what opens it is there."""
    open_and_wait(qtbot, program, lambda: program.open(folders.place()))
    qtbot.keyClick(shown(program)._restore, Qt.Key.Key_Space)
    chooser = shown(program)._chooser
    qtbot.waitUntil(chooser._none.isVisible, timeout=WAIT_MS)
    chooser._choosing.choose_elsewhere(stick)
    qtbot.waitUntil(chooser._secret.isVisible, timeout=WAIT_MS)
    assert not chooser._restore.isVisible()
    return chooser


@pytest.mark.parametrize("secret", [SPELT, PASSPHRASE], ids=["code", "words"])
def test_an_encrypted_clinic_comes_to_a_new_computer_by_stick_and_recovery_code(
    qtbot, program, folders, stick, secret
):
    person = Person(qtbot, program.window)
    chooser = to_the_stick(qtbot, program, folders, stick)
    person.type("four quiet herons sleep")
    person.press("Return")
    person.wait_for("This does not open the records.")
    person.type(secret)  # the wrong one is selected
    person.press("Return")
    person.wait_for("Willow Lane")
    qtbot.waitUntil(chooser._restore.hasFocus, timeout=WAIT_MS)
    assert "STICK" in str(chooser._rows._rows)
    assert not chooser._after.isVisible()  # nothing is here that could be kept
    open_and_wait(qtbot, program, partial(person.press, "Space"))
    person.wait_for("The backup is restored.")
    program.app._drafts.flush()
    assert not list(folders.data.glob("*damaged*"))  # the start page kept nothing in another key
    assert counted(program) == 1
    file = folders.place().file
    assert not is_plain(file)
    with qtbot.waitSignal(program.refused, timeout=WAIT_MS):  # asked again, without a keychain
        program.open(folders.place())
    person.type(secret)
    open_and_wait(qtbot, program, partial(person.press, "Return"))


def test_a_damaged_copy_is_told_once_its_code_is_typed_and_a_lost_key_file_before(
    qtbot, program, folders, stick
):
    content = bytearray(stick.read_bytes())
    content[100:140] = b"x" * 40
    stick.write_bytes(content)
    chooser = to_the_stick(qtbot, program, folders, stick)
    chooser._choosing.unlock(CODE)
    qtbot.waitUntil(chooser._problem.isVisible, timeout=WAIT_MS)
    assert "damaged" in chooser._problem.text()
    assert not chooser._secret.isVisible()
    slot_file_of(stick).unlink()
    chooser._choosing.choose(stick)
    qtbot.waitUntil(lambda: ".keys" in chooser._problem.text(), timeout=WAIT_MS)


def test_esc_goes_back_without_restoring(qtbot, program, folders):
    open_and_wait(qtbot, program, lambda: program.open(folders.place()))
    qtbot.keyClick(shown(program)._restore, Qt.Key.Key_Space)
    back = partial(qtbot.keyClick, shown(program), Qt.Key.Key_Escape)
    open_and_wait(qtbot, program, back)
    assert isinstance(shown(program), WelcomePage)


def test_what_is_no_backup_is_said_and_cannot_be_restored(qtbot, program, folders, tmp_path):
    letter = tmp_path / "letter.db"
    letter.write_text("Dear Ann, " * 100)
    open_and_wait(qtbot, program, lambda: program.open(folders.place()))
    qtbot.keyClick(shown(program)._restore, Qt.Key.Key_Space)
    chooser = shown(program)._chooser
    chooser._choosing.choose(letter)
    qtbot.waitUntil(chooser._problem.isVisible)
    assert "choose another." in chooser._problem.text()
    assert not chooser._restore.isVisible()


def test_closing_a_changed_clinic_leaves_a_last_backup(qtbot, program, own):
    open_and_wait(qtbot, program, lambda: program.open(own))
    log(program.app._database, "Cleo")
    qtbot.waitUntil(lambda: program.app._backups._changed_since is not None, timeout=10_000)
    program.window.close()
    program.wait_for_closing()
    assert Shelf.of(own.file).copies()[0].reason is Reason.CLOSED
