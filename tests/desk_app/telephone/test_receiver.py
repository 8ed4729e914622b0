"""The window's ear: real sockets, other processes, windows that died."""

import datetime as dt
import gc
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from desk_app.telephone import endpoint
from desk_app.telephone.endpoint import (
    NOT_TAKEN,
    USUAL,
    NoAnswerError,
    NobodyThereError,
    address_of,
    hand_over,
)
from desk_app.telephone.receiver import CallReceiver
from tests.desk_app.telephone.windows import OTHER_WINDOW

ROOT = Path(__file__).parents[3]
RING = {"number": "18285550100", "name": "Ann", "event": "ring", "id": ""}


@pytest.fixture
def receiver(qapp, runtime):
    made = CallReceiver(now=lambda: dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC))
    yield made
    made.close()


def handing(name, message=RING):
    """Hand a message over from another process, as a softphone does; returns its exit."""
    code = (
        "import sys, json; from desk_app.telephone.endpoint import hand_over;"
        "hand_over(sys.argv[1], json.loads(sys.argv[2]))"
    )
    return subprocess.Popen([sys.executable, "-c", code, name, json.dumps(message)], cwd=ROOT)


def test_a_call_from_another_process_is_received(qtbot, receiver):
    assert receiver.listen("aa", also=USUAL)
    receiver.deliver()
    with qtbot.waitSignal(receiver.call_received) as received:
        process = handing("aa")
    [event] = received.args
    assert (event.number, event.name, event.event.value) == ("18285550100", "Ann", "ring")
    with qtbot.waitSignal(receiver.call_received):
        second = handing(USUAL, RING | {"event": "answer"})
    qtbot.waitUntil(lambda: process.poll() is not None and second.poll() is not None)
    assert process.returncode == second.returncode == 0


def test_calls_wait_until_there_is_somebody_to_take_them(qtbot, receiver):
    assert receiver.listen("aa")
    process = handing("aa")
    qtbot.waitUntil(lambda: process.poll() is not None)
    assert process.returncode == 0
    with qtbot.waitSignal(receiver.call_received):
        receiver.deliver()


def test_a_second_start_asks_for_the_window(other_window):
    first, said = other_window()
    assert said == "ready"
    hand_over("aa", {})
    assert first.stdout.readline() == "raise\n"


def test_one_database_has_one_window_and_another_gets_none(other_window):
    assert other_window()[1] == "ready"
    assert other_window()[1] == "taken"
    assert other_window("bb")[1] == "ready"  # the usual name stays with the first
    hand_over(USUAL, RING)


def test_many_starts_at_once_leave_one_window(runtime):
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", OTHER_WINDOW, "aa", USUAL],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    try:
        said = [window.stdout.readline().strip() for window in windows]
        assert sorted(said) == ["ready", "taken", "taken", "taken"]
        hand_over("aa", RING)
        assert windows[said.index("ready")].stdout.readline() == "18285550100 ring\n"
    finally:
        for window in windows:
            window.kill()
            window.communicate()


def test_what_a_killed_window_left_behind_stands_in_nobodys_way(other_window):
    first, _ = other_window()
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert Path(address_of("aa")).exists()
    with pytest.raises(NobodyThereError):
        hand_over("aa", RING)
    second, said = other_window()
    assert said == "ready"
    hand_over("aa", RING)
    assert second.stdout.readline() == "18285550100 ring\n"


def test_without_a_window_there_is_nobody(runtime):
    with pytest.raises(NobodyThereError):
        hand_over("aa", RING)


def test_a_window_that_hangs_is_told_from_none(other_window, monkeypatch):
    first, _ = other_window()
    first.send_signal(signal.SIGSTOP)
    monkeypatch.setattr(endpoint, "_PATIENCE_SECONDS", 0.2)
    with pytest.raises(NoAnswerError):
        hand_over("aa", RING)


LONG = b"x" * 5_000


@pytest.mark.parametrize("sent", [b"nonsense\n", b"\x00\xff\n", LONG, LONG + b"\n"])
def test_what_is_no_message_does_no_harm(other_window, sent):
    window, _ = other_window()
    with socket.socket(socket.AF_UNIX) as connection, suppress(ConnectionResetError):
        connection.connect(address_of("aa"))
        connection.sendall(sent)
        assert connection.recv(100) in (NOT_TAKEN, b"")
    hand_over("aa", RING)
    assert window.stdout.readline() == "18285550100 ring\n"


def test_many_at_once_are_all_answered(qtbot, other_window):
    window, _ = other_window()
    calls = [handing("aa", RING | {"number": f"828555{n:04}"}) for n in range(8)]
    heard = {window.stdout.readline() for _ in calls}
    assert heard == {f"828555{n:04} ring\n" for n in range(8)}
    assert [call.wait() for call in calls] == [0] * 8


def test_only_this_user_may_reach_it(receiver, runtime):
    assert receiver.listen("aa")
    path = Path(address_of("aa"))
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_others_can_write_is_not_trusted(qapp, tmp_path, monkeypatch, receiver):
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = tmp_path / f"front-desk-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(NoAnswerError):
        hand_over("aa", RING)
    assert receiver.listen("aa")  # the window works all the same
    assert list(folder.iterdir()) == []


def test_a_receiver_moves_to_another_clinic_and_frees_the_first(other_window, receiver):
    assert receiver.listen("aa")
    assert receiver.listen("bb")
    assert other_window("aa")[1] == "ready"


def test_a_window_that_closes_amid_calls_takes_nothing_down_with_it(qtbot, runtime):
    for _ in range(5):
        receiver = CallReceiver(now=lambda: dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC))
        assert receiver.listen("aa", also=USUAL)
        with qtbot.waitSignal(receiver._own._server.newConnection):
            half = socket.socket(socket.AF_UNIX)
            half.connect(address_of("aa"))
            half.sendall(b"half a mess")
        receiver.close()
        with suppress(ConnectionResetError):
            assert half.recv(10) == b""
        half.close()
        del receiver
        gc.collect()
    with pytest.raises(NobodyThereError):
        hand_over("aa", RING)
