"""A copy comes into the place of the database; the state before it is kept, whatever it was."""

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import connect

from db.backups.contents import look_into
from db.backups.restoring import drill, restore
from db.backups.shelf import Reason, Shelf
from db.domain.errors import StorageError, StorageFailure
from db.domain.text import NAME
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.enquiry_log import log_count
from db.session import Database

ROOT = Path(__file__).parents[3]


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def counted(file, **key):
    database = open_database(DatabasePlace(file=file), **key)
    try:
        return database.read(log_count)
    finally:
        database.dispose()


def refusal(work, *arguments, **options):
    with pytest.raises(StorageError) as refused:
        work(*arguments, **options)
    return refused.value.failure


def test_a_look_into_a_copy_tells_what_it_holds_and_changes_nothing(copy, now):
    before = digest(copy)
    contents = look_into(copy)
    assert contents.clinic == "Willow Lane"
    assert (contents.enquiries, contents.people, contents.open_follow_ups) == (1, 1, 0)
    assert contents.last_enquiry_at == contents.last_deed_at == now
    assert digest(copy) == before
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]


def test_a_copy_comes_into_the_place_and_the_state_before_is_kept(willow, copy, log, now):
    log(willow, "Bob")
    willow.dispose()
    file = willow.place.file
    restored = restore(copy, file, at=now)
    assert restored.contents.enquiries == 1
    assert counted(file) == 1
    [kept] = Shelf.of(file).copies()
    assert (kept.file, kept.reason) == (restored.before, Reason.RESTORE)
    assert look_into(kept.file).enquiries == 2
    restore(kept.file, file, at=now)
    assert counted(file) == 2


def test_saves_that_only_stand_in_the_log_are_kept_with_the_state_before(
    willow, copy, log, now, tmp_path
):
    """As a killed program leaves it: the newest save is not in the file yet."""
    log(willow, "Bob")
    killed = tmp_path / "killed" / "clinic.db"
    killed.parent.mkdir()
    for ending in ("", "-wal", "-shm"):
        shutil.copy(f"{willow.place.file}{ending}", f"{killed}{ending}")
    assert look_into(killed).enquiries == 2
    restored = restore(copy, killed, at=now)
    assert counted(killed) == 1
    assert look_into(restored.before).enquiries == 2


@pytest.mark.parametrize("content", [b"", b"x" * 5_000, None])
def test_a_damaged_or_lost_database_is_replaced_and_what_is_left_of_it_kept(
    copy, tmp_path, now, content
):
    file = tmp_path / "lost" / "clinic.db"
    file.parent.mkdir()
    Path(f"{file}-wal").write_bytes(b"of no use")
    if content is not None:
        file.write_bytes(content)
    restored = restore(copy, file, at=now)
    assert counted(file) == 1
    assert Path(f"{restored.before}-wal").exists()
    assert (restored.before.read_bytes() if content is not None else None) == content


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", StorageFailure.EMPTY),
        (b"no database" * 1_000, StorageFailure.DAMAGED),
        (b"SQLite format 3\0" + bytes(5_000), StorageFailure.DAMAGED),
        (None, StorageFailure.MISSING),
    ],
)
def test_what_is_no_copy_is_refused_and_the_database_left(willow, tmp_path, now, content, failure):
    willow.dispose()
    file = willow.place.file
    before = digest(file)
    strange = tmp_path / "strange.db"
    if content is not None:
        strange.write_bytes(content)
    assert refusal(restore, strange, file, at=now) is failure
    assert digest(file) == before
    assert Shelf.of(file).copies() == []
    assert not list(file.parent.glob(".*"))


