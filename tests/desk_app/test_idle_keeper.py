"""The file is tidied up in a quiet moment after something was saved, and a key stops it."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from db.queries.enquiry_log import LogFilter, log_page
from desk_app.idle_keeper import IdleKeeper

QUIET = dt.timedelta(seconds=6)


@pytest.fixture
def clock(desk, now):
    """The desk's clock, which stands until it is moved on."""
    told = [now]
    desk.now = lambda: told[0]
    return told


@pytest.fixture
def keeper(desk, clock, sqlite_database):
    keeper = IdleKeeper(desk, sqlite_database, desk)
    yield keeper
    keeper.stop()


@pytest.fixture
def asked(desk, monkeypatch):
    """The steps asked for, each of them done; a deed of a test comes after the first."""
    steps, after_first = [], []
    compute = desk.compute

    def counted(work, **answers):
        steps.append(work)
        if len(steps) == 1:
            for deed in after_first:
                deed()
        compute(work, **answers)

    monkeypatch.setattr(desk, "compute", counted)
    return steps, after_first


@pytest.fixture
def field(qtbot):
    shown = QLineEdit()
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def test_it_watches_from_a_save_until_all_is_done(keeper, desk, clock, log_call, asked):
    assert not keeper.idle.runs
    for _ in range(9):
        log_call(concern="sore back")
    desk.changes.committed.emit(log_call(concern="needles"), desk)
    assert keeper.idle.runs
    keeper.idle.look()
    assert asked[0] == []  # nobody knows yet whether more is typed
    clock[0] += QUIET
    keeper.idle.look()
    assert len(asked[0]) > 1
    assert not keeper.idle.runs


def test_a_key_stops_it_and_the_next_quiet_moment_goes_on(
    keeper, field, clock, log_call, asked, sqlite_database
):
    steps, after_first = asked
    for _ in range(9):
        log_call(concern="sore back")
    keeper.start()
    clock[0] += QUIET
    after_first.append(partial(QTest.keyClick, field.windowHandle(), Qt.Key.Key_A))
    keeper.idle.look()
    assert len(steps) == 1
    assert keeper.idle.runs
    clock[0] += QUIET
    keeper.idle.look()
    assert len(steps) > 1
    assert not keeper.idle.runs
    page = sqlite_database.read(partial(log_page, wanted=LogFilter(typed="sore")))
    assert len(page.rows) == 9


def test_a_file_that_is_away_is_left_alone_until_the_next_save(
    keeper, clock, log_call, sqlite_database
):
    log_call()
    keeper.start()
    clock[0] += QUIET
    file = sqlite_database.place.file
    file.rename(file.with_suffix(".away"))
    keeper.idle.look()
    assert not keeper.idle.runs
    file.with_suffix(".away").rename(file)
