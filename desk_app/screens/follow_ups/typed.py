"""What stands in the small forms of the side panel."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from db.domain.enquiry import Outcome


class FormKind(enum.Enum):
    """The forms, each with its fields in order."""

    DONE = ("outcome", "lost_reason", "booked", "note")
    SNOOZE = ("day",)
    HAND_OVER = ("owner",)
    HAND_OVER_MANY = ("owner", "since")
    NOTE = ("note",)
    PROMISE = ("owner", "day", "promise")
    ASK = ("owner", "question")
    ANSWER = ("answer",)
    ALL_THE_SAME = ("reason",)


# Two forms with the same fields would be one and the same member.
assert len(FormKind) == 9  # noqa: S101


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form.

    Attributes:
        owner: as typed; ``owner_id`` holds only when ``owner_picked``.
        since: of many, only those due from this day on; empty for all.
    """

    outcome: Outcome | None = None
    lost_reason_id: int | None = None
    booked: str = ""
    owner: str = ""
    owner_id: int | None = None
    owner_picked: bool = False
    since: str = ""
    day: str = ""
    promise: str = ""
    question: str = ""
    answer: str = ""
    note: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form to be shown, with what was typed into it before."""

    kind: FormKind
    title: str
    typed: Typed


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    key: Any
    label: str
