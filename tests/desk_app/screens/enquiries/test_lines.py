"""The lines of a page, each written when it is looked at."""

import datetime as dt
from dataclasses import replace

from db.domain.enquiry import About, Channel
from db.queries.enquiry_log import LogRow
from desk_app.screens.enquiries.lines import Lines, LineWriter

_TODAY = dt.date(2026, 3, 6)
_ROW = LogRow(
    1, 1, "2026-0001", Channel.PHONE, _TODAY, dt.datetime(2026, 3, 6, 15, tzinfo=dt.UTC), None,
    "Ana Lopez", About.SELF, "", "", "Cupping", "", None, False, False, "Mo", None,
    None, None, "",
)  # fmt: skip


def test_a_line_is_written_once_and_only_when_it_is_looked_at(desk):
    asked = []

    def local(at):
        asked.append(at)
        return at

    writer = LineWriter(today=_TODAY, local=local, words=(), clinic=desk.clinic)
    lines = Lines([_ROW, replace(_ROW, enquiry_id=2, caller_name="Bo Chen"), 7], writer)
    assert (len(lines), asked) == (3, [])
    assert lines[1].cells[1].title == "Bo Chen"
    once = len(asked)
    assert once > 0
    assert lines[1] is lines[1]
    assert len(asked) == once
    assert (lines[2].enquiry_id, lines[2].spoken) == (7, "Removed")
    assert [line.enquiry_id for line in lines[:2]] == [1, 2]
