"""Fixtures for calls: a short folder for sockets, whose names may not be long."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from desk_app.telephone.endpoint import USUAL
from tests.desk_app.telephone.windows import OTHER_WINDOW

ROOT = Path(__file__).parents[3]


@pytest.fixture
def runtime(monkeypatch):
    """A private runtime folder, as a session of the desktop has one."""
    folder = Path(tempfile.mkdtemp(prefix="desk-run-"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def other_window(runtime):
    """Start a window in another process; returns it once it listens, or has found it cannot."""
    started = []

    def start(name="aa", also=USUAL):
        process = subprocess.Popen(
            [sys.executable, "-c", OTHER_WINDOW, name, also],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()
