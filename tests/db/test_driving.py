"""What is asked at every key goes straight to the driver, as safe as by any other road."""

import datetime as dt
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.exc import DBAPIError

from db.domain.errors import StorageError, StorageFailure
from db.domain.staff import Role
from db.driving import driver_of
from db.models import Staff
from db.queries.prepared import rows_of
from db.services.clinic import StaffFields, add_staff

KEY = uuid.UUID(int=7)
OF_ROLES = (
    select(Staff.name, Staff.role, Staff.public_id)
    .where(Staff.role.in_(bindparam("roles", expanding=True)))
    .order_by(Staff.id)
)
OF_ONE = select(Staff.name, Staff.role).where(Staff.role == bindparam("role"))


def connection_of(session):
    return id(driver_of(session))


def with_two_members(session):
    member = {"version": 1, "name": "Ana", "role": Role.PRACTITIONER, "public_id": KEY}
    other = {"version": 1, "name": "Bo", "role": Role.MANAGER, "public_id": uuid.UUID(int=8)}
    session.execute(insert(Staff), [{"id": 901, **member}, {"id": 902, **other}])


def open_files(file):
    """How many connections this program has to one file."""
    return sum(one.resolve() == file.resolve() for one in Path("/proc/self/fd").iterdir())


def test_what_is_read_has_the_types_of_its_columns_on_both_databases(database):
    database.write(with_two_members)
    found = database.read(partial(rows_of, statement=OF_ROLES, roles=[Role.PRACTITIONER]))
    assert [tuple(row) for row in found] == [("Ana", Role.PRACTITIONER, KEY)]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_as_many_values_are_sent_as_are_asked_for(database, count):
    database.write(with_two_members)
    roles = [Role.PRACTITIONER, Role.MANAGER][:count]
    assert len(database.read(partial(rows_of, statement=OF_ROLES, roles=roles))) == count


def test_a_value_that_was_forgotten_is_a_mistake_and_not_nothing(database):
    with pytest.raises(KeyError, match="role"):
        database.read(partial(rows_of, statement=OF_ONE))


def test_a_command_reads_what_it_wrote_itself(database):
    def write_and_read(session):
        with_two_members(session)
        return rows_of(session, OF_ONE, role=Role.MANAGER)

    assert [row[0] for row in database.write(write_and_read)] == ["Bo"]


def test_a_failure_below_sqlalchemy_is_told_like_one_above(database):
    nowhere = select(text("nowhere.x")).select_from(text("nowhere"))
    with pytest.raises(DBAPIError, match="nowhere") as caught:
        database.read(partial(rows_of, statement=nowhere.with_only_columns(text("1"))))
    assert caught.value.hide_parameters


def test_a_server_that_cut_the_connection_is_told_and_the_next_read_works(postgresql_database):
    def cut_off(session):
        driver = driver_of(session)
        with postgresql_database.engine.connect() as other:
            other.execute(text(f"SELECT pg_terminate_backend({driver.info.backend_pid})"))
        return rows_of(session, OF_ONE, role=Role.MANAGER)

    with pytest.raises(StorageError) as caught:
        postgresql_database.read(cut_off)
    assert caught.value.failure is StorageFailure.BUSY_OR_AWAY
    assert postgresql_database.read(partial(rows_of, statement=OF_ONE, role=Role.MANAGER)) == []


def test_the_next_reader_is_given_the_connection_of_the_one_before(sqlite_database):
    first = sqlite_database.read(connection_of)
    assert sqlite_database.read(connection_of) == first


def test_two_readers_at_once_have_a_connection_each(sqlite_database):
    both = threading.Barrier(2, timeout=60)

    def meet(session):
        both.wait()
        return connection_of(session)

    with ThreadPoolExecutor(max_workers=2) as workers:
        running = [workers.submit(sqlite_database.read, meet) for _ in range(2)]
        assert len({one.result() for one in running}) == 2


def test_a_reader_sees_one_moment_and_the_next_one_the_next(sqlite_database, actor):
    fields = StaffFields("Cy", Role.MANAGER)
    at = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
    asked = partial(rows_of, statement=OF_ONE, role=Role.MANAGER)

    def before_and_after(session):
        before = asked(session)
        sqlite_database.write(partial(add_staff, actor=actor, at=at, fields=fields))
        return before, asked(session)

    before, after = sqlite_database.read(before_and_after)
    assert before == after
    assert len(sqlite_database.read(asked)) == len(before) + 1


def test_neither_road_lets_a_reader_write(sqlite_database):
    def write(session):
        driver_of(session).execute("DELETE FROM staff")

    sqlite_database.read(connection_of)
    with pytest.raises(Exception, match="readonly"):
        sqlite_database.read(write)


def test_a_reader_that_failed_leaves_its_connection_for_the_next(sqlite_database):
    def fail(session):
        rows_of(session, OF_ONE, role=Role.MANAGER)
        raise RuntimeError

    used = sqlite_database.read(connection_of)
    with pytest.raises(RuntimeError):
        sqlite_database.read(fail)
    assert sqlite_database.read(connection_of) == used


def test_a_file_that_lost_its_name_is_not_read_by_a_connection_that_was_kept(sqlite_database):
    sqlite_database.read(connection_of)
    file = sqlite_database.place.file
    moved = file.rename(file.with_name("moved.db"))
    for _again in range(2):
        with pytest.raises(StorageError) as caught:
            sqlite_database.read(connection_of)
        assert caught.value.failure is StorageFailure.MISSING
    moved.rename(file)
    assert sqlite_database.read(connection_of)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are counted in /proc")
def test_no_connection_stays_open_not_even_one_that_was_being_read_with(sqlite_database):
    sqlite_database.read(connection_of)
    with sqlite_database.reading() as session:
        rows_of(session, OF_ONE, role=Role.MANAGER)
        assert open_files(sqlite_database.place.file)
        sqlite_database.dispose()
    sqlite_database.dispose()
    assert not open_files(sqlite_database.place.file)


def test_each_of_several_readers_keeps_half_of_the_pages_that_the_writer_keeps(sqlite_database):
    def kept(session):
        return driver_of(session).execute("PRAGMA cache_size").fetchone()[0]

    assert sqlite_database.read(kept) == -32 * 1024
    assert sqlite_database.write(kept) == -64 * 1024
