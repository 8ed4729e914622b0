"""A whole run with a marked caller, killed in the middle: no file that was written tells of her.

The run happens in a process of its own, with every folder it could write to below one.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.drafts import DraftStore
from db.keys.locks import Locks
from db.keys.slot_file import slot_file_of
from db.place import DatabasePlace

ROOT = Path(__file__).parents[2]
PASSPHRASE = "four quiet herons wade"
# Of the name, the number, the concern and a card that was never saved; in every writing.
MARKERS = ("Quillfeather", "5550188", "555 0188", "numbness", "Half-typed")

RUN = """
import datetime as dt, signal, sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from db.keys.clinic_keys import NewSecrets
from db.keys.recovery_code import new_code
from db.services.clinic import StaffFields, add_staff, save_profile
from db.domain.clinic import ClinicProfile
from db.domain.staff import Actor, Role
from desk_app.folders import Folders
from desk_app.launch import Program, make_application
from desk_app import crash_log
from tests.desk_app.keyboard import Person

root, passphrase = Path(sys.argv[1]), sys.argv[2]
application = make_application([])
folders = Folders.of_this_seat()
folders.data.mkdir(parents=True)
crash_log.install(folders.log)
program = Program(application, folders)
program.window.show()

def wait_until(is_so, seconds=60):
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    QTimer.singleShot(seconds * 1000, loop.quit)
    timer.start(20)
    loop.exec()
    assert is_so()

def pause(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

class Bot:
    TimeoutError = AssertionError
    def waitUntil(self, is_so, timeout=20000):
        wait_until(lambda: is_so() is not False, timeout // 1000)

person = Person(Bot(), program.window)

def found(database):
    by = {"actor": Actor(None, Role.MANAGER, "Desk 1"), "at": dt.datetime.now(dt.UTC)}
    database.write(partial(add_staff, fields=StaffFields("Ana", Role.MANAGER), **by))
    database.write(partial(save_profile, profile=ClinicProfile(name="Test Clinic"), **by))

place = folders.place()
if passphrase:
    program.open(place)
    wait_until(lambda: program.app is not None)
    found(program.app._database)
    secrets = NewSecrets(new_code(), passphrase)
    program.locking._lock_new(place, program.app._database, None, secrets)
    program.app = None
else:
    from db.opening import open_database
    database = open_database(place)
    found(database)
    database.dispose()
    program.open(place)
wait_until(lambda: program.app is not None)
app = program.app
wait_until(lambda: app.desk.clinic.profile.name == "Test Clinic")

person.press("F2")
person.type("828 555 0188")
person.press("Tab")
person.type("Ottilie Quillfeather")
person.press("Tab")
person.type("numbness in both legs")
person.press("Ctrl+Return")
person.wait_for("saved")
person.press("Ctrl+K")
person.type("Quillfeather")
pause(1_500)
person.press("Esc")
person.press("Ctrl+2")
person.press("Alt+2")
person.wait_for("Open enquiry")
person.press("Ctrl+P")
person.wait_for("Save as PDF")
pause(500)
person.press("Esc")
person.press("Ctrl+1")

from db.backups.copying import back_up
back_up(app._database, root / "stick" / "copy.db")

person.press("F2")
person.type("828 555 0188")
person.press("Tab")
person.type("Half-typed Quillfeather")
app._drafts.flush()
pause(1_500)
app._drafts.flush()
program.settings.sync()
print("ready", flush=True)
signal.pause()
"""


def environment_in(folder):
    """Return an environment in which every folder a program may write to is below one."""
    names = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    own = {name: folder / name.lower() for name in names}
    for path in own.values():
        path.mkdir(exist_ok=True)
    texts = {name: str(path) for name, path in own.items()}
    return {**os.environ, **texts, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def run_and_kill(folder, passphrase):
    """Work for a while in a process whose every folder is ours, and kill it."""
    own = environment_in(folder)
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder), passphrase],
        cwd=ROOT,
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = process.stdout.readline()
    if line != "ready\n":
        raise AssertionError(process.communicate()[1][-3_000:])
    process.send_signal(signal.SIGKILL)
    process.communicate()


def files_with_markers(folder):
    """The files below a folder that hold a marker, in any of the writings a program uses."""
    needles = [
        written.encode(coding)
        for marker in MARKERS
        for written in {marker, marker.lower(), marker.upper()}
        for coding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert len(files) > 5
    return {
        str(file.relative_to(folder))
        for file in files
        if any(needle in file.read_bytes() for needle in needles)
    }


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path


def search_afterwards(folder):
    """What the command line finds, in the same folders, after the kill."""
    own = environment_in(folder) | {"FRONT_DESK_KEY": PASSPHRASE}
    search = [sys.executable, str(ROOT / "main.py"), "search", "Quillfeather"]
    return subprocess.run(search, env=own, capture_output=True, text=True, check=True).stdout


@pytest.mark.real_cost  # a child opens what was sealed here
def test_no_file_of_a_run_that_was_killed_tells_of_a_caller_and_nothing_is_lost(folder):
    run_and_kill(folder, PASSPHRASE)
    assert files_with_markers(folder) == set()
    assert "Quillfeather" in search_afterwards(folder)
    data = folder / "xdg_data_home" / "front-desk"
    key = Locks(secret=PASSPHRASE).key_at_hand(DatabasePlace(file=data / "clinic.db"))
    assert slot_file_of(folder / "stick" / "copy.db").exists()
    [drafts] = data.glob("drafts-*.db")
    store = DraftStore(drafts, key)
    [draft] = store.all()
    store.close()
    assert "Half-typed Quillfeather" in str(draft.content)
    assert files_with_markers(folder) == set()


def test_the_search_for_markers_finds_them_where_nothing_is_encrypted(folder):
    run_and_kill(folder, "")
    found = {name.rpartition("/")[2] for name in files_with_markers(folder)}
    assert {"clinic.db", "clinic.db-wal"} & found
    assert "copy.db" in found
    assert any(name.startswith("drafts-") for name in found)
