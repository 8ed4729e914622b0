"""The pictures of the clinic's texts and letterhead."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.domain.picture import PictureKind
from db.models.base import Base, stored_enum


class StoredPicture(Base):
    """One picture, never edited. Texts, sheets and the letterhead hold its fingerprint only.

    ``fingerprint`` is the SHA-256 of ``data``; ``grey`` is what black-and-white sheets show,
    made once so that they are the same in later years, and empty where ``data`` has no colour.
    """

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[PictureKind] = mapped_column(stored_enum(PictureKind))
    width: Mapped[int]
    height: Mapped[int]
    data: Mapped[bytes]
    grey: Mapped[bytes]
    added_at: Mapped[dt.datetime]
