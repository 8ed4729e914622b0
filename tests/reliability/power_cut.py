"""The states a power cut can leave, replayed from the calls a desk made to the system.

``python -m tests.reliability.power_cut write FILE SYNCHRONOUS SAVES KEY`` saves and acknowledges
on standard output; run it under strace. ``... replay FOLDER LOG STATES KEY`` cuts the power at
that many moments: what was synced is there, of the rest nothing, all, a random half, or
sectors that are torn.
"""

import json
import os
import random
import re
import sys
from collections import Counter
from pathlib import Path

from tests.reliability import desk

TRACED = "openat,pwrite64,write,fsync,fdatasync,ftruncate"
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((\d+)<([^>]*)>(?:, (.*))?\) += (\d+)")
_DATA = re.compile(r'"((?:\\x[0-9a-f]{2})*)", \d+(?:, (\d+))?$')
_SECTOR = 512


def write(file, synchronous, saves, key_hex):
    """Save under one of SQLite's promises, with a checkpoint every few saves."""
    database = desk.open_database(
        file, key_hex, synchronous=synchronous, wal_autocheckpoint=60, cache_size=20
    )
    for number in range(saves):
        os.write(1, f"{desk.save(database, number)}\n".encode())
    os._exit(0)  # as when the power goes: nothing is closed


class Disk:
    """What is safe on a disk, and what was written since."""

    def __init__(self, folder):
        self.safe = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        self.waiting = {}

    def write(self, name, offset, data):
        self.waiting.setdefault(name, []).append((offset, data))

    def cut(self, name, size):
        self.waiting.setdefault(name, []).append((size, None))

    def sync(self, name):
        self.safe[name] = _apply(self.safe.get(name, b""), self.waiting.pop(name, []))

    def after_a_cut(self, kind, chance):
        """Return each file as it is found when the power is back."""
        found = dict(self.safe)
        for name, waiting in self.waiting.items():
            found[name] = _apply(found.get(name, b""), _survivors(waiting, kind, chance))
        return found


def _survivors(waiting, kind, chance):
    if kind == "none":
        return []
    if kind == "all":
        return waiting
    kept = [change for change in waiting if chance.random() < 0.5]
    if kind == "half":
        return kept
    return [piece for change in kept for piece in _torn(change, chance)]


def _torn(change, chance):
    offset, data = change
    if data is None:
        return [change]
    starts = range(0, len(data), _SECTOR)
    kept = [start for start in starts if chance.random() < 0.7]
    return [(offset + start, data[start : start + _SECTOR]) for start in kept]


def _apply(content, changes):
    content = bytearray(content)
    for offset, data in changes:
        if data is None:
            content[offset:] = bytes(max(0, offset - len(content)))
            continue
        if len(content) < offset:
            content.extend(bytes(offset - len(content)))
        content[offset : offset + len(data)] = data
    return bytes(content)


def calls(log, name):
    """Yield what the log tells: (call, file's name, offset or size, data)."""
    for line in log.open(encoding="ascii", errors="replace"):
        match = _CALL.match(line)
        if match is None:
            continue
        call, number, hexed, rest, _result = match.groups()
        path = Path(_bytes(hexed).decode())
        if call == "write" and number == "1":
            yield "acknowledged", "", 0, _bytes(_DATA.search(rest)[1])
        elif path.name.startswith(name) and not path.name.endswith("-shm"):
            if call == "pwrite64":
                data, offset = _DATA.search(rest).groups()
                yield "write", path.name, int(offset), _bytes(data)
            elif call == "ftruncate":
                yield "cut", path.name, int(rest), b""
            elif call in ("fsync", "fdatasync"):
                yield "sync", path.name, 0, b""


def _bytes(hexed):
    return bytes.fromhex(hexed.replace("\\x", ""))


def replay(folder, log, states, key_hex):
    """Cut the power at moments spread over the whole log, and look at what is left."""
    told = list(calls(log, "desk.db"))
    disk, acknowledged, found = Disk(folder), [], Counter()
    chance = random.Random(11)
    moments = Counter(chance.choices(range(len(told)), k=states))
    kinds = ("none", "all", "half", "torn")
    for at, (what, name, place, data) in enumerate(told):
        for _ in range(moments[at]):
            kind = chance.choice(kinds)
            left = disk.after_a_cut(kind, chance)
            found[_look(folder / "cut", left, acknowledged, key_hex).split()[0]] += 1
        if what == "acknowledged":
            acknowledged += data.decode().split()
        elif what == "write":
            disk.write(name, place, data)
        elif what == "cut":
            disk.cut(name, place)
        else:
            disk.sync(name)
    print(json.dumps({"saved": len(acknowledged), "states": found}))


def _look(folder, left, acknowledged, key_hex):
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, content in left.items():
        (folder / name).write_bytes(content)
    return desk.state_of(folder / "desk.db", acknowledged, key_hex)


def main(arguments):
    what, place, *rest = arguments
    key_hex = rest[-1] or None
    if what == "write":
        write(place, rest[0], int(rest[1]), key_hex)
    else:
        replay(Path(place), Path(rest[0]), int(rest[1]), key_hex)


if __name__ == "__main__":
    main(sys.argv[1:])
