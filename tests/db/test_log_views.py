"""Views of the log come back as they were kept, each to whoever kept them."""

import dataclasses
import datetime as dt
from functools import partial

import pytest

from db.domain.enquiry import Channel, Outcome
from db.domain.errors import StaleEditError, ValidationError
from db.queries.enquiry_log import NOT_SAID, Kept, LogFilter, SortBy
from db.queries.log_views import LogView, log_views
from db.services.clinic import StaffFields, add_staff
from db.services.log_views import keep_log_views

VIEWS = [
    LogView("Plain", LogFilter()),
    LogView(
        "All of it",
        LogFilter(
            typed="neck", service_id=NOT_SAID, channel=Channel.WEB, outcome=Outcome.LOST,
            since=dt.date(2026, 3, 1), until=dt.date(2026, 3, 6), open_only=False, hour=0,
            kept=Kept.LATE, sort_by=SortBy.NAME, descending=False,
        ),
        hidden=(0, 3),
    ),
    LogView("Nothing noted this month", LogFilter(outcome=NOT_SAID), period="this_month"),
]  # fmt: skip


def test_views_come_back_as_they_were_kept_to_whoever_kept_them(database, actor, now):
    fields = StaffFields("Ana", actor.role)
    staff_id = database.write(partial(add_staff, actor=actor, at=now, fields=fields)).record_id
    ana = dataclasses.replace(actor, staff_id=staff_id)
    keep = partial(keep_log_views, at=now)
    database.write(partial(keep, actor=ana, views=VIEWS))
    database.write(partial(keep, actor=actor, views=VIEWS[:1]))
    assert database.read(partial(log_views, staff_id=staff_id)) == VIEWS
    assert database.read(partial(log_views, staff_id=None)) == VIEWS[:1]
    for seen in (VIEWS[:1], ()):
        with pytest.raises(StaleEditError):
            database.write(partial(keep, actor=ana, views=(), seen=seen))
    database.write(partial(keep, actor=ana, views=(), seen=VIEWS))
    assert database.read(partial(log_views, staff_id=staff_id)) == []


def test_a_view_needs_a_name(database, actor, now):
    nameless = [LogView("  ", LogFilter())]
    with pytest.raises(ValidationError):
        database.write(partial(keep_log_views, actor=actor, at=now, views=nameless))
