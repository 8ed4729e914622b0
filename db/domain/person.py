"""Words and rules about people."""

from __future__ import annotations

import enum
from typing import Final

from db.domain.follow_up import VoicemailRule


class Side(enum.Enum):
    """Whose value stands in a field after two entries of one person are put together."""

    KEEP = "keep"
    OTHER = "other"
    BOTH = "both"


# What can be chosen, and what stands there without a choice: nothing that was noted gets lost.
MERGED_FIELDS: Final = {
    "name": Side.KEEP,
    "email": Side.BOTH,
    "language": Side.KEEP,
    "note": Side.BOTH,
}

_STRICTEST_FIRST: Final = (
    VoicemailRule.NO_MESSAGE,
    VoicemailRule.NAME_AND_NUMBER,
    VoicemailRule.MAY_MENTION_APPOINTMENT,
    VoicemailRule.UNKNOWN,
)


def stricter(one: VoicemailRule, other: VoicemailRule) -> VoicemailRule:
    """Return the rule that lets less be said; what was never asked gives way."""
    return min(one, other, key=_STRICTEST_FIRST.index)


def both_values(name: str, keep: str, other: str) -> str:
    """Return two values of a field as one; a value that holds the other is both already."""
    if other in keep:
        return keep
    if keep in other:
        return other
    return f"{keep}, {other}" if name == "email" else f"{keep}\n{other}"
