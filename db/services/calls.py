"""Commands on telephone calls, and the step by which an enquiry takes its call."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain.call import CallDirection, DismissReason, HeardCall
from db.domain.changes import Change, Topic
from db.domain.errors import NotFoundError, StaleEditError
from db.domain.phone import parse_phone
from db.domain.staff import Actor
from db.domain.text import PHONE, fitted
from db.models.call import Call
from db.models.clinic import Setting
from db.models.enquiry import Enquiry
from db.services.gate import command
from db.services.people import find_or_add_phone
from db.services.records import find

_CALL: Final = frozenset({Topic.CALL})
_SAME_RING: Final = dt.timedelta(seconds=10)
_LONGEST_CALL: Final = dt.timedelta(hours=12)


@command("call")
def record_call(
    session: Session, *, actor: Actor, at: dt.datetime, heard: HeardCall, region: str
) -> Change:
    """Write down what a desk knows of a call. Sent again, or by another desk too: one record.

    Raises:
        NotFoundError: only its end was heard, and there is no call that could have ended.
    """
    call = fold_call(session, heard, actor.desk, region)
    return Change(call.id, call.version, _CALL)


@command("call")
def dismiss_call(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    call_id: int,
    reason: DismissReason | None,
    seen: DismissReason | None = None,
) -> Change:
    """Say that a call needs no enquiry; without a reason, that it does after all.

    Args:
        seen: for which reason it must still be dismissed; None asks for nothing.

    Raises:
        NotFoundError.
        StaleEditError: somebody has made an enquiry of it, or it is not as it was ``seen``.
    """
    call = find(session, Call, call_id)
    if seen is not None and call.dismissed_reason is not seen:
        raise StaleEditError(f"call {call_id} is not dismissed for that reason")
    if call.enquiry_id is not None and not _is_binned(session, call.enquiry_id):
        raise StaleEditError(f"call {call_id} has become an enquiry")
    call.dismissed_reason = reason
    call.dismissed_at = at if reason else None
    call.dismissed_by = actor.staff_id if reason else None
    session.flush()
    return Change(call.id, call.version, _CALL, ("dismissed_at",))


# --- Steps shared with the commands on enquiries ----------------------------------------


def link_call(session: Session, heard: HeardCall, enquiry: Enquiry, desk: str, region: str) -> None:
    """Say which enquiry was made from a call. The first one keeps it, unless it was binned."""
    call = fold_call(session, heard, desk, region)
    if call.enquiry_id is None or _is_binned(session, call.enquiry_id):
        call.enquiry_id = enquiry.id


def fold_call(session: Session, heard: HeardCall, desk: str, region: str) -> Call:
    """Return the one record of a call, with what this desk knows of it added.

    Raises:
        NotFoundError: as ``record_call``.
    """
    # One desk at a time: on a server two may look for the same call in the same moment.
    session.get(Setting, "database_id", with_for_update=True)
    raw = fitted(heard.number, PHONE)
    number = parse_phone(raw, region=region)
    phone_id = find_or_add_phone(session, number).id if number.digits else None
    call = _known(session, heard, phone_id, desk)
    if call is None:
        if heard.rang_at == heard.ended_at:
            raise NotFoundError("a call that ended was never heard of")
        call = Call(
            public_id=heard.public_id,
            telephone_id=heard.telephone_id,
            direction=CallDirection.INCOMING,
            phone_id=phone_id,
            phone_raw=raw,
            desk=desk,
            rang_at=heard.rang_at,
            rang_on=heard.rang_on,
        )
        session.add(call)
    call.telephone_id = call.telephone_id or heard.telephone_id
    call.answered_at = min(_known_ones(call.answered_at, heard.answered_at), default=None)
    # A telephone that was too late falls silent when another one takes the call.
    call.ended_at = max(_known_ones(call.ended_at, heard.ended_at), default=None)
    session.flush()
    return call


def _known(session: Session, heard: HeardCall, phone_id: int | None, desk: str) -> Call | None:
    own = session.scalar(select(Call).where(Call.public_id == heard.public_id))
    if own is not None:
        return own
    earliest = heard.rang_at - (_LONGEST_CALL if heard.is_late else _SAME_RING)
    lately = select(Call).where(
        Call.phone_id.is_not_distinct_from(phone_id),
        Call.rang_at.between(earliest, heard.rang_at + _SAME_RING),
    )
    found = sorted(session.scalars(lately), key=lambda call: abs(call.rang_at - heard.rang_at))
    return next((call for call in found if _is_same(call, heard, desk)), None)


def _is_same(call: Call, heard: HeardCall, desk: str) -> bool:
    """Whether another desk, or this one before it was started again, has told of this call."""
    if heard.is_late:
        return bool(heard.telephone_id) and (
            call.telephone_id == heard.telephone_id and call.ended_at is None
        )
    if call.ended_at is not None and call.ended_at < heard.rang_at:
        return False  # they hung up and called again
    ids = {call.telephone_id, heard.telephone_id} - {""}
    return call.desk != desk and len(ids) <= 1


def _known_ones(*instants: dt.datetime | None) -> list[dt.datetime]:
    return [instant for instant in instants if instant is not None]


def _is_binned(session: Session, enquiry_id: int) -> bool:
    enquiry = session.get(Enquiry, enquiry_id)
    return enquiry is None or enquiry.binned_at is not None
