"""One telephone call, from its first ring to its end."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


class CallStage(enum.Enum):
    """What has just happened, in the order in which it happens."""

    RING = "ring"
    ANSWER = "answer"
    END = "end"


class CallDirection(enum.Enum):
    """Who called whom."""

    INCOMING = "incoming"


class DismissReason(enum.Enum):
    """Why a call needs no enquiry."""

    NOT_AN_ENQUIRY = "not_an_enquiry"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class HeardCall:
    """What one desk knows of a call so far.

    Attributes:
        public_id: made at the desk with the first news of it, so that more news, and news sent
            twice, go to the same record.
        telephone_id: the telephone's own; empty when it has none.
        number: as the telephone gave it; empty when it was withheld.
        rang_at: when the desk first heard of it; aware, like the other instants.
        rang_on: the clinic's own date of ``rang_at``.
    """

    public_id: uuid.UUID
    telephone_id: str
    number: str
    rang_at: dt.datetime
    rang_on: dt.date
    answered_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None

    @property
    def is_late(self) -> bool:
        """Whether the ring itself was not heard: the program was started amid the call."""
        return self.rang_at in (self.answered_at, self.ended_at)

    @property
    def length(self) -> dt.timedelta | None:
        return call_length(self.answered_at, self.ended_at)

    def after(self, stage: CallStage, at: dt.datetime) -> HeardCall:
        """Return it with one more thing that happened; what was known already stays."""
        if stage is CallStage.ANSWER and self.answered_at is None:
            return replace(self, answered_at=at)
        if stage is CallStage.END and self.ended_at is None:
            return replace(self, ended_at=at)
        return self

    def to_json(self) -> dict[str, str]:
        return {
            "public_id": str(self.public_id),
            "telephone_id": self.telephone_id,
            "number": self.number,
            "rang_on": self.rang_on.isoformat(),
            **{
                name: instant.isoformat()
                for name in ("rang_at", "answered_at", "ended_at")
                if (instant := getattr(self, name)) is not None
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> HeardCall:
        """The opposite of ``to_json``.

        Raises:
            KeyError, TypeError, ValueError: it was written by something else.
        """
        instants = {
            name: dt.datetime.fromisoformat(data[name])
            for name in ("answered_at", "ended_at")
            if name in data
        }
        return cls(
            uuid.UUID(data["public_id"]),
            str(data["telephone_id"]),
            str(data["number"]),
            dt.datetime.fromisoformat(data["rang_at"]),
            dt.date.fromisoformat(data["rang_on"]),
            **instants,
        )


def call_length(
    answered_at: dt.datetime | None, ended_at: dt.datetime | None
) -> dt.timedelta | None:
    """How long somebody spoke; None as long as that is not known, zero when nobody did."""
    if ended_at is None:
        return None
    return ended_at - (answered_at or ended_at)
