"""What a day leaves open: each kind is counted and listed, and nothing that is settled is."""

import datetime as dt
import uuid
from functools import partial

import pytest

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.screening import HandingOver
from db.queries.end_of_day import OpenCounts, left_open, open_counts
from db.queries.enquiry import enquiry_detail
from db.services.enquiries import bin_enquiry, log_enquiry
from db.services.screening import take_over
from tests.db.test_query_plans import plan

TODAY = dt.date(2026, 3, 6)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


@pytest.fixture
def give(database, actor, now):
    return lambda command, **arguments: database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def log(give, now):
    def one(name, day=None, outcome=None, hand_over=None):
        step = NextStep(day) if day else None
        fields = EnquiryFields(Channel.PHONE, name, outcome=Outcome.CALL_BACK if day else outcome)
        new = NewEnquiry(uuid.uuid4(), now, YESTERDAY, fields, step, hand_over=hand_over)
        return give(log_enquiry, new=new, region="US").record_id

    return one


@pytest.fixture
def left(database):
    return lambda: database.read(partial(left_open, today=TODAY))


def names(rows):
    return [row.caller_name for row in rows]


def test_each_thing_stands_in_its_group_and_is_counted(log, left, now):
    log("Nobody promised")
    log("Late", YESTERDAY)
    log("Due", TODAY)
    log("Later", TOMORROW)
    log("Booked", outcome=Outcome.BOOKED)
    log("Stopped", outcome=Outcome.EMERGENCY_HANDED_OVER, hand_over=HandingOver(now))
    found = left()
    assert names(found.stepless) == ["Nobody promised"]
    assert names(found.overdue) == ["Late"]
    assert names(found.today) == ["Due"]
    assert names(found.hand_overs) == ["Stopped"]
    assert found.counts == OpenCounts(1, 1, 1, 1)
    assert found.counts.all == 4


def test_a_quiet_day_leaves_nothing(log, left):
    log("Booked", outcome=Outcome.BOOKED)
    log("Later", TOMORROW)
    found = left()
    assert found.counts == OpenCounts(0, 0, 0, 0)
    assert [*found.stepless, *found.overdue, *found.today, *found.hand_overs] == []


def test_the_bin_and_whoever_took_over_leave_the_page(database, give, log, left, now):
    for name, day in (("Late", YESTERDAY), ("Due", TODAY), ("Open", None)):
        enquiry_id = log(name, day)
        version = database.read(partial(enquiry_detail, enquiry_id=enquiry_id)).version
        give(bin_enquiry, enquiry_id=enquiry_id, seen_version=version)
    log("Stopped", outcome=Outcome.EMERGENCY_HANDED_OVER, hand_over=HandingOver(now))
    assert left().counts == OpenCounts(0, 0, 0, 1)
    [stop] = left().hand_overs
    give(take_over, hand_over_id=stop.hand_over_id, taken_over_by="Dr Lee")
    assert left().counts == OpenCounts(0, 0, 0, 0)


def test_more_than_fit_are_still_counted(log, left):
    for number in range(203):
        log(f"No. {number}")
    found = left()
    assert (len(found.stepless), found.counts.stepless) == (200, 203)


def test_the_counts_go_by_the_indexes_of_what_is_open(sqlite_database):
    found = plan(sqlite_database, partial(open_counts, today=TODAY))
    for index in ("ix_enquiry_no_next_step", "ix_follow_up_due_all", "ix_hand_over_open"):
        assert index in found, found
