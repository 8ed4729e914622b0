"""Who works at the clinic."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
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


class StaffSecret(Base):
    """What somebody signs in with; whoever has none cannot. Nobody has one: nobody is asked.

    Attributes:
        tries: wrong ones in a row, so that a restart does not forget them.
        last_try_at: the last wrong one.
    """

    __tablename__ = "staff_secret"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    hashed: Mapped[str] = mapped_column(String(400))
    tries: Mapped[int] = mapped_column(default=0)
    last_try_at: Mapped[dt.datetime | None]
