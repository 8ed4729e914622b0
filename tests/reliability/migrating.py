"""Kill migrations: ``python -m tests.reliability.migrating FOLDER SCRIPTS COUNT KEY``.

FOLDER holds ``desk.db`` of the version before. A first run counts what is asked of the database;
COUNT more are each killed at another of these, spread over all of them.
"""

import json
import os
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path

import alembic.command  # noqa: F401 - loaded once, not by each that is killed
from sqlalchemy import event, inspect, text

from db import migrate
from tests.reliability import desk


def _migrate(file, key_hex, last, acknowledge):
    database, steps = desk.open_database(file, key_hex), 0

    def count(*_):
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(database.engine, moment, count)
    migrate.upgrade(database)
    acknowledge(steps)


def _look(file, key_hex):
    """Return ``before``, ``after`` or what is wrong; and whether going on leads to the end."""
    if (state := desk.state_of(file, [], key_hex)) != "whole":
        return state
    database = desk.open_database(file, key_hex)
    with database.engine.connect() as connection:
        is_new = "room" in {column["name"] for column in inspect(connection).get_columns("staff")}
        names = {"0001": False, "0002": True}
        agrees = names[migrate.current_revision(connection)] == is_new
        staff = connection.scalar(text("SELECT count(*) FROM staff"))
    migrate.upgrade(database)
    with database.engine.connect() as connection:
        goes_on = connection.scalar(text("SELECT count(*) FROM staff WHERE room = 'west'"))
    database.dispose()
    if not agrees or (staff, goes_on) != (1, 1):
        return "half"
    return "after" if is_new else "before"


def main(folder, scripts, count, key_hex):
    migrate._SCRIPTS = scripts
    file, found = folder / "run" / "desk.db", Counter()
    steps = 1_000_000
    for number in range(count + 1):
        file.parent.mkdir()
        shutil.copy(folder / "desk.db", file)
        last = 1 + (number - 1) * (steps - 1) // max(1, count - 1) if number else steps
        child, out = desk.forked(lambda say, last=last: _migrate(file, key_hex, last, say))
        words, status = desk.read_all(out), os.waitpid(child, 0)[1]
        if not number:
            assert status == 0
            steps = int(words[0])
        else:
            found["killed"] += status == signal.SIGKILL
        found[_look(file, key_hex)] += 1
        shutil.rmtree(file.parent)
    print(json.dumps({"steps": steps, "found": found}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] or None)
