"""Damage copies of a file and work with each: ``python -m tests.reliability.damaging FILE N KEY``.

A desk of its own opens each copy, reads every row and saves once. It says ``refused`` (at the
start), ``told`` (in our words, while at work), ``found`` (by the look that every backup is given)
or ``harmless`` (every row as it was). What is worse: ``reported`` as if it were a mistake of ours,
``wrong`` rows that nobody told of, an ``empty`` database, or that the desk ``ended``.
"""

import json
import os
import random
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import Text, cast, select

from db.backups.copying import problems
from db.domain.errors import StorageError
from db.models import Base
from db.opening import open_database
from db.place import DatabasePlace
from tests.reliability import desk

_SECTOR = 512
_DAMAGES = ("bit", "bytes", "sector", "cut")


def fill(file, key_hex):
    """Save some enquiries, and leave all of it in the one file."""
    database = desk.open_database(file, key_hex)
    for number in range(desk.rounds(20, long=400)):
        desk.save(database, number)
    database.dispose()


def damaged(content, chance):
    """Return a copy with one fault: a bit, up to 64 bytes, a lost sector, or a missing end."""
    spoiled, place = bytearray(content), chance.randrange(len(content))
    kind = chance.choices(_DAMAGES, weights=(5, 3, 1, 1))[0]
    if kind == "bit":
        spoiled[place] ^= 1 << chance.randrange(8)
    elif kind == "bytes":
        noise = chance.randbytes(chance.randint(1, 64))
        spoiled[place : place + len(noise)] = noise
        del spoiled[len(content) :]
    elif kind == "sector":
        start = place // _SECTOR * _SECTOR
        spoiled[start : start + _SECTOR] = bytes(_SECTOR)
    else:
        del spoiled[place:]
    return bytes(spoiled)


def rows(database):
    """Return every row of every table, as stored: a value that means nothing is no exception."""
    with database.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(_all_of(table))))
            for table in Base.metadata.sorted_tables
        }


def _all_of(table):
    return select(*(cast(column, Text) for column in table.columns))


def _work_with(file, key_hex, whole):
    """Return what a desk is told that works with a copy."""
    try:
        database = open_database(DatabasePlace(file=file), key_hex=key_hex, may_create=False)
    except StorageError:
        return "refused"
    try:
        found = rows(database)
        desk.save(database)
    except StorageError:
        return "told"
    except Exception:
        return "reported"
    finally:
        database.dispose()
    if key_hex is not None and found != whole:
        return "wrong"  # the look comes too late: somebody has read it
    if _look_finds(file, key_hex):
        return "found"
    if not found["enquiry"]:
        return "empty"
    return "harmless" if found == whole else "wrong"


def _look_finds(file, key_hex):
    try:
        return problems(file, key_hex=key_hex, every_page=True)
    except StorageError:
        return True


def main(file, count, key_hex):
    """Every copy is looked at in a process of its own: one may end with it."""
    fill(file, key_hex)
    database = desk.open_database(file, key_hex)
    whole = rows(database)
    database.dispose()
    content, chance, found = file.read_bytes(), random.Random(3), Counter()
    copy = file.with_name("damaged.db")
    for _ in range(count):
        for part in ("", "-wal", "-shm"):
            Path(f"{copy}{part}").unlink(missing_ok=True)
        copy.write_bytes(damaged(content, chance))
        child, out = desk.forked(lambda say: say(_work_with(copy, key_hex, whole)))
        words = desk.read_all(out)
        status = os.waitpid(child, 0)[1]
        found[words[0] if words and not status else "ended"] += 1
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] or None)
