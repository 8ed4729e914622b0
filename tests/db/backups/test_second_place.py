"""The copies once more, on a stick that may be drawn."""

import datetime as dt

import pytest

from db.backups.second_place import carry
from db.backups.shelf import Copy, Reason, Shelf
from db.domain.errors import StorageError, StorageFailure
from db.keys.slot_file import read_slots, slot_file_of, write_slots
from db.keys.slots import SlotKind, seal

NOW = dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC)


@pytest.fixture
def made(copy):
    return Copy(copy, NOW, Reason.CHANGED, copy.stat().st_size)


def test_a_copy_is_carried_over_whole(made, tmp_path):
    stick = Shelf(tmp_path / "stick", "copy")
    stick.folder.mkdir()
    carry(made, stick, NOW)
    assert (stick.folder / "copy.db").read_bytes() == made.file.read_bytes()
    assert [path.name for path in stick.folder.iterdir()] == ["copy.db"]


def test_the_slots_of_an_encrypted_copy_go_with_it(made, tmp_path):
    slots = [seal("ab" * 32, SlotKind.KEYCHAIN, "cd" * 32, NOW)]
    write_slots(slot_file_of(made.file), slots)
    stick = Shelf(tmp_path / "stick", "copy")
    stick.folder.mkdir()
    carry(made, stick, NOW)
    assert read_slots(slot_file_of(stick.folder / "copy.db")) == tuple(slots)


def test_a_stick_that_is_not_there_is_missed_and_no_folder_made_in_its_place(made, tmp_path):
    with pytest.raises(StorageError) as failed:
        carry(made, Shelf(tmp_path / "stick", "copy"), NOW)
    assert failed.value.failure is StorageFailure.MISSING
    assert not (tmp_path / "stick").exists()


def test_old_copies_are_cleared_there_too_and_strange_files_left(made, tmp_path):
    stick = Shelf(tmp_path / "stick", "copy")
    stick.folder.mkdir()
    for hour in (1, 3):
        old = stick.place_for(Reason.CHANGED, NOW - dt.timedelta(days=40, hours=hour))
        old.write_bytes(b"x")
    (stick.folder / "holiday.jpg").write_bytes(b"x")
    carry(made, stick, NOW)
    assert len(list(stick.folder.iterdir())) == 3
    assert not old.exists()
