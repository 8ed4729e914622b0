"""What stands on a call card, as typed and chosen, and how it is kept as a draft."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args, get_type_hints

from db.domain.call import HeardCall
from db.domain.consent import ConsentAnswer
from db.domain.enquiry import About, Channel, Outcome, passes_by
from db.domain.screening import Answer, HandingOver, SaidCard, leading_stop
from desk_app import plain_records

# A card on which only these differ from a fresh one holds nothing worth keeping.
_NOT_TYPED = frozenset({"channel", "about", "from_paper", "taken_by"})


@dataclass(frozen=True, slots=True)
class CardContent:
    """Fields carry the names under which the services report problems with them.

    Attributes:
        caller_id: the person chosen from the matches; None for somebody new.
        service: as typed; ``service_id`` once it is one of the clinic's.
        body_area, heard, lost_reason: ids of lines of the clinic's lists.
        booked_on, next_step_day: days in words, as typed.
        next_step_owner: as typed; None as long as nobody touched the proposal.
        answers, said: in the order in which they were given and read out.
        routine_reason: why a stop is closed as if it were routine.
        consent: what they said to the clinic's words of consent; None while nobody asked.
        continues: the open enquiry this goes on with; None for a new one.
        from_paper: it is typed in from a slip; then ``happened`` is when, in words,
            ``happened_at`` what they meant when they were typed, as a plain date and time,
            and ``taken_by`` who wrote it, as typed.
    """

    channel: Channel = Channel.PHONE
    phone: str = ""
    caller_name: str = ""
    caller_id: int | None = None
    concern: str = ""
    service: str = ""
    service_id: int | None = None
    about: About = About.SELF
    about_name: str = ""
    about_id: int | None = None
    body_area: int | None = None
    heard: int | None = None
    heard_detail: str = ""
    outcome: Outcome | None = None
    next_step_day: str = ""
    next_step_owner: str | None = None
    next_step_owner_id: int | None = None
    next_step_promise: str = ""
    lost_reason: int | None = None
    booked_on: str = ""
    outcome_note: str = ""
    answers: tuple[Answer, ...] = ()
    hand_over: HandingOver | None = None
    said: tuple[SaidCard, ...] = ()
    routine_reason: str = ""
    consent: ConsentAnswer | None = None
    continues: int | None = None
    from_paper: bool = False
    happened: str = ""
    happened_at: str = ""
    taken_by: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed or chosen yet."""
        fresh = CardContent()
        names = {field.name for field in fields(self)} - _NOT_TYPED
        return all(getattr(self, name) == getattr(fresh, name) for name in names)

    @property
    def wants_next_step(self) -> bool:
        """Whether somebody may still owe the caller something."""
        return self.outcome is None or self.outcome.needs_next_step

    @property
    def ending(self) -> Outcome | None:
        """The outcome. A day was promised and nothing else said: then somebody calls back."""
        if self.outcome is None and self.next_step_day.strip():
            return Outcome.CALL_BACK
        return self.outcome

    @property
    def stop(self) -> Answer | None:
        """The gravest answer that stops the conversation."""
        return leading_stop(self.answers)

    @property
    def is_stopped(self) -> bool:
        """Whether somebody else is to take over, or was already asked to."""
        return self.stop is not None or self.hand_over is not None

    @property
    def passes_stop_by(self) -> bool:
        """Whether a stop would be closed as if it were routine."""
        return passes_by(self.ending, self.stop.level if self.stop else None)

    def to_json(self) -> dict[str, Any]:
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CardContent:
        """The opposite of ``to_json``; what an other version wrote and means nothing is left out.

        No text that was typed is ever left out.
        """
        hints = get_type_hints(cls)
        known = {name: _typed(data[name], hints[name]) for name in hints.keys() & data.keys()}
        return cls(**{name: value for name, value in known.items() if value is not _UNKNOWN})


@dataclass(frozen=True, slots=True)
class CardState:
    """One card at one moment, with what it is known by, and the call it is about, if any."""

    public_id: uuid.UUID
    started_at: dt.datetime
    content: CardContent
    call: HeardCall | None = None


_UNKNOWN = object()


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [plain_records.to_json(one) for one in value]
    if isinstance(value, HandingOver | ConsentAnswer):
        return plain_records.to_json(value)
    return value.value if isinstance(value, enum.Enum) else value


def _typed(value: Any, hint: Any) -> Any:
    """Return the value as its field wants it, or _UNKNOWN."""
    if value is None:
        return None if type(None) in get_args(hint) else _UNKNOWN
    if hint == tuple[Answer, ...]:
        return _read_all(Answer, value)
    if hint == tuple[SaidCard, ...]:
        return _read_all(SaidCard, value)
    if hint == HandingOver | None:
        return plain_records.from_json(HandingOver, value)
    if hint == ConsentAnswer | None:
        return plain_records.from_json(ConsentAnswer, value)
    for kind in (Channel, About, Outcome):
        if hint in (kind, kind | None):
            return next((member for member in kind if member.value == value), _UNKNOWN)
    wanted = bool if hint is bool else int if hint == int | None else str
    return value if isinstance(value, wanted) else _UNKNOWN


def _read_all(kind: type[plain_records.R], values: Any) -> tuple[plain_records.R, ...]:
    read = [plain_records.from_json(kind, one) for one in values if isinstance(values, list)]
    return tuple(one for one in read if one is not None)
