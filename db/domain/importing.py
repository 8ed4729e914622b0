"""What is brought in from a file, once it is understood: people and past enquiries."""

from __future__ import annotations

import copy
import datetime as dt
import enum
from dataclasses import dataclass, field
from typing import Any

from db.domain.enquiry import Channel, Outcome


class Matching(enum.Enum):
    """What becomes of a row whose person was there before: the same name on the same number."""

    JOIN = "join"
    SEPARATE = "separate"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class ImportedNumber:
    """A number as it stood in the file, and the words beside it."""

    raw: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ImportedEnquiry:
    """A conversation of the past.

    Attributes:
        time: on the clinic's wall; None where the file has none.
    """

    received_on: dt.date
    time: dt.time | None = None
    channel: Channel = Channel.PHONE
    service_id: int | None = None
    concern: str = ""
    heard_id: int | None = None
    heard_detail: str = ""
    outcome: Outcome | None = None
    lost_reason_id: int | None = None
    outcome_note: str = ""
    taken_by: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row of a file, cleaned: a person, and what they asked if it is a log.

    Attributes:
        line: where it stood in the file; the first is 1.
    """

    line: int
    name: str = ""
    numbers: tuple[ImportedNumber, ...] = ()
    email: str = ""
    language: str = ""
    note: str = ""
    enquiry: ImportedEnquiry | None = None


@dataclass(slots=True)
class Made:
    """Which rows an import made, kept small: ranges of ids, first and last.

    Attributes:
        joined: people who were there before and learnt something -> e-mail and note as they
            were, and the version they have since.
        skipped: rows left out because their person is known.
    """

    ranges: dict[str, list[list[int]]] = field(default_factory=dict)
    joined: dict[str, dict[str, Any]] = field(default_factory=dict)
    skipped: int = 0

    def add(self, table: str, ids: list[int]) -> None:
        """Keep ids, in the order they were made."""
        ranges = self.ranges.setdefault(table, [])
        for made in ids:
            if ranges and ranges[-1][1] == made - 1:
                ranges[-1][1] = made
            else:
                ranges.append([made, made])

    def count(self, table: str) -> int:
        """Return how many rows of a table were made."""
        return sum(last - first + 1 for first, last in self.ranges.get(table, ()))

    def holds(self, table: str, row_id: int) -> bool:
        """Whether this import made the row."""
        return any(first <= row_id <= last for first, last in self.ranges.get(table, ()))

    def to_json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return {"ranges": self.ranges, "joined": self.joined, "skipped": self.skipped}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Made:
        """Read it as it was stored; what is stored stays as it is."""
        own = copy.deepcopy(stored)
        return cls(own["ranges"], own["joined"], own["skipped"])
