"""From the words on a card to the enquiry that is logged."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from db.domain.call import HeardCall
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.errors import Problem, ValidationError
from db.domain.when import When, past_readings, read_when, readings
from db.domain.words import fold
from db.drafts import Draft
from db.queries.catalogue import ServiceRow
from db.queries.clinic import ClinicFacts, StaffRow
from desk_app.screens.desk.card import CardContent, CardState
from desk_app.screens.desk.matching import the_member, the_service

DAY_FIELDS: Final = ("next_step_day", "booked_on")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a card is read against.

    Attributes:
        now: aware, in the clinic's zone.
        me: who sits at this desk, if the program knows.
        nobody: what stands in the field for "nobody yet".
    """

    clinic: ClinicFacts
    services: Sequence[ServiceRow]
    now: dt.datetime
    me: StaffRow | None = None
    nobody: str = ""

    def read_day(self, typed: str) -> When | None:
        """Return what day and time the words mean; None when that is not certain."""
        if not typed.strip():
            return None
        day_first = self.clinic.profile.day_first
        return read_when(typed, now=self.now, hours=self.clinic.hours, day_first=day_first)

    def possible_days(self, typed: str) -> tuple[When, ...]:
        """Return everything the words can mean."""
        day_first = self.clinic.profile.day_first
        return readings(typed, now=self.now, hours=self.clinic.hours, day_first=day_first)

    def possible_past(self, typed: str) -> tuple[dt.datetime, ...]:
        """Return every moment gone by that the words can mean."""
        day_first = self.clinic.profile.day_first
        return past_readings(typed, now=self.now, hours=self.clinic.hours, day_first=day_first)

    def read_past(self, typed: str) -> dt.datetime | None:
        """Return the moment gone by that the words mean; None when that is not certain."""
        found = self.possible_past(typed)
        return found[0] if len(found) == 1 else None

    def as_said(self, content: CardContent) -> Surroundings:
        """Return what the days of a card are read against.

        "Monday" on a slip of last Friday is the Monday after it, and may have gone by.
        """
        happened = self.read_past(content.happened_at) if content.from_paper else None
        return self if happened is None else replace(self, now=happened)

    def service_id(self, content: CardContent) -> int | None:
        """Return the service that was chosen, or that the words can only mean."""
        if content.service_id is not None:
            return content.service_id
        found = the_service(self.services, content.service)
        return found.service_id if found else None

    def proposed_owner(self, content: CardContent) -> StaffRow | None:
        """Return who would keep the promise if nobody says otherwise.

        A question goes to the practitioner when the service has only one; a
        promise of the desk is kept by whoever made it.
        """
        if content.outcome is not Outcome.QUESTION_TO_PRACTITIONER:
            return self.me
        service = next((s for s in self.services if s.service_id == content.service_id), None)
        ids = [staff_id for staff_id, _ in service.practitioners] if service else []
        present = [m for m in self.clinic.present_staff if m.staff_id in ids]
        return present[0] if len(present) == 1 else None


def enquiry_of(card: CardState, around: Surroundings) -> NewEnquiry:
    """Return the enquiry to be logged.

    Raises:
        ValidationError: words that stand for a choice or a day are not understood. What else
            may be wrong is for the service to say.
    """
    content, problems = card.content, dict[str, Problem]()
    fields = EnquiryFields(
        channel=content.channel,
        caller_name=content.caller_name,
        caller_id=content.caller_id,
        phone=content.phone,
        about=content.about,
        about_id=content.about_id,
        about_name=content.about_name,
        service_id=_service_id(content, around, problems),
        concern=content.concern,
        body_area_id=content.body_area,
        heard_id=content.heard,
        heard_detail=content.heard_detail,
        outcome=content.ending,
        lost_reason_id=content.lost_reason,
        outcome_note=content.outcome_note,
        booked_on=_booked_on(content, around.as_said(content), problems),
        routine_reason=content.routine_reason if content.passes_stop_by else "",
    )
    said = around.as_said(content)
    step = _next_step(content, said, problems) if content.wants_next_step else None
    started_at, taken_by = _origin(card, around, problems)
    if problems:
        raise ValidationError(problems)
    received_on = started_at.astimezone(around.now.tzinfo).date()
    return NewEnquiry(
        card.public_id,
        started_at,
        received_on,
        fields,
        step,
        call=card.call,
        answers=content.answers,
        hand_over=content.hand_over,
        said=content.said,
        consent=content.consent,
        taken_by=taken_by,
    )


