"""Fixtures for the command line: real child processes, in folders of their own."""

import datetime as dt
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from db.domain.clinic import ClinicProfile
from db.domain.staff import Role
from db.services.catalogue import ServiceFields, add_service
from db.services.clinic import StaffFields, add_staff, save_profile, set_hours
from desk_app.start import main
from tests.desk_app.conftest import HOURS

ROOT = Path(__file__).parents[3]


FOLDERS = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": "run"}


class Program:
    """Starts the program as a script would."""

    def __init__(self, folder):
        own = {name: str(folder / value) for name, value in FOLDERS.items()}
        for path in own.values():
            Path(path).mkdir(mode=0o700)
        kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
        self.environment = {**kept, **own}
        self.clinic_file = folder / "data" / "front-desk" / "clinic.db"

    def run(self, *arguments, given=None, **options):
        """Run to the end; output as text, status in ``returncode``."""
        return subprocess.run(
            [sys.executable, ROOT / "main.py", *arguments],
            input=given,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            **options,
        )

    def start(self, *arguments):
        """Start and leave running, with pipes in bytes."""
        return subprocess.Popen(
            [sys.executable, ROOT / "main.py", *arguments],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )


@pytest.fixture
def program(tmp_path):
    return Program(tmp_path)


@dataclass(frozen=True)
class Answer:
    """What a command said, as far as a caller sees it."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def say(program, monkeypatch, capsys):
    """Give a command in this very process, which is quicker than a child; returns its Answer."""
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    def give(*arguments, given=""):
        for name, value in program.environment.items():
            monkeypatch.setenv(name, value)
        typed = io.TextIOWrapper(io.BytesIO((given or "").encode()), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", typed)
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code
        return Answer(status, *capsys.readouterr())

    return give


@pytest.fixture
def place(database):
    """What --database takes for the test's own database."""
    return str(database.place.file or database.place.server)


@pytest.fixture
def staffed(database, actor):
    """A small clinic on both databases; returns ids by name."""
    return make_clinic(database, actor)


@pytest.fixture
def staffed_file(sqlite_database, actor):
    """The same in a file only; returns the file."""
    make_clinic(sqlite_database, actor)
    return sqlite_database.place.file


def make_clinic(database, actor):
    now = dt.datetime.now(dt.UTC)
    by = {"actor": actor, "at": now}
    profile = ClinicProfile(name="Test Clinic", time_zone="America/New_York", phone="828 555 0100")
    database.write(partial(save_profile, profile=profile, **by))
    database.write(partial(set_hours, hours=HOURS, **by))
    ids = {}
    for name, initials, role in (
        ("Ana Ruiz", "AR", Role.RECEPTIONIST),
        ("Dr Lee", "DL", Role.PRACTITIONER),
        ("Ana Maria Stone", "AS", Role.MANAGER),
    ):
        fields = StaffFields(name, role, initials)
        ids[name] = database.write(partial(add_staff, fields=fields, **by)).record_id
    for fields in (
        ServiceFields("Acupuncture for back pain", aliases=("needles", "bad back")),
        ServiceFields("Acupuncture for headache"),
        ServiceFields("Cupping"),
    ):
        ids[fields.name] = database.write(partial(add_service, fields=fields, **by)).record_id
    return ids
