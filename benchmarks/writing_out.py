"""A log written as CSV, beside what the sqlite3 shell writes of the like columns."""

from __future__ import annotations

import datetime as dt
import resource
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from db.place import DatabasePlace
from db.queries.enquiry_log import LogFilter
from db.queries.exported import exported_enquiries
from db.queries.log_places import log_ids
from db.session import Database
from desk_app.exporting import ExportFile, enquiry_head, enquiry_lines
from desk_app.saving_in_parts import AT_ONCE

_LIKE_COLUMNS = """
    SELECT e.year || '-' || e.number AS number, e.received_on, e.started_at, e.caller_name,
    e.phone_raw, e.channel, s.name AS service, e.concern, h.label AS heard, e.outcome,
    t.name AS taken_by FROM enquiry e LEFT JOIN service s ON s.id = e.service_id
    LEFT JOIN choice h ON h.id = e.heard_id LEFT JOIN staff t ON t.id = e.taken_by
    WHERE e.binned_at IS NULL ORDER BY e.received_on DESC, e.id DESC
"""


def measure(file: Path, folder: Path) -> dict[str, float]:
    """Return seconds of CPU for the whole log: ``shell`` and ``ours``."""
    return {
        "shell": _cpu(resource.RUSAGE_CHILDREN, partial(_by_shell, file, folder / "shell.csv")),
        "ours": _cpu(resource.RUSAGE_SELF, partial(_by_us, file, folder / "ours.csv")),
    }


def _by_shell(file: Path, target: Path) -> None:
    with target.open("wb") as out:
        command = ["sqlite3", "-readonly", "-csv", "-header", str(file), _LIKE_COLUMNS]
        subprocess.run(command, stdout=out, check=True)


def _by_us(file: Path, target: Path) -> None:
    """As the program does it: part by part, its ids before its rows."""
    target.unlink(missing_ok=True)
    database = Database(DatabasePlace(file=file))
    made = ExportFile(target, "Enquiries")
    made.add([enquiry_head()])
    after = None
    while True:
        part = database.read(partial(log_ids, wanted=LogFilter(), after=after, limit=AT_ONCE))
        made.add(enquiry_lines(database.read(partial(exported_enquiries, ids=part.ids)), dt.UTC))
        after = part.next_cursor
        if after is None:
            break
    made.keep()
    database.dispose()


def _cpu(whose: int, work: Callable[[], None]) -> float:
    before = resource.getrusage(whose)
    work()
    after = resource.getrusage(whose)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
