"""Every figure of the reports, against a plain count of the same rows."""

import datetime as dt
import random
import statistics
import uuid
import zoneinfo
from collections import Counter
from functools import partial

import pytest
from sqlalchemy import insert, select

from db.domain.enquiry import About, Channel, ChoiceList, Outcome
from db.domain.follow_up import AttemptResult
from db.domain.report import Days, minutes_to_call
from db.domain.staff import Role
from db.models.clinic import Choice, Setting
from db.models.enquiry import Enquiry
from db.models.follow_up import Attempt, FollowUp
from db.models.service import Service
from db.models.staff import Staff
from db.queries.enquiry_log import Kept, LogFilter, log_count
from db.queries.reports import Promises, counts, report
from db.services.counting import count_all

# Half an hour from the full ones, so that a wrong step of time shows.
ZONE = zoneinfo.ZoneInfo("Asia/Kolkata")
START = dt.date(2026, 1, 1)
DAYS = Days(dt.date(2026, 1, 10), dt.date(2026, 2, 9))


def instant(day, chance):
    time = dt.time(chance.randrange(24), chance.randrange(60), chance.randrange(60), 700_000)
    return dt.datetime.combine(day, time, ZONE)


def enquiry(number, chance, ids):
    day = START + dt.timedelta(days=chance.randrange(60))
    outcome = chance.choice([None, *Outcome])
    started = instant(day, chance)
    return {
        "id": number, "public_id": uuid.UUID(int=number), "version": 1, "year": day.year,
        "number": number, "channel": chance.choice(list(Channel)), "caller_name": "",
        "phone_raw": "", "about": About.SELF, "about_name": "", "concern": "",
        "heard_detail": "", "outcome_note": "", "desk": "", "search_text": "",
        "service_id": chance.choice([None, *ids["services"]]),
        "heard_id": chance.choice([None, *ids["heard"]]),
        "taken_by": chance.choice([None, *ids["staff"]]),
        "outcome": outcome,
        "lost_reason_id": chance.choice(ids["reasons"]) if outcome is Outcome.LOST else None,
        "started_at": started, "saved_at": started + dt.timedelta(hours=5),
        "received_on": day, "is_open": False,
        "needs_next_step": False,
        "binned_at": started if chance.random() < 0.1 else None,
    }  # fmt: skip


def follow_up(number, of, chance):
    made = of["started_at"]
    done = made + dt.timedelta(hours=chance.randrange(100)) if chance.random() < 0.5 else None
    return {
        "id": number, "public_id": uuid.UUID(int=number), "version": 1, "enquiry_id": of["id"],
        "due_on": of["received_on"] + dt.timedelta(days=chance.randrange(4)), "promise": "",
        "made_at": made, "done_at": done,
    }  # fmt: skip


def attempt(number, of, chance):
    return {
        "id": number, "follow_up_id": of["id"], "result": chance.choice(list(AttemptResult)),
        "at": of["made_at"] + dt.timedelta(minutes=chance.randrange(9_000)), "note": "",
        "phone_raw": "", "due_before": of["due_on"] - dt.timedelta(days=chance.randrange(2)),
    }  # fmt: skip


@pytest.fixture
def ids(database):
    def fill(session):
        for n, name in enumerate(("Massage", "Cupping"), start=1):
            session.add(Service(name=name, position=n))
        for name in ("Ana", "Lee"):
            session.add(Staff(name=name, role=Role.RECEPTIONIST))
        session.flush()

        def choices(which):
            return session.scalars(select(Choice.id).where(Choice.list == which)).all()

        return {
            "services": session.scalars(select(Service.id)).all(),
            "staff": session.scalars(select(Staff.id)).all(),
            "heard": choices(ChoiceList.HEARD)[:3],
            "reasons": choices(ChoiceList.LOST_REASON)[:3],
        }

    return database.write(fill)


@pytest.fixture
def log(database, ids):
    """Four hundred random enquiries with promises and tries; returns them as plain dicts."""
    chance = random.Random(6)
    enquiries = [enquiry(n, chance, ids) for n in range(1, 401)]
    follow_ups = [follow_up(n, chance.choice(enquiries), chance) for n in range(1, 301)]
    attempts = [attempt(n, chance.choice(follow_ups), chance) for n in range(1, 401)]

    def fill(session):
        session.execute(insert(Enquiry), enquiries)
        session.execute(insert(FollowUp), follow_ups)
        session.execute(insert(Attempt), attempts)
        session.add(Setting(key="time_zone", value=str(ZONE)))
        session.flush()
        count_all(session)

    database.write(fill)
    return enquiries, follow_ups, attempts


