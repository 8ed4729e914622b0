"""Signing in: a secret for each person, tries that are counted, and who may take a secret away.

As long as nobody has a secret, nobody is asked for one. What is slow about a secret is done by
``db.domain.sign_in`` while nobody holds the database.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from db.domain.changes import Change, Topic
from db.domain.deed import Deed
from db.domain.errors import (
    LastManagerError,
    LockedOutError,
    NotPossibleError,
    Problem,
    TooSoonError,
    ValidationError,
)
from db.domain.sign_in import MOST_TRIES, NewSecret, SignInOutcome, Tried, seconds_to_wait
from db.domain.staff import Actor, Role
from db.models.staff import Staff, StaffSecret
from db.services.auditing import note
from db.services.gate import command, require_right
from db.services.records import find

_STAFF = frozenset({Topic.STAFF})


def secret_to_try(session: Session, *, at: dt.datetime, staff_id: int) -> str:
    """Return what a typed secret is to be compared with, before ``sign_in``.

    Raises:
        TooSoonError: after some wrong ones; this try does not count.
        LockedOutError: after too many.
        NotPossibleError: they have no secret, or work here no longer.
    """
    _member, stored = _with_secret(session, staff_id)
    _require_tries_left(stored, at)
    return stored.hashed


def sign_in(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    staff_id: int,
    tried: Tried,
    sat_before: int | None = None,
) -> Change:
    """Count a try; ``outcome_of`` the change says what came of it.

    A wrong one is no error, since the transaction that counts it has to be committed.

    Args:
        actor: nobody, at a desk.
        sat_before: who was signed in there last.

    Raises:
        TooSoonError, LockedOutError, NotPossibleError: as ``secret_to_try``; or the secret was
            changed since.
    """
    member, stored = _with_secret(session, staff_id, held=True)
    _require_tries_left(stored, at)
    if tried.hashed != stored.hashed:
        raise NotPossibleError("another secret since")
    if tried.is_right:
        stored.tries, stored.last_try_at = 0, None
        in_person = Actor(staff_id, member.role, actor.desk)
        return _note(session, in_person, at, staff_id, _way_in(sat_before, staff_id))
    stored.tries += 1
    stored.last_try_at = at
    locked = stored.tries >= MOST_TRIES
    outcome = SignInOutcome.LOCKED_OUT if locked else SignInOutcome.WRONG
    return _note(session, actor, at, staff_id, outcome)


def outcome_of(change: Change) -> SignInOutcome:
    """Return what came of ``sign_in``."""
    return SignInOutcome(change.fields[0])


@command("staff")
def set_secret(
    session: Session, *, actor: Actor, at: dt.datetime, staff_id: int, secret: NewSecret
) -> Change:
    """Give somebody a new secret; they may try again. Cannot be undone, only set anew.

    Raises:
        ValidationError: the first of all and not a manager's.
        NotAllowedError: another's, and not by a manager.
        NotPossibleError: they work here no longer.
    """
    if staff_id != actor.staff_id:
        require_right(session, actor, "set_secret_of_another")
    member = find(session, Staff, staff_id)
    if member.closed_on is not None:
        raise NotPossibleError("works here no longer")
    if member.role is not Role.MANAGER and not _managers(session):
        raise ValidationError({"secret": Problem.MANAGER_FIRST})
    return _store(session, member, secret)


@command("staff")
def reset_secret(
    session: Session, *, actor: Actor, at: dt.datetime, staff_id: int, secret: NewSecret
) -> Change:
    """Give a manager who forgot theirs a new secret, in the name of the owner of the records.

    Nobody signs in for it: whoever asks has proven beforehand that they own the records, by what
    opens the file, or by the login that opens the server.

    Raises:
        NotPossibleError: they are no manager who signs in here; a manager helps all others.
    """
    if staff_id not in _managers(session):
        raise NotPossibleError("no manager")
    return _store(session, find(session, Staff, staff_id), secret)


@command("staff")
def remove_secret(session: Session, *, actor: Actor, at: dt.datetime, staff_id: int) -> Change:
    """They cannot sign in any more.

    Raises:
        LastManagerError: nobody could let others in.
    """
    keep_a_manager(session, without=staff_id)
    forget_secret(session, staff_id)
    return Change(staff_id, find(session, Staff, staff_id).version, _STAFF)


@command("staff")
def unlock_staff(session: Session, *, actor: Actor, at: dt.datetime, staff_id: int) -> Change:
    """Let somebody try again after too many wrong ones."""
    stored = find(session, StaffSecret, staff_id)
    stored.tries, stored.last_try_at = 0, None
    return Change(staff_id, find(session, Staff, staff_id).version, _STAFF)


@command("staff")
def stop_sign_in(session: Session, *, actor: Actor, at: dt.datetime) -> Change:
    """Take everybody's secret away: whoever sits at a desk may do everything."""
    session.execute(delete(StaffSecret))
    return Change(0, 0, _STAFF)


