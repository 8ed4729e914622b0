"""Desks of one database at once: ``... .several WHAT PLACE DESKS TIMES SECONDS KEY``.

``save``: each logs enquiries. ``edit``: each adds a line to the note of one and the same enquiry,
over what it has read of it, and reads again when another desk was quicker. Each does so TIMES
times, and then on until SECONDS are over.
"""

import json
import os
import sys
import time
from dataclasses import replace
from functools import partial

from db.domain.errors import StaleEditError, StorageError
from db.place import DatabasePlace
from db.queries.enquiry import enquiry_detail
from db.services.enquiries import change_enquiry
from db.session import Database
from tests.reliability import desk


def _add_line(database, line):
    """Return how often another desk was quicker."""
    tries = 0
    while True:
        seen = database.read(partial(enquiry_detail, enquiry_id=1))
        note = f"{seen.fields.concern}\n{line}"
        fields = replace(seen.fields, concern=note)
        edit = partial(
            change_enquiry, actor=desk.ACTOR, at=desk.NOW, enquiry_id=1,
            seen_version=seen.version, fields=fields, region="US",
        )  # fmt: skip
        try:
            database.write(edit)
        except StaleEditError:
            tries += 1
        else:
            return tries


def _work(what, place, number, times, seconds, key_hex, acknowledge):
    database = Database(DatabasePlace.parse(place), key_hex=key_hex)
    ends, done = time.monotonic() + seconds, 0
    while done < times or time.monotonic() < ends:
        done += 1
        try:
            if what == "save":
                acknowledge(desk.save(database, f"{number}.{done}"))
            else:
                tries = _add_line(database, f"{number}.{done}")
                acknowledge(f"{number}.{done}" + " quicker" * tries)
        except StorageError as error:
            acknowledge(f"told:{error.failure.value}")
    database.dispose()


def main(what, place, desks, times, seconds, key_hex):
    if what == "edit":
        first = Database(DatabasePlace.parse(place))
        desk.save(first)
        first.dispose()
    ways = [
        desk.forked(partial(_work, what, place, number, times, seconds, key_hex))
        for number in range(desks)
    ]
    words = [word for _, out in ways for word in desk.read_all(out)]
    assert [os.waitpid(child, 0)[1] for child, _ in ways] == [0] * desks
    print(json.dumps(words))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]), sys.argv[6] or None)
