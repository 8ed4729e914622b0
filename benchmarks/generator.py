"""Makes a clinic's log of any size, the same one for the same size.

Names follow Zipf's law and carry accents; numbers are of several countries;
notes have 8 to 32 words. Rows are written by the bare driver, which is also
how an import of many rows would do it: rows first, derived tables in bulk.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from db.domain.sounds import name_keys
from db.domain.words import fold, index_words
from db.opening import open_database
from db.place import DatabasePlace
from db.services.counting import count_all
from db.session import Database

SEED = 20_260
FIRST_DAY = dt.date(2016, 1, 4)
LAST_DAY = dt.date(2026, 1, 2)
STAFF = 12
SERVICES = 24
_BATCH = 10_000
_CHANNELS = ("phone", "phone", "phone", "phone", "email", "walk_in")
_OUTCOMES = ("booked",) * 40 + ("information_given",) * 40 + ("lost",) * 17 + ("wrong_number",)
_HEARD = range(1, 11)  # the choices every clinic begins with
_REASONS = range(11, 21)

_FIRST = """
    Maria Luis Zoë Ana Jürgen Chloé Nguyễn Oluwaseun Mei Fatima José Anna Peter Łukasz Siân
""".split()
_ENDINGS = """
    son sen ez ova stein berg field wood ley man ton ard well er ski ic ini eau quist dottir
""".split()
_STEMS = """
    Ort Mül Gar Kow And Ber Cas Dub Esc Fer Gran Hol Iba Jan Kess Lin Mor Nav Oks Pet
""".split()
NOTES = """
    lower upper back neck shoulder pain weeks days since moving boxes worse night morning sitting
    running wants appointment price insurance needles nervous first time doctor advised massage
    cupping knee hip headache migraine stress sleep pregnant tablets blood pressure call after
    work evening tuesday friday daughter son mother husband asked about parking how long does it
    take friend told her him sore stiff sharp dull left right leg arm numb better heat cold
