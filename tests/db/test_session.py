"""Transactions: whole or not at all, never lost, failures in our own words."""

from functools import partial

import pytest
from sqlalchemy import literal_column, select, text
from sqlalchemy.exc import DBAPIError

from db.domain.errors import StaleEditError, StorageError, StorageFailure
from db.domain.staff import Role
from db.models import Staff
from db.place import DatabasePlace
from db.queries.clinic import staff
from db.services.clinic import StaffFields, add_staff, change_staff
from db.session import Database


def test_what_fails_midway_leaves_nothing(database, actor, now):
    def half(session):
        add_staff(session, actor=actor, at=now, fields=StaffFields("Ana", Role.MANAGER))
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        database.write(half)
    assert database.read(staff) == ()


def test_a_reader_cannot_write(database):
    with database.reading() as session:
        with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
            session.execute(text("DELETE FROM staff"))
        session.rollback()


def test_two_desks_editing_one_record_do_not_overwrite_each_other(database, actor, now):
    by = {"actor": actor, "at": now}
    made = database.write(partial(add_staff, fields=StaffFields("Ana", Role.MANAGER), **by))
    edit = partial(change_staff, staff_id=made.record_id, seen_version=made.version, **by)
    database.write(partial(edit, fields=StaffFields("Ann", Role.MANAGER)))
    with pytest.raises(StaleEditError):
        database.write(partial(edit, fields=StaffFields("Anna", Role.MANAGER)))
    [member] = database.read(staff)
    assert member.name == "Ann"


def test_a_version_that_moved_under_a_flush_is_a_stale_edit(database, actor, now):
    made = database.write(
        partial(add_staff, actor=actor, at=now, fields=StaffFields("Ana", Role.MANAGER))
    )

    def edit(session):
        member = session.get(Staff, made.record_id)
        session.execute(text("UPDATE staff SET version = version + 1"))
        member.name = "Ann"

    with pytest.raises(StaleEditError):
        database.write(edit)


def test_a_locked_file_is_busy_and_may_be_tried_again(sqlite_database):
    other = Database(sqlite_database.place)
    with other.engine.connect() as holder:
        holder.connection.driver_connection.execute("BEGIN IMMEDIATE")
        with sqlite_database.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA busy_timeout=10")
        with pytest.raises(StorageError) as busy:
            sqlite_database.write(staff)
        holder.connection.driver_connection.execute("ROLLBACK")
    other.dispose()
    assert busy.value.failure is StorageFailure.BUSY_OR_AWAY
    assert busy.value.retryable


def test_a_server_that_is_away_is_busy_and_may_be_tried_again():
    nobody = Database(DatabasePlace(server="postgresql://nobody@127.0.0.1:9/none"))
    with pytest.raises(StorageError) as away:
        nobody.read(staff)
    nobody.dispose()
    assert away.value.failure is StorageFailure.BUSY_OR_AWAY


def test_a_server_connection_that_was_cut_is_told_and_the_next_one_works(postgresql_database):
    def cut(session):
        session.execute(select(Staff.id))
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(StorageError) as told:
        postgresql_database.write(cut)
    assert told.value.failure is StorageFailure.BUSY_OR_AWAY
    assert postgresql_database.read(staff) == ()


def test_a_deadlock_is_run_again_whole(postgresql_database, actor, now):
    """Two desks lock two rows in opposite order; the server ends one, and it is repeated."""
    import threading

    ids = [
        postgresql_database.write(
            partial(add_staff, actor=actor, at=now, fields=StaffFields(name, Role.MANAGER))
        ).record_id
        for name in ("Ana", "Bo")
    ]
    meet = threading.Barrier(2)
    runs = []

    def swap(first, second, session):
        runs.append(first)
        session.execute(text("UPDATE staff SET initials='x' WHERE id=:i"), {"i": first})
        if len(runs) <= 2:
            meet.wait(timeout=10)
        session.execute(text("UPDATE staff SET initials='y' WHERE id=:i"), {"i": second})

    desks = [
        threading.Thread(target=postgresql_database.write, args=(partial(swap, *order),))
        for order in (ids, ids[::-1])
    ]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join(timeout=30)
    assert len(runs) == 3


def test_a_row_that_another_desk_added_meanwhile_is_found_at_the_next_look(postgresql_database):
    database = postgresql_database
    add = text("INSERT INTO lexicon (word) VALUES ('back')")
    looks = []

    def add_unless_there(session):
        looks.append(session.scalar(text("SELECT count(*) FROM lexicon")))
        if len(looks) == 1:
            with database.transaction() as other_desk:
                other_desk.execute(add)
        if len(looks) == 1 or not looks[-1]:
            session.execute(add)

    database.write(add_unless_there)
    assert looks == [0, 1]


def test_words_that_are_no_text_any_more_are_damage_and_not_quoted(sqlite_database):
    """The driver's own sentence would quote them, and so carry a name into the log."""
    with pytest.raises(StorageError) as damaged:
        sqlite_database.read(lambda session: session.scalar(text("SELECT CAST(x'4dfc72' AS TEXT)")))
    assert damaged.value.failure is StorageFailure.DAMAGED
    assert "M" not in str(damaged.value)


def test_how_many_rows_are_wanted_is_said_in_a_way_that_sqlite_plans_only_once(sqlite_database):
    numbers = select(literal_column("value")).select_from(text("json_each('[1, 2, 3, 4, 5]')"))
    wanted = numbers.limit(2).offset(1)
    with sqlite_database.engine.connect() as connection:
        assert "LIMIT 0 + ?" in str(wanted.compile(connection))
        assert connection.scalars(wanted).all() == [2, 3]
        assert connection.scalars(numbers.offset(3)).all() == [4, 5]
