"""The telephone calls of the practice clinic that nobody logged."""

from __future__ import annotations

import datetime as dt
import uuid

from db.domain.call import HeardCall
from db.services.calls import record_call
from desk_app.demo.records import Demo, Record, table


def ring(demo: Demo) -> None:
    """Write down every call as the telephone told of it, all of them over by now."""
    records = table("calls")["calls"]
    earliest = max(record["minutes_ago"] for record in records)
    for record in records:
        heard = _heard(demo, record, demo.times.started(record, earliest))
        at = heard.ended_at or demo.times.now
        record_call(demo.session, actor=demo.by(), at=at, heard=heard, region="US")


def _heard(demo: Demo, record: Record, rang_at: dt.datetime) -> HeardCall:
    spoke = record.get("spoke_seconds")
    answered_at = rang_at + dt.timedelta(seconds=record["rang_seconds"])
    ended_at = answered_at + dt.timedelta(seconds=spoke or 0)
    return HeardCall(
        public_id=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:call:{record['key']}"),
        telephone_id="",
        number=record["number"],
        rang_at=rang_at,
        rang_on=rang_at.date(),
        answered_at=None if spoke is None else min(answered_at, demo.times.now),
        ended_at=min(ended_at, demo.times.now),
    )
