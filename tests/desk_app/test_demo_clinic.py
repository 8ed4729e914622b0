"""The practice clinic is made whole, through the same commands as real work, on both databases."""

import datetime as dt
from collections import Counter
from functools import partial

import pytest
from sqlalchemy import func, select

from db.domain.article import ArticleState
from db.domain.follow_up import DueGroup
from db.domain.hours import OpeningHours, Period
from db.models import AuditEntry, HandoutRecord, HandOver
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.articles import library, versions
from db.queries.callers import callers_by_number
from db.queries.calls import unlogged_calls
from db.queries.clinic import clinic_facts
from db.queries.end_of_day import left_open
from db.queries.enquiry_log import LogFilter, log_count, log_page
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.handouts import given_sheet
from db.queries.pictures import picture
from desk_app.demo.clinic import fill
from desk_app.demo.times import DemoTimes
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.sheet import HandoutSheet
from tests.postgres_server import fresh_database

NOW = dt.datetime(2026, 11, 24, 20, 15, tzinfo=dt.UTC)  # a Tuesday, 15:15 in New York
TODAY = NOW.date()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, tmp_path_factory):
    """The practice clinic, made once on each database; these tests only read it."""
    if request.param == "sqlite":
        place = DatabasePlace(file=tmp_path_factory.mktemp("demo") / "desk.db")
        yield from _made(place)
    else:
        server, template = request.getfixturevalue("migrated_server")
        with fresh_database(server, template=template) as url:
            yield from _made(DatabasePlace.parse(url))


def _made(place):
    database = open_database(place)
    fill(database, now=NOW)
    yield database
    database.dispose()


def test_it_has_the_clinic_and_its_conversations(filled):
    facts = filled.read(clinic_facts)
    assert facts.profile.is_demo
    assert facts.profile.name == "Willow Lane Natural Health"
    assert len(facts.staff) == 7
    assert filled.read(log_count) == 61
    rows = filled.read(partial(open_follow_ups, whose=Whose.EVERYBODYS, staff_id=None, today=TODAY))
    groups = Counter(row.group for row in rows)
    assert groups[DueGroup.OVERDUE] == 8
    assert groups[DueGroup.NO_NEXT_STEP] == 3
    assert groups[DueGroup.TODAY] >= 5


def test_the_desk_is_alive_today(filled):
    page = filled.read(partial(log_page, wanted=LogFilter(since=TODAY)))
    assert len(page.rows) >= 5
    assert all(row.started_at <= NOW for row in page.rows)


def test_a_household_shares_one_number(filled):
    found = filled.read(partial(callers_by_number, typed="828 555 0142", region="US"))
    assert {row.name for row in found} >= {"Maria Ortiz", "Luis Ortiz", "Rosa Medina"}


def test_articles_stand_in_every_state(filled):
    states = {row.state for row in filled.read(library)}
    assert states == set(ArticleState)


def test_a_handout_given_in_the_demo_prints_the_very_same_pages_again(filled):
    [record] = filled.read(
        lambda s: list(s.scalars(select(HandoutRecord.id).order_by(HandoutRecord.id).limit(1)))
    )
    given = filled.read(partial(given_sheet, record_id=record))
    again = HandoutPress().render(HandoutSheet.from_json(given.sheet))
    assert again.fingerprint == given.fingerprint


def test_the_end_of_the_day_has_something_of_every_kind(filled):
    left = filled.read(partial(left_open, today=TODAY))
    assert len(left.hand_overs) == 1
    assert all((left.stepless, left.overdue, left.today))
    calls = filled.read(partial(unlogged_calls, day=TODAY, rang_before=NOW, region="US"))
    assert [(call.number, bool(call.names)) for call in calls] == [
        ("", False), ("(828) 555-0115", False), ("(828) 555-0163", True),
    ]  # fmt: skip
    missed = [call.heard.length == dt.timedelta() for call in calls]
    assert missed == [True, False, True]
    assert all(call.heard.ended_at <= NOW for call in calls)


def test_stops_and_audit_are_there(filled):
    counts = filled.read(
        lambda s: (
            s.scalar(select(func.count()).select_from(HandOver)),
            s.scalar(select(func.count()).select_from(AuditEntry)),
        )
    )
    assert counts[0] >= 2
    assert counts[1] > 150


def test_filling_again_changes_nothing(sqlite_database):
    fill(sqlite_database, now=NOW)
    fill(sqlite_database, now=NOW + dt.timedelta(days=1))
    assert sqlite_database.read(log_count) == 61


@pytest.mark.parametrize(
    "now",
    [
        dt.datetime(2026, 11, 24, 5, 4, tzinfo=dt.UTC),  # four minutes past midnight
        dt.datetime(2026, 11, 28, 23, 50, tzinfo=dt.UTC),  # Saturday, after closing
        dt.datetime(2026, 11, 29, 15, 0, tzinfo=dt.UTC),  # Sunday
        dt.datetime(2027, 1, 1, 15, 0, tzinfo=dt.UTC),  # the first day of a year
        dt.datetime(2026, 3, 8, 7, 30, tzinfo=dt.UTC),  # the night the clocks change
    ],
)
def test_it_can_be_made_at_any_moment(sqlite_database, now):
    fill(sqlite_database, now=now)
    assert sqlite_database.read(log_count) == 61


def test_times_of_today_move_closer_after_midnight():
    hours = OpeningHours({day: (Period(dt.time(11), dt.time(19)),) for day in range(7)})
    now = dt.datetime(2026, 11, 24, 0, 10, tzinfo=dt.UTC)
    times = DemoTimes(now, hours)
    assert times.started({"minutes_ago": 200}, 200).date() == now.date()
    assert times.started({"minutes_ago": 200}, 200) < times.started({"minutes_ago": 12}, 200)


def test_its_letterhead_and_one_article_show_pictures_that_are_kept(filled):
    shown = {filled.read(clinic_facts).profile.logo}
    for row in filled.read(library):
        newest = filled.read(partial(versions, article_id=row.article_id))[0]
        shown |= {block.picture for block in newest.content.pictures()}
    assert len(shown) == 2
    for fingerprint in shown:
        kept = filled.read(partial(picture, fingerprint=fingerprint))
        assert kept.fingerprint == fingerprint
        assert kept.grey
