"""Words of the enquiry log that every layer shares."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from dataclasses import dataclass

from db.domain.call import HeardCall
from db.domain.consent import ConsentAnswer
from db.domain.screening import Answer, HandingOver, SaidCard
from db.domain.service import ScreeningLevel


class Channel(enum.Enum):
    """How the enquiry reached the desk."""

    PHONE = "phone"
    WALK_IN = "walk_in"
    VOICEMAIL = "voicemail"
    EMAIL = "email"
    WEB = "web"
    REFERRAL = "referral"


class About(enum.Enum):
    """Whom it is about, as the caller says it: "my ..."."""

    SELF = "self"
    CHILD = "child"
    PARTNER = "partner"
    PARENT = "parent"
    OTHER = "other"


class Outcome(enum.Enum):
    """How the conversation ended."""

    BOOKED = "booked"
    CALL_BACK = "call_back"
    QUESTION_TO_PRACTITIONER = "question_to_practitioner"
    INFORMATION_GIVEN = "information_given"
    WAITING_FOR_SLOT = "waiting_for_slot"
    NOT_SUITABLE = "not_suitable"
    EMERGENCY_HANDED_OVER = "emergency_handed_over"
    WRONG_NUMBER = "wrong_number"
    LOST = "lost"

    @property
    def needs_next_step(self) -> bool:
        """Whether somebody still owes the caller something."""
        return self in _OPEN_OUTCOMES


_OPEN_OUTCOMES = frozenset(
    {Outcome.CALL_BACK, Outcome.QUESTION_TO_PRACTITIONER, Outcome.WAITING_FOR_SLOT}
)
# A practitioner has it, at once or this very day; every other ending passes the stop by.
_ENDINGS_OF_A_STOP = {
    ScreeningLevel.EMERGENCY: frozenset({Outcome.EMERGENCY_HANDED_OVER}),
    ScreeningLevel.URGENT: frozenset(
        {Outcome.EMERGENCY_HANDED_OVER, Outcome.QUESTION_TO_PRACTITIONER}
    ),
}


def passes_by(outcome: Outcome | None, stop: ScreeningLevel | None) -> bool:
    """Whether this ending treats an enquiry with such a stop as if it were routine."""
    if outcome is None or stop is None or not stop.is_stop:
        return False
    return outcome not in _ENDINGS_OF_A_STOP[stop]


class ChoiceList(enum.Enum):
    """The short lists a clinic words for itself. Its own words are no spelling mistakes."""

    HEARD = "heard"
    LOST_REASON = "lost_reason"
    BODY_AREA = "body_area"
    SNIPPET = "snippet"
    OWN_WORD = "own_word"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A promise: who does something by when.

    Attributes:
        owner_id: None means nobody yet.
        starts, ends: the time window in clinic time; both None means any time.
        promise: what the caller was told would happen.
    """

    day: dt.date
    owner_id: int | None = None
    starts: dt.time | None = None
    ends: dt.time | None = None
    promise: str = ""


@dataclass(frozen=True, slots=True)
class EnquiryFields:
    """What stands on a call card, as typed and chosen; not yet checked.

    Attributes:
        caller_id: a person chosen from the matches; None makes a new one when
            there is a name or a number to know them by.
        about_id, about_name: the person concerned when it is not the caller.
        routine_reason: why a stop was closed as if it were routine.
    """

    channel: Channel
    caller_name: str = ""
    caller_id: int | None = None
    phone: str = ""
    about: About = About.SELF
    about_id: int | None = None
    about_name: str = ""
    service_id: int | None = None
    concern: str = ""
    body_area_id: int | None = None
    heard_id: int | None = None
    heard_detail: str = ""
    outcome: Outcome | None = None
    lost_reason_id: int | None = None
    outcome_note: str = ""
    booked_on: dt.date | None = None
    routine_reason: str = ""


@dataclass(frozen=True, slots=True)
class NewEnquiry:
    """One conversation to be logged.

    Attributes:
        public_id: made at the desk when the card opens, so that a save can be
            sent again without doubling.
        started_at: when the card opened; aware.
        received_on: the clinic's own date of ``started_at``.
        call: the telephone call it was, if the telephone told of one.
        answers, hand_over, said: what was asked, answered and read out meanwhile.
        consent: what they said to the clinic's words of consent; None when nobody asked.
        taken_by: who spoke with the caller, if it was not whoever logs it.
    """

    public_id: uuid.UUID
    started_at: dt.datetime
    received_on: dt.date
    fields: EnquiryFields
    next_step: NextStep | None = None
    call: HeardCall | None = None
    answers: tuple[Answer, ...] = ()
    hand_over: HandingOver | None = None
    said: tuple[SaidCard, ...] = ()
    consent: ConsentAnswer | None = None
    taken_by: int | None = None
