"""When the system refuses a call, the desk lives, says which of our sentences, and keeps all."""

import pytest

from tests.reliability import desk

TOLD = {"ENOSPC": "disk_full", "EIO": "cannot_write"}


@pytest.mark.parametrize("fresh", ["plain"], indirect=True)
@pytest.mark.parametrize(
    ("call", "error"), [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fsync", "EIO")]
)
def test_a_refused_call_is_told_and_nothing_acknowledged_is_lost(run, fresh, strace, call, error):
    file, key_hex = fresh
    count = desk.rounds(14, long=110)
    when = count + 1
    spoil = f"inject={call}:error={error}:when={when}+"
    traced = ["-f", "--seccomp-bpf", "-o", "/dev/null", "-e", f"trace={call}", "-e", spoil]
    told = run("faults", file.parent, call, when, count, key_hex or "", under=[strace, *traced])
    states = [desk.state_of(file, keys, key_hex) for file, keys in told["saved"].items()]
    assert states == ["whole"] * count
    assert told["told"].pop("ended badly") == 0
    assert set(told["told"]) <= {TOLD[error], "cannot_write"}
    assert told["told"][TOLD[error]] >= 3
