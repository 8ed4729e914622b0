"""What a start of the program is, told apart by its arguments alone."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from db.place import DatabasePlace
from desk_app import start
from desk_app.commands import call
from desk_app.telephone.endpoint import PRACTICE, USUAL
from desk_app.telephone.forwarder import as_options
from desk_app.version import VERSION

ROOT = Path(__file__).parents[2]

# Stands for a window: listens, says "ready", then every message it takes.
WINDOW = """
import datetime as dt, sys
from PySide6.QtCore import QCoreApplication
from desk_app.telephone.receiver import CallReceiver
application = QCoreApplication([])
receiver = CallReceiver(now=lambda: dt.datetime.now(dt.UTC))
receiver.call_received.connect(
    lambda e: print(e.number, e.name, e.event.value, e.call_id, sep="|", flush=True)
)
receiver.raise_wanted.connect(lambda: print("raise", flush=True))
receiver.listen(sys.argv[1], also=sys.argv[2])
receiver.deliver()
print("ready", flush=True)
application.exec()
"""


@pytest.fixture
def environment(tmp_path):
    """A session without a display, in folders of its own."""
    runtime = tempfile.mkdtemp(prefix="desk-run-")  # a socket's name may not be long
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    own = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data")}
    yield {**kept, **own, "XDG_RUNTIME_DIR": runtime}
    shutil.rmtree(runtime)


@pytest.fixture
def run(environment):
    def run_program(*arguments, **options):
        return subprocess.run(
            [sys.executable, *options.get("flags", ()), ROOT / "main.py", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run_program


@pytest.fixture
def window(environment):
    """A running window on the clinic's database; ``window()`` is the next thing it heard."""
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, "0123456789abcdef", USUAL],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    yield lambda: process.stdout.readline().rstrip("\n")
    process.kill()
    process.communicate()


@pytest.mark.parametrize(
    ("arguments", "heard"),
    [
        (["18285550100"], "18285550100||ring|"),
        (["+1 828 555 0100"], "+1 828 555 0100||ring|"),
        (["anonymous"], "||ring|"),
        (
            ["--call", "8285550100", "--name", "Zoë O'Neil", "--event", "answer", "--id", "7"],
            "8285550100|Zoë O'Neil|answer|7",
        ),
        (["/N:Ann", "Lee", "/C:8285550100"], "8285550100|Ann Lee|ring|"),
        (["tel:+1-828-555-0100;ext=5"], "+1-828-555-0100 ext 5||ring|"),
        (["sip:+18285550100@pbx.example;transport=udp"], "+18285550100||ring|"),
        (
            ["frontdesk:call?number=%2B18285550100&name=Ann+Lee&event=end&id=x%3D1"],
            "+18285550100|Ann Lee|end|x=1",
        ),
        (["frontdesk://call/+18285550100"], "+18285550100||ring|"),
    ],
)
def test_a_softphones_number_reaches_the_window(run, window, arguments, heard):
    answer = run(*arguments)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert window() == heard


def test_an_address_gives_values_and_never_an_option():
    url = "frontdesk:1?name=--demo&database=/etc/passwd&event=ring&id=--window"
    assert as_options([url]) == ["--call=1", "--name=--demo", "--event=ring", "--id=--window"]
    beside = ["tel:1", "--database=/tmp/x.db"]
    assert as_options(beside) == beside


def test_an_address_with_something_beside_it_is_refused(run):
    answer = run("tel:8285550100", "--database=/tmp/x.db")
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1


def test_a_number_without_a_window_and_a_display_is_one_sentence(run):
    answer = run("18285550100")
    assert (answer.returncode, answer.stderr) == (1, "No window is open to take the call.\n")


def test_a_call_for_one_clinic_does_not_reach_the_window_of_another(run, window):
    assert run("--call", "1", "--demo").returncode == 1
    assert run("--call", "1", "--database", "/tmp/other.db").returncode == 1
    assert run("--call", "2").returncode == 0
    assert window() == "2||ring|"


