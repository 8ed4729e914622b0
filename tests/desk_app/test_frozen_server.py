"""A server that stands still, as after a pulled cable: the window goes on, and nothing is lost."""

import gc
import os
import signal
import threading
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import QTimer

from db.queries.enquiry_log import log_count
from tests.desk_app.conftest import open_and_wait
from tests.desk_app.keyboard import Person
from tests.postgres_server import RUNNING_SERVER_VARIABLE

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process is stopped here"),
    pytest.mark.skipif(
        RUNNING_SERVER_VARIABLE in os.environ, reason="only a server of our own is stopped"
    ),
]

_LONG = bool(os.environ.get("FRONT_DESK_LONG"))
_EVENTS = 2_000
_FROZEN_FOR = 4.0  # seconds, in the long form
_RESCUE = 120.0  # seconds: a window that waits for the server is let go, and the test fails
_PATIENCE_MS = 60_000


def processes_of(url):
    """The server's own process, and those that speak with the programs of one database."""
    with psycopg.connect(url, autocommit=True) as connection:
        [folder] = connection.execute("SHOW data_directory").fetchone()
        speaking = connection.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    main = int((Path(folder) / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    return [main, *(pid for (pid,) in speaking)]


@contextmanager
def frozen(url):
    """No answer comes, no connection is refused and none breaks."""
    processes = processes_of(url)

    def send(what):
        for process in processes:
            os.kill(process, what)

    rescue = threading.Timer(_RESCUE, send, [signal.SIGCONT])
    rescue.start()
    send(signal.SIGSTOP)
    try:
        yield
    finally:
        rescue.cancel()
        send(signal.SIGCONT)


class Beats:
    """Events that the window handles, one after the other, and the longest time between two."""

    def __init__(self):
        self.count, self.longest = 0, 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=0 if not _LONG else 5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self):
        now = time.perf_counter()
        self.count, self.longest = self.count + 1, max(self.longest, now - self._last)
        self._last = now


def test_while_the_server_stands_the_window_goes_on_and_what_was_typed_is_saved_once(
    qtbot, postgresql_demo, program
):
    open_and_wait(qtbot, program, partial(program.open, postgresql_demo))
    person = Person(qtbot, program.window)
    desk = program.app.desk
    for keys in ("Ctrl+5", "Ctrl+1"):  # a page is made when it is first opened
        person.press(keys)
    qtbot.waitUntil(lambda: not desk._data._pending, timeout=_PATIENCE_MS)
    before = program.app._database.read(log_count)
    person.press("F2")
    if _LONG:
        gc.freeze()  # as the program does by itself, where no test has done so before
    with frozen(postgresql_demo.server):
        beats = Beats()
        person.type("828 555 0142")
        person.press("Tab")
        person.type("Zelda Frost")
        person.press("Ctrl+Return")
        person.press("Ctrl+5")
        person.press("Ctrl+1")
        until = time.perf_counter() + _FROZEN_FOR * _LONG
        qtbot.waitUntil(
            lambda: beats.count > _EVENTS * (not _LONG) and time.perf_counter() > until,
            timeout=_PATIENCE_MS * 2,
        )
        assert desk._data._pending  # all that was done while nothing came back
        assert not person.sees("Enquiry saved")
        print(f"longest stall: {beats.longest * 1_000:.0f} ms, {beats.count} events")
    person.wait_for("Zelda Frost")
    qtbot.waitUntil(lambda: not desk._data._pending, timeout=_PATIENCE_MS)
    assert program.app._database.read(log_count) == before + 1
