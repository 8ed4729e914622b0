"""Commands on enquiries: one function, one transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields

from sqlalchemy import bindparam, exists, select
from sqlalchemy import text as text_sql
from sqlalchemy.orm import Session

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.enquiry import (
    About,
    ChoiceList,
    EnquiryFields,
    NewEnquiry,
    NextStep,
    Outcome,
)
from db.domain.errors import Problem
from db.domain.phone import parse_phone
from db.domain.screening import leading_stop
from db.domain.service import ScreeningLevel
from db.domain.staff import Actor
from db.domain.words import fold
from db.models.clinic import Choice
from db.models.enquiry import Enquiry
from db.models.follow_up import FollowUp
from db.models.person import Person
from db.models.service import Service
from db.models.staff import Staff
from db.queries.prepared import rows_of
from db.services.calls import link_call
from db.services.consent import keep_consent
from db.services.derived import index_enquiry
from db.services.gate import command
from db.services.people import current, find_or_add_caller, find_or_add_phone, relate
from db.services.records import Cleaner, find, find_seen
from db.services.screening import check_hand_over, keep_conversation, routine_reason, stop_of

_SENT_BEFORE = select(Enquiry.__table__.c.id, Enquiry.__table__.c.version).where(
    Enquiry.__table__.c.public_id == bindparam("public_id")
)
_COUNT_ON = text_sql(
    "INSERT INTO year_counter (year, last) VALUES (:year, 1) "
    "ON CONFLICT (year) DO UPDATE SET last = year_counter.last + 1 RETURNING last"
)
_IS_SERVICE = select(Service.__table__.c.id).where(Service.__table__.c.id == bindparam("id"))
_LIST_OF_CHOICE = select(Choice.__table__.c.list).where(Choice.__table__.c.id == bindparam("id"))
_LOGGED = frozenset({Topic.CALL, Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.PERSON})
# What a receptionist types when nobody gave a name.
_NO_NAME = frozenset({"unknown", "desconocido", "desconocida", "?"})


@command("enquiry")
def log_enquiry(
    session: Session, *, actor: Actor, at: dt.datetime, new: NewEnquiry, region: str
) -> Change:
    """Record a conversation, and the next step if one was promised.

    Sending the same ``new.public_id`` again changes nothing and answers with
    the record made the first time. Undo: ``bin_enquiry``.

    Raises:
        ValidationError: neither name nor number, a closing reason or day is
            missing, or something does not exist.
    """
    for before in rows_of(session, _SENT_BEFORE, public_id=new.public_id):
        return Change(*before, _LOGGED, ("sent_again",))
    typed = checked_new(session, new)
    enquiry = Enquiry(
        public_id=new.public_id,
        year=new.received_on.year,
        number=_next_number(session, new.received_on.year),
        taken_by=new.taken_by or actor.staff_id,
        desk=actor.desk,
        started_at=new.started_at,
        saved_at=at,
        received_on=new.received_on,
    )
    _fill(session, enquiry, new.fields, typed, region, at)
    _settle(enquiry, has_step=new.next_step is not None)
    index_enquiry(session, enquiry)
    session.add(enquiry)
    session.flush()
    if new.next_step is not None:
        session.add(promised(enquiry, new.next_step, actor, at, typed.promise))
    keep_conversation(session, enquiry, new, at)
    keep_consent(session, enquiry, new.consent, actor, new.taken_by)
    if new.call is not None:
        link_call(session, new.call, enquiry, actor.desk, region)
    session.flush()
    return Change(enquiry.id, enquiry.version, _LOGGED)


@command("enquiry")
def change_enquiry(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    enquiry_id: int,
    seen_version: int,
    fields: EnquiryFields,
    region: str,
) -> Change:
    """Correct or complete an enquiry. Undo: change back to the earlier fields.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
    """
    enquiry = find_seen(session, Enquiry, enquiry_id, seen_version)
    before = {field.name: getattr(enquiry, field.name, None) for field in dataclass_fields(fields)}
    has_step = _has_open_follow_up(session, enquiry)
    typed = _checked(
        session, fields, None, enquiry.received_on, Cleaner(), has_next_step=has_step,
        may_be_unnamed=not (enquiry.caller_name or enquiry.phone_raw),
        stop=stop_of(session, enquiry),
    )  # fmt: skip
    _fill(session, enquiry, fields, typed, region, at)
    settle(session, enquiry)
    index_enquiry(session, enquiry)
    session.flush()
    changed = tuple(name for name, old in before.items() if getattr(enquiry, name, None) != old)
    return Change(enquiry.id, enquiry.version, _LOGGED, changed)


@command("enquiry")
def bin_enquiry(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    enquiry_id: int,
    seen_version: int,
    binned: bool = True,
) -> Change:
    """Put an enquiry and its follow-ups out of sight, or bring them back: each undoes the other.

    Raises:
        NotFoundError, StaleEditError.
    """
    enquiry = find_seen(session, Enquiry, enquiry_id, seen_version)
    enquiry.binned_at = at if binned else None
    settle(session, enquiry)
    session.flush()
    return Change(enquiry.id, enquiry.version, _LOGGED, ("binned_at",))


# --- Steps shared with the commands on follow-ups --------------------------------------


def settle(session: Session, enquiry: Enquiry) -> None:
    """Work out again whether an enquiry is open, and whether nobody has taken it on."""
    session.flush()
    _settle(enquiry, has_step=_has_open_follow_up(session, enquiry))


def _settle(enquiry: Enquiry, *, has_step: bool) -> None:
    unfinished = enquiry.outcome is None or enquiry.outcome.needs_next_step
    enquiry.is_open = enquiry.binned_at is None and (unfinished or has_step)
    enquiry.needs_next_step = enquiry.is_open and not has_step


def promised(
    enquiry: Enquiry, step: NextStep, actor: Actor, at: dt.datetime, promise: str
) -> FollowUp:
    """Return a new follow-up on the number the caller gave.

    On an enquiry that waits for a practitioner it is the question itself.
    """
    is_question = enquiry.outcome is Outcome.QUESTION_TO_PRACTITIONER
    return FollowUp(
        enquiry=enquiry,
        owner_id=step.owner_id,
        due_on=step.day,
        starts=step.starts,
        ends=step.ends,
        promise=promise,
        phone_id=enquiry.phone_id,
        made_at=at,
        made_by=actor.staff_id,
        is_question=is_question,
        outcome_before=enquiry.outcome if is_question else None,
    )


def check_step(session: Session, step: NextStep, since: dt.date, cleaner: Cleaner) -> str:
    """Check a promised next step and return its cleaned words."""
    if step.day < since:
        cleaner.problems["next_step_day"] = Problem.IN_THE_PAST
    if step.owner_id is not None and session.get(Staff, step.owner_id) is None:
        cleaner.problems["next_step_owner"] = Problem.UNKNOWN_STAFF
    return cleaner.block("next_step_promise", step.promise, text.NOTE)


@dataclass(frozen=True, slots=True)
class Typed:
    """The cleaned words of a call card."""

    caller_name: str
    phone: str
    about_name: str
    concern: str
    heard_detail: str
    outcome_note: str
    routine_reason: str
    promise: str


def checked_new(session: Session, new: NewEnquiry, *, has_next_step: bool = False) -> Typed:
    """Check a card, and return its cleaned words. In an emergency nobody is asked for a name.

    Args:
        has_next_step: something was promised already.

    Raises:
        ValidationError.
    """
    stop = leading_stop(new.answers)
    cleaner = Cleaner()
    check_hand_over(new, cleaner)
    return _checked(
        session, new.fields, new.next_step, new.received_on, cleaner,
        has_next_step=has_next_step, may_be_unnamed=new.hand_over is not None,
        stop=stop.level if stop else None,
    )  # fmt: skip


def _checked(
    session: Session,
    fields: EnquiryFields,
    step: NextStep | None,
    received_on: dt.date,
    cleaner: Cleaner,
    *,
    has_next_step: bool = False,
    may_be_unnamed: bool = False,
    stop: ScreeningLevel | None = None,
) -> Typed:
    typed = Typed(
        caller_name=cleaner.line("caller_name", fields.caller_name, text.NAME),
        phone=cleaner.line("phone", fields.phone, text.PHONE),
        about_name=cleaner.line("about_name", fields.about_name, text.NAME),
        concern=cleaner.block("concern", fields.concern, text.NOTE),
        heard_detail=cleaner.line("heard_detail", fields.heard_detail, text.SHORT),
        outcome_note=cleaner.block("outcome_note", fields.outcome_note, text.NOTE),
        routine_reason=routine_reason(
            fields.outcome,
            cleaner.block("routine_reason", fields.routine_reason, text.NOTE),
            stop,
            cleaner,
        ),
        promise=check_step(session, step, received_on, cleaner) if step else "",
    )
    known = typed.caller_name or typed.phone or fields.caller_id or may_be_unnamed
    if not (known or cleaner.problems):
        cleaner.problems["caller_name"] = Problem.REQUIRED
    if fields.outcome is Outcome.LOST and fields.lost_reason_id is None:
        cleaner.problems["lost_reason"] = Problem.NEEDS_A_REASON
    if fields.outcome and fields.outcome.needs_next_step and not (step or has_next_step):
        cleaner.problems["next_step_day"] = Problem.NEEDS_A_DAY
    _check_references(session, fields, cleaner)
    cleaner.check()
    if fold(typed.caller_name) in _NO_NAME:
        return Typed("", *[getattr(typed, f.name) for f in dataclass_fields(typed)[1:]])
    return typed


def _check_references(session: Session, fields: EnquiryFields, cleaner: Cleaner) -> None:
    service_id = fields.service_id
    if service_id is not None and not rows_of(session, _IS_SERVICE, id=service_id):
        cleaner.problems["service"] = Problem.UNKNOWN_SERVICE
    for name, choice_id, which in (
        ("heard", fields.heard_id, ChoiceList.HEARD),
        ("lost_reason", fields.lost_reason_id, ChoiceList.LOST_REASON),
        ("body_area", fields.body_area_id, ChoiceList.BODY_AREA),
    ):
        if choice_id is None:
            continue
        if (which,) not in rows_of(session, _LIST_OF_CHOICE, id=choice_id):
            cleaner.problems[name] = Problem.UNKNOWN_CHOICE


def _fill(
    session: Session,
    enquiry: Enquiry,
    fields: EnquiryFields,
    typed: Typed,
    region: str,
    at: dt.datetime,
) -> None:
    number = parse_phone(typed.phone, region=region) if typed.phone else None
    number = number if number is not None and number.digits else None
    phone = find_or_add_phone(session, number) if number is not None else None
    caller = find_or_add_caller(
        session, caller_id=fields.caller_id, name=typed.caller_name, number=number, phone=phone,
        at=at,
    )  # fmt: skip
    enquiry.caller = caller
    enquiry.caller_name = typed.caller_name or (caller.name if caller else "")
    enquiry.phone_id = phone.id if phone is not None else _first_number(caller)
    enquiry.phone_raw = typed.phone
    _set_about(session, enquiry, fields, typed.about_name)
    enquiry.channel = fields.channel
    enquiry.service_id = fields.service_id
    enquiry.concern = typed.concern
    enquiry.body_area_id = fields.body_area_id
    enquiry.heard_id = fields.heard_id
    enquiry.heard_detail = typed.heard_detail
    enquiry.outcome = fields.outcome
    enquiry.lost_reason_id = fields.lost_reason_id if fields.outcome is Outcome.LOST else None
    enquiry.outcome_note = typed.outcome_note
    enquiry.routine_reason = typed.routine_reason
    enquiry.booked_on = fields.booked_on if fields.outcome is Outcome.BOOKED else None


def _first_number(caller: Person | None) -> int | None:
    known = [own.phone_id for own in caller.numbers if own.former_since is None] if caller else []
    return known[0] if known else None


def _set_about(session: Session, enquiry: Enquiry, fields: EnquiryFields, name: str) -> None:
    other = None
    if fields.about_id is not None:
        other = current(session, find(session, Person, fields.about_id))
    enquiry.about = fields.about
    if fields.about is About.SELF:
        enquiry.person_concerned, enquiry.about_name = None, ""
        return
    enquiry.person_concerned = other
    enquiry.about_name = name or (other.name if other else "")
    if other is not None and enquiry.caller is not None:
        relate(session, enquiry.caller, other, fields.about)


def _has_open_follow_up(session: Session, enquiry: Enquiry) -> bool:
    statement = select(
        exists().where(FollowUp.enquiry_id == enquiry.id, FollowUp.done_at.is_(None))
    )
    return bool(enquiry.id is not None and session.scalar(statement))


def _next_number(session: Session, year: int) -> int:
    return session.scalar(_COUNT_ON, {"year": year}) or 0
