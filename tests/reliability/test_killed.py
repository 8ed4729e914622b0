"""A desk that is killed while it saves loses nothing that was acknowledged, and saves no half."""

from tests.reliability import desk


def test_killed_while_saving_nothing_acknowledged_is_lost(run, fresh):
    file, key_hex = fresh
    count = desk.rounds(50, long=500)  # of each kind of file
    told = run("killing", file.parent, count, key_hex or "")
    assert told["states"] == {"whole": count}
    assert told["saved"] >= count