def keep_a_manager(session: Session, *, without: int) -> None:
    """Make sure that somebody could still let others in, if one person could not.

    Raises:
        LastManagerError: others have secrets, and no manager among them.
    """
    if _managers(session) != {without}:
        return
    others = select(exists().where(StaffSecret.staff_id != without))
    if session.scalar(others):
        raise LastManagerError


def forget_secret(session: Session, staff_id: int) -> None:
    """Take a secret away, of somebody who leaves too."""
    session.execute(delete(StaffSecret).where(StaffSecret.staff_id == staff_id))


def _managers(session: Session) -> set[int]:
    """Return the managers who can sign in."""
    statement = (
        select(Staff.id)
        .join(StaffSecret, StaffSecret.staff_id == Staff.id)
        .where(Staff.role == Role.MANAGER, Staff.closed_on.is_(None))
    )
    return set(session.scalars(statement))


def _store(session: Session, member: Staff, secret: NewSecret) -> Change:
    stored = session.get(StaffSecret, member.id) or StaffSecret(staff_id=member.id)
    stored.hashed, stored.tries, stored.last_try_at = secret.hashed, 0, None
    session.add(stored)
    return Change(member.id, member.version, _STAFF)


def _require_tries_left(stored: StaffSecret, at: dt.datetime) -> None:
    if stored.tries >= MOST_TRIES:
        raise LockedOutError
    if stored.last_try_at is None:
        return
    wait = seconds_to_wait(stored.tries)
    # A clock that was set back must not make anybody wait for longer than that.
    passed = max(0.0, (at - stored.last_try_at).total_seconds())
    if passed < wait:
        raise TooSoonError(wait - passed)


def _with_secret(
    session: Session, staff_id: int, *, held: bool = False
) -> tuple[Staff, StaffSecret]:
    """Return somebody and their secret.

    Args:
        held: until the commit, so that tries at two desks are counted one by one.
    """
    statement = (
        select(Staff, StaffSecret)
        .join(StaffSecret, StaffSecret.staff_id == Staff.id)
        .where(Staff.id == staff_id, Staff.closed_on.is_(None))
    )
    if held:
        statement = statement.with_for_update(of=StaffSecret)
    found = session.execute(statement).one_or_none()
    if found is None:
        raise NotPossibleError("no secret")
    member, stored = found
    return member, stored


def _way_in(sat_before: int | None, staff_id: int) -> SignInOutcome:
    if sat_before is None:
        return SignInOutcome.SIGNED_IN
    return SignInOutcome.UNLOCKED if sat_before == staff_id else SignInOutcome.SWITCHED


def _note(
    session: Session, actor: Actor, at: dt.datetime, staff_id: int, outcome: SignInOutcome
) -> Change:
    change = note(
        session,
        actor=actor,
        at=at,
        deed=Deed.SIGN_IN if outcome.is_in else Deed.SIGN_IN_FAILED,
        subject="staff",
        subject_id=staff_id,
        details=(outcome.value,),
    )
    return Change(change.record_id, 0, frozenset(), (outcome.value,), change.audit_id)
