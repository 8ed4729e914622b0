"""Commands on handouts: what was given is recorded, and never edited."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain.article import ArticleText
from db.domain.changes import Change, Topic
from db.domain.handout import HandoutKind, Medium, Paper
from db.domain.staff import Actor
from db.models.article import ArticleVersion
from db.models.enquiry import Enquiry
from db.models.handout import HandoutRecord
from db.models.person import Person
from db.services.derived import index_handout
from db.services.gate import command
from db.services.people import current
from db.services.records import find

_HANDOUT = frozenset({Topic.HANDOUT})


@dataclass(frozen=True, slots=True)
class GivenHandout:
    """One sheet that was printed or saved.

    Attributes:
        sheet: all that the pages were made from, as JSON can hold it.
        fingerprint: SHA-256 of the PDF, 64 hex digits.
    """

    public_id: uuid.UUID
    article_version_id: int
    size_points: int
    paper: Paper
    language: str
    medium: Medium
    fingerprint: str
    template_version: int
    sheet: Mapping[str, Any]
    kind: HandoutKind = HandoutKind.SHEET
    enquiry_id: int | None = None
    person_id: int | None = None


@command("handout_record")
def record_handout(
    session: Session, *, actor: Actor, at: dt.datetime, given: GivenHandout
) -> Change:
    """Remember what was given, on the enquiry when there is one. It happened: there is no undo.

    Sending the same ``public_id`` again changes nothing.

    Raises:
        NotFoundError: the article's version, the enquiry or the person is gone.
    """
    before = session.scalar(
        select(HandoutRecord.id).where(HandoutRecord.public_id == given.public_id)
    )
    if before is not None:
        return Change(before, 0, _HANDOUT, ("sent_again",))
    version = find(session, ArticleVersion, given.article_version_id)
    person_id = given.person_id
    if person_id is not None:
        person_id = current(session, find(session, Person, person_id)).id
    if given.enquiry_id is not None:
        person_id = person_id or find(session, Enquiry, given.enquiry_id).caller_id
    record = HandoutRecord(
        public_id=given.public_id,
        enquiry_id=given.enquiry_id,
        person_id=person_id,
        article_version_id=given.article_version_id,
        title=ArticleText.from_json(version.content).title,
        recipient_name=given.sheet.get("recipient_name", ""),
        kind=given.kind,
        size_points=given.size_points,
        paper=given.paper,
        language=given.language,
        medium=given.medium,
        given_at=at,
        given_by=actor.staff_id,
        desk=actor.desk,
        fingerprint=given.fingerprint,
        template_version=given.template_version,
        sheet=dict(given.sheet),
    )
    session.add(record)
    session.flush()
    index_handout(session, record)
    return Change(record.id, 0, _HANDOUT)
