"""A desk that is killed while it copies leaves no copy that is not whole."""

from tests.reliability import desk


def test_killed_while_copying_every_copy_with_a_name_is_whole(run, fresh):
    file, key_hex = fresh
    count = desk.rounds(25, long=100)  # of each kind of file
    told = run("copying", file.parent, count, key_hex or "")
    assert set(told["states"]) == {"whole"}
    assert told["states"]["whole"] >= count // 4
    assert told["unfinished"] > 0  # some were killed in the middle
    assert told["remaining"] == 0
