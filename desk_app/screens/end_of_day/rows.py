"""The rows of the end of the day: what is left, and how a row looks."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from db.queries.calls import UnloggedCall
from db.queries.due_reviews import DueReview, ReviewKind
from db.queries.follow_ups import FollowUpRow
from db.queries.hand_overs import OpenHandOverRow
from desk_app import when_wording, wording
from desk_app.follow_up_wording import name_of
from desk_app.open_card import OpenCard
from desk_app.telephone.caller_words import unlogged_line
from desk_app.widgets.roles import TwoLineRow

_LONGEST = 160
Left = UnloggedCall | OpenCard | FollowUpRow | OpenHandOverRow | DueReview


class LeftKind(enum.Enum):
    """The groups, in the order in which they are shown: who is in danger comes first."""

    HAND_OVER = "hand_over"
    CALL = "call"
    CARD = "card"
    STEPLESS = "stepless"
    OVERDUE = "overdue"
    TODAY = "today"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class LeftRow:
    """One thing to mend."""

    kind: LeftKind
    left: Left

    @property
    def key(self) -> Hashable:
        """What the row is known by while it is shown."""
        left = self.left
        if isinstance(left, UnloggedCall):
            return (self.kind, left.call_id)
        if isinstance(left, OpenCard):
            return (self.kind, left.public_id)
        if isinstance(left, OpenHandOverRow):
            return (self.kind, left.hand_over_id)
        if isinstance(left, DueReview):
            return (self.kind, left.kind, left.record_id)
        return (self.kind, left.follow_up_id or left.enquiry_id)

    @property
    def name(self) -> str:
        """Whom it is about."""
        left = self.left
        if isinstance(left, FollowUpRow):
            return name_of(left)
        if isinstance(left, OpenHandOverRow):
            unknown = QCoreApplication.translate("EndOfDay", "Unknown")
            return left.caller_name or left.phone or unknown
        if isinstance(left, OpenCard | DueReview):
            return left.title
        return left.names[0] if len(left.names) == 1 else left.number


def heading(kind: LeftKind, count: int) -> TwoLineRow:
    """Return the heading over a group, with how many there are."""
    words = {
        LeftKind.HAND_OVER: QCoreApplication.translate("EndOfDay", "Handed over, taken by nobody"),
        LeftKind.CALL: QCoreApplication.translate("EndOfDay", "Calls nobody logged"),
        LeftKind.CARD: QCoreApplication.translate("EndOfDay", "Cards not saved at this desk"),
        LeftKind.STEPLESS: QCoreApplication.translate("EndOfDay", "Enquiries without a next step"),
        LeftKind.OVERDUE: QCoreApplication.translate("EndOfDay", "Overdue"),
        LeftKind.TODAY: QCoreApplication.translate("EndOfDay", "Promised for today"),
        LeftKind.REVIEW: QCoreApplication.translate("EndOfDay", "Texts to look at again"),
    }[kind]
    return TwoLineRow(words, badge=str(count), heading=True)


def look(row: LeftRow, local: Callable[[dt.datetime], dt.datetime], today: dt.date) -> TwoLineRow:
    """Return a row in ready words."""
    left = row.left
    if isinstance(left, UnloggedCall):
        return unlogged_line(left, local).look
    if isinstance(left, OpenCard):
        return TwoLineRow(
            title=left.title,
            detail=left.about[:_LONGEST],
            time=when_wording.clock(local(left.started_at).time()),
            icon=wording.channel_icon(left.channel),
        )
    if isinstance(left, OpenHandOverRow):
        level = wording.screening_level(left.level) if left.level else ""
        return TwoLineRow(
            title=row.name,
            detail=_joined(level, left.question[:_LONGEST]),
            time=when_wording.clock(local(left.handed_over_at).time()),
            icon="hand-stop",
            tone="stop",
            time_tone="stop",
        )
    if isinstance(left, DueReview):
        return _review(left, today)
    return _promise(row, left, today)


def _review(left: DueReview, today: dt.date) -> TwoLineRow:
    kinds = {
        ReviewKind.ARTICLE: QCoreApplication.translate("EndOfDay", "article"),
        ReviewKind.CARD: QCoreApplication.translate("EndOfDay", "desk card"),
        ReviewKind.QUESTION: QCoreApplication.translate("EndOfDay", "screening question"),
    }
    in_review = QCoreApplication.translate("EndOfDay", "in review")
    due = when_wording.step_day_words(left.due_on, None, None, today=today) if left.due_on else ""
    return TwoLineRow(
        title=" ".join(left.title.split())[:_LONGEST],
        detail=_joined(kinds[left.kind], left.who),
        time=due or in_review,
        icon="article",
        time_tone="overdue" if due else "muted",
    )


def _promise(row: LeftRow, left: FollowUpRow, today: dt.date) -> TwoLineRow:
    nobody = QCoreApplication.translate("EndOfDay", "nobody yet")
    is_promise = left.follow_up_id is not None
    owner = (left.owner_name or nobody) if is_promise else ""
    when = when_wording.step_day_words(left.due_on, left.starts, left.ends, today=today)
    return TwoLineRow(
        title=row.name,
        detail=_joined(left.service, (left.promise or left.concern)[:_LONGEST], owner),
        time=when,
        icon="overdue" if row.kind is LeftKind.OVERDUE else "clock",
        time_tone="overdue" if row.kind is LeftKind.OVERDUE else "muted",
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
