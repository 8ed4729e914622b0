"""Which cards of a desk have already become enquiries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.enquiry import Enquiry


def logged_numbers(session: Session, *, public_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the readable numbers of those that were logged, also of binned ones."""
    statement = select(Enquiry.public_id, Enquiry.year, Enquiry.number).where(
        Enquiry.public_id.in_(public_ids)
    )
    return {
        public_id: f"{year}-{number:04d}" for public_id, year, number in session.execute(statement)
    }