""".split()


def surnames() -> list[str]:
    """Every surname the generator knows, the commonest first."""
    return [stem + ending for ending, stem in itertools.product(_ENDINGS, _STEMS)]


def make(folder: Path, size: int) -> Database:
    """Return a database with ``size`` enquiries, made once and kept in the folder."""
    file = folder / f"log-{size}.db"
    if not file.exists():
        unfinished = folder / f"log-{size}.part.db"
        unfinished.unlink(missing_ok=True)
        open_database(DatabasePlace(file=unfinished)).dispose()
        _fill(unfinished, size)
        counting = Database(DatabasePlace(file=unfinished))
        counting.write(count_all)
        counting.dispose()
        unfinished.rename(file)
    return Database(DatabasePlace(file=file))


def _fill(file: Path, size: int) -> None:
    chance = random.Random(SEED)
    connection = driver.connect(str(file), isolation_level=None)
    connection.execute("PRAGMA journal_mode=OFF")  # an unfinished file is thrown away
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-262144")
    people = max(size // 2, 1)
    connection.execute("BEGIN")
    _staff_and_services(connection)
    names = _people(connection, chance, people)
    _enquiries(connection, chance, size, names)
    connection.execute(
        "INSERT INTO year_counter (year, last) SELECT year, max(number) FROM enquiry GROUP BY 1"
    )
    connection.execute("COMMIT")
    for table in ("enquiry", "person"):
        connection.execute(f"INSERT INTO {table}_words({table}_words) VALUES ('optimize')")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _staff_and_services(connection: Any) -> None:
    connection.executemany(
        "INSERT INTO staff (id, public_id, name, initials, role, version) VALUES (?,?,?,?,?,1)",
        [
            (n, uuid.UUID(int=n).hex, f"Staff {n}", f"S{n}", "practitioner")
            for n in range(1, STAFF + 1)
        ],
    )
    connection.executemany(
        "INSERT INTO service (id, public_id, name, category, wear, first_visit, to_practitioner, "
        "position, active, version) VALUES (?,?,?,'','','',0,?,1,1)",
        [(n, uuid.UUID(int=n).hex, f"Service {n}", n) for n in range(1, SERVICES + 1)],
    )


def _people(connection: Any, chance: random.Random, count: int) -> list[str]:
    family = surnames()
    weights = [1 / (rank + 1) for rank in range(len(family))]
    last = chance.choices(family, weights, k=count)
    names = [f"{chance.choice(_FIRST)} {surname}" for surname in last]
    people = (
        (n, uuid.UUID(int=n).hex, name, " ".join(index_words(name)))
        for n, name in enumerate(names, start=1)
    )
    _insert(
        connection,
        "INSERT INTO person (id, public_id, name, email, language, note, do_not_contact, "
        "do_not_contact_reason, search_text, version) VALUES (?,?,?,'','','',0,'',?,1)",
        people,
    )
    numbers = [_number(chance, n) for n in range(1, count + 1)]
    _insert(
        connection,
        "INSERT INTO phone (id, key, e164, digits, spellings) VALUES (?,?,?,?,?)",
        ((n, "+" + d, "+" + d, d, d) for n, d in enumerate(numbers, start=1)),
    )
    _insert(
        connection,
        "INSERT INTO person_phone (person_id, phone_id, raw, label, voicemail, position) "
        "VALUES (?,?,?,'','unknown',0)",
        ((n, n, d) for n, d in enumerate(numbers, start=1)),
    )
    _insert(
        connection,
        "INSERT INTO phone_suffix (suffix, phone_id) VALUES (?,?)",
        ((d[start:], n) for n, d in enumerate(numbers, start=1) for start in range(len(d) - 2)),
    )
    _insert(
        connection,
        "INSERT INTO person_key (key, person_id) VALUES (?,?)",
        ((key, n) for n, name in enumerate(names, start=1) for key in name_keys(name)),
    )
    _insert(
        connection,
        "INSERT OR IGNORE INTO lexicon (word) VALUES (?)",
        ((word,) for word in sorted({word for name in set(names) for word in index_words(name)})),
    )
    return names


def _number(chance: random.Random, n: int) -> str:
    country, length = chance.choice((("1", 10), ("1", 10), ("1", 10), ("44", 10), ("34", 9)))
    body = str(chance.randrange(2 * 10 ** (length - 1), 10**length))
    return country + body[:-7] + f"{(n * 7_919) % 10_000_000:07d}"


def _enquiries(connection: Any, chance: random.Random, size: int, names: list[str]) -> None:
    words = [*NOTES, *(f"{a}{b}" for a in NOTES[:40] for b in ("ly", "ish", "ness"))]
    days = (LAST_DAY - FIRST_DAY).days
    numbers: dict[int, int] = {}

    def rows() -> Iterator[tuple[Any, ...]]:
        for n in range(1, size + 1):
            day = FIRST_DAY + dt.timedelta(days=(n - 1) * days // size)
            numbers[day.year] = numbers.get(day.year, 0) + 1
            person = chance.randrange(len(names)) + 1
            note = " ".join(chance.choices(words, k=chance.randrange(8, 33)))
            service = chance.randrange(SERVICES) + 1
            is_open = chance.random() < 0.01
            readable = f"{day.year}-{numbers[day.year]:04d}"
            text = index_words(readable, names[person - 1], f"Service {service}", note)
            moment = f"{day} {chance.randrange(8, 18):02d}:{n % 60:02d}:00.000000"
            outcome = "call_back" if is_open else chance.choice(_OUTCOMES)
            yield (
                n, uuid.UUID(int=n).hex, day.year, numbers[day.year], chance.choice(_CHANNELS),
                person, names[person - 1], fold(names[person - 1]), person, service, note,
                chance.choice(_HEARD), outcome,
                chance.choice(_REASONS) if outcome == "lost" else None,
                chance.randrange(STAFF) + 1, moment, moment, str(day), is_open, " ".join(text),
            )  # fmt: skip

    _insert(
        connection,
        "INSERT INTO enquiry (id, public_id, year, number, channel, caller_id, caller_name, "
        "caller_key, phone_id, phone_raw, about, about_name, service_id, concern, heard_id, "
        "heard_detail, outcome, lost_reason_id, outcome_note, taken_by, desk, started_at, "
        "saved_at, received_on, is_open, needs_next_step, search_text, routine_reason, version) "
        "VALUES (?,?,?,?,?,?,?,?,?,'','self','',?,?,?,'',?,?,'',?,'',?,?,?,?,0,?,'',1)",
        rows(),
    )
    _insert(
        connection,
        "INSERT OR IGNORE INTO lexicon (word) VALUES (?)",
        ((word,) for word in sorted(set(index_words(*words)))),
    )
    _insert(
        connection,
        "INSERT INTO follow_up (public_id, enquiry_id, owner_id, due_on, promise, made_at, "
        "is_question, answer, version) SELECT lower(hex(randomblob(16))), id, taken_by, "
        "date(received_on, '+2 days'), 'call back', saved_at, 0, '', 1 "
        "FROM enquiry WHERE ? AND is_open",
        iter([(1,)]),
    )
    # Every seventh was called back after some minutes or hours, as promised.
    connection.execute(
        "INSERT INTO follow_up (public_id, enquiry_id, owner_id, due_on, promise, made_at, "
        "done_at, is_question, answer, version) SELECT lower(hex(randomblob(16))), id, taken_by, "
        "received_on, 'call back', saved_at, saved_at, 0, '', 1 "
        "FROM enquiry WHERE id % 7 = 0 AND NOT is_open"
    )
    connection.execute(
        "INSERT INTO attempt (follow_up_id, at, result, note, phone_raw, due_before) "
        "SELECT f.id, strftime('%Y-%m-%d %H:%M:%S.000000', e.started_at, "
        "'+' || (e.id * 37 % 2003) || ' minutes'), 'spoke', '', '', f.due_on "
        "FROM follow_up f JOIN enquiry e ON e.id = f.enquiry_id WHERE f.done_at IS NOT NULL"
    )


def _insert(connection: Any, statement: str, rows: Iterator[tuple[Any, ...]]) -> None:
    while batch := list(itertools.islice(rows, _BATCH)):
        connection.executemany(statement, batch)