def _origin(
    card: CardState, around: Surroundings, problems: dict[str, Problem]
) -> tuple[dt.datetime, int | None]:
    """When it happened and who took it, as it stands on a slip; else when the card opened."""
    content = card.content
    if not content.from_paper:
        return card.started_at, None
    happened = around.read_past(content.happened_at)
    if happened is None:
        is_empty = not content.happened.strip()
        problems["happened"] = Problem.REQUIRED if is_empty else Problem.NOT_UNDERSTOOD
    member = the_member(around.clinic.staff, content.taken_by)
    if member is None and content.taken_by.strip():
        problems["taken_by"] = Problem.UNKNOWN_STAFF
    return happened or card.started_at, member.staff_id if member else None


def _service_id(
    content: CardContent, around: Surroundings, problems: dict[str, Problem]
) -> int | None:
    if not content.service.strip():
        return None
    found = around.service_id(content)
    if found is None:
        problems["service"] = Problem.UNKNOWN_SERVICE
    return found


def _booked_on(
    content: CardContent, around: Surroundings, problems: dict[str, Problem]
) -> dt.date | None:
    if content.outcome is not Outcome.BOOKED or not content.booked_on.strip():
        return None
    when = around.read_day(content.booked_on)
    if when is None:
        problems["booked_on"] = Problem.NOT_UNDERSTOOD
        return None
    return when.day


def _next_step(
    content: CardContent, around: Surroundings, problems: dict[str, Problem]
) -> NextStep | None:
    owner_id = _owner_id(content, around, problems)
    if not content.next_step_day.strip():
        if content.next_step_promise.strip():
            problems["next_step_day"] = Problem.NEEDS_A_DAY
        return None
    when = around.read_day(content.next_step_day)
    if when is None:
        problems["next_step_day"] = Problem.NOT_UNDERSTOOD
        return None
    return NextStep(when.day, owner_id, when.starts, when.ends, content.next_step_promise)


def _owner_id(
    content: CardContent, around: Surroundings, problems: dict[str, Problem]
) -> int | None:
    typed = content.next_step_owner
    if typed is None:
        proposed = around.proposed_owner(content)
        return proposed.staff_id if proposed else None
    if content.next_step_owner_id is not None or not typed.strip():
        return content.next_step_owner_id
    if fold(typed.strip()) == fold(around.nobody):
        return None
    member = the_member(around.clinic.present_staff, typed)
    if member is None:
        problems["next_step_owner"] = Problem.UNKNOWN_STAFF
        return None
    return member.staff_id


def typed_form(when: When, around: Surroundings, *, written_day: str) -> str:
    """Return words for a time that are read back as that very time.

    Args:
        written_day: the day as people here write it; the plain date takes its place when it
            would not be understood.
    """
    for day in (written_day, when.day.isoformat()):
        text = " ".join(part for part in (day, _clock_words(when)) if part)
        again = around.read_day(text)
        if again and (again.day, again.starts, again.ends) == (when.day, when.starts, when.ends):
            return text
    return when.day.isoformat()


def _clock_words(when: When) -> str:
    starts, ends = (time.isoformat("minutes") if time else "" for time in (when.starts, when.ends))
    if starts and ends:
        return f"{starts}-{ends}"
    return f"by {ends}" if ends else starts


def settled_state(draft: Draft, around: Surroundings) -> CardState:
    """Return a card as it was left; "tomorrow" still means the day it meant then."""
    content = CardContent.from_json(draft.content)
    around = around.as_said(content)
    meant = draft.content.get("meant")
    settled: dict[str, Any] = {}
    for name, words in (meant if isinstance(meant, dict) else {}).items():
        if name in DAY_FIELDS and isinstance(words, str):
            then, now = around.read_day(words), around.read_day(getattr(content, name))
            if then is None or then != now:
                settled[name] = words
    settled_content = replace(content, **settled)
    return CardState(draft.public_id, draft.started_at, settled_content, _call_of(draft))


def _call_of(draft: Draft) -> HeardCall | None:
    kept = draft.content.get("call")
    try:
        return HeardCall.from_json(kept) if isinstance(kept, dict) else None
    except (KeyError, TypeError, ValueError):
        return None  # another version wrote it


def new_state(channel: Channel, now: dt.datetime, **values: Any) -> CardState:
    """Return a card that has just been opened."""
    return CardState(uuid.uuid4(), now, CardContent(channel=channel, **values))
