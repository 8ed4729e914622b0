"""What telephones tell: made safe, and each thing heard once."""

import datetime as dt
import json

import pytest

from db.domain.call import CallStage
from desk_app.telephone.calls import CallEvent, CallFilter, RaiseRequest, read_message

START = dt.datetime(2026, 3, 6, 15, 30, tzinfo=dt.UTC)
RING, ANSWER, END = CallStage


def event(stage=RING, *, number="18285550100", call_id="", after=0):
    return CallEvent(number, "", stage, call_id, START + dt.timedelta(seconds=after))


def heard(*events):
    call_filter = CallFilter()
    return [each for each in events if call_filter.is_new(each)]


def test_a_message_is_read_and_made_safe():
    message = {
        "number": "\u202e+1 (828)\n555-0100\x00" + "9" * 300,
        "name": "Zoë\x1b[31m " + "x" * 300,
        "event": "answer",
        "id": "7",
    }
    found = read_message(json.dumps(message).encode(), at=START)
    assert found.number.startswith("+1 (828) 555-0100")
    assert (len(found.number), len(found.name)) == (64, 200)
    assert found.name.startswith("Zoë[31m")
    assert (found.event, found.call_id, found.at) == (ANSWER, "7", START)


@pytest.mark.parametrize("number", ["anonymous", "", "Unavailable", None])
def test_a_withheld_number_is_an_empty_one(number):
    message = json.dumps({"number": number, "event": "ring"}).encode()
    assert read_message(message, at=START).number == ""


NONSENSE = (b"", b"\xff\xfe", b"[]", b"7", b'{"event": "x"}', b'{"event": []}', b"[" * 4_000)


@pytest.mark.parametrize("line", NONSENSE)
def test_what_makes_no_sense_is_nothing(line):
    assert read_message(line, at=START) is None


def test_a_message_without_an_event_asks_for_the_window():
    assert isinstance(read_message(b"{}\n", at=START), RaiseRequest)


def test_a_call_told_of_three_times_rings_once():
    again = event(after=1, number="+1 828 555 0100")
    national = event(after=2, number="(828) 555-0100")
    assert heard(event(), again, national) == [event()]


def test_the_events_of_a_call_are_heard_in_turn_and_none_goes_back():
    ring, answer, end = event(), event(ANSWER, after=5), event(END, after=20)
    late = event(ANSWER, after=21)
    assert heard(ring, ring, answer, ring, answer, end, end, late) == [ring, answer, end]


def test_the_same_number_rings_again_after_half_a_minute_or_after_the_end():
    assert len(heard(event(), event(after=29), event(after=31))) == 2
    assert len(heard(event(), event(END, after=5), event(after=8))) == 3


def test_an_id_tells_calls_apart_for_as_long_as_they_last():
    first, second = event(call_id="a"), event(call_id="b", after=1)
    assert heard(first, second) == [first, second]
    assert heard(first, event(call_id="a", after=600)) == [first]
    end = event(END, call_id="a", after=601)
    assert heard(first, end, event(call_id="a", after=602)) == [first, end]


def test_other_numbers_are_other_calls():
    assert len(heard(event(), event(number="18285550101"), event(number=""))) == 3


def test_it_remembers_no_more_than_it_needs():
    call_filter = CallFilter()
    for n in range(1_000):
        assert call_filter.is_new(event(number=f"1828555{n:04}"))
    assert len(call_filter._latest) == 200