def altered(*statements):
    """What somebody made of a copy: it has our mark, and is not ours any more."""

    def alter(file):
        with closing(connect(file)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return alter


def cut(size):
    return lambda file: os.truncate(file, size(file.stat().st_size))


ENDLESS = "WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n)"
HOSTILE = {
    "another program's": (altered("PRAGMA application_id = 7"), StorageFailure.FOREIGN),
    "a later version": (
        altered("UPDATE alembic_version SET version_num = '9999'"),
        StorageFailure.NEWER_VERSION,
    ),
    "half of it": (cut(lambda size: size // 2), StorageFailure.DAMAGED),
    "its first page": (cut(lambda size: 4096), StorageFailure.DAMAGED),
    "a figure for a name": (
        altered("UPDATE setting SET value = 7 WHERE key = 'name'"),
        StorageFailure.DAMAGED,
    ),
    "no name that can be read": (
        altered("UPDATE setting SET value = x'ff' WHERE key = 'name'"),
        StorageFailure.DAMAGED,
    ),
    "a figure for a day": (
        altered("UPDATE enquiry SET saved_at = 7"),
        StorageFailure.DAMAGED,
    ),
    "a view without end": (
        altered(
            "ALTER TABLE setting RENAME TO kept",
            f"CREATE VIEW setting AS {ENDLESS} SELECT 'name' AS key, value FROM n",
        ),
        StorageFailure.FOREIGN,
    ),
    "a name of ten million letters": (
        altered(
            "UPDATE setting SET value = '\"' || replace(hex(zeroblob(5000000)), '00', 'ab') || '\"'"
            " WHERE key = 'name'"
        ),
        None,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_copy_is_refused_or_harmless(willow, copy, now, name):
    willow.dispose()
    spoil, failure = HOSTILE[name]
    spoil(copy)
    if failure is None:
        assert len(look_into(copy).clinic) <= NAME
        return
    before = digest(willow.place.file)
    assert refusal(look_into, copy) is failure
    assert refusal(restore, copy, willow.place.file, at=now) is failure
    assert digest(willow.place.file) == before


def test_a_folder_by_the_name_of_a_copy_is_refused(willow, tmp_path, now):
    assert refusal(restore, tmp_path, willow.place.file, at=now) is StorageFailure.DAMAGED


def test_a_copy_with_a_damaged_page_is_refused(willow, copy, now):
    willow.dispose()
    content = bytearray(copy.read_bytes())
    content[8 * 4096 : 60 * 4096] = os.urandom(52 * 4096)
    copy.write_bytes(content)
    assert refusal(restore, copy, willow.place.file, at=now) is StorageFailure.DAMAGED
    assert counted(willow.place.file) == 1


def test_a_database_that_is_being_written_is_not_replaced(willow, copy, now):
    with willow.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")  # begins, and holds the log
        assert refusal(restore, copy, willow.place.file, at=now) is StorageFailure.IN_USE
    assert willow.read(log_count) == 1


def test_a_program_that_had_the_old_file_open_is_told_and_writes_nowhere(willow, copy, log, now):
    elsewhere = Database(willow.place)
    assert elsewhere.read(log_count) == 1
    willow.dispose()
    restore(copy, willow.place.file, at=now)
    assert refusal(log, elsewhere) is StorageFailure.REPLACED
    elsewhere.dispose()
    assert counted(willow.place.file) == 1


def test_a_file_that_was_moved_away_is_missed_and_works_again_when_it_is_back(willow, log):
    file = willow.place.file
    file.rename(file.with_suffix(".away"))
    assert refusal(log, willow) is StorageFailure.MISSING
    assert not file.exists()
    file.with_suffix(".away").rename(file)
    log(willow, "Bob")
    assert willow.read(log_count) == 2


def test_an_encrypted_copy_needs_its_key(tmp_path, log, name_clinic, now):
    from db.backups.copying import back_up

    key, file, copy = "ab" * 32, tmp_path / "clinic.db", tmp_path / "copy.db"
    database = open_database(DatabasePlace(file=file), key_hex=key)
    name_clinic(database)
    log(database)
    back_up(database, copy)
    database.dispose()
    assert refusal(restore, copy, file, at=now) is StorageFailure.DAMAGED
    assert drill(copy, key_hex=key).enquiries == 1
    restore(copy, file, at=now, key_hex=key)
    assert counted(file, key_hex=key) == 1
    flipped = bytearray(copy.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    copy.write_bytes(flipped)
    assert refusal(drill, copy, key_hex=key) is StorageFailure.DAMAGED


def test_a_drill_restores_for_a_try_and_leaves_nothing(willow, copy, tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    assert drill(copy) == look_into(copy)
    assert list((tmp_path / "temporary").iterdir()) == []


CHILD = """
import datetime as dt, os, signal, sys
from pathlib import Path
from db.backups import restoring
left = int(sys.argv[3])
def count(name, *_):
    global left
    if name in ("os.rename", "os.remove", "os.mkdir", "shutil.copyfile"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]), at=dt.datetime.now(dt.UTC))
"""


def test_killed_at_any_file_a_restore_loses_neither_state(willow, copy, log, now, tmp_path):
    log(willow, "Bob")
    willow.dispose()
    ends = set()
    for stop in (1, 2, 3, 4, 5, 6, 99):
        file = tmp_path / f"run-{stop}" / "clinic.db"
        file.parent.mkdir()
        shutil.copy(willow.place.file, file)
        command = [sys.executable, "-c", CHILD, str(copy), str(file), str(stop)]
        ends.add(subprocess.run(command, cwd=ROOT, timeout=60, check=False).returncode)
        kept = [look_into(each.file).enquiries for each in Shelf.of(file).copies()]
        here = [counted(file)] if file.exists() else []
        assert 2 in kept + here, stop
        restore(copy, file, at=now)
        assert counted(file) == 1
    assert ends == {-9, 0}
