"""What was brought in from files, so that it can be taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class ImportRun(Base):
    """One file that was brought in.

    ``fingerprint`` is the SHA-256 of the file, to know it again. ``made`` says which rows it
    made, see ``db.domain.importing.Made``. ``finished_at`` is empty while it goes on, and where
    it was stopped half-way; ``kept`` counts what stayed when it was undone, for having been
    changed since.
    """

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    started_at: Mapped[dt.datetime]
    started_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    finished_at: Mapped[dt.datetime | None]
    undone_at: Mapped[dt.datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    kept: Mapped[int] = mapped_column(default=0)
    made: Mapped[dict[str, Any]]
