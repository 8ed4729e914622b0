"""What other desks have done meanwhile, read from the audit."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.domain.changes import TOPICS_OF_SUBJECT, Change, Topic
from db.domain.deed import CHANGES_NOTHING
from db.models.audit import AuditEntry

# On a server a lower number may be committed after a higher one; so a look goes back a little.
_OVERLAP = 100


def last_change(session: Session) -> int:
    """Return the newest audit row's id; 0 when nothing was ever done."""
    return session.scalar(select(func.max(AuditEntry.id))) or 0


def last_moment(session: Session) -> dt.datetime | None:
    """Return when anything was last done, by the clock of the desk that did it."""
    return session.scalar(select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(1))


def changes_since(session: Session, *, audit_id: int, limit: int = 500) -> list[Change]:
    """Return commands after, and a few from just before, an audit row; oldest first.

    Versions are not known here: the changes only say what to look at again.
    """
    statement = (
        select(AuditEntry.id, AuditEntry.subject, AuditEntry.subject_id, AuditEntry.action)
        .where(AuditEntry.id > audit_id - _OVERLAP)
        .order_by(AuditEntry.id)
        .limit(limit + _OVERLAP)
    )
    return [
        Change(subject_id, 0, _topics(subject, action), audit_id=entry_id)
        for entry_id, subject, subject_id, action in session.execute(statement)
    ]


def _topics(subject: str, action: str) -> frozenset[Topic]:
    return frozenset() if action in CHANGES_NOTHING else TOPICS_OF_SUBJECT[subject]
