"""Kill a desk that makes backups: ``python -m tests.reliability.copying FOLDER N KEY``."""

import datetime as dt
import json
import random
import select
import sys
from collections import Counter
from pathlib import Path

from db.backups.making import make_copy
from db.backups.shelf import Reason, Shelf
from tests.reliability import desk


def _copy_on(file, key_hex, acknowledge):
    database = desk.open_database(file, key_hex)
    while True:
        acknowledge(desk.save(database))
        made = make_copy(database, Reason.ASKED, at=dt.datetime.now(dt.UTC))
        acknowledge(f"copy:{made.copy.file.name}")


def main(folder, count, key_hex):
    """Every copy that has its name must be whole and hold what was saved before it began."""
    file = Path(folder) / "desk.db"
    shelf, found, chance = Shelf.of(file), Counter(), random.Random(5)
    acknowledged, unfinished = [], 0
    for _ in range(count):
        child, out = desk.forked(lambda acknowledge: _copy_on(file, key_hex, acknowledge))
        select.select([out], [], [])  # its first save: from now on it copies
        select.select([], [], [], chance.uniform(0, 0.25))
        desk.kill(child)
        words = desk.read_all(out)
        unfinished += any(shelf.folder.glob(".*"))
        acknowledged += [word for word in words if len(word) == 32]
        before = len(acknowledged) - (1 if words[-1:] and len(words[-1]) == 32 else 0)
        for place, copy in enumerate(shelf.copies()):
            is_newest = place == 0 and "copy:" in " ".join(words)
            expected = acknowledged[:before] if is_newest else []
            found[desk.state_of(copy.file, expected, key_hex)] += 1
            copy.file.unlink()
    shelf.remove_unfinished(untouched_for=dt.timedelta())
    remaining = len(list(shelf.folder.glob(".*")))
    print(json.dumps({"states": found, "unfinished": unfinished, "remaining": remaining}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] or None)
