"""What left the desk on paper and comes back to be typed in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class PrintedList(Base):
    """A follow-up list as it was printed; its id is the number that stands on the sheet.

    ``rows`` are pairs of a follow-up's id, or None where nothing was promised, and its
    enquiry's, in the order of the sheet: "row 12" means the same however the list changes.
    """

    __tablename__ = "printed_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    printed_at: Mapped[dt.datetime]
    printed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    desk: Mapped[str] = mapped_column(String(64), default="")
    rows: Mapped[list[list[int | None]]] = mapped_column(JSON)
