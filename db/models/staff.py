"""Who works at the clinic."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.domain.staff import Role
from db.models.base import Base, Keyed, Versioned, stored_enum


class Staff(Keyed, Versioned, Base):
    """Somebody who signs in. Leaving staff are closed, never deleted."""

    __tablename__ = "staff"

    name: Mapped[str] = mapped_column(String(200))
    initials: Mapped[str] = mapped_column(String(8), default="")
    role: Mapped[Role] = mapped_column(stored_enum(Role))
    closed_on: Mapped[dt.date | None]
