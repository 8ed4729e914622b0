"""A damaged file ends no desk, gives no wrong row that goes untold, and is never begun anew."""

import pytest

from tests.reliability import desk


@pytest.mark.parametrize("fresh", ["encrypted"], indirect=True)
def test_every_damage_of_an_encrypted_file_is_told_before_a_wrong_row_is_read(run, fresh):
    file, key_hex = fresh
    count = desk.rounds(30, long=400)
    found = run("damaging", file, count, key_hex)
    assert set(found) <= {"refused", "told", "found", "harmless"}
    assert sum(found.values()) == count
    assert found["told"] > 0


@pytest.mark.parametrize("fresh", ["plain"], indirect=True)
def test_a_damaged_plain_file_ends_no_desk_and_is_not_begun_anew(run, fresh):
    """What is not sealed cannot show every change: wrong letters in a note are letters too."""
    file, _ = fresh
    count = desk.rounds(30, long=400)
    found = run("damaging", file, count, "")
    assert set(found) <= {"refused", "told", "found", "harmless", "wrong", "reported"}
    assert found["refused"] > 0
