"""A backup has its name only once it was read back and found whole."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from db.backups.copying import _check, back_up, problems
from db.backups.making import make_copy, what_is_due
from db.backups.shelf import Reason
from db.domain.clinic import ClinicProfile
from db.domain.errors import StorageError, StorageFailure
from db.durable import steadily_synced
from db.keys.encrypting import encrypt_file
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.clinic import clinic_profile
from db.services.clinic import save_profile
from db.session import Database


@pytest.fixture
def named(sqlite_database, actor, now):
    sqlite_database.write(
        partial(save_profile, actor=actor, at=now, profile=ClinicProfile(name="Willow Lane"))
    )
    return sqlite_database


def test_a_backup_opens_as_the_clinic_it_was(named, tmp_path):
    target = tmp_path / "copies" / "today.db"
    back_up(named, target)
    assert [path.name for path in target.parent.iterdir()] == ["today.db"]
    copy = open_database(DatabasePlace(file=target))
    assert copy.read(clinic_profile).name == "Willow Lane"
    copy.dispose()


def test_a_backup_replaces_the_one_before_it(named, tmp_path):
    target = tmp_path / "today.db"
    target.write_bytes(b"an older copy")
    back_up(named, target)
    assert problems(target) == []


def test_a_backup_of_an_encrypted_database_is_encrypted(tmp_path):
    key = "ab" * 32
    database = open_database(DatabasePlace(file=tmp_path / "desk.db"), key_hex=key)
    back_up(database, tmp_path / "copy.db")
    database.dispose()
    assert not (tmp_path / "copy.db").read_bytes().startswith(b"SQLite format 3")
    open_database(DatabasePlace(file=tmp_path / "copy.db"), key_hex=key).dispose()


def test_a_place_that_cannot_be_written_is_told_and_leaves_nothing(named, tmp_path):
    (tmp_path / "a file").write_text("in the way")
    with pytest.raises(StorageError) as failed:
        back_up(named, tmp_path / "a file" / "copy.db")
    assert failed.value.failure is StorageFailure.CANNOT_WRITE
    assert not list(tmp_path.glob(".copy*"))


def test_a_server_keeps_its_own_backups(postgresql_database, tmp_path):
    with pytest.raises(StorageError) as failed:
        back_up(postgresql_database, tmp_path / "copy.db")
    assert failed.value.failure is StorageFailure.NOT_A_FILE


def test_a_broken_reference_is_found(named, tmp_path):
    target = tmp_path / "copy.db"
    back_up(named, target)
    broken = Database(DatabasePlace(file=target))
    with broken.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO service_alias (service_id, alias) VALUES (99, 'x')")
    broken.dispose()
    assert problems(target) == ["service_alias: a reference leads nowhere"]


@pytest.mark.parametrize("key", [None, "ab" * 32], ids=["plain", "encrypted"])
def test_rows_that_lead_nowhere_are_not_copied_as_if_all_were_well(tmp_path, migrated_file, key):
    file = tmp_path / "desk.db"
    shutil.copy(migrated_file, file)
    if key is not None:
        encrypt_file(file, key)
    database = Database(DatabasePlace(file=file), key_hex=key)
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO service_alias (service_id, alias) VALUES (99, 'x')")
    with pytest.raises(StorageError) as failed:
        back_up(database, tmp_path / "copy.db")
    database.dispose()
    assert failed.value.failure is StorageFailure.DAMAGED
    assert not list(tmp_path.glob("*copy*"))


def test_a_bit_lost_in_any_page_of_an_encrypted_copy_is_seen_when_it_is_read_back(tmp_path):
    key = "ab" * 32
    database = open_database(DatabasePlace(file=tmp_path / "desk.db"), key_hex=key)
    copy = tmp_path / "copy.db"
    back_up(database, copy)
    database.dispose()
    whole = copy.read_bytes()
    pages = range(0, len(whole), 4_096)
    assert len(pages) > 100
    for start in pages[:: len(pages) // 40]:
        damaged = bytearray(whole)
        damaged[start + 2_000] ^= 1
        copy.write_bytes(damaged)
        with pytest.raises(StorageError) as failed:
            _check(copy, key, 0, references_hold=True)
        assert failed.value.failure is StorageFailure.DAMAGED
    copy.write_bytes(whole)
    _check(copy, key, 0, references_hold=True)


def test_a_backup_waits_for_no_writer(named, tmp_path):
    with named.transaction() as session:  # holds the right to write all the while
        session.execute(text("UPDATE setting SET version = version + 1"))
        make_copy(named, Reason.ASKED, at=dt.datetime.now(dt.UTC))
        assert what_is_due(named) is not None


def test_work_goes_on_while_a_backup_is_made(named, tmp_path, actor, now):
    """A second process saves all the while; every copy is whole."""
    code = (
        "import sys, datetime as dt; from pathlib import Path\n"
        "from functools import partial\n"
        "from db.session import Database; from db.place import DatabasePlace\n"
        "from db.services.clinic import *; from db.domain.staff import *\n"
        "d = Database(DatabasePlace(file=Path(sys.argv[1])))\n"
        "a = Actor(None, Role.MANAGER, 'x'); t = dt.datetime.now(dt.UTC)\n"
        "for n in range(60):\n"
        "    f = StaffFields(f'Person {n}', Role.MANAGER)\n"
        "    d.write(partial(add_staff, actor=a, at=t, fields=f)); print(n, flush=True)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(named.place.file)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    assert writer.stdout.readline()
    for number in range(3):
        back_up(named, tmp_path / f"copy-{number}.db")
    assert len(writer.stdout.readlines()) == 59
    assert writer.wait(timeout=60) == 0
    writer.stdout.close()
    assert all(problems(tmp_path / f"copy-{number}.db") == [] for number in range(3))


def test_what_is_being_written_is_synced_before_it_is_whole(tmp_path, monkeypatch):
    synced, fsync, file = threading.Event(), os.fsync, tmp_path / "copy.db"
    monkeypatch.setattr(os, "fsync", lambda handle: (fsync(handle), synced.set()))
    with steadily_synced(file, every=0):  # it is not there yet
        with file.open("wb") as stream:
            stream.write(b"the first half")
        assert synced.wait(60)
