"""The design holds: hot queries go by an index, and never through the whole log."""

import datetime as dt
import re
import shutil
import uuid
from functools import partial
from unittest.mock import patch

import pytest
from sqlalchemy import event, insert, text

from db.dialects.search import SEARCHED
from db.domain.call import CallDirection
from db.domain.enquiry import Channel, Outcome
from db.domain.report import Days
from db.domain.staff import Role
from db.driving import run
from db.models import (
    Call,
    Enquiry,
    FollowUp,
    Person,
    PersonPhone,
    Phone,
    Service,
    Staff,
    person_key,
    phone_suffix,
)
from db.place import DatabasePlace
from db.queries import prepared
from db.queries.alike import likely_duplicates, people_alike
from db.queries.callers import callers_by_name, callers_by_number
from db.queries.calls import unlogged_calls
from db.queries.enquiry_log import Kept, LogFilter, SortBy, enquiries_on, log_page
from db.queries.follow_ups import Whose, list_counts, open_follow_ups
from db.queries.log_places import log_ids, log_slice
from db.queries.people import people
from db.queries.reports import counts
from db.queries.search import search_everything
from db.services.counting import count_all
from db.session import Database
from tests.postgres_server import fresh_database

DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 3, 6)
NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)


GROWN = 4_000  # enquiries: enough for both databases to prefer an index


def rows(count, **columns):
    """Rows whose ids count from 1; a column is a value, or a function of the id."""
    return [
        {"id": n} | {name: of(n) if callable(of) else of for name, of in columns.items()}
        for n in range(1, count + 1)
    ]


def fill(session):
    people = GROWN // 2
    keyed = {"public_id": lambda n: uuid.UUID(int=n), "version": 1}
    session.execute(insert(Staff), rows(9, name=str, role=Role.PRACTITIONER, **keyed))
    session.execute(insert(Service), rows(20, name=str, position=0, **keyed))
    words = "ort{}".format
    session.execute(insert(Person), rows(people, name=words, search_text=words, **keyed))
    digits = "828555{:04d}".format
    session.execute(insert(Phone), rows(people, key=digits, digits=digits, spellings=digits))
    tails = [{"suffix": digits(n)[at:], "phone_id": n} for n in range(1, people) for at in (0, 3)]
    session.execute(insert(phone_suffix), tails)
    keys = [{"key": f"{side}{n:04d}", "person_id": n} for n in range(1, people) for side in (1, 2)]
    session.execute(insert(person_key), keys)
    session.execute(insert(PersonPhone), rows(people, person_id=int, phone_id=int, raw=digits))
    outcomes = (*[Outcome.BOOKED] * 30, *Outcome)
    session.execute(
        insert(Enquiry),
        rows(
            GROWN, year=2026, number=int, caller_id=lambda n: n % people + 1, caller_name=words,
            caller_key=words, phone_id=lambda n: n % people + 1, service_id=lambda n: n % 20 + 1,
            channel=lambda n: Channel.WEB if n % 99 == 0 else Channel.PHONE,
            heard_id=lambda n: n % 10 + 1, taken_by=lambda n: n % 9 + 1,
            outcome=lambda n: outcomes[n % len(outcomes)],
            lost_reason_id=lambda n: 11 + n % 9 if n % 31 == 0 else None,
            started_at=NOON, saved_at=NOON, received_on=lambda n: TODAY - n // 9 * DAY,
            is_open=lambda n: n % 50 == 0, needs_next_step=lambda n: n % 400 == 0,
            search_text=lambda n: "back pain" if n % 300 == 0 else words(n), **keyed,
        ),
    )  # fmt: skip
    session.execute(
        insert(FollowUp),
        rows(
            GROWN, enquiry_id=int, owner_id=lambda n: n % 9 + 1, due_on=TODAY, made_at=NOON,
            done_at=lambda n: None if n % 50 == 0 else NOON, **keyed,
        ),
    )  # fmt: skip
    session.execute(
        insert(Call),
        rows(
            GROWN, direction=CallDirection.INCOMING, phone_id=lambda n: n % people + 1,
            rang_at=NOON, rang_on=lambda n: TODAY - n // 9 * DAY, public_id=keyed["public_id"],
        ),
    )  # fmt: skip
    count_all(session)


@pytest.fixture(scope="module")
def grown_sqlite(tmp_path_factory, migrated_file):
    file = tmp_path_factory.mktemp("grown") / "desk.db"
    shutil.copy(migrated_file, file)
    yield from grown_at(DatabasePlace(file=file))


@pytest.fixture(scope="module")
def grown_postgresql(migrated_server):
    server, template = migrated_server
    with fresh_database(server, template=template) as url:
        yield from grown_at(DatabasePlace.parse(url))


def grown_at(place):
    database = Database(place)
    database.write(fill)
    if place.server is not None:  # a file has no statistics
        with database.transaction() as session:
            session.execute(text("ANALYZE"))
    yield database
    database.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def grown(request):
    return request.getfixturevalue(f"grown_{request.param}")


def sent_by(database, query):
    """Run a query and return every statement it sent, with its values."""
    sent = []

    def remember(_conn, _cursor, statement, parameters, _context, _many):
        if statement.lstrip().upper().startswith("SELECT"):
            sent.append((statement, parameters))

    def remember_prepared(driver, dialect, statement, values=()):
        sent.append((statement, values))
        return run(driver, dialect, statement, values)

    event.listen(database.readers, "before_cursor_execute", remember)
    with patch.object(prepared, "run", remember_prepared):
        database.read(query)
    event.remove(database.readers, "before_cursor_execute", remember)
    return sent


