"""Saves while the system refuses: ``... .faults FOLDER CALL WHEN COUNT KEY``.

Run under strace, which spoils every CALL from the WHEN-th on, in each process for itself. Each of
COUNT desks makes one idle call less than the one before it, so that another of its own fails.
"""

import json
import os
import shutil
import sys
from collections import Counter
from pathlib import Path

from db.domain.errors import StorageError
from tests.reliability import desk

_SAVES = 3


def _idle_calls(call, count, scratch):
    handle = os.open(scratch, os.O_CREAT | os.O_RDWR)
    for _ in range(count):
        if call == "fsync":
            os.fsync(handle)
        else:
            os.pwrite(handle, b"x", 0)
    os.close(handle)


def _save_some(file, key_hex, acknowledge):
    """A desk that tells each failure and goes on; it ends by itself."""
    database = desk.open_database(file, key_hex)
    for number in range(_SAVES):
        try:
            acknowledge(desk.save(database, number))
        except StorageError as error:
            acknowledge(f"told:{error.failure.value}")
    database.dispose()


def main(folder, call, when, count, key_hex):
    """Whoever started this looks at the files: here the look would be refused too."""
    told, saved = Counter(), {}
    for number in range(count):
        file = Path(folder) / f"desk-{number}.db"
        shutil.copy(Path(folder) / "desk.db", file)

        def work(acknowledge, file=file, number=number):
            _idle_calls(call, when - 1 - number, file.with_suffix(".scratch"))
            _save_some(file, key_hex, acknowledge)

        child, out = desk.forked(work)
        words = desk.read_all(out)
        status = os.waitpid(child, 0)[1]
        told.update(word.removeprefix("told:") for word in words if word.startswith("told:"))
        told["ended badly"] += status != 0
        saved[str(file)] = [word for word in words if not word.startswith("told:")]
    print(json.dumps({"saved": saved, "told": told}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5] or None)
