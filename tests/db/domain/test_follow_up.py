"""When to call again: the clinic's cadence, its hours, another part of the day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.follow_up import DueGroup, NextTry, due_group, next_try
from db.domain.hours import OpeningHours, Period

MONDAY = dt.date(2026, 3, 2)
LONG_DAY = (Period(dt.time(11), dt.time(19)),)
WEEK = OpeningHours(
    {0: LONG_DAY, 1: LONG_DAY, 3: LONG_DAY, 4: LONG_DAY, 5: (Period(dt.time(9), dt.time(13)),)}
)
WITH_A_BREAK = OpeningHours(
    {day: (Period(dt.time(8), dt.time(12)), Period(dt.time(16), dt.time(20))) for day in range(5)}
)


def at(day, hour, minute=0):
    return dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time(hour, minute))


def after(tried_at, tries=1, hours=WEEK, waits=(0, 1, 3), give_up_after=4):
    return next_try(tried_at, tries=tries, waits=waits, give_up_after=give_up_after, hours=hours)


def step(day, starts, ends):
    return NextTry(MONDAY + dt.timedelta(days=day), dt.time(*starts), dt.time(*ends))


@pytest.mark.parametrize(
    ("tried_at", "expected"),
    [
        (at(0, 11, 30), step(0, (15,), (19,))),
        (at(0, 10), step(0, (15,), (19,))),
        (at(0, 14, 10), step(0, (16, 30), (19,))),
        (at(0, 16), step(1, (11,), (15,))),
        (at(0, 22, 30), step(1, (11,), (15,))),
        (at(1, 17), step(3, (11,), (15,))),
        (at(5, 9, 30), step(5, (11, 30), (13,))),
        (at(5, 10, 30), step(7, (15,), (19,))),
        (at(6, 12), step(7, (15,), (19,))),
    ],
    ids=str,
)
def test_the_first_wait_is_another_part_of_the_same_day_or_else_the_next_open_day(
    tried_at, expected
):
    assert after(tried_at) == expected


@pytest.mark.parametrize(
    ("tries", "expected"),
    [(2, step(1, (15,), (19,))), (3, step(4, (15,), (19,)))],
)
def test_later_waits_are_counted_in_working_days(tries, expected):
    assert after(at(0, 12), tries) == expected


def test_the_last_wait_holds_for_all_further_tries():
    assert after(at(0, 12), tries=5, waits=(1,), give_up_after=9) == step(1, (15,), (19,))


def test_the_parts_of_a_day_with_a_break_are_what_lies_between():
    assert after(at(0, 9), hours=WITH_A_BREAK) == step(0, (16,), (20,))
    assert after(at(0, 17), tries=2, hours=WITH_A_BREAK) == step(1, (8,), (12,))


def test_after_the_last_try_closing_is_proposed():
    assert after(at(0, 12), tries=4) is None
    assert after(at(0, 12), tries=1, give_up_after=1) is None


def test_closed_days_are_passed_over():
    closed = OpeningHours(WEEK.week, {MONDAY + dt.timedelta(days=1): "Holiday"})
    assert after(at(0, 12), tries=2, hours=closed) == step(3, (15,), (19,))


@given(
    tried_at=st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31)),
    tries=st.integers(1, 6),
    waits=st.lists(st.integers(0, 10), max_size=4),
    hours=st.sampled_from([WEEK, WITH_A_BREAK]),
)
def test_a_proposal_always_lies_ahead_within_the_opening_hours(tried_at, tries, waits, hours):
    proposal = after(tried_at, tries, hours, waits, give_up_after=20)
    start = dt.datetime.combine(proposal.day, proposal.starts)
    assert start > tried_at
    assert hours.is_open_at(proposal.day, proposal.starts)
    assert proposal.starts < proposal.ends
    if proposal.day == tried_at.date():
        assert start - tried_at >= dt.timedelta(hours=2)


@pytest.mark.parametrize(
    ("days", "group"),
    [
        (-1, DueGroup.OVERDUE),
        (0, DueGroup.TODAY),
        (1, DueGroup.THIS_WEEK),
        (6, DueGroup.THIS_WEEK),
        (7, DueGroup.LATER),
    ],
)
def test_a_week_ends_on_sunday(days, group):
    assert due_group(MONDAY + dt.timedelta(days=days), today=MONDAY) is group
