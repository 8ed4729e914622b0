"""What the check can find. The words for it are the screen's."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from desk_app.handouts.clarity.grades import Reading


class Weight(enum.IntEnum):
    """How much a finding stands in a reader's way."""

    HINT = 1
    LOOK = 2
    MEND = 3


class Check(enum.Enum):
    """One rule, with how much it weighs."""

    VERY_LONG_SENTENCE = ("very_long_sentence", Weight.MEND)
    LONG_SENTENCE = ("long_sentence", Weight.LOOK)
    HARD_WORD = ("hard_word", Weight.LOOK)
    STRONG_CLAIM = ("strong_claim", Weight.MEND)
    PASSIVE = ("passive", Weight.HINT)
    BARE_NUMBER = ("bare_number", Weight.LOOK)
    LONG_PARAGRAPH = ("long_paragraph", Weight.LOOK)
    LONG_SECTION = ("long_section", Weight.LOOK)
    LONG_LIST = ("long_list", Weight.LOOK)
    UNDESCRIBED_PICTURE = ("undescribed_picture", Weight.MEND)
    HIGH_GRADE = ("high_grade", Weight.MEND)
    RAISED_GRADE = ("raised_grade", Weight.LOOK)
    NO_ACTION = ("no_action", Weight.MEND)
    FEW_YOU = ("few_you", Weight.LOOK)
    NO_KEY_POINT = ("no_key_point", Weight.LOOK)
    NO_CALL_US = ("no_call_us", Weight.MEND)
    NO_SOURCE = ("no_source", Weight.LOOK)
    NO_REVIEWER = ("no_reviewer", Weight.LOOK)
    NO_REVIEW_DAY = ("no_review_day", Weight.LOOK)
    REVIEW_OVERDUE = ("review_overdue", Weight.MEND)

    def __init__(self, key: str, weight: Weight) -> None:
        self.key = key
        self.weight = weight


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        line: which run of words, in reading order; 0 is the title. None: the whole article.
        start, end: the place in that run; ``(0, 0)`` when all of it is meant.
        said: the words in question.
        offers: plainer ones that fit in their place; empty when it is only pointed at.
        amount: words, items or the grade in tenths, where the rule counts something.
    """

    check: Check
    line: int | None = None
    start: int = 0
    end: int = 0
    said: str = ""
    offers: tuple[str, ...] = ()
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """All findings in reading order, those about the whole first, and the counts behind them."""

    reading: Reading
    findings: tuple[Finding, ...] = field(default=())

    @property
    def is_clear(self) -> bool:
        """Whether nothing stands in a reader's way; hints and points to look at may be left."""
        return not any(finding.check.weight is Weight.MEND for finding in self.findings)
