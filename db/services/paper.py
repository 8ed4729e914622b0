"""Commands on what leaves the desk on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from db.domain.changes import Change
from db.domain.staff import Actor
from db.models.paper import PrintedList
from db.services.gate import command


@command("printed_list")
def keep_printed_list(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    rows: Sequence[tuple[int | None, int]],
) -> Change:
    """Remember which rows a sheet has, and give it its number: ``record_id``.

    Nothing on any screen is different afterwards, so there is no undo.

    Args:
        rows: the id of the follow-up, None where nothing was promised, and of its enquiry.
    """
    kept = PrintedList(
        printed_at=at, printed_by=actor.staff_id, desk=actor.desk, rows=[list(row) for row in rows]
    )
    session.add(kept)
    session.flush()
    return Change(kept.id, 0, frozenset())
