"""Fixtures for calls: a short folder for sockets, whose names may not be long."""

import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def runtime(monkeypatch):
    """A private runtime folder, as a session of the desktop has one."""
    folder = Path(tempfile.mkdtemp(prefix="desk-run-"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)