def test_each_clinic_has_a_name_of_its_own_to_listen_at():
    def name(*arguments):
        return call.window_name(start._parser().parse_args(["1", *arguments]))

    assert (name(), name("--demo")) == (USUAL, PRACTICE)
    assert name("--database", "/tmp/x.db") == DatabasePlace.parse("/tmp/x.db").identity


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["folow-ups"], "'folow-ups' is no command and no number. See main.py --help.\n"),
        (["--event", "sneeze"], "Argument --event: invalid choice"),
        (["1", "2"], "Unrecognized arguments: 2."),
        (["--databse", "x"], "Unrecognized arguments: --databse"),
        (["--database", "x", "--demo"], "not allowed with argument"),
    ],
)
def test_a_wrong_start_is_one_sentence(run, arguments, said):
    answer = run(*arguments)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_the_version_is_told(run):
    assert run("--version").stdout == f"Front Desk {VERSION}\n"


@pytest.mark.parametrize("verb", start.VERBS)
def test_each_command_explains_itself(verb, capsys):
    with pytest.raises(SystemExit) as ended:
        start.main([verb, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "--database PLACE" in said
    assert "--demo" in said


def test_handing_a_call_over_loads_nothing_but_what_it_needs(run, window):
    answer = run("18285550100", flags=["-X", "importtime"])
    assert answer.returncode == 0
    names = {line.rpartition("|")[2].strip() for line in answer.stderr.splitlines()}
    loaded = {name.partition(".")[0] for name in names}
    heavy = {"PySide6", "sqlalchemy", "argparse", "subprocess", "tempfile", "dataclasses", "db"}
    assert not loaded & heavy
    ours = {name for name in names if name.startswith("desk_app.")}
    assert ours == {
        "desk_app.telephone",
        "desk_app.telephone.endpoint",
        "desk_app.telephone.forwarder",
    }


def test_a_second_start_of_a_window_brings_the_first_to_the_front(environment, run, tmp_path):
    database = tmp_path / "data" / "front-desk" / "clinic.db"
    name = DatabasePlace(file=database).identity
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, name, ""],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline() == "ready\n"
        answer = run("--window")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert process.stdout.readline() == "raise\n"
    finally:
        process.kill()
        process.communicate()


def windows_of(environment):
    """Ids of the processes of a session of these tests that show a window."""
    mark = f"XDG_RUNTIME_DIR={environment['XDG_RUNTIME_DIR']}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_window = b"--window" in (folder / "cmdline").read_bytes().split(b"\0")
            if is_window and mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
def test_a_call_without_a_window_opens_one_and_only_one(environment, tmp_path):
    place = ["--window", "--database", str(tmp_path / "desk.db")]
    command = [sys.executable, ROOT / "main.py", "18285550100", *place]
    starts = [
        subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True)
        for _ in range(3)
    ]
    try:
        said = [start.communicate(timeout=60)[1] for start in starts]
        assert [start.returncode for start in starts] == [0, 0, 0], said
        assert len(windows_of(environment)) == 1
    finally:
        for window in windows_of(environment):
            os.kill(window, signal.SIGKILL)


@pytest.mark.parametrize("order", ["before", "after"])
def test_which_clinic_is_meant_may_stand_before_a_command_or_behind(run, tmp_path, order):
    place = ["--database", str(tmp_path / "desk.db")]
    words = ["log", "--name", "Ana"]
    finished = run(*(place + words if order == "before" else words + place))
    assert finished.returncode == 0, finished.stderr
    assert (tmp_path / "desk.db").exists()


def test_qt_leaves_python_s_import_as_it_was_and_keeps_no_sources():
    code = """if True:
        import builtins, linecache
        of_python = builtins.__import__
        from desk_app.start import import_qt
        import_qt()
        import desk_app.launch
        kept = [name for name in linecache.cache if "desk_app" in name]
        print(builtins.__import__ is of_python, len(kept))
    """
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert finished.stdout.split() == ["True", "0"]
