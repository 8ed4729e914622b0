"""What copies are called, and which of them stay."""

import datetime as dt
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.backups.shelf import Copy, Reason, Shelf, staying

NOW = dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC)


def made(*ages):
    return [Copy(None, NOW - age, Reason.CHANGED, 1) for age in ages]


def days(*numbers):
    return [dt.timedelta(days=number) for number in numbers]


@pytest.fixture
def shelf(tmp_path):
    return Shelf.of(tmp_path / "clinic.db")


def put(shelf, at, reason=Reason.CHANGED):
    shelf.folder.mkdir(exist_ok=True)
    file = shelf.place_for(reason, at)
    file.write_bytes(b"x")
    return file


def test_a_copy_is_named_by_its_database_time_and_reason(shelf):
    assert shelf.copies() == []
    file = put(shelf, NOW, Reason.MERGE)
    assert file.name == "clinic-20260306T153000Z-before-merge.db"
    [copy] = shelf.copies()
    assert (copy.file, copy.made_at, copy.reason, copy.size) == (file, NOW, Reason.MERGE, 1)


def test_two_copies_of_one_second_have_two_names(shelf):
    first, second = put(shelf, NOW), put(shelf, NOW)
    assert first != second
    assert [copy.file for copy in shelf.copies()] == [second, first]


def test_nothing_that_is_called_otherwise_is_a_copy_or_removed(shelf):
    shelf.folder.mkdir()
    strange = [
        "letter.txt",
        "other-20200101T000000Z-changed.db",
        "clinic-20200101T000000Z-holiday.db",
        "clinic-20209901T000000Z-changed.db",
        "clinic-20200101T000000Z-changed.db.txt",
    ]
    for name in strange:
        (shelf.folder / name).write_bytes(b"x")
    shelf.clear(NOW)
    shelf.remove_unfinished()
    assert shelf.copies() == []
    assert sorted(path.name for path in shelf.folder.iterdir()) == sorted(strange)


def test_all_of_two_days_stay():
    copies = made(*(dt.timedelta(minutes=30 * number) for number in range(96)))
    assert staying(copies, NOW) == set(copies)


def test_of_older_days_weeks_and_months_the_last_stays():
    ages = days(*(number / 4 for number in range(4 * 800)))
    kept = staying(made(*ages), NOW)
    older = sorted((NOW - copy.made_at).days for copy in kept if copy.made_at < NOW - days(2)[0])
    assert len(older) <= 12 + 10 + 9
    assert older[:9] == list(range(2, 11))
    assert sum(age > 11 for age in older) >= 14
    assert 200 < older[-1] < 290


def test_a_clinic_that_was_closed_for_a_year_keeps_its_copies():
    copies = made(*days(400, 401, 402))
    assert staying(copies, NOW) == set(copies)


def test_a_copy_of_the_future_stays():
    [copy] = made(*days(-4000))
    assert staying([copy], NOW) == {copy}


@given(st.lists(st.integers(0, 2_000_000), max_size=60), st.integers(0, 3_000))
def test_clearing_every_half_hour_keeps_no_less_than_clearing_once(minutes, later):
    copies = made(*(dt.timedelta(minutes=each) for each in minutes))
    afterwards = NOW + dt.timedelta(minutes=later)
    assert staying(staying(copies, NOW), afterwards) == staying(copies, afterwards)


def test_clearing_removes_what_need_not_stay(shelf):
    old, later = (put(shelf, NOW - dt.timedelta(days=30, hours=hour)) for hour in (3, 1))
    shelf.clear(NOW)
    assert [copy.file for copy in shelf.copies()] == [later]
    assert not old.exists()


def test_what_a_killed_program_left_is_removed_and_what_another_writes_now_is_not(shelf):
    shelf.folder.mkdir()
    left = shelf.folder / ".clinic-20260306T153000Z-changed.db.12345678.part"
    long_ago = time.time() - dt.timedelta(hours=2).total_seconds()
    for ending in ("", "-wal", "-journal"):
        part = left.with_name(left.name + ending)
        part.write_bytes(b"x")
        os.utime(part, (long_ago, long_ago))
    anchors = shelf.folder / ".audit-anchors.jsonl.87654321.part"
    anchors.write_bytes(b"x")
    os.utime(anchors, (long_ago, long_ago))
    written_now = shelf.folder / ".clinic-20260306T173000Z-changed.db.87654321.part"
    written_now.write_bytes(b"x")
    shelf.remove_unfinished()
    assert list(shelf.folder.iterdir()) == [written_now]
