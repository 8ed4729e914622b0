"""The one gate of all commands: who, whether they may, and audit rows in the same transaction.

A command is a function ``(session, *, actor, at, ...) -> Change`` under
``@command``. Rights and the audit live here and nowhere else; what reports count is
counted again here, so that no command can forget it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable
from typing import ParamSpec

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from db.domain.changes import TOPICS_OF_SUBJECT, Change
from db.domain.errors import NotAllowedError, NotSignedInError
from db.domain.rights import UNATTENDED, may
from db.domain.staff import Actor
from db.models.staff import Staff, StaffSecret
from db.queries.prepared import rows_of
from db.services.auditing import write_rows
from db.services.counting import counting
from db.services.versions import watching

P = ParamSpec("P")

_staff, _secret = Staff.__table__.c, StaffSecret.__table__.c
_ROLE = (
    select(_staff.role)
    .join(StaffSecret.__table__, _secret.staff_id == _staff.id)
    .where(_staff.id == bindparam("staff_id"), _staff.closed_on.is_(None))
    .scalar_subquery()
)
_STANDING = select(exists().select_from(StaffSecret.__table__), _ROLE)


def require_right(session: Session, actor: Actor, action: str) -> None:
    """Let pass who may do this. The role is the stored one, and holds from the moment it is.

    Where nobody has a secret to sign in with, no role is proven and everybody may.

    Raises:
        NotSignedInError: the clinic has sign-in, and this is nobody who works there.
        NotAllowedError: this role may not do this.
    """
    if action in UNATTENDED:
        return
    ((needs_sign_in, role),) = rows_of(session, _STANDING, staff_id=actor.staff_id)
    if not needs_sign_in:
        return
    if role is None:
        raise NotSignedInError(action)
    if not may(role, action):
        raise NotAllowedError(action)


def command(subject: str) -> Callable[[Callable[P, Change]], Callable[P, Change]]:
    """Make a function a command on ``subject`` (the table its ``Change.record_id`` is in).

    The decorated function must be called with the session first and the
    keywords ``actor`` and ``at`` (the aware instant of the deed).

    Raises (when the command is given):
        NotAllowedError: this role may not do this.
    """

    assert subject in TOPICS_OF_SUBJECT, subject  # noqa: S101 - or other desks would not notice

    def decorate(function: Callable[P, Change]) -> Callable[P, Change]:
        @functools.wraps(function)
        def given(*args: P.args, **kwargs: P.kwargs) -> Change:
            session, actor, at = args[0], kwargs["actor"], kwargs["at"]
            assert isinstance(session, Session)  # noqa: S101 - a mistake of ours, not the user's
            assert isinstance(actor, Actor)  # noqa: S101
            assert isinstance(at, dt.datetime)  # noqa: S101
            require_right(session, actor, function.__name__)
            with watching(session) as moves, counting(session):
                change = function(*args, **kwargs)
            first, *others = write_rows(
                session,
                actor=actor,
                at=at,
                action=function.__name__,
                subject=subject,
                subject_ids=(change.record_id, *change.also),
                details={"fields": list(change.fields)} if change.fields else {},
            )
            return dataclasses.replace(
                change, audit_id=first, audit_ids_also=tuple(others), moves=tuple(moves)
            )

        return given

    return decorate
