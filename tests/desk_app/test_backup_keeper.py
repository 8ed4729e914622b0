"""Copies by themselves: when they are due, what is told, and what is done at the end."""

import datetime as dt
from functools import partial

import pytest

from db.backups.contents import look_into
from db.backups.shelf import Reason, Shelf
from db.domain.errors import StorageFailure
from db.domain.staff import Role
from db.services.clinic import StaffFields, add_staff
from desk_app.background.backup_keeper import EVERY, BackupKeeper
from desk_app.settings import Settings


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self):
        self.moment = dt.datetime.now(dt.UTC)

    def __call__(self):
        return self.moment

    def move(self, **span):
        self.moment += dt.timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "seat.ini")


@pytest.fixture
def save(sqlite_database, actor):
    def give(name):
        fields = StaffFields(name, Role.MANAGER)
        at = dt.datetime.now(dt.UTC)
        sqlite_database.write(partial(add_staff, actor=actor, at=at, fields=fields))

    return give


@pytest.fixture
def keeper(qtbot, sqlite_database, settings, clock):
    keepers = []

    def make(is_real=True):
        keeper = BackupKeeper(sqlite_database, settings, now=clock)
        keepers.append(keeper)
        if is_real:
            keeper.begin()
            settle(qtbot, keeper)
        return keeper

    yield make
    for keeper in keepers:
        if not keeper._lane._is_finished:
            keeper._changed_since = None
            keeper.finish().result()


def settle(qtbot, keeper):
    """Wait until what was asked for is answered."""
    answered = []
    keeper._lane.run(int, done=answered.append, failed=answered.append)
    qtbot.waitUntil(lambda: bool(answered))


def reasons(database):
    return [copy.reason for copy in Shelf.of(database.place.file).copies()]


def test_half_an_hour_after_a_change_a_copy_is_made_and_none_without_one(
    qtbot, sqlite_database, keeper, clock
):
    kept = keeper()
    clock.move(hours=5)
    kept.look()
    settle(qtbot, kept)
    assert reasons(sqlite_database) == []
    kept.note_change()
    clock.move(minutes=29)
    kept.look()
    settle(qtbot, kept)
    assert reasons(sqlite_database) == []
    clock.move(minutes=1)
    with qtbot.waitSignal(kept.changed):
        kept.look()
    assert reasons(sqlite_database) == [Reason.CHANGED]
    assert kept.state.last.file.exists()
    clock.move(hours=1)
    kept.state = kept.state.__class__(last=kept.state.last, drilled_at=clock())
    kept.look()
    settle(qtbot, kept)
    assert len(reasons(sqlite_database)) == 1


def test_changes_that_a_killed_program_left_are_copied_at_the_first_look(
    qtbot, sqlite_database, keeper, clock, save
):
    first = keeper()
    first.make(Reason.ASKED)
    settle(qtbot, first)
    clock.move(hours=1)
    save("Ana")
    second = keeper()
    second.look()
    settle(qtbot, second)
    assert len(reasons(sqlite_database)) == 2


def test_at_the_end_only_what_changed_is_copied(qtbot, sqlite_database, keeper):
    keeper().finish().result()
    assert reasons(sqlite_database) == []
    kept = keeper()
    kept.note_change()
    kept.finish().result()
    assert reasons(sqlite_database) == [Reason.CLOSED]


def test_before_a_merge_a_copy_is_made_unless_there_is_a_fresh_one(
    qtbot, sqlite_database, keeper, clock
):
    kept, done = keeper(), []
    kept.before("log_enquiry", partial(done.append, "log"))
    assert done == ["log"]
    kept.before("merge_people", partial(done.append, "merge"))
    assert done == ["log"]
    qtbot.waitUntil(lambda: done == ["log", "merge"])
    assert reasons(sqlite_database) == [Reason.MERGE]
    clock.move(minutes=4)
    kept.before("merge_people", partial(done.append, "another"))
    assert done[-1] == "another"
    assert len(reasons(sqlite_database)) == 1


def test_a_copy_that_cannot_be_made_holds_nothing_up_and_is_tried_again(
    qtbot, sqlite_database, keeper, clock
):
    shelf = Shelf.of(sqlite_database.place.file)
    shelf.folder.write_text("in the way")
    kept, done = keeper(), []
    kept.note_change()
    kept.before("merge_people", partial(done.append, "merge"))
    qtbot.waitUntil(lambda: done == ["merge"])
    assert kept.state.failure is StorageFailure.CANNOT_WRITE
    shelf.folder.unlink()
    clock.move(minutes=5)
    kept.look()
    qtbot.waitUntil(lambda: kept.state.failure is None)
    assert reasons(sqlite_database) == [Reason.CHANGED]


def test_the_second_place_gets_the_copy_and_its_absence_is_no_failure(
    qtbot, sqlite_database, keeper, settings, tmp_path, clock
):
    stick = tmp_path / "stick"
    settings.backup_folder = str(stick)
    kept = keeper()
    kept.make(Reason.ASKED)
    settle(qtbot, kept)
    assert kept.state.not_carried is StorageFailure.MISSING
    assert kept.state.failure is None
    stick.mkdir()
    clock.move(seconds=2)
    kept.make(Reason.ASKED)
    settle(qtbot, kept)
    assert kept.state.not_carried is None
    assert [file.name for file in stick.glob("*.db")] == [kept.state.last.file.name]


def test_every_week_a_copy_is_restored_for_a_try_and_a_damaged_one_is_told(
    qtbot, sqlite_database, keeper, clock
):
    kept = keeper()
    kept.make(Reason.ASKED)
    settle(qtbot, kept)
    kept.look()
    settle(qtbot, kept)
    assert kept.state.drilled_at == clock()
    assert kept.state.drill_failure is None
    content = bytearray(kept.state.last.file.read_bytes())
    content[4096:40960] = bytes(36864)
    kept.state.last.file.write_bytes(content)
    clock.move(days=6)
    kept.look()
    settle(qtbot, kept)
    assert kept.state.drill_failure is None
    clock.move(days=1)
    kept.look()
    settle(qtbot, kept)
    assert kept.state.drill_failure is StorageFailure.DAMAGED
    assert keeper().state.drilled_at == clock()  # remembered by the seat


def test_the_practice_clinic_is_not_copied(sqlite_database, keeper):
    kept, done = keeper(is_real=False), []
    kept.note_change()
    kept.make(Reason.ASKED, partial(done.append, 1))
    kept.before("merge_people", partial(done.append, 2))
    kept.finish().result()
    assert done == [1, 2]
    assert reasons(sqlite_database) == []


def test_a_copy_holds_what_was_saved_before_it(qtbot, sqlite_database, keeper, save):
    kept = keeper()
    save("Ana")
    kept.make(Reason.ASKED)
    settle(qtbot, kept)
    assert look_into(kept.state.last.file).last_deed_at is not None
    assert dt.timedelta(minutes=30) == EVERY
