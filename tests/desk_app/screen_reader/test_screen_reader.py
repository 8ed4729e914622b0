"""What a screen reader is told of the call card, asked from outside as a screen reader does."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from desk_app.system_packages import X11_LIBRARIES, not_found

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
A_MINUTE = 60


def what_is_missing():
    """Return which part of the road from the program to a screen reader is not installed."""
    for program, package in (("Xvfb", "xvfb"), ("dbus-run-session", "dbus-daemon")):
        if shutil.which(program) is None:
            return f"no {program}: Debian's package {package}"
    if not Path("/usr/libexec/at-spi-bus-launcher").exists():
        return "no AT-SPI: Debian's package at-spi2-core"
    has_bus = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import dbus, gi"], capture_output=True, check=False
    )
    if has_bus.returncode != 0:
        return "no D-Bus for Python: Debian's packages python3-dbus and python3-gi"
    if lacking := [X11_LIBRARIES[library] for library in not_found(X11_LIBRARIES)]:
        return f"no window on X11: Debian's packages {', '.join(lacking)}"
    return ""


@pytest.fixture(scope="module")
def display():
    """A screen nobody sees; its name."""
    missing = what_is_missing()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as server:  # fmt: skip
        yield ":" + server.stdout.readline().strip()
        server.terminate()


@pytest.fixture(scope="module")
def heard(display, demo_file, tmp_path_factory):
    """A call card opened, filled and saved: what was there to read, and what was said."""
    home = tmp_path_factory.mktemp("seat")
    (home / "data").mkdir()
    shutil.copy(demo_file, home / "data" / "practice-clinic.db")
    with tempfile.TemporaryDirectory() as runtime:  # short: the name of a socket lies in it
        done = subprocess.run(
            [
                "dbus-run-session", "--", SYSTEM_PYTHON, HERE / "reader.py",
                sys.executable, HERE / "program.py", home / "config", home / "data",
            ],
            env=os.environ | {
                "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT),
                "XDG_RUNTIME_DIR": runtime, "HOME": str(home),
            },
            capture_output=True, text=True, timeout=A_MINUTE, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout.splitlines()[-1])  # the bus says a line of its own first


def test_every_field_of_the_call_card_says_what_it_is(heard):
    fields = {(role, name) for role, name, _label in heard["parts"] if role == "text"}
    expected = ("Number", "Name", "Their words", "Service", "Day of the next step")
    assert {("text", name) for name in expected} <= fields
    assert all(name for _role, name in fields)


def test_what_is_chosen_from_has_a_label_beside_its_value(heard):
    boxes = {label: name for role, name, label in heard["parts"] if role == "combo box"}
    assert {"About", "Outcome", "Body area", "Heard through"} <= boxes.keys()
    assert boxes["Outcome"] == "Still open"


def test_whatever_can_be_pressed_has_a_name(heard):
    pressed = [
        name for role, name, _label in heard["parts"] if role in ("push button", "check box")
    ]
    assert len(pressed) > 10
    assert all(pressed)


def test_suggestions_are_counted_and_read_one_by_one(heard):
    assert any("suggestion" in words for words in heard["said"]["number"])
    assert any("Rosa Medina" in words for words in heard["said"]["walk"])


def test_that_an_enquiry_was_saved_is_said_without_asking(heard):
    [words] = [said for said in heard["said"]["save"] if "saved" in said]
    assert words.startswith("Enquiry ")
