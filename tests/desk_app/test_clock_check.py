"""A clock that was set back is told once, with both times."""

import datetime as dt

import pytest

from desk_app.clock_check import ClockCheck


@pytest.fixture
def check(desk, log_call):
    log_call("Ann")
    return ClockCheck(desk, desk)


def test_a_right_clock_says_nothing(check, desk, posted, now):
    check.look()
    desk.now = lambda: now - dt.timedelta(minutes=9)
    check.look()
    assert posted == []


def test_a_clock_set_back_before_the_start_is_told_once(check, desk, posted, now):
    desk.now = lambda: now - dt.timedelta(days=400)
    check.look()
    check.look()
    [notice] = posted
    assert "30 Jan" in notice.text
    assert "6 Mar" in notice.text


def test_a_clock_set_back_while_the_window_is_open_is_told(check, desk, posted, now):
    check.look()
    desk.now = lambda: now - dt.timedelta(hours=2)
    check.look()
    assert len(posted) == 1
