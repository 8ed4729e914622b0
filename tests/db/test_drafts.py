import datetime as dt
import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from db.domain.errors import StorageError
from db.drafts import Draft, DraftStore

STARTED = dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC)
ROOT = Path(__file__).parents[2]


def draft(words, *, minutes=0):
    return Draft(uuid.uuid4(), STARTED + dt.timedelta(minutes=minutes), {"concern": words})


@pytest.fixture
def file(tmp_path):
    return tmp_path / "drafts.db"


def reopened(file, **how):
    store = DraftStore(file, **how)
    try:
        return store.all()
    finally:
        store.close()


def test_drafts_come_back_oldest_first(file):
    newer, older = draft("newer", minutes=1), draft("older")
    store = DraftStore(file)
    store.save(newer)
    store.save(older)
    store.close()
    assert reopened(file) == [older, newer]


def test_the_latest_text_of_a_card_takes_the_place_of_the_earlier_one(file):
    first = draft("lower ba")
    store = DraftStore(file)
    store.save(first)
    store.save(Draft(first.public_id, STARTED, {"concern": "lower back"}))
    assert [kept.content["concern"] for kept in store.all()] == ["lower back"]
    store.close()


def test_a_removed_draft_is_gone_and_removing_it_twice_is_no_mistake(file):
    kept, gone = draft("kept"), draft("gone")
    store = DraftStore(file)
    store.apply(saved=[kept, gone])
    store.remove(gone.public_id)
    store.remove(gone.public_id)
    assert store.all() == [kept]
    store.close()


def test_half_an_emoji_and_a_nul_are_kept_as_typed(file):
    odd = draft("back \ud83d pain \x00 עברית")
    store = DraftStore(file)
    store.save(odd)
    assert store.all() == [odd]
    store.close()


def test_with_a_key_the_words_cannot_be_read_from_the_file(file):
    key = "ab" * 32
    store = DraftStore(file, key)
    store.save(draft("numbness in both legs"))
    store.close()
    assert b"numbness" not in file.read_bytes()
    assert reopened(file, key_hex=key)[0].content["concern"] == "numbness in both legs"


@pytest.mark.parametrize("rubbish", [b"not a database at all" * 100, b"\x00" * 8192])
def test_a_damaged_file_is_moved_aside_and_a_new_one_begun(file, rubbish):
    file.write_bytes(rubbish)
    store = DraftStore(file)
    store.save(draft("after the damage"))
    assert store.moved_to.read_bytes() == rubbish
    assert len(store.all()) == 1
    store.close()


def test_a_file_damaged_in_its_middle_is_moved_aside_too(file):
    store = DraftStore(file)
    for number in range(200):
        store.save(draft("words " * 200, minutes=number))
    store.close()
    size = file.stat().st_size
    with file.open("r+b") as handle:
        handle.seek(4096)
        handle.write(b"\xa5" * (size - 8192))
    store = DraftStore(file)
    assert store.moved_to is not None
    assert store.all() == []
    store.close()


def test_two_damaged_files_do_not_overwrite_each_other(file):
    kept = []
    for rubbish in (b"first" * 500, b"second" * 500):
        file.write_bytes(rubbish)
        store = DraftStore(file)
        kept.append(store.moved_to)
        store.close()
    assert [path.read_bytes()[:5] for path in kept] == [b"first", b"secon"]


def test_one_unreadable_row_does_not_keep_the_others_away(file):
    store = DraftStore(file)
    good = draft("good")
    store.save(good)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO draft VALUES ('no id', 'no time', '{')")
    assert store.all() == [good]
    store.close()


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "drafts.db").mkdir()
    with pytest.raises(StorageError):
        DraftStore(tmp_path / "drafts.db")


WRITER = """
import datetime as dt, sys, uuid
from pathlib import Path
from db.drafts import Draft, DraftStore
store, public_id = DraftStore(Path(sys.argv[1])), uuid.UUID(int=7)
for number in range(100_000):
    store.save(Draft(public_id, dt.datetime.now(dt.UTC), {"n": number}))
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX")
def test_what_save_returned_from_survives_kill_9(file):
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, cwd=ROOT
    )
    acknowledged = [int(child.stdout.readline()) for _ in range(25)]
    os.kill(child.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in child.stdout.read().split(b"\n")[:-1] if line]
    child.wait()
    child.stdout.close()
    assert reopened(file)[0].content["n"] >= acknowledged[-1]
