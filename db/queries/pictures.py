"""Reads of the clinic's pictures."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain.picture import Picture
from db.models.picture import StoredPicture


def picture(session: Session, *, fingerprint: str) -> Picture | None:
    """Return a picture; None when none is kept under this fingerprint."""
    found = session.scalar(select(StoredPicture).where(StoredPicture.fingerprint == fingerprint))
    if found is None:
        return None
    return Picture(found.kind, found.width, found.height, found.data, found.grey)
