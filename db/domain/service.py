"""Words about what the clinic offers."""

import enum


class CardKind(enum.Enum):
    """What a desk card tells the desk to do with its words."""

    SAY = "say"
    DO_NOT_SAY = "do_not_say"
    PASS_ON = "pass_on"


class ScreeningLevel(enum.Enum):
    """What a "yes" means, from the clinic's own written rules."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    TELL_PRACTITIONER = "tell_practitioner"

    @property
    def is_stop(self) -> bool:
        """Whether the conversation stops here and somebody else takes over."""
        return self is not ScreeningLevel.TELL_PRACTITIONER


class ScreeningReply(enum.Enum):
    """A factual answer; the program never concludes anything from it."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"
