"""What a command changed, so that screens know whether to reload."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Topic(enum.Enum):
    """A kind of data that a screen may be showing."""

    ENQUIRY = "enquiry"
    FOLLOW_UP = "follow_up"
    PERSON = "person"
    SERVICE = "service"
    ARTICLE = "article"
    HANDOUT = "handout"
    STAFF = "staff"
    CLINIC = "clinic"


@dataclass(frozen=True, slots=True)
class Change:
    """The outcome of a committed command.

    Attributes:
        record_id: the record created or edited.
        version: its version after the command, for the next edit; 0 where the
            record is never edited.
        topics: every kind of data that a screen should treat as stale.
        fields: names of what was changed, for the audit; never values.
    """

    record_id: int
    version: int
    topics: frozenset[Topic]
    fields: tuple[str, ...] = ()
