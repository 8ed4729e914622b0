"""Fixtures for screens: the context every screen is given, on a real database, run inline."""

import datetime as dt
import os
import shutil
import uuid
from contextlib import contextmanager
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

from db.domain.clinic import ClinicProfile
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.hours import OpeningHours, Period
from db.domain.staff import Role
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.clinic import clinic_facts
from db.services.catalogue import ServiceFields, add_service
from db.services.clinic import StaffFields, add_staff, save_profile, set_hours
from db.services.enquiries import log_enquiry
from db.session import Database
from desk_app.demo.clinic import fill
from desk_app.desk_context import DeskContext
from desk_app.folders import Folders
from desk_app.handouts.rendering import HandoutPress
from desk_app.launch import Program
from desk_app.pictures.stored import stored_pictures
from desk_app.seat import Seat
from desk_app.settings import Settings
from tests.conftest import AT_DESK_1, NOW
from tests.desk_app.handouts.cups_queue import private_queue, what_is_missing
from tests.desk_app.keyboard import Person
from tests.inline_data_tasks import InlineDataTasks
from tests.postgres_server import fresh_database

OPENING_MS = 60_000

HOURS = OpeningHours(
    {
        day: (Period(dt.time(11), dt.time(19)),) if day < 5 else (Period(dt.time(9), dt.time(13)),)
        for day in (0, 1, 3, 4, 5)
    }
)


@pytest.fixture(scope="session")
def clinic_file(tmp_path_factory, migrated_file):
    """A file with a small clinic, and the ids in it by name; copied for each test."""
    file = tmp_path_factory.mktemp("clinic") / "desk.db"
    shutil.copy(migrated_file, file)
    database = Database(DatabasePlace(file=file))
    ids = _fill_clinic(database)
    database.dispose()
    return file, ids


def _fill_clinic(database):
    by = {"actor": AT_DESK_1, "at": NOW}
    profile = ClinicProfile(name="Test Clinic", time_zone="America/New_York")
    database.write(partial(save_profile, profile=profile, **by))
    database.write(partial(set_hours, hours=HOURS, **by))
    ids = {}
    for name, role in (
        ("Ana", Role.RECEPTIONIST),
        ("Dr Lee", Role.PRACTITIONER),
        ("Mo", Role.MANAGER),
    ):
        fields = StaffFields(name, role)
        ids[name] = database.write(partial(add_staff, fields=fields, **by)).record_id
    for service in (
        ServiceFields(
            "Acupuncture for back pain",
            aliases=("needles", "bad back"),
            first_minutes=75,
            return_minutes=45,
            first_price=150_00,
            return_price=100_00,
            wear="Loose clothes.",
            practitioner_ids=(ids["Dr Lee"],),
        ),
        ServiceFields("Cupping", return_minutes=30, return_price=40_00),
    ):
        ids[service.name] = database.write(partial(add_service, fields=service, **by)).record_id
    return ids


@pytest.fixture
def clinic(sqlite_database, clinic_file):
    """A small clinic: three people, two services; returns their ids by name."""
    if sqlite_database.engine.pool.checkedin():  # what the test wrote before is not to be lost
        return _fill_clinic(sqlite_database)
    file, ids = clinic_file
    shutil.copy(file, sqlite_database.place.file)
    return dict(ids)


@pytest.fixture
def desk(qapp, sqlite_database, clinic, now, tmp_path):
    """The context of a desk at which Ana sits, on a Friday at half past ten."""
    owner = QObject()
    context = DeskContext(
        data=InlineDataTasks(sqlite_database),
        facts=sqlite_database.read(clinic_facts),
        seat=Seat("Desk 1", clinic["Ana"], owner),
        settings=Settings(tmp_path / "settings.ini", owner),
        press=HandoutPress(picture_of=stored_pictures(sqlite_database)),
        now=lambda: now,
        parent=owner,
    )
    yield context
    owner.deleteLater()


@pytest.fixture
def posted(desk):
    """Every notice the user has seen, in order."""
    seen = []
    desk.notices.posted.connect(seen.append)
    return seen


