"""A row of a printed list means the same when it is typed in days later."""

import datetime as dt
import uuid
from functools import partial

import pytest

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.follow_up import AttemptResult, Ending
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.paper import RowState, printed_sheet
from db.services.attempts import record_attempt
from db.services.enquiries import bin_enquiry, log_enquiry
from db.services.follow_ups import add_follow_up, finish_follow_up, withdraw_follow_up
from db.services.paper import keep_printed_list

TODAY = dt.date(2026, 3, 6)


@pytest.fixture
def give(database, actor, now):
    def give_command(command, **arguments):
        return database.write(partial(command, **{"actor": actor, "at": now} | arguments))

    return give_command


@pytest.fixture
def log(give, now):
    def log_one(name, *, promised=True):
        outcome = Outcome.CALL_BACK if promised else None
        fields = EnquiryFields(channel=Channel.PHONE, caller_name=name, outcome=outcome)
        step = NextStep(TODAY) if promised else None
        new = NewEnquiry(uuid.uuid4(), now, TODAY, fields, step)
        return give(log_enquiry, new=new, region="US").record_id

    return log_one


@pytest.fixture
def open_rows(database):
    def read():
        query = partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=TODAY)
        return {row.caller_name: row for row in database.read(query)}

    return read


@pytest.fixture
def printed(give, open_rows):
    """Print these people's rows in this order; the number of the sheet."""

    def print_rows(*names):
        rows = open_rows()
        pairs = [(rows[name].follow_up_id, rows[name].enquiry_id) for name in names]
        return give(keep_printed_list, rows=pairs).record_id

    return print_rows


@pytest.fixture
def sheet(database):
    def read(number):
        return database.read(partial(printed_sheet, number=number, today=TODAY))

    return read


def test_rows_keep_their_numbers_while_the_list_changes(log, printed, sheet, give, open_rows):
    for name in ("Ada", "Ben", "Cleo"):
        log(name)
    number = printed("Cleo", "Ada", "Ben")
    log("Aaron")
    ada = open_rows()["Ada"]
    give(
        record_attempt, follow_up_id=ada.follow_up_id, seen_version=ada.version,
        result=AttemptResult.NO_ANSWER, next_try=NextStep(TODAY + dt.timedelta(days=9)),
    )  # fmt: skip
    found = sheet(number)
    assert [(row.number, row.caller_name, row.state) for row in found.rows] == [
        (1, "Cleo", RowState.OPEN),
        (2, "Ada", RowState.OPEN),
        (3, "Ben", RowState.OPEN),
    ]
    assert found.rows[1].row.attempts == 1


def test_a_row_that_was_closed_or_put_in_the_bin_says_so(log, printed, sheet, give, open_rows, now):
    log("Ada")
    binned = log("Ben")
    log("Cleo")
    number = printed("Ada", "Ben", "Cleo")
    rows = open_rows()
    give(
        finish_follow_up, follow_up_id=rows["Ada"].follow_up_id, seen_version=1,
        ending=Ending(Outcome.INFORMATION_GIVEN),
    )  # fmt: skip
    give(bin_enquiry, enquiry_id=binned, seen_version=rows["Ben"].enquiry_version)
    give(withdraw_follow_up, follow_up_id=rows["Cleo"].follow_up_id, seen_version=1)
    done, gone, taken_back = sheet(number).rows
    assert (done.state, done.done_at, done.caller_name) == (RowState.DONE, now, "Ada")
    assert (gone.state, taken_back.state) == (RowState.GONE, RowState.GONE)


def test_an_enquiry_that_got_its_next_step_since_is_that_step(log, printed, sheet, give, open_rows):
    enquiry_id = log("Ada", promised=False)
    number = printed("Ada")
    assert sheet(number).rows[0].row.follow_up_id is None
    give(add_follow_up, enquiry_id=enquiry_id, step=NextStep(TODAY))
    [row] = sheet(number).rows
    assert (row.state, row.row.follow_up_id) == (
        RowState.OPEN,
        open_rows()["Ada"].follow_up_id,
    )


def test_the_newest_sheet_is_proposed_and_an_unknown_one_is_none(log, printed, sheet):
    assert sheet(None) is None
    log("Ada")
    first, second = printed("Ada"), printed("Ada")
    assert first < second
    assert sheet(None).number == second
    assert sheet(first).number == first
    assert [sheet(number) for number in (0, -1, 999, 10**30)] == [None] * 4


def test_a_try_typed_in_later_keeps_its_own_time(log, give, open_rows, now):
    for name, away in (("Ada", 20), ("Ben", -20)):
        log(name)
        row = open_rows()[name]
        give(
            record_attempt, follow_up_id=row.follow_up_id, seen_version=row.version,
            result=AttemptResult.NO_ANSWER, tried_at=now - dt.timedelta(hours=away),
        )  # fmt: skip
    rows = open_rows()
    assert rows["Ada"].last_at == now - dt.timedelta(hours=20)
    assert rows["Ben"].last_at == now  # nothing is tried in the future


def test_an_enquiry_without_a_promise_in_the_bin_is_gone_and_not_done(
    log, printed, sheet, give, open_rows
):
    enquiry_id = log("Ada", promised=False)
    number = printed("Ada")
    version = open_rows()["Ada"].enquiry_version
    give(bin_enquiry, enquiry_id=enquiry_id, seen_version=version)
    assert sheet(number).rows[0].state is RowState.GONE
