"""Erase a person, and let old enquiries forget whom they were about; what reports count stays."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from db.dialects.search import search_dialect
from db.domain.changes import Change, Topic
from db.domain.retention import Until, kept_until
from db.domain.staff import Actor
from db.models.call import Call
from db.models.consent import Consent
from db.models.enquiry import Enquiry, HandOver
from db.models.erasure import Erasure
from db.models.follow_up import Attempt, FollowUp
from db.models.handout import HandoutRecord
from db.models.person import Person, PersonPhone, Phone
from db.queries.clinic import clinic_profile
from db.queries.privacy import NAMED, TYPED, forgettable, same_people
from db.services.derived import index_enquiry
from db.services.enquiries import settle
from db.services.gate import command
from db.services.records import find

AT_ONCE: Final = 200
T = TypeVar("T")
_ALL = frozenset({Topic.CALL, Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.HANDOUT, Topic.PERSON})


@command("person")
def erase_person(session: Session, *, actor: Actor, at: dt.datetime, person_id: int) -> Change:
    """Take somebody out for good, with everybody they were merged with. There is no undo.

    Their enquiries stay as numbers in the reports: when, how, which service, what came of it.

    Raises:
        NotFoundError.
    """
    find(session, Person, person_id)
    _erase(session, same_people(session, person_id), (), actor, at)
    return Change(person_id, 0, _ALL)


@command("person")
def hand_out_copy(
    session: Session, *, actor: Actor, at: dt.datetime, person_id: int, form: str
) -> Change:
    """All that is known of somebody is to be written out for them.

    Args:
        form: ``pdf`` or ``json``.

    Raises:
        NotFoundError.
    """
    find(session, Person, person_id)
    return Change(person_id, 0, frozenset(), (form,))


@command("enquiry")
def forget_enquiries(
    session: Session, *, actor: Actor, at: dt.datetime, until: Until, most: int = AT_ONCE
) -> Change:
    """Make what is older than the clinic keeps it anonymous; people with nothing left go too.

    Args:
        most: so that nobody waits long for the database; give it again until none are left.
    """
    return _forget(session, until, most, actor, at)


@command("enquiry")
def forget_by_the_clock(
    session: Session, *, actor: Actor, at: dt.datetime, most: int = AT_ONCE
) -> Change:
    """Do so by itself, where the clinic has switched that on: what goes is what it has set."""
    profile = clinic_profile(session)
    today = at.astimezone(profile.zone).date()
    until = kept_until(profile, today) if profile.forgets_by_itself else {}
    return _forget(session, until, most, actor, at)


@command("person")
def erase_again(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    people: Iterable[str],
    enquiries: Iterable[str],
) -> Change:
    """After a restore: erase once more what was erased before, by public ids."""
    person_ids = _ids(session, Person, people)
    enquiry_ids = _ids(session, Enquiry, enquiries)
    for some in _portions(person_ids):
        _erase(session, some, (), actor, at)
    for some in _portions(enquiry_ids):
        _erase(session, (), some, actor, at)
    words = (f"{len(enquiry_ids)} enquiries", f"{len(person_ids)} people")
    return Change(0, 0, _ALL, words)


def _portions(many: Sequence[T]) -> Iterator[Sequence[T]]:
    return (many[start : start + AT_ONCE] for start in range(0, len(many), AT_ONCE))


def _ids(
    session: Session, kind: type[Person] | type[Enquiry], public_ids: Iterable[str]
) -> list[int]:
    """Return the ids of those that are there, and of enquiries only those with a name."""
    found: list[int] = []
    for some in _portions(sorted(public_ids)):
        wanted = kind.public_id.in_([uuid.UUID(hex=each) for each in some])
        found += session.scalars(
            select(kind.id).where(wanted, *([NAMED] if kind is Enquiry else []))
        )
    return found


def _forget(session: Session, until: Until, most: int, actor: Actor, at: dt.datetime) -> Change:
    enquiry_ids = list(session.scalars(forgettable(until).limit(most)))
    callers = select(Enquiry.caller_id, Enquiry.about_id).where(Enquiry.id.in_(enquiry_ids))
    known = {person_id for pair in session.execute(callers) for person_id in pair if person_id}
    alone = [one for one in known if not _has_other(session, one, enquiry_ids)]
    people = sorted({each for one in alone for each in same_people(session, one)})
    if enquiry_ids:
        _erase(session, people, enquiry_ids, actor, at)
    first = enquiry_ids[0] if enquiry_ids else 0
    return Change(first, 0, _ALL, (f"{len(enquiry_ids)} enquiries", f"{len(people)} people"))


def _has_other(session: Session, person_id: int, but: Sequence[int]) -> bool:
    theirs = or_(Enquiry.caller_id == person_id, Enquiry.about_id == person_id)
    other = select(Enquiry.id).where(theirs, Enquiry.id.not_in(but)).limit(1)
    return session.scalar(other) is not None


def _erase(
    session: Session,
    person_ids: Sequence[int],
    enquiry_ids: Sequence[int],
    actor: Actor,
    at: dt.datetime,
) -> None:
    theirs = or_(Enquiry.caller_id.in_(person_ids), Enquiry.about_id.in_(person_ids))
    wanted = or_(theirs, Enquiry.id.in_(enquiry_ids))
    enquiries = session.scalars(select(Enquiry).where(wanted)).all()
    people = session.scalars(select(Person).where(Person.id.in_(person_ids))).all()
    session.add(
        Erasure(
            at=at,
            people=[person.public_id.hex for person in people],
            enquiries=[enquiry.public_id.hex for enquiry in enquiries],
        )
    )
    phones = _phones_of(session, person_ids, enquiries)
    _forget_texts(session, [enquiry.id for enquiry in enquiries], person_ids, actor, at)
    for enquiry in enquiries:
        _make_anonymous(enquiry, person_ids)
        settle(session, enquiry)
        index_enquiry(session, enquiry)
    session.flush()
    for person in people:
        # Told to the full-text index by the row's own words, and gone from it with the row.
        session.delete(person)
    session.flush()
    _forget_phones(session, phones)
    search_dialect(session).forget_words(session)


def _make_anonymous(enquiry: Enquiry, person_ids: Sequence[int]) -> None:
    enquiry.caller_id = None
    if enquiry.about_id in person_ids:
        enquiry.about_id = None
    enquiry.phone_id = None
    for column in TYPED:
        setattr(enquiry, column.key, "")


def _forget_texts(
    session: Session,
    enquiry_ids: Sequence[int],
    person_ids: Sequence[int],
    actor: Actor,
    at: dt.datetime,
) -> None:
    """What hangs on the enquiries keeps its times and results, and loses its words."""
    follow_ups = select(FollowUp.id).where(FollowUp.enquiry_id.in_(enquiry_ids))
    session.execute(
        update(Attempt).where(Attempt.follow_up_id.in_(follow_ups)).values(note="", phone_raw="")
    )
    theirs = FollowUp.enquiry_id.in_(enquiry_ids)
    session.execute(update(FollowUp).where(theirs).values(promise="", answer="", phone_id=None))
    is_open = FollowUp.done_at.is_(None)
    tried = select(Attempt.follow_up_id)
    # What nobody has tried to keep is neither kept nor late: it is withdrawn.
    session.execute(delete(FollowUp).where(theirs, is_open, FollowUp.id.not_in(tried)))
    open_ones = update(FollowUp).where(theirs, is_open)
    session.execute(open_ones.values(done_at=at, done_by=actor.staff_id))
    session.execute(
        update(HandOver)
        .where(HandOver.enquiry_id.in_(enquiry_ids))
        .values(words_said="", taken_over_by="")
    )
    session.execute(delete(Consent).where(Consent.enquiry_id.in_(enquiry_ids)))
    session.execute(
        delete(HandoutRecord).where(
            or_(HandoutRecord.person_id.in_(person_ids), HandoutRecord.enquiry_id.in_(enquiry_ids))
        )
    )


def _phones_of(
    session: Session, person_ids: Sequence[int], enquiries: Sequence[Enquiry]
) -> set[int]:
    mine = select(PersonPhone.phone_id).where(PersonPhone.person_id.in_(person_ids))
    return {*session.scalars(mine), *(each.phone_id for each in enquiries if each.phone_id)}


def _forget_phones(session: Session, phone_ids: Collection[int]) -> None:
    """A number goes when nobody else has it, and its calls keep their times alone."""
    for phone_id in sorted(phone_ids):
        shared = select(PersonPhone.id).where(PersonPhone.phone_id == phone_id)
        used = select(Enquiry.id).where(Enquiry.phone_id == phone_id)
        if session.scalar(shared.limit(1)) or session.scalar(used.limit(1)):
            continue
        session.execute(
            update(Call).where(Call.phone_id == phone_id).values(phone_id=None, phone_raw="")
        )
        session.execute(update(FollowUp).where(FollowUp.phone_id == phone_id).values(phone_id=None))
        session.execute(delete(Phone).where(Phone.id == phone_id))