@pytest.fixture
def log_call(sqlite_database, desk, now):
    """Log one enquiry through the real command; returns its Change."""

    def log(
        caller_name="Maria Ortiz", next_step=None, answers=(), hand_over=None, said=(), **fields
    ):
        new = NewEnquiry(
            uuid.uuid4(),
            now,
            desk.today(),
            EnquiryFields(**{"channel": Channel.PHONE, "caller_name": caller_name} | fields),
            next_step,
            answers=answers,
            hand_over=hand_over,
            said=said,
        )
        return sqlite_database.write(
            partial(log_enquiry, actor=desk.seat.actor(), at=now, new=new, region="US")
        )

    return log


# --- The whole program ------------------------------------------------------------------


def open_and_wait(qtbot, program, opening):
    with qtbot.waitSignal(program.opened, timeout=OPENING_MS):
        opening()


@pytest.fixture
def folders(tmp_path):
    return Folders(tmp_path / "config", tmp_path / "data")


@contextmanager
def running(qapp, folders):
    program = Program(qapp, folders)
    program.window.resize(1280, 800)
    program.window.show()
    yield program
    program.shut_down()
    program.window.close()
    program.window.deleteLater()
    # Gone before the style goes: a window is not dressed anew in order to be thrown away.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")


@pytest.fixture
def program(qtbot, qapp, folders):
    with running(qapp, folders) as program:
        with qtbot.waitExposed(program.window):
            program.window.show()
        yield program


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory):
    """The practice clinic, made once."""
    file = tmp_path_factory.mktemp("demo") / "practice.db"
    _fill_demo(DatabasePlace(file=file))
    return file


@pytest.fixture(scope="session")
def demo_server(postgres_server):
    """A server and the name of a database with the practice clinic, to be copied."""
    with fresh_database(postgres_server) as url:
        _fill_demo(DatabasePlace.parse(url))
        yield postgres_server, url.rsplit("/", 1)[1]


def _fill_demo(place):
    database = open_database(place)
    fill(database, now=dt.datetime.now(dt.UTC))
    database.dispose()


def _put_demo(folders, demo_file):
    folders.data.mkdir(parents=True, exist_ok=True)
    folders.demo.file.write_bytes(demo_file.read_bytes())
    return folders.demo


@pytest.fixture
def sqlite_demo(folders, demo_file):
    return _put_demo(folders, demo_file)


@pytest.fixture
def postgresql_demo(demo_server):
    server, template = demo_server
    with fresh_database(server, template=template) as url:
        yield DatabasePlace.parse(url)


@pytest.fixture
def demo(qtbot, sqlite_demo, program):
    """The program with the practice clinic open."""
    open_and_wait(qtbot, program, program.open_demo)
    return program


@pytest.fixture(scope="module")
def shared_demo(qapp, tmp_path_factory, demo_file):
    """The same for all tests of a file that only look: opening a window takes long."""
    folder = tmp_path_factory.mktemp("shared")
    folders = Folders(folder / "config", folder / "data")
    _put_demo(folders, demo_file)
    with running(qapp, folders) as program:
        waiting = QEventLoop()
        program.opened.connect(waiting.quit)
        QTimer.singleShot(OPENING_MS, waiting.quit)
        program.open_demo()
        waiting.exec()
        yield program


@pytest.fixture(params=["sqlite", "postgresql"])
def practice(request, qtbot):
    """The same on both databases, which outlive the program."""
    place = request.getfixturevalue(f"{request.param}_demo")
    program = request.getfixturevalue("program")
    open_and_wait(qtbot, program, partial(program.open, place))
    return program


@pytest.fixture
def person(qtbot, practice):
    """Somebody at the keyboard of that program."""
    return Person(qtbot, practice.window)


@pytest.fixture(scope="session")
def queue():
    """A print queue that nobody else sees; it prints into files."""
    missing = what_is_missing()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with private_queue() as running:
        yield running


@pytest.fixture
def printer(queue):
    """That queue; what was printed before is gone."""
    for file in (queue.home / "out").rglob("*.pdf"):
        file.unlink()
    return queue
