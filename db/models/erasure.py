"""Who was erased, by numbers that say nothing once the rows are gone."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Erasure(Base):
    """One erasure. ``people`` and ``enquiries`` are public ids, 32 hex digits each.

    After a restore the rows they name are there again, and are erased again.
    """

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    people: Mapped[list[str]] = mapped_column(JSON)
    enquiries: Mapped[list[str]] = mapped_column(JSON)