def plan(database, query):
    """Run a query and return the plan of every statement it sent."""
    sent = sent_by(database, query)
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        if database.dialect == "postgresql":
            # So few rows are soon read one and all: what is asked is whether an index can do it.
            driver.execute("SET enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN" if database.dialect == "sqlite" else "EXPLAIN (COSTS OFF)"
        return "\n".join(
            row[-1]
            for statement, parameters in sent
            for row in driver.execute(f"{explain} {statement}", parameters)
        )


# The query, and the index it goes by: of the same name on both databases, or of two names.
HOT = {
    "day": (partial(enquiries_on, day=TODAY), "ix_enquiry_day"),
    "log": (partial(log_page), "ix_enquiry_day"),
    "place in the log": (partial(log_slice, first=0), "ix_enquiry_day"),
    "words": (
        partial(log_page, wanted=LogFilter(typed="back pa")),
        ("enquiry_words VIRTUAL TABLE", "ix_enquiry_search_vector"),
    ),
    "digits": (partial(log_page, wanted=LogFilter(typed="555 01")), "phone_suffix"),
    "by name": (partial(log_ids, wanted=LogFilter(sort_by=SortBy.NAME)), "ix_enquiry_name"),
    "by outcome": (
        partial(log_ids, wanted=LogFilter(sort_by=SortBy.OUTCOME)), "ix_enquiry_outcome",
    ),
    "by service": (
        partial(log_ids, wanted=LogFilter(sort_by=SortBy.SERVICE)), "ix_enquiry_service",
    ),
    "of a person": (partial(log_page, wanted=LogFilter(person_id=3)), "ix_enquiry_caller"),
    "of an outcome": (
        partial(log_ids, wanted=LogFilter(outcome=Outcome.LOST)), "ix_enquiry_outcome",
    ),
    "of a channel": (
        partial(log_ids, wanted=LogFilter(channel=Channel.WEB)), "ix_enquiry_channel",
    ),
    "of a source": (partial(log_ids, wanted=LogFilter(heard_id=3)), "ix_enquiry_heard"),
    "of a service": (partial(log_ids, wanted=LogFilter(service_id=3)), "ix_enquiry_service"),
    "of a reason": (partial(log_ids, wanted=LogFilter(lost_reason_id=3)), "ix_enquiry_lost"),
    "of a member": (partial(log_ids, wanted=LogFilter(taken_by=3)), "ix_enquiry_taken_by"),
    "of an hour": (
        partial(log_ids, wanted=LogFilter(since=TODAY, until=TODAY, hour=9)),
        ("counted USING PRIMARY", "pk_counted"),
    ),
    "of what is late": (
        partial(log_ids, wanted=LogFilter(since=TODAY, until=TODAY, kept=Kept.LATE)),
        ("counted USING PRIMARY", "pk_counted"),
    ),
    "open": (partial(log_ids, wanted=LogFilter(open_only=True)), "ix_enquiry_open"),
    "due to me": (
        partial(open_follow_ups, whose=Whose.MINE, staff_id=1, today=TODAY), "ix_follow_up_due",
    ),
    "due to all": (
        partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=1, today=TODAY),
        "ix_enquiry_no_next_step",
    ),
    "counts of promises": (
        partial(list_counts, staff_id=1, today=TODAY), "ix_enquiry_no_next_step",
    ),
    "report of months": (
        partial(counts, days=Days(dt.date(2025, 1, 1), dt.date(2025, 12, 31))),
        ("tally USING PRIMARY", "pk_tally"),
    ),
    "report of days": (
        partial(counts, days=Days(TODAY, TODAY)), ("counted USING PRIMARY", "pk_counted"),
    ),
    "caller by number": (partial(callers_by_number, typed="828555", region="US"), "phone_suffix"),
    "caller by few digits": (partial(callers_by_number, typed="828", region="US"), "phone_suffix"),
    "caller by name": (
        partial(callers_by_name, typed="ort"),
        # Of so few people PostgreSQL walks through the newest.
        ("person_words VIRTUAL TABLE", "using pk_person"),
    ),
    "alike": (
        partial(people_alike, name="Ana Lopez", number="8285550100"),
        ("person_key USING PRIMARY", "pk_person_key"),
    ),
    "duplicates": (
        partial(likely_duplicates, after=0, upto=9), ("ix_person_key_person_id", "pk_person_key"),
    ),
    "calls": (
        partial(unlogged_calls, day=TODAY, rang_before=NOON, region="US"), "ix_call_day",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOT)
def test_a_hot_query_goes_by_its_index(grown, name):
    query, index = HOT[name]
    found = plan(grown, query)
    on_sqlite, on_postgresql = index if isinstance(index, tuple) else (index, index)
    assert (on_sqlite if grown.dialect == "sqlite" else on_postgresql) in found, found
    tables = "call|enquiry|follow_up|person|phone|counted"
    whole = re.search(rf"SCAN ({tables})\b(?! USING)|Seq Scan on ({tables})\b", found)
    assert not whole, found


def test_what_is_mine_without_a_step_is_not_looked_for_in_all_i_ever_took(grown):
    query, _ = HOT["due to me"]
    found = plan(grown, query)
    assert "ix_enquiry_no_next_step" in found, found
    assert "ix_enquiry_taken_by" not in found, found


def test_the_plan_test_can_see_a_scan(database):
    whole = r"SCAN enquiry\b(?! USING)|Seq Scan on enquiry\b"
    assert re.search(whole, plan(database, read_by_words_alone))


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


def test_a_search_over_everything_streams_out_of_its_indexes_without_a_sort(sqlite_database):
    found = plan(sqlite_database, partial(search_everything, typed="ort pa"))
    for searched in SEARCHED:
        assert f"{searched}_words VIRTUAL TABLE" in found, found
    assert "TEMP B-TREE" not in found, found
    assert not re.search(r"SCAN (?!\w+_words VIRTUAL)", found), found
