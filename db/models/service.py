"""What the clinic offers."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, Keyed, Versioned


class Service(Keyed, Versioned, Base):
    """One thing the clinic offers. Minutes and prices are None where there is no such visit.

    Prices are in the smallest unit of the clinic's currency.
    """

    __tablename__ = "service"

    name: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(64), default="")
    first_minutes: Mapped[int | None]
    return_minutes: Mapped[int | None]
    first_price: Mapped[int | None]
    return_price: Mapped[int | None]
    wear: Mapped[str] = mapped_column(default="")
    first_visit: Mapped[str] = mapped_column(default="")
    to_practitioner: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)

    aliases: Mapped[list[ServiceAlias]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ServiceAlias.id"
    )
    practitioners: Mapped[list[ServicePractitioner]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )
    articles: Mapped[list[ServiceArticle]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ServiceArticle.position"
    )


class ServiceAlias(Base):
    """Another word callers use for a service."""

    __tablename__ = "service_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), index=True
    )
    alias: Mapped[str] = mapped_column(String(200))


class ServicePractitioner(Base):
    """Who gives a service."""

    __tablename__ = "service_practitioner"

    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)


class ServiceArticle(Base):
    """An article whose handouts are offered first for a service."""

    __tablename__ = "service_article"

    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    )
    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)
