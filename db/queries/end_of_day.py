"""What a day leaves open for somebody to mend before the lights go out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.domain.follow_up import DueGroup
from db.models.enquiry import Enquiry, HandOver
from db.models.follow_up import FollowUp
from db.queries.follow_ups import FollowUpRow, Whose, open_follow_ups
from db.queries.hand_overs import OpenHandOverRow, open_hand_overs

_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class OpenCounts:
    """How much is left of each kind, however many rows are shown."""

    stepless: int
    overdue: int
    today: int
    hand_overs: int

    @property
    def all(self) -> int:
        return self.stepless + self.overdue + self.today + self.hand_overs


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """The oldest of each kind, at most 200.

    Attributes:
        stepless: enquiries for which nobody promised anything.
        today: promises for today that were not kept yet.
        hand_overs: stops that nobody has taken over.
    """

    stepless: tuple[FollowUpRow, ...]
    overdue: tuple[FollowUpRow, ...]
    today: tuple[FollowUpRow, ...]
    hand_overs: tuple[OpenHandOverRow, ...]
    counts: OpenCounts


def left_open(session: Session, *, today: dt.date) -> LeftOpen:
    """Return what anybody at the clinic has left open up to this day."""
    rows = open_follow_ups(
        session, whose=Whose.EVERYBODYS, staff_id=None, today=today, due_by=today, limit=_MOST
    )
    groups = {
        group: tuple(row for row in rows if row.group is group)
        for group in (DueGroup.NO_NEXT_STEP, DueGroup.OVERDUE, DueGroup.TODAY)
    }
    return LeftOpen(
        groups[DueGroup.NO_NEXT_STEP],
        groups[DueGroup.OVERDUE],
        groups[DueGroup.TODAY],
        tuple(open_hand_overs(session)[:_MOST]),
        open_counts(session, today=today),
    )


def open_counts(session: Session, *, today: dt.date) -> OpenCounts:
    """Count what ``left_open`` returns."""
    late = func.coalesce(func.sum(case((FollowUp.due_on < today, 1), else_=0)), 0)
    stepless = select(func.count()).select_from(Enquiry).where(Enquiry.needs_next_step)
    promises = (
        select(late, func.count())
        .select_from(FollowUp)
        .join(Enquiry, Enquiry.id == FollowUp.enquiry_id)
        .where(FollowUp.done_at.is_(None), FollowUp.due_on <= today, Enquiry.binned_at.is_(None))
    )
    stops = (
        select(func.count())
        .select_from(HandOver)
        .join(Enquiry, Enquiry.id == HandOver.enquiry_id)
        .where(HandOver.taken_over_at.is_(None), Enquiry.binned_at.is_(None))
    )
    overdue, due = session.execute(promises).one()
    return OpenCounts(
        stepless=session.scalar(stepless) or 0,
        overdue=int(overdue),
        today=due - int(overdue),
        hand_overs=session.scalar(stops) or 0,
    )
