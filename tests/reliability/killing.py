"""Kill a desk that saves, again and again: ``python -m tests.reliability.killing FOLDER N KEY``."""

import json
import os
import random
import select
import sys
from collections import Counter
from pathlib import Path

from tests.reliability import desk


def _save_on(file, key_hex, acknowledge):
    database = desk.open_database(file, key_hex)
    while True:
        acknowledge(desk.save(database))


def _wait_for(out, words, chance):
    """Let the child acknowledge a few, and then a moment more."""
    seen = b""
    while seen.count(b"\n") < words:
        read = os.read(out, 4096)
        assert read, "the desk ended by itself"
        seen += read
    select.select([], [], [], chance.uniform(0, 0.012))
    return seen.decode()


def main(folder, count, key_hex):
    """Every round goes on with the file of the round before."""
    file, acknowledged, found = Path(folder) / "desk.db", [], Counter()
    chance = random.Random(7)
    for _ in range(count):
        child, out = desk.forked(lambda acknowledge: _save_on(file, key_hex, acknowledge))
        seen = _wait_for(out, chance.randint(1, 3), chance)
        desk.kill(child)
        acknowledged += [
            word for word in (seen + " ".join(["", *desk.read_all(out)])).split() if len(word) == 32
        ]
        found[desk.state_of(file, acknowledged, key_hex)] += 1
    print(json.dumps({"saved": len(acknowledged), "states": found}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] or None)
