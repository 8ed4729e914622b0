"""What holds for the whole clinic: settings, hours, lists, the year's numbers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.domain.enquiry import ChoiceList
from db.models.base import Base, Versioned, stored_enum


class Setting(Versioned, Base):
    """One clinic-wide setting; the keys and their types stand in ``db.domain.clinic``."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class OpeningPeriod(Base):
    """One stretch of one weekday in clinic time; a day may have several. Monday is 0."""

    __tablename__ = "opening_period"

    id: Mapped[int] = mapped_column(primary_key=True)
    weekday: Mapped[int]
    opens: Mapped[dt.time]
    closes: Mapped[dt.time]


class ClosedDay(Base):
    """A date on which the clinic is shut although the weekday is open."""

    __tablename__ = "closed_day"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(String(200), default="")


class Choice(Versioned, Base):
    """One line of a list that the clinic words for itself.

    ``unmet``: an enquiry lost for this reason asked in vain for what the clinic could offer.
    """

    __tablename__ = "choice"
    __table_args__ = (UniqueConstraint("list", "key"), Index(None, "list", "position"))

    id: Mapped[int] = mapped_column(primary_key=True)
    list: Mapped[ChoiceList] = mapped_column(stored_enum(ChoiceList))
    key: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    unmet: Mapped[bool] = mapped_column(default=False)


class YearCounter(Base):
    """The last enquiry number given out in a year."""

    __tablename__ = "year_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
