"""Which cards of a desk have already become enquiries, or a part of one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.enquiry import Enquiry
from db.models.follow_up import Attempt, FollowUp


def logged_numbers(session: Session, *, public_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the readable numbers of those that were logged, also of binned ones."""
    begun = select(Enquiry.public_id, Enquiry.year, Enquiry.number).where(
        Enquiry.public_id.in_(public_ids)
    )
    continued = (
        select(Attempt.public_id, Enquiry.year, Enquiry.number)
        .join(FollowUp, FollowUp.id == Attempt.follow_up_id)
        .join(Enquiry, Enquiry.id == FollowUp.enquiry_id)
        .where(Attempt.public_id.in_(public_ids))
    )
    numbers: dict[uuid.UUID, str] = {}
    for public_id, year, number in (*session.execute(begun), *session.execute(continued)):
        if public_id is not None:
            numbers[public_id] = f"{year}-{number:04d}"
    return numbers
