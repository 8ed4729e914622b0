"""A fresh file, plain or encrypted, and a way to run one of the scripts beside it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db.opening import open_database
from db.place import DatabasePlace
from tests.reliability import desk

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def encrypted_file(tmp_path_factory):
    file = tmp_path_factory.mktemp("encrypted") / "desk.db"
    open_database(DatabasePlace(file=file), key_hex=desk.KEY).dispose()
    return file


@pytest.fixture(params=["plain", "encrypted"])
def fresh(request, tmp_path, migrated_file):
    """A database in a folder of its own, and its key."""
    encrypted = request.param == "encrypted"
    source = request.getfixturevalue("encrypted_file") if encrypted else migrated_file
    shutil.copy(source, tmp_path / "desk.db")
    return tmp_path / "desk.db", desk.KEY if encrypted else None


@pytest.fixture
def run():
    """Run one of the scripts here and return what it found out."""

    def run_script(name, *arguments, under=()):
        command = [*under, sys.executable, "-m", f"tests.reliability.{name}", *map(str, arguments)]
        finished = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=3_600, check=False
        )
        assert finished.returncode == 0, finished.stderr[-2_000:]
        return json.loads(finished.stdout.splitlines()[-1])

    return run_script


@pytest.fixture(scope="session")
def strace():
    """The program that writes down, or spoils, the calls to the system."""
    program = shutil.which("strace")
    if program is None:
        pytest.skip("strace is not installed")
    trial = subprocess.run(
        [program, "-f", "-o", "/dev/null", "true"], capture_output=True, check=False
    )
    if trial.returncode:
        pytest.skip("strace may not look at other processes here")
    return program
