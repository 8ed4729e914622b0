"""Words and rules of the follow-up list."""

from __future__ import annotations

import datetime as dt
import enum


class AttemptResult(enum.Enum):
    """What came of one try to keep the promise; NOTE is no try at all."""

    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    SPOKE = "spoke"
    WRONG_NUMBER = "wrong_number"
    NOTE = "note"

    @property
    def counts(self) -> bool:
        """Whether it counts towards giving up."""
        return self is not AttemptResult.NOTE


class VoicemailRule(enum.Enum):
    """What may be said to a machine on one number (HHS: the least that works)."""

    UNKNOWN = "unknown"
    NO_MESSAGE = "no_message"
    NAME_AND_NUMBER = "name_and_number"
    MAY_MENTION_APPOINTMENT = "may_mention_appointment"

    @property
    def allows_message(self) -> bool:
        """Whether any message may be left."""
        return self is not VoicemailRule.NO_MESSAGE


class DueGroup(enum.Enum):
    """The headings of the follow-up list, in their order."""

    NO_NEXT_STEP = "no_next_step"
    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"
    LATER = "later"


def due_group(due_on: dt.date, *, today: dt.date) -> DueGroup:
    """Return the heading under which a promise for ``due_on`` stands.

    A week ends on Sunday, as on the wall calendar.
    """
    if due_on < today:
        return DueGroup.OVERDUE
    if due_on == today:
        return DueGroup.TODAY
    sunday = today + dt.timedelta(days=6 - today.weekday())
    return DueGroup.THIS_WEEK if due_on <= sunday else DueGroup.LATER
