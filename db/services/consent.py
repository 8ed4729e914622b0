"""What callers agree to or refuse, kept in the words of that day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from db.domain.changes import Change, Topic
from db.domain.consent import ConsentAnswer
from db.domain.staff import Actor
from db.models.consent import Consent
from db.models.enquiry import Enquiry
from db.services.gate import command
from db.services.records import find


@command("enquiry")
def give_consent(
    session: Session, *, actor: Actor, at: dt.datetime, enquiry_id: int, answer: ConsentAnswer
) -> Change:
    """Keep a yes or a no that came later; a no takes an earlier yes back.

    What was said before stays. Undo: there is none, as nothing was changed; answer again.

    Raises:
        NotFoundError.
    """
    enquiry = find(session, Enquiry, enquiry_id)
    keep_consent(session, enquiry, answer, actor)
    session.flush()
    topics = frozenset({Topic.ENQUIRY, Topic.PERSON})
    return Change(enquiry.id, enquiry.version, topics, ("consent",))


def keep_consent(
    session: Session,
    enquiry: Enquiry,
    answer: ConsentAnswer | None,
    actor: Actor,
    taken_by: int | None = None,
) -> None:
    """A step of logging an enquiry and of going on with one. None: nobody asked."""
    if answer is not None:
        session.add(
            Consent(
                enquiry_id=enquiry.id,
                words=answer.words.text,
                words_version=answer.words.version,
                is_given=answer.is_given,
                answered_at=answer.at,
                taken_by=taken_by or actor.staff_id,
                desk=actor.desk,
            )
        )
