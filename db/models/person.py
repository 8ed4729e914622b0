"""People who called or walked in, their numbers, and how they belong together."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.domain.enquiry import About
from db.domain.follow_up import VoicemailRule
from db.models.base import Base, Keyed, Versioned, stored_enum


class Person(Keyed, Versioned, Base):
    """Somebody with a name and contact points; not necessarily a patient.

    ``name`` may be empty: a number that called is remembered before its owner
    is. ``search_text`` is what the full-text index holds, word for word.
    """

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(16), default="")
    note: Mapped[str] = mapped_column(default="")
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    do_not_contact_reason: Mapped[str] = mapped_column(String(200), default="")
    do_not_contact_since: Mapped[dt.datetime | None]
    do_not_contact_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    binned_at: Mapped[dt.datetime | None]
    search_text: Mapped[str] = mapped_column(default="")

    numbers: Mapped[list[PersonPhone]] = relationship(
        back_populates="person",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="PersonPhone.position",
    )
    former_names: Mapped[list[FormerName]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="[FormerName.until, FormerName.id]",
    )


class FormerName(Base):
    """A name somebody had in this log before it was corrected or changed."""

    __tablename__ = "former_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    until: Mapped[dt.datetime]


class Phone(Base):
    """One telephone number, shared by everybody who may be reached on it.

    ``key`` is what makes two spellings the same number; ``spellings`` are the
    runs of digits by which it is searched, with spaces between them, see
    ``db.models.derived.phone_suffix``.
    """

    __tablename__ = "phone"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    e164: Mapped[str | None] = mapped_column(String(32))
    digits: Mapped[str] = mapped_column(String(64))
    spellings: Mapped[str] = mapped_column(String(200))


class PersonPhone(Base):
    """A number of one person, as it was given, with the rule for messages on it."""

    __tablename__ = "person_phone"
    __table_args__ = (Index(None, "phone_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    phone_id: Mapped[int] = mapped_column(ForeignKey("phone.id"))
    raw: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(64), default="")
    voicemail: Mapped[VoicemailRule] = mapped_column(
        stored_enum(VoicemailRule), default=VoicemailRule.UNKNOWN
    )
    position: Mapped[int] = mapped_column(default=0)
    former_since: Mapped[dt.datetime | None]

    person: Mapped[Person] = relationship(back_populates="numbers")
    phone: Mapped[Phone] = relationship(lazy="joined")


class Relation(Base):
    """``other`` is the ``kind`` of ``person``: the child of, the partner of."""

    __tablename__ = "relation"
    __table_args__ = (Index(None, "person_id", "other_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[About] = mapped_column(stored_enum(About))


class PersonMerge(Base):
    """Two entries of one person put together: ``other`` went to the bin, ``keep`` has it all.

    ``moved`` says which rows went over and what was changed on the way, so that it can be taken
    apart at any later time, see ``db.services.merging``.
    """

    __tablename__ = "person_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    keep_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    merged_at: Mapped[dt.datetime]
    merged_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    undone_at: Mapped[dt.datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    moved: Mapped[dict[str, Any]]


class NotTheSame(Base):
    """Two people whom somebody has told apart; the smaller id comes first."""

    __tablename__ = "not_the_same"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    told_at: Mapped[dt.datetime]
    told_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
