"""Dictionaries that are open in a second process, asked from this one."""

import os
import select
import signal
import subprocess
import sys

import pytest

from desk_app.handouts.spelling.apart import SpellerApart
from desk_app.handouts.spelling.speller import Misspelling, Speller, Standing
from tests.desk_app.handouts.spelling.test_speller import write_dictionary

HERE = {"language": "en", "region": "US"}
LINES = ["The needles", "🌿 help the “bakc”", "Qigong"]
PATIENCE_SECONDS = 120


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "añadidos por la clínica"
    write_dictionary(place, "en_US")
    return place


@pytest.fixture
def speller(folder):
    apart = SpellerApart([folder])
    yield apart
    apart.close()


def test_it_answers_what_a_speller_in_this_process_answers(speller, folder):
    here = Speller([folder])
    for own in (frozenset(), frozenset(["qigong"])):
        report = speller.check(LINES, own=own, **HERE)
        assert report == here.check(LINES, own=own, **HERE)
        assert report.found[0] == Misspelling(1, 12, 16, "bakc")
    assert speller.suggest("nedle", **HERE) == here.suggest("nedle", **HERE) != ()
    assert speller.check(LINES, own=frozenset(), **HERE | {"language": "es"}).standing is (
        Standing.NO_DICTIONARY
    )


def test_after_a_rest_it_reads_what_was_put_there_meanwhile(speller, folder):
    assert speller.check(["needles café"], own=frozenset(), **HERE).found == ()
    write_dictionary(folder, "en_US", ("needle/S",))
    speller.close()
    [found] = speller.check(["needles café"], own=frozenset(), **HERE).found
    assert found.said == "café"


def test_what_ends_the_other_process_ends_nothing_here_and_is_not_read_again(speller):
    assert speller.check(LINES, own=frozenset(), **HERE).standing is Standing.CHECKED
    os.kill(speller._process._process.pid, signal.SIGTERM)
    for _ in range(2):
        assert speller.check(LINES, own=frozenset(), **HERE).standing is Standing.UNREADABLE
        assert speller.suggest("nedle", **HERE) == ()
    speller.close()
    assert speller.check(LINES, own=frozenset(), **HERE).standing is Standing.CHECKED


ASK = """
import os, sys
from pathlib import Path
from desk_app.handouts.spelling.apart import SpellerApart
speller = SpellerApart([Path(sys.argv[1])])
report = speller.check(["bakc"], language="en", region="US", own=frozenset())
print(report.found[0].said, "hunspell" in sys.modules, speller._process._process.pid, flush=True)
sys.stdin.readline()
os._exit(1)
"""


def test_the_asking_process_never_loads_a_dictionary_and_takes_the_other_with_it(folder):
    """Even where it is ended at once, without a last word."""
    command = [sys.executable, "-c", ASK, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as asking:
        said, is_loaded, number = asking.stdout.readline().split()
        assert (said, is_loaded) == ("bakc", "False")
        if sys.platform != "linux":
            return
        other = os.pidfd_open(int(number))
        assert select.select([other], [], [], 0)[0] == []
        asking.communicate("go\n")
        assert select.select([other], [], [], PATIENCE_SECONDS)[0] == [other]
        os.close(other)
