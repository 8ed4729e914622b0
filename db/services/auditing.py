"""Rows of the audit: each hangs on the one before it, so that none can be changed unseen.

One chain for all desks. Whoever writes holds the row with the chain's key until the commit, so
ids rise without a gap in the order of commits; a chain for each desk would need no such turn,
but two programs may bear one desk's name, and a desk's whole chain could go unmissed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from db.domain.audit_chain import BEGINNING, ChainRow, link_of
from db.domain.changes import Change
from db.domain.deed import Deed
from db.domain.staff import Actor
from db.models.audit import AuditEntry
from db.models.clinic import Setting
from db.models.staff import Staff
from db.queries.prepared import rows_of

KEY_OF_CHAIN: Final = "audit_key"

_ROWS = AuditEntry.__table__
_SETTINGS = Setting.__table__
# SQLite's one writer has its turn already, and leaves the clause out.
_KEY = select(_SETTINGS.c.value).where(_SETTINGS.c.key == KEY_OF_CHAIN).with_for_update()
_LAST = select(_ROWS.c.id, _ROWS.c.link).order_by(_ROWS.c.id.desc()).limit(1)
_ADD = insert(AuditEntry.__table__)  # type: ignore[arg-type]


def write_rows(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    action: str,
    subject: str,
    subject_ids: Sequence[int],
    details: dict[str, Any],
) -> tuple[int, ...]:
    """Write one row for each record, at the end of the chain; return their ids."""
    session.flush()
    ((key_hex,),) = rows_of(session, _KEY)
    key = bytes.fromhex(key_hex)
    last_id, link = next(iter(rows_of(session, _LAST)), (0, BEGINNING))
    rows = []
    for row_id, subject_id in enumerate(subject_ids, last_id + 1):
        row = ChainRow(row_id, at, actor.staff_id, actor.desk, action, subject, subject_id, details)
        link = link_of(key, link, row)
        rows.append(
            {
                "id": row_id, "at": at, "staff_id": actor.staff_id, "desk": actor.desk,
                "action": action, "subject": subject, "subject_id": subject_id,
                "details": details, "link": link,
            }
        )  # fmt: skip
    session.execute(_ADD, rows)
    return tuple(range(last_id + 1, last_id + 1 + len(rows)))


def note(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    deed: Deed,
    subject: str = "desk",
    subject_id: int = 0,
    details: Sequence[str] = (),
) -> Change:
    """Write down what changed no record: a look, a print, an export, a sign-in.

    Everybody may, and no screen has to look again.

    Args:
        details: words of ours such as ``csv``; never what was typed.
    """
    (row_id,) = write_rows(
        session,
        actor=actor,
        at=at,
        action=deed.value,
        subject=subject,
        subject_ids=(subject_id,),
        details={"fields": list(details)} if details else {},
    )
    return Change(subject_id, 0, frozenset(), audit_id=row_id)


def note_restore(session: Session, *, actor: Actor, at: dt.datetime) -> Change:
    """Write down that a copy took the database's place, and from when it is.

    An old copy may not know yet who put it there.
    """
    if actor.staff_id is not None and session.get(Staff, actor.staff_id) is None:
        actor = replace(actor, staff_id=None)
    last = session.scalar(select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(1))
    words = (last.isoformat(timespec="seconds"),) if last else ()
    return note(session, actor=actor, at=at, deed=Deed.RESTORE, details=words)
