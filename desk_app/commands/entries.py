"""One enquiry as a script writes it: words only, checked against what the clinic has."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final, TypeVar

from db.domain.enquiry import (
    About,
    Channel,
    ChoiceList,
    EnquiryFields,
    NewEnquiry,
    NextStep,
    Outcome,
)
from db.domain.when import When, readings
from db.queries.catalogue import ServiceRow
from db.queries.clinic import ClinicFacts
from desk_app.commands.naming import choice_named, quoted, service_named, staff_named
from desk_app.commands.refusals import RefusedError

E = TypeVar("E", bound=enum.Enum)

LONGEST_KEY: Final = 200
# Never to be changed: a key that is sent again must make the same id for ever.
_KEYS: Final = uuid.UUID("5d0f6d3a-8b1c-5e52-9a0e-6d2f0b7c4e19")
# field of the service -> what a script calls it
FIELD_NAMES: Final = {
    "caller_name": "name",
    "concern": "note",
    "lost_reason": "reason",
    "next_step_day": "follow_up",
    "next_step_owner": "owner",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be logged, in words; an empty one was not given.

    Attributes:
        key: the script's own name for this enquiry; sent again, it is not logged again.
        follow_up: a day and time in words, e.g. ``tue 3pm``.
    """

    key: str = ""
    channel: str = ""
    name: str = ""
    phone: str = ""
    service: str = ""
    note: str = ""
    follow_up: str = ""
    owner: str = ""
    about: str = ""
    outcome: str = ""
    reason: str = ""

    @classmethod
    def from_json(cls, line: str) -> Entry:
        """Read one line of JSON.

        Raises:
            RefusedError: no object, an unknown key, a value that is no text.
        """
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise RefusedError("this is not JSON.") from error
        if not isinstance(data, dict):
            raise RefusedError("this is not a JSON object.")
        known = [field.name for field in fields(cls)]
        for name, value in data.items():
            if name not in known:
                raise RefusedError(f"{quoted(name)} is unknown; known are {', '.join(known)}.")
            if not isinstance(value, str | None):
                raise RefusedError(f"{name}: this must be text.")
        return cls.from_words(data)

    @classmethod
    def from_words(cls, words: Mapping[str, str | None]) -> Entry:
        """Take the words of an entry from among others; a missing one or None is empty.

        Raises:
            RefusedError: the key is too long.
        """
        entry = cls(**{field.name: words.get(field.name) or "" for field in fields(cls)})
        if len(entry.key) > LONGEST_KEY:
            raise RefusedError(f"key: longer than {LONGEST_KEY} characters.")
        return entry

    @property
    def public_id(self) -> uuid.UUID:
        """The same for the same key; a new one each time where there is none."""
        if not self.key:
            return uuid.uuid4()
        # As uuid.uuid5 does it, which cannot take the halves of characters that JSON may hold.
        digest = hashlib.sha1(
            _KEYS.bytes + self.key.encode("utf-8", "surrogatepass"), usedforsecurity=False
        )
        return uuid.UUID(bytes=digest.digest()[:16], version=5)


def enquiry_of(
    entry: Entry,
    facts: ClinicFacts,
    services: Sequence[ServiceRow],
    *,
    public_id: uuid.UUID,
    now: dt.datetime,
) -> NewEnquiry:
    """Return the enquiry that the words mean.

    Args:
        now: on the clinic's clock.

    Raises:
        RefusedError: something is not understood, or not known at the clinic.
    """
    service = service_named(entry.service, services) if entry.service else None
    return NewEnquiry(
        public_id,
        now,
        now.date(),
        EnquiryFields(
            channel=_member(Channel, "channel", entry.channel) or Channel.PHONE,
            caller_name=entry.name,
            phone=entry.phone,
            about=_member(About, "about", entry.about) or About.SELF,
            service_id=service.service_id if service else None,
            concern=entry.note,
            outcome=_member(Outcome, "outcome", entry.outcome),
            lost_reason_id=_reason_id(entry, facts),
        ),
        _next_step(entry, facts, now),
    )


def _member(kind: type[E], field: str, typed: str) -> E | None:
    """The member with this value, however it is written: ``Walk-in`` is ``walk_in``."""
    if not typed.strip():
        return None
    wanted = typed.strip().casefold().replace("-", "_").replace(" ", "_")
    for member in kind:
        if member.value == wanted:
            return member
    known = ", ".join(str(member.value) for member in kind)
    raise RefusedError(f"{field}: {quoted(typed)} is unknown; known are {known}.")


def _reason_id(entry: Entry, facts: ClinicFacts) -> int | None:
    if not entry.reason:
        return None
    return choice_named(entry.reason, ChoiceList.LOST_REASON, facts).choice_id


def _next_step(entry: Entry, facts: ClinicFacts, now: dt.datetime) -> NextStep | None:
    if not entry.follow_up.strip():
        if entry.owner.strip():
            raise RefusedError("owner: say by when, too, with follow_up.")
        return None
    when = _when(entry.follow_up, facts, now)
    owner = staff_named(entry.owner, facts).staff_id if entry.owner.strip() else None
    return NextStep(when.day, owner, when.starts, when.ends)


def _when(typed: str, facts: ClinicFacts, now: dt.datetime) -> When:
    found = readings(typed, now=now, hours=facts.hours, day_first=facts.profile.day_first)
    if len(found) == 1:
        return found[0]
    if found:
        meanings = " or ".join(map(_written, found[:3]))
        raise RefusedError(f"follow_up: {quoted(typed)} may be {meanings}; say which.")
    raise RefusedError(
        f'follow_up: {quoted(typed)} is no day to come; write for example "tue 3pm".'
    )


def _written(when: When) -> str:
    times = "-".join(time.isoformat("minutes") for time in (when.starts, when.ends) if time)
    return f"{when.day.isoformat()} {times}".strip()
