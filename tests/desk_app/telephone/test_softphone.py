"""A real softphone on loopback: a call over SIP becomes a banner, and then one record.

baresip is the clinic's telephone, sipp the caller; ``resources/telephone/baresip_events.py``
stands between baresip and the window, as it would at a clinic.
"""

import os
import random
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.models import Call, Enquiry
from desk_app.screens.desk.call_banner_page import CallBanner

ROOT = Path(__file__).parents[3]
MODULES = Path("/usr/lib/baresip/modules")
PATIENCE_MS = 30_000
QUIET_PORTS = range(20_000, 32_000)
"""Below those that Linux gives to outgoing connections, of which other tests make many."""
START_ATTEMPTS = 5
NUMBER = "8285550177"

MISSING = [name for name in ("baresip", "sipp") if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING or not MODULES.is_dir()),
    reason=f"not installed: {', '.join(MISSING)} (Debian: baresip-core, sip-tester)",
)

CONFIG = """
module_path {modules}
module g711.so
module aubridge.so
module account.so
module menu.so
module ctrl_tcp.so
module cons.so
sip_listen 127.0.0.1:{sip}
ctrl_tcp_listen 127.0.0.1:{events}
cons_listen 127.0.0.1:{keys}
audio_player aubridge,nil
audio_source aubridge,nil
audio_alert aubridge,nil
"""


def free_ports(count):
    """Ports that are free for UDP and TCP alike, as SIP wants them."""
    candidates = random.sample(QUIET_PORTS, 100)
    return [port for port in candidates if is_free(port)][:count]


def is_free(port):
    with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        try:
            tcp.bind(("127.0.0.1", port))
            udp.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@pytest.fixture
def start():
    """Start a process; those that still run at the end are ended."""
    started = []

    def run(*command, **options):
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=options.pop("stdout", subprocess.DEVNULL),
            stderr=subprocess.DEVNULL,
            **options,
        )
        started.append(process)
        return process

    yield run
    for process in reversed(started):
        process.kill()
        process.communicate()


class Softphone:
    """The clinic's telephone, and how a receptionist presses its keys."""

    def __init__(self, sip_port, keys_port):
        self.sip_port = sip_port
        self._keys = ("127.0.0.1", keys_port)

    def press(self, command):
        with socket.socket(type=socket.SOCK_DGRAM) as keys:
            keys.sendto(command.encode(), self._keys)


def accepts(port):
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def telephone_ports(tmp_path, start, qtbot):
    """baresip runs; its ports for calls, for what happens and for the keys."""
    folder = tmp_path / "baresip"
    folder.mkdir()
    (folder / "accounts").write_text("<sip:desk@127.0.0.1>;regint=0\n")
    (folder / "contacts").write_text("")
    for _ in range(START_ATTEMPTS):
        sip, events, keys = free_ports(3)
        config = CONFIG.format(modules=MODULES, sip=sip, events=events, keys=keys)
        (folder / "config").write_text(config)
        telephone = start("baresip", "-4", "-f", folder)
        qtbot.waitUntil(
            lambda process=telephone, port=keys: process.poll() is not None or accepts(port),
            timeout=PATIENCE_MS,
        )
        # Another program may take a port between asking for it and starting.
        if telephone.poll() is None:
            return sip, events, keys
    pytest.fail("baresip did not start")


@pytest.fixture
def softphone(start, telephone_ports):
    """baresip, with the events script that tells the practice clinic's window."""
    sip, events, keys = telephone_ports
    script = ROOT / "resources" / "telephone" / "baresip_events.py"
    bridge = start(
        sys.executable, script, "--port", events, "--", "--demo",
        env=os.environ.copy(), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert bridge.stdout.readline() == "listening\n"
    return Softphone(sip, keys)


@pytest.fixture
def call_in(tmp_path, start, softphone):
    """Somebody calls the clinic; returns the caller's process, which ends with the call."""

    def call(number):
        [port] = free_ports(1)
        return start(
            "sipp", "-sf", Path(__file__).with_name("caller.xml"), "-s", number, "-m", 1,
            "-nostdin", "-i", "127.0.0.1", "-p", port, f"127.0.0.1:{softphone.sip_port}",
            cwd=tmp_path, env={**os.environ, "TERM": "dumb"},
        )  # fmt: skip

    return call


@pytest.fixture
def calls(demo):
    """The call records of the open clinic."""

    def ask():
        return demo.app._database.read(
            lambda session: [
                (call.phone_raw, call.answered_at, call.ended_at, call.enquiry_id)
                for call in session.query(Call).filter(Call.phone_raw == NUMBER)
            ]
        )

    return ask


def test_a_real_call_is_shown_taken_and_kept_as_one_record(
    runtime, demo, softphone, call_in, calls, qtbot
):
    window = demo.window
    [banner] = window.findChildren(CallBanner)
    caller = call_in(NUMBER)
    qtbot.waitUntil(banner.isVisible, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "(828) 555-0177" in banner.text, timeout=PATIENCE_MS)
    assert "Ann Lee" in banner.text

    softphone.press("/accept\n")
    qtbot.waitUntil(lambda: "on the line" in banner.text, timeout=PATIENCE_MS)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    card = demo.app.cards.cards.current
    assert card.content.phone == NUMBER
    assert banner.isHidden()

    softphone.press("/hangup\n")
    qtbot.waitUntil(lambda: caller.poll() is not None, timeout=PATIENCE_MS)
    assert caller.returncode == 0
    qtbot.waitUntil(lambda: card.state.call.ended_at is not None, timeout=PATIENCE_MS)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Ann Lee")
    qtbot.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.waitUntil(lambda: [row[3] is not None for row in calls()] == [True], timeout=PATIENCE_MS)
    [(_number, answered, ended, enquiry_id)] = calls()
    assert answered < ended
    name = demo.app._database.read(lambda session: session.get(Enquiry, enquiry_id).caller_name)
    assert name == "Ann Lee"


def test_a_call_nobody_answers_is_one_that_nobody_logged(
    runtime, demo, softphone, call_in, calls, qtbot
):
    [banner] = demo.window.findChildren(CallBanner)
    unlogged = demo.app.cards.unlogged
    call_in(NUMBER)
    qtbot.waitUntil(banner.isVisible, timeout=PATIENCE_MS)
    softphone.press("/hangup\n")
    qtbot.waitUntil(banner.isHidden, timeout=PATIENCE_MS)

    def is_listed():
        return any(row.heard.number == NUMBER for row in unlogged.rows)

    qtbot.waitUntil(is_listed, timeout=PATIENCE_MS)
    assert [(answered, ended is not None) for _, answered, ended, _ in calls()] == [(None, True)]
