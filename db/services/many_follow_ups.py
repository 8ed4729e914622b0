"""One command on many follow-ups: all of them, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.domain.changes import Change, Topic
from db.domain.enquiry import NextStep
from db.domain.errors import (
    NotFoundError,
    NotPossibleError,
    Problem,
    StaleEditError,
    StaleRowsError,
)
from db.domain.staff import Actor
from db.models.follow_up import FollowUp
from db.services.attempts import find_open, touch
from db.services.enquiries import check_step
from db.services.follow_ups import has_left
from db.services.gate import command
from db.services.records import Cleaner


@dataclass(frozen=True, slots=True)
class Move:
    """Where one promise goes; ``step.promise`` is left out of it."""

    follow_up_id: int
    seen_version: int
    step: NextStep


@command("follow_up")
def move_follow_ups(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    moves: Sequence[Move],
    taking_back: bool = False,
) -> Change:
    """Snooze many promises or hand them over, in one transaction.

    Who has left gets nothing new, but with ``taking_back`` what was theirs before.

    Each gets exactly the next version, so that the undo, which moves them back, knows it.
    Raises:
        ValidationError: an unknown owner, or a day before an enquiry's own.
        StaleRowsError: another desk was faster with some of them; nothing is moved.
    """
    cleaner = Cleaner()
    for owner_id, before in {(move.step.owner_id, _owner(session, move)) for move in moves}:
        is_new = not taking_back and owner_id not in (None, before)
        if is_new and has_left(session, owner_id):
            cleaner.problems["next_step_owner"] = Problem.UNKNOWN_STAFF
    stale: list[int] = []
    for move in moves:
        try:
            follow_up = find_open(session, move.follow_up_id, move.seen_version)
        except (NotFoundError, StaleEditError, NotPossibleError):
            stale.append(move.follow_up_id)
            continue
        check_step(session, move.step, follow_up.enquiry.received_on, cleaner)
        follow_up.owner_id, follow_up.due_on = move.step.owner_id, move.step.day
        follow_up.starts, follow_up.ends = move.step.starts, move.step.ends
        touch(follow_up)
    if stale:
        raise StaleRowsError(stale)
    cleaner.check()
    session.flush()
    first, *others = moves
    return Change(
        first.follow_up_id,
        first.seen_version + 1,
        frozenset({Topic.FOLLOW_UP, Topic.ENQUIRY}),
        ("owner_id", "due_on"),
        also=tuple(move.follow_up_id for move in others),
    )


def _owner(session: Session, move: Move) -> int | None:
    follow_up = session.get(FollowUp, move.follow_up_id)
    return follow_up.owner_id if follow_up is not None else None
