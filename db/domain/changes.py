"""What a command changed, so that screens know whether to reload."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TypeAlias

VersionMove: TypeAlias = tuple[str, int, int, int]
"""A table, a record of it, its version before a command (0: it was made) and after."""


class Topic(enum.Enum):
    """A kind of data that a screen may be showing."""

    CALL = "call"
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
        also: further records of the same kind that the command changed.
        audit_id: the audit row the gate wrote for it; 0 before it has passed the gate.
        audit_ids_also: those of ``also``.
        moves: every record of which the command moved the version, whatever its kind.
    """

    record_id: int
    version: int
    topics: frozenset[Topic]
    fields: tuple[str, ...] = ()
    audit_id: int = 0
    also: tuple[int, ...] = ()
    audit_ids_also: tuple[int, ...] = ()
    moves: tuple[VersionMove, ...] = ()


# What may look different after a command on each kind of record, for desks that only see
# that it happened.
TOPICS_OF_SUBJECT = {
    "call": frozenset({Topic.CALL}),
    "enquiry": frozenset({Topic.CALL, Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.PERSON}),
    "follow_up": frozenset({Topic.ENQUIRY, Topic.FOLLOW_UP}),
    "person": frozenset({Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.PERSON}),
    "person_merge": frozenset({Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.HANDOUT, Topic.PERSON}),
    "import_run": frozenset({Topic.CALL, Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.PERSON}),
    "service": frozenset({Topic.SERVICE}),
    "desk_card": frozenset({Topic.SERVICE}),
    "screening_question": frozenset({Topic.SERVICE}),
    "article": frozenset({Topic.ARTICLE}),
    "article_version": frozenset({Topic.ARTICLE}),
    "article_comment": frozenset({Topic.ARTICLE}),
    "handout_record": frozenset({Topic.HANDOUT}),
    "printed_list": frozenset(),
    "picture": frozenset(),
    "staff": frozenset({Topic.STAFF}),
    "setting": frozenset({Topic.CLINIC}),
    "opening_period": frozenset({Topic.CLINIC}),
    "choice": frozenset({Topic.CLINIC}),
    "desk": frozenset(),
}
