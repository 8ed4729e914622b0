"""Declarative base: one naming rule for constraints, one rule for times, keys and versions."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from typing import Any, TypeVar

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

E = TypeVar("E", bound=enum.Enum)

# Named constraints let Alembic drop or alter them on SQLite and PostgreSQL alike.
NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A timezone-aware instant, stored in UTC on every backend.

    SQLite has no zone in its times, so a naive value would come back looking
    like local time. Refusing it here is cheaper than finding it in a report.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime given to a UTC column")
        return value.astimezone(dt.UTC)

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


def stored_enum(kind: type[E]) -> Enum:
    """Store an enum by its value, in a plain text column that can grow new members."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """Parent of every mapped class."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {dt.datetime: UtcDateTime, dict[str, Any]: JSON}


class Keyed:
    """An integer for joins and search order, and a UUID made at the desk.

    The UUID is what the outside sees, and lets a save be sent again after an
    unanswered commit without making a second record.
    """

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    public_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4, sort_order=-1)


class Versioned:
    """``version`` rises by one with every edit; an edit of an older one is refused."""

    version: Mapped[int] = mapped_column(sort_order=99)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}
