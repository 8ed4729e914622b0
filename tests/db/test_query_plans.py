"""The design holds: hot queries go by an index, and never through the whole log."""

import datetime as dt
import re
from functools import partial

import pytest
from sqlalchemy import event

from db.domain.report import Days
from db.queries.alike import likely_duplicates, people_alike
from db.queries.callers import callers_by_number
from db.queries.calls import unlogged_calls
from db.queries.enquiry_log import LogFilter, enquiries_on, log_page
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.people import people
from db.queries.reports import counts

TODAY = dt.date(2026, 3, 6)
NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)


def plan(database, query):
    """Run a query and return SQLite's plan of every statement it sent."""
    sent = []

    def remember(_conn, _cursor, statement, parameters, _context, _many):
        if statement.lstrip().upper().startswith("SELECT"):
            sent.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", remember)
    database.read(query)
    event.remove(database.engine, "before_cursor_execute", remember)
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        return "\n".join(
            row[3]
            for statement, parameters in sent
            for row in driver.execute("EXPLAIN QUERY PLAN " + statement, parameters)
        )


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (partial(enquiries_on, day=TODAY), "ix_enquiry_day"),
        (partial(log_page), "ix_enquiry_day"),
        (partial(log_page, wanted=LogFilter(typed="back pa")), "enquiry_words VIRTUAL TABLE"),
        (partial(log_page, wanted=LogFilter(typed="555 01")), "ix_enquiry_phone"),
        (partial(log_page, wanted=LogFilter(person_id=3)), "ix_enquiry_caller"),
        (
            partial(open_follow_ups, whose=Whose.MINE, staff_id=1, today=TODAY),
            "ix_follow_up_due ",
        ),
        (
            partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=1, today=TODAY),
            "ix_enquiry_no_next_step",
        ),
        (partial(counts, days=Days(TODAY, TODAY)), "counted USING PRIMARY"),
        (partial(callers_by_number, typed="828555", region="US"), "phone_suffix"),
        (partial(people_alike, name="Ana Lopez", number="8285550100"), "person_key USING PRIMARY"),
        (partial(likely_duplicates, after=0, upto=9), "ix_person_key_person_id"),
        (
            partial(unlogged_calls, day=TODAY, rang_before=NOON, region="US"),
            "ix_call_day",
        ),
    ],
)
def test_a_hot_query_goes_by_its_index(sqlite_database, query, index):
    found = plan(sqlite_database, query)
    assert index in found, found
    whole_log = re.search(r"SCAN (call|enquiry|follow_up|person|phone)\b(?! USING)", found)
    assert not whole_log, found


def test_the_plan_test_can_see_a_scan(sqlite_database):
    assert re.search(r"SCAN enquiry\b(?! USING)", plan(sqlite_database, read_by_words_alone))


def read_by_words_alone(session):
    from sqlalchemy import select

    from db.models import Enquiry

    return session.scalars(select(Enquiry.concern).where(Enquiry.concern == "x")).all()


def test_matching_words_stream_out_of_the_index_without_a_sort(sqlite_database):
    found = plan(sqlite_database, partial(log_page, wanted=LogFilter(typed="back pa")))
    assert "TEMP B-TREE" not in found, found


def test_matching_people_stream_out_of_the_index_without_a_sort(sqlite_database):
    found = plan(sqlite_database, partial(people, typed="ort"))
    sorted_by_hand = found.partition("CORRELATED")[0]  # behind it, one person's own numbers
    assert "TEMP B-TREE" not in sorted_by_hand, found
