"""Reads of what the clinic offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain.words import fold
from db.models.service import Service, ServiceAlias, ServiceArticle, ServicePractitioner
from db.models.staff import Staff


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service with all its facts. Prices in the currency's smallest unit."""

    service_id: int
    version: int
    name: str
    category: str
    first_minutes: int | None
    return_minutes: int | None
    first_price: int | None
    return_price: int | None
    wear: str
    first_visit: str
    to_practitioner: bool
    active: bool
    aliases: tuple[str, ...] = ()
    practitioners: tuple[tuple[int, str], ...] = ()
    article_ids: tuple[int, ...] = ()


def services(session: Session, *, also_inactive: bool = False) -> list[ServiceRow]:
    """Return the services in the clinic's order. A clinic has dozens, so all come at once."""
    aliases = _grouped(session.execute(select(ServiceAlias.service_id, ServiceAlias.alias)))
    practising = session.execute(
        select(ServicePractitioner.service_id, Staff.id, Staff.name).join(
            Staff, Staff.id == ServicePractitioner.staff_id
        )
    )
    people = _grouped(
        (service_id, (staff_id, name))
        for service_id, staff_id, name in sorted(practising, key=lambda row: fold(row.name))
    )
    articles = _grouped(
        session.execute(
            select(ServiceArticle.service_id, ServiceArticle.article_id).order_by(
                ServiceArticle.position
            )
        )
    )
    statement = select(
        Service.id,
        Service.version,
        Service.name,
        Service.category,
        Service.first_minutes,
        Service.return_minutes,
        Service.first_price,
        Service.return_price,
        Service.wear,
        Service.first_visit,
        Service.to_practitioner,
        Service.active,
    ).order_by(Service.position, Service.id)
    if not also_inactive:
        statement = statement.where(Service.active)
    found: Sequence[Any] = session.execute(statement).all()
    return [ServiceRow(*[*row, aliases[row.id], people[row.id], articles[row.id]]) for row in found]


def _grouped(pairs: Iterable[Any]) -> defaultdict[int, tuple[Any, ...]]:
    groups: defaultdict[int, tuple[Any, ...]] = defaultdict(tuple)
    for key, value in pairs:
        groups[key] += (value,)
    return groups
