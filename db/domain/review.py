"""What only a person can judge of a text before it is approved."""

from __future__ import annotations

import enum


class HumanQuestion(enum.Enum):
    """Six questions, after AHRQ PEMAT-P and the CDC Clear Communication Index."""

    PURPOSE = "purpose"
    TO_THE_POINT = "to_the_point"
    ORDER = "order"
    PICTURES = "pictures"
    FACTS = "facts"
    TRIED = "tried"