def plain(rows, key):
    """What the tallies should say, by a loop."""
    return {
        value: (
            sum(1 for row in rows if key(row) == value),
            sum(1 for row in rows if key(row) == value and row["outcome"] is Outcome.BOOKED),
        )
        for value in map(key, rows)
    }


def tallies(found):
    assert [tally.asked for tally in found] == sorted((t.asked for t in found), reverse=True)
    return {tally.key: (tally.asked, tally.booked) for tally in found}


def inside(enquiries):
    return [
        row
        for row in enquiries
        if DAYS.first <= row["received_on"] <= DAYS.last and row["binned_at"] is None
    ]


def test_every_tally_is_what_a_plain_count_gives(database, log):
    rows = inside(log[0])
    lost = [row for row in rows if row["outcome"] is Outcome.LOST]
    found = database.read(partial(counts, days=DAYS))
    assert (found.total, found.booked) == (
        len(rows),
        sum(row["outcome"] is Outcome.BOOKED for row in rows),
    )
    for name, field in (
        ("services", "service_id"),
        ("channels", "channel"),
        ("heard", "heard_id"),
        ("staff", "taken_by"),
        ("outcomes", "outcome"),
    ):
        assert tallies(getattr(found, name)) == plain(rows, lambda row, f=field: row[f]), name
    assert tallies(found.lost) == plain(lost, lambda row: row["lost_reason_id"])
    assert tallies(found.sources) == plain(rows, lambda row: (row["heard_id"], row["service_id"]))
    assert tallies(found.missed) == plain(
        lost, lambda row: (row["service_id"], row["lost_reason_id"])
    )


def test_hours_are_those_on_the_clinics_wall(database, log):
    rows = inside(log[0])
    found = database.read(partial(counts, days=DAYS))
    wall = [row["started_at"].astimezone(ZONE) for row in rows]
    assert found.hours == Counter((moment.weekday(), moment.hour) for moment in wall)


def test_calls_back_and_promises_are_what_a_plain_count_gives(database, log):
    enquiries, follow_ups, attempts = log
    rows = {row["id"]: row for row in inside(enquiries)}
    took, kept = {}, []
    for promise in follow_ups:
        of = rows.get(promise["enquiry_id"])
        if of is None:
            continue
        tries = [a for a in attempts if a["follow_up_id"] == promise["id"] and a["result"].counts]
        if tries:
            time = tries[0]["at"] - of["started_at"]
            took.setdefault(of["id"], []).append(minutes_to_call(time))
        deed = tries[0]["at"] if tries else promise["done_at"]
        due = tries[0]["due_before"] if tries else promise["due_on"]
        kept.append(None if deed is None else deed.astimezone(ZONE).date() <= due)
    found = database.read(partial(counts, days=DAYS))
    assert found.called == len(took)
    tried = LogFilter(since=DAYS.first, until=DAYS.last, kept=Kept.TRIED)
    assert database.read(partial(log_count, wanted=tried)) == found.called
    expected = statistics.median(min(all_of_one) for all_of_one in took.values())
    assert found.first_call.total_seconds() / 60 == expected
    assert found.promises == Promises(kept.count(True), kept.count(False), kept.count(None))
    assert min(kept.count(True), kept.count(False), kept.count(None)) > 5


def test_two_periods_and_the_names_of_services(database, log, ids):
    found = database.read(partial(report, days=DAYS, before=DAYS.before()))
    assert {*found.services} == {*ids["services"]}
    assert {*found.services.values()} == {"Massage", "Cupping"}
    kept = [row["received_on"] for row in log[0] if row["binned_at"] is None]
    assert found.since == min(kept)
    early = sum(day < DAYS.first for day in kept)
    assert (found.before.total, found.now.total) == (early, len(inside(log[0])))


def test_an_empty_clinic_has_figures_too(database):
    found = database.read(partial(report, days=DAYS, before=DAYS.before()))
    assert found.since is None
    assert found.now == found.before
    assert (found.now.total, found.now.first_call, list(found.now.services)) == (0, None, [])
