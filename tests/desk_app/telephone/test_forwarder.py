"""The short road of a call: only plain calls take it, and it loads next to nothing."""

import json

import pytest

from desk_app.telephone.endpoint import LONGEST_MESSAGE, PRACTICE, USUAL, _quoted
from desk_app.telephone.forwarder import _understand, as_options, forward, message


def understood(*arguments):
    return _understand(as_options(list(arguments)))


@pytest.mark.parametrize(
    ("arguments", "call"),
    [
        (["18285550100"], {"number": "18285550100"}),
        (["anonymous"], {"number": "anonymous"}),
        (["--call", "+1 828"], {"number": "+1 828"}),
        (["--call="], {"number": ""}),
        (["--event=end", "--id", "7", "--call", "1"], {"number": "1", "event": "end", "id": "7"}),
        (["--call=1", "--name=--demo"], {"number": "1", "name": "--demo"}),
        (["/N:S", "Lee", "/C:8285550100"], {"number": "8285550100", "name": "S Lee"}),
        (["/C:"], {"number": "", "name": ""}),
        (["frontdesk:+18285550100"], {"number": "+18285550100"}),
    ],
)
def test_a_plain_call_takes_the_short_road(arguments, call):
    assert understood(*arguments) == (USUAL, call)


def test_the_practice_clinic_has_a_window_of_its_own():
    assert understood("--demo", "1") == (PRACTICE, {"number": "1"})


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["log", "--phone", "1"],
        ["folow-ups"],
        ["1", "2"],
        ["--call"],
        ["--call", "--demo"],
        ["--call", "1", "--event", "sneeze"],
        ["--call", "1", "--window"],
        ["--call", "1", "--database", "x"],
        ["--event", "end"],
        ["tel:1", "--database=/tmp/x.db"],
    ],
)
def test_everything_else_takes_the_long_road(arguments):
    assert understood(*arguments) is None
    assert forward(arguments) is None


@pytest.mark.parametrize("text", ["9" * 100_000, "😀" * 1_000, "\x00\n\udcff", "'; rm -rf / #"])
def test_no_argument_is_too_much_for_a_message(text):
    sent = message(number=text, name=text, event="answer", id=text)
    line = "".join(f'"{key}": {_quoted(value)}, ' for key, value in sent.items())
    assert len(line) + 2 < LONGEST_MESSAGE
    assert [json.loads(_quoted(value)) for value in sent.values()] == list(sent.values())
