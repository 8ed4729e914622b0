"""A power cut loses nothing acknowledged; the same look finds what weaker promises lose."""

import shutil
import subprocess
import sys

import pytest

from tests.reliability import desk
from tests.reliability.conftest import ROOT
from tests.reliability.power_cut import TRACED

SAVES = 25


@pytest.fixture
def cut(run, fresh, strace, tmp_path):
    """Save under a promise, cut the power again and again, and return what was found."""
    file, key_hex = fresh

    def after(synchronous, states):
        before = tmp_path / f"before-{synchronous}"
        before.mkdir()
        shutil.copy(file, before)
        log = tmp_path / f"{synchronous}.log"
        traced = [strace, "-f", "-y", "-xx", "-s", "70000", "-e", f"trace={TRACED}", "-o", log]
        command = [sys.executable, "-m", "tests.reliability.power_cut", "write"]
        values = [file, synchronous, SAVES, key_hex or ""]
        writing = [*traced, "--seccomp-bpf", *command, *values]
        subprocess.run(map(str, writing), cwd=ROOT, capture_output=True, check=True)
        return run("power_cut", "replay", before, log, states, key_hex or "")

    return after


def test_after_a_power_cut_all_that_was_acknowledged_is_there(cut):
    states = desk.rounds(500, long=5_000)  # of each kind of file
    assert cut("FULL", states) == {"saved": SAVES, "states": {"whole": states}}


@pytest.mark.parametrize("fresh", ["plain"], indirect=True)
def test_the_same_look_finds_what_weaker_promises_lose(cut):
    assert cut("NORMAL", 120)["states"].get("lost", 0) > 0
    without = cut("OFF", 120)["states"]
    assert without.get("corrupt", 0) + without.get("lost", 0) > 60
    assert without.get("corrupt", 0) > 0
