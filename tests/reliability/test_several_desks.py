"""Several desks at once lose nothing of each other, and none is told that the file is locked."""

from functools import partial

from db.queries.enquiry import enquiry_detail
from tests.reliability import desk


def test_three_programs_that_save_into_one_file_lose_nothing(run, fresh):
    file, key_hex = fresh
    acknowledged = run("several", "save", file, 3, 8, desk.rounds(0, long=5), key_hex or "")
    assert not [word for word in acknowledged if word.startswith("told:")]
    assert len(set(acknowledged)) == len(acknowledged) >= 24
    assert desk.state_of(file, acknowledged, key_hex) == "whole"


def test_edits_of_one_enquiry_at_four_desks_all_stand_in_it(run, database):
    times = desk.rounds(10, long=100)
    place = database.place.file or database.place.server
    told = run("several", "edit", place, 4, times, 0, "")
    expected = {f"{number}.{done}" for number in range(4) for done in range(1, times + 1)}
    assert set(told) == expected | {"quicker"}
    text = database.read(partial(enquiry_detail, enquiry_id=1)).fields.concern
    assert sorted(text.splitlines()[1:]) == sorted(expected)
