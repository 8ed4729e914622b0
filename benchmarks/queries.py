"""The hot queries of the program against the bare driver on the same file."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import sqlcipher3.dbapi2 as driver

from benchmarks.generator import LAST_DAY, SEED, STAFF, surnames
from benchmarks.measuring import Figures, interleaved
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.report import Days
from db.domain.sounds import name_keys
from db.domain.staff import Actor, Role
from db.domain.words import fold
from db.queries.alike import likely_duplicates, people_alike
from db.queries.callers import callers_by_name, callers_by_number
from db.queries.enquiry_log import LogFilter, SortBy, log_page
from db.queries.follow_ups import Whose, open_follow_ups
from db.queries.log_places import log_ids
from db.queries.reports import counts
from db.services.enquiries import log_enquiry
from db.session import Database

Contenders = dict[str, Callable[[int], object]]
_NOW = dt.datetime(2026, 1, 2, 15, tzinfo=dt.UTC)
SAVE = "save one enquiry, durable"
_ACTOR = Actor(1, Role.RECEPTIONIST, "Desk 1")


def measure(
    database: Database, *, rounds: int, saves: int | None = None
) -> dict[str, dict[str, Figures]]:
    """Return job -> contender -> figures. The limit is the same answer by the bare driver.

    Args:
        saves: how often to save, when not as often as everything else.
    """
    raw = driver.connect(str(database.place.file), isolation_level=None)
    raw.execute("PRAGMA cache_size=-65536")
    raw.execute("PRAGMA synchronous=FULL")
    jobs = {
        "caller by 6 digits inside": _by_digits(database, raw, slice(2, 8)),
        "caller by the last 5 digits": _by_digits(database, raw, slice(-5, None)),
        "name, 3 letters": _by_name(database, raw, 3),
        "name, whole": _by_name(database, raw, 99),
        "a name that sounds alike": _by_sound(database, raw),
        "likely duplicates, 2,000 people": _duplicates(database, raw),
        "a word in the notes": _by_word(database, raw),
        "the newest page of the log": _newest(database, raw),
        "the log by outcome": _by_outcome(database, raw),
        "due list of one practitioner": _due(database, raw),
        "report of one year": _report(database, raw, _YEAR, _SUMS.format("span = '2025'")),
        "the same; limit: counted in the log": _report(database, raw, _YEAR, *_IN_THE_LOG),
        "report of all years": _report(
            database, raw, _ALL_YEARS, _SUMS.format("length(span) = 4 OR span > '2026-'")
        ),
        SAVE: _save(database, raw),
    }
    figures = {
        job: interleaved(who, rounds=saves if saves and job == SAVE else rounds)
        for job, who in jobs.items()
    }
    raw.close()
    return figures


def _by_digits(database: Database, raw: Any, part: slice) -> Contenders:
    statement = (
        "SELECT p.id, p.name, min(n.raw) FROM phone_suffix s JOIN person_phone n ON "
        "n.phone_id = s.phone_id JOIN person p ON p.id = n.person_id WHERE s.suffix >= ? AND "
        "s.suffix < ? AND p.binned_at IS NULL GROUP BY p.id ORDER BY p.id DESC LIMIT 12"
    )
    samples = _samples(raw, "SELECT digits FROM phone ORDER BY id", 400)

    def limit(number: int) -> object:
        digits = samples[number % len(samples)][part]
        return raw.execute(statement, (digits, digits + ":")).fetchall()

    def ours(number: int) -> object:
        digits = samples[number % len(samples)][part]
        return database.read(partial(callers_by_number, typed=digits, region="US"))

    return {"limit": limit, "ours": ours}


def _by_name(database: Database, raw: Any, letters: int) -> Contenders:
    statement = (
        "SELECT p.id, p.name FROM person_words w JOIN person p ON p.id = w.rowid WHERE "
        "person_words MATCH ? AND p.binned_at IS NULL ORDER BY w.rowid DESC LIMIT 8"
    )
    chance = random.Random(SEED)
    typed = [fold(name)[:letters] for name in chance.choices(surnames(), k=200)]

    def limit(number: int) -> object:
        word = typed[number % len(typed)]
        return raw.execute(statement, (f'"{word}" *',)).fetchall()

    def ours(number: int) -> object:
        return database.read(partial(callers_by_name, typed=typed[number % len(typed)]))

    return {"limit": limit, "ours": ours}


def _by_sound(database: Database, raw: Any) -> Contenders:
    """The limit finds those with the very same two sounds, and compares nothing."""
    statement = (
        "SELECT p.id, p.name FROM person_key k JOIN person p ON p.id = k.person_id WHERE "
        "k.key = ? AND p.binned_at IS NULL ORDER BY k.person_id DESC LIMIT 80"
    )
    names = _samples(raw, "SELECT name FROM person ORDER BY id", 400)

    def limit(number: int) -> object:
        key = max(name_keys(names[number % len(names)]))
        return raw.execute(statement, (key,)).fetchall()

    def ours(number: int) -> object:
        return database.read(partial(people_alike, name=names[number % len(names)]))

    return {"limit": limit, "ours": ours}


def _duplicates(database: Database, raw: Any) -> Contenders:
    """The limit lists the pairs with the same two sounds, and compares nothing."""
    statement = (
        "SELECT e.person_id, l.person_id FROM person_key l JOIN person_key e ON e.key = l.key "
        "AND e.person_id < l.person_id WHERE l.person_id > ? AND l.person_id <= ? AND "
        "l.key >= '2' AND (SELECT count(*) FROM person_key c WHERE c.key = l.key) <= 30"
    )
    slices = max(1, raw.execute("SELECT max(id) FROM person").fetchone()[0] // 2_000)

    def limit(number: int) -> object:
        after = number % slices * 2_000
        return raw.execute(statement, (after, after + 2_000)).fetchall()

    def ours(number: int) -> object:
        after = number % slices * 2_000
        return database.read(partial(likely_duplicates, after=after, upto=after + 2_000))

    return {"limit": limit, "ours": ours}


def _by_word(database: Database, raw: Any) -> Contenders:
    statement = (
        "SELECT e.id, e.caller_name, e.concern, e.outcome FROM enquiry_words w JOIN enquiry e ON "
        "e.id = w.rowid WHERE enquiry_words MATCH ? AND e.binned_at IS NULL "
        "ORDER BY w.rowid DESC LIMIT 50"
    )
    typed = ("migraineish", "parkingness", "nervously", "tabletsish", "numbness", "boxesly")

    def limit(number: int) -> object:
        return raw.execute(statement, (f'"{typed[number % len(typed)]}" *',)).fetchall()

    def ours(number: int) -> object:
        wanted = LogFilter(typed=typed[number % len(typed)])
        return database.read(partial(log_page, wanted=wanted, limit=50))

    return {"limit": limit, "ours": ours}


def _newest(database: Database, raw: Any) -> Contenders:
    statement = (
        "SELECT e.id, e.caller_name, s.name, e.concern, e.outcome, t.name FROM enquiry e "
        "LEFT JOIN service s ON s.id = e.service_id LEFT JOIN staff t ON t.id = e.taken_by "
        "WHERE e.binned_at IS NULL ORDER BY e.received_on DESC, e.id DESC LIMIT 200"
    )
    return {
        "limit": lambda _number: raw.execute(statement).fetchall(),
        "ours": lambda _number: database.read(partial(log_page, limit=200)),
    }


def _by_outcome(database: Database, raw: Any) -> Contenders:
    statement = (
        "SELECT id FROM enquiry WHERE outcome = 'wrong_number' AND binned_at IS NULL "
        "ORDER BY received_on DESC, id DESC LIMIT 1001"
    )
    wanted = LogFilter(sort_by=SortBy.OUTCOME)
    return {
        "limit": lambda _number: raw.execute(statement).fetchall(),
        "ours": lambda _number: database.read(partial(log_ids, wanted=wanted)),
    }


_YEAR = Days(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
_ALL_YEARS = Days(dt.date(2016, 1, 1), dt.date(2026, 1, 31))
_SUMS = "SELECT kind, one, two, sum(asked), sum(booked) FROM tally WHERE {} GROUP BY kind, one, two"
_IN_THE_LOG = [
    f"SELECT {keys}, count(*), sum(outcome = 'booked') FROM enquiry "
    "WHERE received_on >= '2025-01-01' AND received_on <= '2025-12-31' "
    f"AND binned_at IS NULL GROUP BY {keys}"
    for keys in (
        "heard_id, service_id", "lost_reason_id, service_id", "channel", "taken_by", "outcome",
        "strftime('%w%H', started_at)",
    )
]  # fmt: skip


def _report(database: Database, raw: Any, days: Days, *statements: str) -> Contenders:
    return {
        "limit": lambda _number: [raw.execute(each).fetchall() for each in statements],
        "ours": lambda _number: database.read(partial(counts, days=days)),
    }


def _due(database: Database, raw: Any) -> Contenders:
    statement = (
        "SELECT f.id, f.due_on, e.caller_name, e.concern FROM follow_up f JOIN enquiry e ON "
        "e.id = f.enquiry_id WHERE f.owner_id = ? AND f.done_at IS NULL AND e.binned_at IS NULL "
        "ORDER BY f.due_on, f.id LIMIT 100"
    )

    def limit(number: int) -> object:
        return raw.execute(statement, (number % STAFF + 1,)).fetchall()

    def ours(number: int) -> object:
        query = partial(open_follow_ups, whose=Whose.MINE, staff_id=number % STAFF + 1)
        return database.read(partial(query, today=LAST_DAY, limit=100))

    return {"limit": limit, "ours": ours}


def _save(database: Database, raw: Any) -> Contenders:
    """The limit is the barest insert: one row of text, committed, no index kept."""
    raw.execute("CREATE TABLE IF NOT EXISTS barest (id INTEGER PRIMARY KEY, name, note)")

    def limit(number: int) -> object:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO barest (name, note) VALUES (?, ?)", (f"Name {number}", "x" * 120))
        return raw.execute("COMMIT")

    def ours(number: int) -> object:
        fields = EnquiryFields(
            Channel.PHONE, f"Caller {number}", phone=f"828 555 {number % 10_000:04d}",
            service_id=1, concern="sore back for two weeks, wants to try needles",
        )  # fmt: skip
        new = NewEnquiry(uuid.uuid4(), _NOW, _NOW.date(), fields)
        return database.write(partial(log_enquiry, actor=_ACTOR, at=_NOW, new=new, region="US"))

    return {"limit": limit, "ours": ours}


def _samples(raw: Any, statement: str, count: int) -> list[str]:
    found = [row[0] for row in raw.execute(statement)]
    return random.Random(SEED).sample(found, min(count, len(found)))
