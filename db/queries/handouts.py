"""Reads of what was handed out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.domain.handout import HandoutKind, Medium, Paper
from db.models.article import ArticleVersion
from db.models.handout import HandoutRecord
from db.models.staff import Staff


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """One sheet that was given."""

    record_id: int
    article_id: int
    article_version_id: int
    title: str
    version_number: int
    kind: HandoutKind
    size_points: int
    paper: Paper
    language: str
    medium: Medium
    given_at: dt.datetime
    given_by: str
    fingerprint: str
    enquiry_id: int | None = None


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """What one sheet was made from, to make the very same pages again."""

    record_id: int
    given_at: dt.datetime
    sheet: dict[str, Any]
    fingerprint: str
    template_version: int


def handouts_of_enquiry(session: Session, *, enquiry_id: int) -> Sequence[HandoutRow]:
    """Return what was given on an enquiry, newest first."""
    return _handouts(session, HandoutRecord.enquiry_id == enquiry_id)


def handouts_of_person(session: Session, *, person_id: int) -> Sequence[HandoutRow]:
    """Return what was given to a person, newest first."""
    return _handouts(session, HandoutRecord.person_id == person_id)


def recent_handouts(session: Session, *, limit: int = 50) -> Sequence[HandoutRow]:
    """Return the newest handouts of the clinic."""
    return _handouts(session, HandoutRecord.id > 0, limit)


def given_sheet(session: Session, *, record_id: int) -> GivenSheet | None:
    """Return what a sheet was made from; None when the record is gone."""
    record = session.get(HandoutRecord, record_id)
    if record is None:
        return None
    return GivenSheet(
        record.id, record.given_at, record.sheet, record.fingerprint, record.template_version
    )


def _handouts(
    session: Session, condition: ColumnElement[bool], limit: int = 200
) -> Sequence[HandoutRow]:
    statement = (
        select(
            HandoutRecord.id,
            ArticleVersion.article_id,
            ArticleVersion.id,
            HandoutRecord.title,
            ArticleVersion.number,
            HandoutRecord.kind,
            HandoutRecord.size_points,
            HandoutRecord.paper,
            HandoutRecord.language,
            HandoutRecord.medium,
            HandoutRecord.given_at,
            func.coalesce(Staff.name, ""),
            HandoutRecord.fingerprint,
            HandoutRecord.enquiry_id,
        )
        .join(ArticleVersion, ArticleVersion.id == HandoutRecord.article_version_id)
        .outerjoin(Staff, Staff.id == HandoutRecord.given_by)
        .where(condition)
        .order_by(HandoutRecord.given_at.desc(), HandoutRecord.id.desc())
        .limit(limit)
    )
    rows: Sequence[Any] = session.execute(statement).all()
    return [HandoutRow(*row) for row in rows]
