"""Fixtures every test may use: real databases of both kinds, an actor, a clock."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test writes into the keychain of whoever runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

import datetime as dt
import gc
import re
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import create_engine

from db import migrate, session
from db.domain import sign_in
from db.domain.staff import Actor, Role
from db.keys import slots
from db.opening import open_database
from db.place import DatabasePlace
from db.session import Database
from tests.postgres_server import WornDatabase, fresh_database, private_server

NOW = dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC)  # a Friday, 10:30 in New York
AT_DESK_1 = Actor(staff_id=None, role=Role.RECEPTIONIST, desk="Desk 1")


_COLLECT_EVERY = 75

hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_sessionstart(session):
    """As in the program: a worker's allocation must never destroy a QObject in its thread.

    And a folder of our own for the addresses at which windows listen: a call made in one run
    must never reach the window of another. And a printer of our own, if one is started: what
    asks for printers asks the same place ever after, so it has to be said before the first asks.
    """
    gc.disable()
    session.config.stash[_finished] = 0
    session.config.stash[_runtime] = tempfile.mkdtemp(prefix="desk-run-")
    os.environ["XDG_RUNTIME_DIR"] = session.config.stash[_runtime]
    session.config.stash[_printer] = tempfile.mkdtemp(prefix="cups-")
    os.environ["CUPS_SERVER"] = f"{session.config.stash[_printer]}/run/cups.sock"


def pytest_collection_finish():
    """What is there now stays to the end: no collection has to walk through it again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session):
    for folder in (_runtime, _printer):
        shutil.rmtree(session.config.stash[folder], ignore_errors=True)


_finished = pytest.StashKey[int]()
_runtime = pytest.StashKey[str]()
_printer = pytest.StashKey[str]()


def pytest_runtest_teardown(item):
    finished = item.config.stash[_finished] = item.config.stash[_finished] + 1
    if finished % _COLLECT_EVERY == 0:
        gc.collect()


# People and numbers the tests use again and again.
_PERSONAL = re.compile(r"Ortiz|Maria|Lopez|Müller|Chen|555.?01\d\d|sore back", re.IGNORECASE)


@pytest.fixture(autouse=True)
def no_names_in_the_log(caplog):
    """Logs hold facts and ids: a name, a number or a concern in one fails the test that did it."""
    yield
    told = [record.getMessage() for record in caplog.get_records("call")]
    assert not [line for line in told if _PERSONAL.search(line)]


@pytest.fixture(autouse=True)
def quick_secrets(request, monkeypatch):
    """What makes guessing slow makes testing slow; what it really costs has a test of its own."""
    if "real_cost" not in request.keywords:
        for module in (sign_in, slots):
            monkeypatch.setattr(module, "_MEMORY_KIB", 64)


@pytest.fixture(scope="session", autouse=True)
def one_compilation():
    """A statement is compiled once in a run, as it is in the program, and not once in each test.

    What an engine has compiled belongs to its dialect: all engines of a kind get that of the
    first one that reached its database.
    """
    first = {}

    def sharing(url, **options):
        engine = create_engine(url, **options)
        twin = first.setdefault(engine.dialect.name, engine)
        if hasattr(twin.dialect, "server_version_info"):
            engine.dialect = engine.pool._dialect = twin.dialect
            engine._compiled_cache = twin._compiled_cache
        else:
            first[engine.dialect.name] = engine
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "create_engine", sharing)
        yield


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def actor():
    """Somebody at the first desk, before the clinic has entered its staff."""
    return AT_DESK_1


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """One migrated SQLite file, copied for each test: migrating takes half a second."""
    file = tmp_path_factory.mktemp("template") / "desk.db"
    open_database(DatabasePlace(file=file)).dispose()
    return file


@pytest.fixture(scope="session")
def postgres_server():
    with private_server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_server(postgres_server):
    """A server and the name of a migrated database on it, to be copied."""
    with fresh_database(postgres_server) as url:
        open_database(DatabasePlace.parse(url)).dispose()
        yield postgres_server, url.rsplit("/", 1)[1]


@pytest.fixture
def sqlite_database(tmp_path, migrated_file):
    """A real SQLite file: fakes would hide locking, keys and constraints."""
    file = tmp_path / "desk.db"
    shutil.copy(migrated_file, file)
    database = Database(DatabasePlace(file=file))
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def worn_database(migrated_server):
    with closing(WornDatabase(*migrated_server)) as worn:
        yield worn


@pytest.fixture
def postgresql_database(worn_database):
    database = Database(DatabasePlace.parse(worn_database.url))
    yield database
    database.dispose()
    worn_database.wash()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """The same test on both databases."""
    return request.getfixturevalue(f"{request.param}_database")


@pytest.fixture
def next_version(tmp_path):
    """The folder of migrations of a later version of the program."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate._SCRIPTS, folder)
    step = Path(__file__).parent / "data" / "migrations" / "0002_rooms.py"
    shutil.copy(step, folder / "versions")
    return folder
