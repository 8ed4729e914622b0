"""The start-up gate: every strange file gets its own answer and stays as it was."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from db.domain.errors import StorageError, StorageFailure
from db.keys.slot_file import slot_file_of
from db.opening import (
    APPLICATION_ID,
    begin_database,
    finish_database,
    open_database,
    remove_unfinished,
)
from db.place import DatabasePlace
from db.session import Database, sqlite_engine


@pytest.fixture
def file(tmp_path, migrated_file):
    target = tmp_path / "desk.db"
    shutil.copy(migrated_file, target)
    return target


def refusal(file, **options):
    with pytest.raises(StorageError) as refused:
        open_database(DatabasePlace(file=file), **options).dispose()
    return refused.value.failure


def fingerprint(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_new_place_gets_a_database_of_ours(tmp_path):
    file = tmp_path / "new folder" / "desk.db"
    database = open_database(DatabasePlace(file=file))
    with database.reading() as session:
        assert session.scalar(text("PRAGMA application_id")) == APPLICATION_ID
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA synchronous")) == 2
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert session.scalar(text("PRAGMA secure_delete")) == 1
    database.dispose()
    assert [path.name for path in file.parent.iterdir()] == ["desk.db"]


def test_a_database_that_should_be_there_is_missed_and_not_made_anew(tmp_path):
    file = tmp_path / "desk.db"
    assert refusal(file, may_create=False) is StorageFailure.MISSING
    assert not file.exists()


def test_a_write_ahead_log_without_its_database_is_a_loss(tmp_path):
    (tmp_path / "desk.db-wal").write_bytes(b"saves")
    assert refusal(tmp_path / "desk.db") is StorageFailure.MISSING


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", StorageFailure.EMPTY),
        (b"\0", StorageFailure.DAMAGED),
        (b"not a database at all, but long enough to look at" * 100, StorageFailure.DAMAGED),
        (b"SQLite format 3\0" + b"\xff" * 5_000, StorageFailure.DAMAGED),
    ],
)
def test_strange_bytes_are_refused_untouched(tmp_path, content, failure):
    file = tmp_path / "desk.db"
    file.write_bytes(content)
    assert refusal(file) is failure
    assert file.read_bytes() == content


def test_another_programs_database_is_refused_untouched(tmp_path):
    file = tmp_path / "desk.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE enquiry (id INTEGER)")
    connection.close()
    before = fingerprint(file)
    assert refusal(file) is StorageFailure.FOREIGN
    assert fingerprint(file) == before


def test_a_newer_database_is_refused_untouched(file):
    database = Database(DatabasePlace(file=file))
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.dispose()
    before = fingerprint(file)
    assert refusal(file) is StorageFailure.NEWER_VERSION
    assert fingerprint(file) == before


def test_a_newer_database_on_a_server_is_refused(postgresql_database):
    with postgresql_database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError) as refused:
        open_database(postgresql_database.place)
    assert refused.value.failure is StorageFailure.NEWER_VERSION


def test_somebody_elses_tables_on_a_server_are_refused(migrated_server):
    from tests.postgres_server import fresh_database

    with fresh_database(migrated_server[0]) as url:
        place = DatabasePlace.parse(url)
        stranger = Database(place)
        with stranger.transaction() as session:
            session.execute(text("CREATE TABLE booking (id integer)"))
        stranger.dispose()
        with pytest.raises(StorageError) as refused:
            open_database(place)
        assert refused.value.failure is StorageFailure.FOREIGN


def test_a_cut_off_database_is_refused(file):
    file.write_bytes(file.read_bytes()[:2_000])
    assert refusal(file) is StorageFailure.DAMAGED


def test_a_key_opens_only_its_own_database(tmp_path):
    file = tmp_path / "desk.db"
    key = "ab" * 32
    open_database(DatabasePlace(file=file), key_hex=key).dispose()
    assert not file.read_bytes().startswith(b"SQLite format 3")
    open_database(DatabasePlace(file=file), key_hex=key).dispose()
    assert refusal(file, key_hex="cd" * 32) is StorageFailure.DAMAGED
    assert refusal(file) is StorageFailure.KEYS_MISSING
    slot_file_of(file).write_text("{}")
    assert refusal(file) is StorageFailure.LOCKED


def test_two_first_starts_at_once_share_one_database(tmp_path):
    code = (
        "import sys; from pathlib import Path;"
        "from db.opening import open_database; from db.place import DatabasePlace;"
        "d = open_database(DatabasePlace(file=Path(sys.argv[1])));"
        "from sqlalchemy import text\n"
        'with d.reading() as s: print(s.scalar(text("select value from setting")))'
    )
    file = tmp_path / "desk.db"
    root = Path(__file__).parents[2]
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, cwd=root, text=True
        )
        for _ in range(3)
    ]
    answers = {start.communicate(timeout=60)[0] for start in starts}
    assert len(answers) == 1
    assert answers != {""}
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".new"] == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "in the way").write_text("a file")
    assert refusal(tmp_path / "in the way" / "desk.db") is StorageFailure.CANNOT_WRITE


def test_the_driver_carries_an_sqlite_without_the_wal_reset_fault(tmp_path):
    engine = sqlite_engine(tmp_path / "x.db")
    with engine.connect() as connection:
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
    engine.dispose()
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_a_database_is_filled_before_it_gets_its_name(tmp_path):
    file = tmp_path / "desk.db"
    fresh = begin_database(file, key_hex="ab" * 32)
    assert not file.exists()
    assert finish_database(fresh, file)
    assert list(tmp_path.iterdir()) == [file]
    open_database(DatabasePlace(file=file), key_hex="ab" * 32).dispose()


def test_a_name_that_was_taken_meanwhile_stays_with_what_is_there(tmp_path):
    file = tmp_path / "desk.db"
    fresh = begin_database(file, key_hex=None)
    file.write_bytes(b"another desk's")
    assert not finish_database(fresh, file)
    assert file.read_bytes() == b"another desk's"
    assert list(tmp_path.iterdir()) == [file]


def test_what_an_unfinished_start_left_is_removed_and_nothing_else(tmp_path):
    file, other = tmp_path / "desk.db", tmp_path / "other.db"
    begin_database(file, key_hex="ab" * 32).dispose()
    open_database(DatabasePlace(file=other)).dispose()
    remove_unfinished(file)
    assert list(tmp_path.iterdir()) == [other]


def test_the_key_does_not_hinder_a_plain_file(tmp_path):
    file = tmp_path / "desk.db"
    open_database(DatabasePlace(file=file)).dispose()
    database = open_database(DatabasePlace(file=file), key_hex="ab" * 32)
    assert database.key_hex is None
    database.dispose()


def test_a_file_that_another_program_holds_is_told(file):
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute('PRAGMA locking_mode=EXCLUSIVE');"
        "c.execute('UPDATE setting SET version = version'); print('held', flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline()
        assert refusal(file) is StorageFailure.IN_USE
        holder.communicate(b"\n")
    open_database(DatabasePlace(file=file)).dispose()


@pytest.mark.parametrize("spoil", ["DELETE FROM alembic_version", None])
def test_a_file_that_has_lost_what_says_its_version_is_damaged(file, spoil):
    if spoil:
        with sqlite3.connect(file) as connection:
            connection.execute(spoil)
        connection.close()
    else:  # the name of a table is no text any more
        file.write_bytes(file.read_bytes().replace(b"CREATE TABLE", b"CREATE TABL\xff", 1))
    assert refusal(file) is StorageFailure.DAMAGED
