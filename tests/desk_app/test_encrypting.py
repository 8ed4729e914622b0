"""A plain database becomes an encrypted one: every row, no trace, at no moment neither."""

import datetime as dt
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from db.backups.copying import back_up, remove_database
from db.backups.shelf import Reason, Shelf
from db.checking import look_over
from db.domain.errors import StorageError, StorageFailure
from db.drafts import Draft, DraftStore
from db.keys import encrypting
from db.keys.encrypting import encrypt_file, encrypt_with_copies, remove_leftovers
from db.keys.recovery_code import new_code
from db.keys.slot_file import is_plain, read_slots, slot_file_of, write_slots
from db.keys.slots import SlotKind, seal
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.search import search_everything
from db.session import Database

KEY = "5e" * 32
ROOT = Path(__file__).parents[2]
STEPS = ("_export", "_compare", "make_durable", "link", "replace", "_overwrite")


@pytest.fixture
def plain(tmp_path, demo_file):
    file = tmp_path / "clinic.db"
    file.write_bytes(demo_file.read_bytes())
    return file


def found_in(file, key_hex=None):
    """What a search finds, and whether all checks pass."""
    database = open_database(DatabasePlace(file=file), key_hex=key_hex)
    try:
        hits = database.read(partial(search_everything, typed="knee"))
        assert not any(finding.faults for finding in look_over(database))
        return hits
    finally:
        database.dispose()


def bytes_of(folder):
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


def test_the_same_is_found_afterwards_and_nothing_can_be_read(plain, tmp_path):
    before = found_in(plain)
    assert b"Gareth" in bytes_of(tmp_path)
    encrypt_file(plain, KEY)
    assert not is_plain(plain)
    assert b"Gareth" not in bytes_of(tmp_path)
    assert list(tmp_path.iterdir()) == [plain]
    assert found_in(plain, KEY) == before
    encrypt_file(plain, KEY)  # once more is no mistake
    assert found_in(plain, KEY) == before


def test_its_copies_are_encrypted_too_with_the_slots_beside_them(plain, tmp_path):
    database = open_database(DatabasePlace(file=plain))
    copy = Shelf.of(plain).place_for(Reason.CHANGED, dt.datetime.now(dt.UTC))
    back_up(database, copy)
    database.dispose()
    slots = [seal(KEY, SlotKind.RECOVERY, new_code(), dt.datetime.now(dt.UTC))]
    write_slots(slot_file_of(plain), slots)
    encrypt_with_copies(plain, KEY)
    assert not is_plain(copy)
    assert read_slots(slot_file_of(copy)) == tuple(slots)
    assert b"Gareth" not in bytes_of(tmp_path) + bytes_of(copy.parent)
    assert found_in(copy, KEY) == found_in(plain, KEY)
    remove_database(copy)
    assert list(copy.parent.iterdir()) == []


def test_the_plain_file_is_overwritten_and_not_only_removed(plain, tmp_path):
    other_name = tmp_path / "forensics"
    os.link(plain, other_name)
    encrypt_file(plain, KEY)
    assert set(other_name.read_bytes()) == {0}


def test_a_database_that_somebody_uses_stays_plain(plain):
    other = Database(DatabasePlace(file=plain))
    with other.reading() as session:
        session.connection()
        with pytest.raises(StorageError) as refused:
            encrypt_file(plain, KEY)
    other.dispose()
    assert refused.value.failure is StorageFailure.IN_USE
    assert found_in(plain)


def test_a_damaged_database_stays_as_it_is(plain):
    damaged = bytearray(plain.read_bytes())
    damaged[40_000:48_000] = bytes(8_000)
    plain.write_bytes(damaged)
    with pytest.raises(StorageError):
        encrypt_file(plain, KEY)
    assert is_plain(plain)


KILLED = """
import os, signal, sys
from pathlib import Path
from db.keys import encrypting
step, after = sys.argv[2], sys.argv[3] == "after"
holder = os if step in ("link", "replace") else encrypting
real = getattr(holder, step)
def cut_off(*arguments, **named):
    if after:
        real(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(holder, step, cut_off)
encrypting.encrypt_file(Path(sys.argv[1]), "5e" * 32)
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_database_is_whole_and_the_next_try_leaves_no_trace(
    plain, tmp_path, step, moment
):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(plain), step, moment], cwd=ROOT, check=False
    )
    assert killed.returncode == -9
    key = None if is_plain(plain) else KEY
    open_database(DatabasePlace(file=plain), key_hex=key).dispose()
    encrypt_file(plain, KEY)
    assert not is_plain(plain)
    assert list(tmp_path.iterdir()) == [plain]
    open_database(DatabasePlace(file=plain), key_hex=KEY).dispose()


def test_a_second_name_of_the_file_itself_is_not_overwritten(plain, tmp_path):
    os.link(plain, tmp_path / f".clinic.db.00000000{encrypting._ENDING_OF_PLAIN}")
    remove_leftovers(plain)
    assert found_in(plain)


def test_open_cards_of_a_plain_file_are_kept_and_encrypted(tmp_path, now):
    import uuid

    file = tmp_path / "drafts.db"
    store = DraftStore(file)
    store.save(Draft(uuid.UUID(int=1), now, {"concern": "numb legs"}))
    store.close()
    store = DraftStore(file, KEY)
    [draft] = store.all()
    store.close()
    assert draft.content["concern"] == "numb legs"
    assert store.moved_to is None
    assert b"numb" not in bytes_of(tmp_path)
