"""Commands on what the clinic offers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.errors import Problem, StaleEditError
from db.domain.staff import Actor
from db.models.service import Service, ServiceAlias, ServiceArticle, ServicePractitioner
from db.services.gate import command
from db.services.records import Cleaner, find_seen

_SERVICE = frozenset({Topic.SERVICE})


@dataclass(frozen=True, slots=True)
class ServiceFields:
    """What stands on a service's page, as typed. Prices in the currency's smallest unit."""

    name: str
    aliases: Sequence[str] = ()
    category: str = ""
    first_minutes: int | None = None
    return_minutes: int | None = None
    first_price: int | None = None
    return_price: int | None = None
    wear: str = ""
    first_visit: str = ""
    to_practitioner: bool = False
    practitioner_ids: Sequence[int] = ()
    article_ids: Sequence[int] = ()
    active: bool = True


@command("service")
def add_service(
    session: Session, *, actor: Actor, at: dt.datetime, fields: ServiceFields
) -> Change:
    """Offer something new. Undo: ``change_service`` with ``active=False``.

    Raises:
        ValidationError: no name, a name that is taken, or a negative figure.
    """
    last = session.scalar(select(func.max(Service.position)))
    service = Service(name="", position=0 if last is None else last + 1)
    _fill(session, service, fields)
    session.add(service)
    session.flush()
    return Change(service.id, service.version, _SERVICE)


@command("service")
def change_service(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    service_id: int,
    seen_version: int,
    fields: ServiceFields,
) -> Change:
    """Edit a service, or put it out of use. Undo: change back.

    Raises:
        ValidationError, NotFoundError, StaleEditError.
    """
    service = find_seen(session, Service, service_id, seen_version)
    _fill(session, service, fields)
    # New aliases alone would leave the row, and with it its version, as it was.
    flag_modified(service, "name")
    session.flush()
    return Change(service.id, service.version, _SERVICE)


@command("service")
def order_services(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    service_ids: Sequence[int],
    seen: Sequence[int] | None = None,
) -> Change:
    """Put the services in this order; those left out come after. Undo: the earlier order.

    Raises:
        StaleEditError: they do not stand in the order that was ``seen``.
    """
    wanted = {service_id: place for place, service_id in enumerate(dict.fromkeys(service_ids))}
    stored = session.scalars(select(Service).order_by(Service.position, Service.id)).all()
    if seen is not None and [service.id for service in stored] != list(seen):
        raise StaleEditError("services")
    for position, service in enumerate(sorted(stored, key=lambda s: wanted.get(s.id, len(stored)))):
        service.position = position
    session.flush()
    return Change(0, 0, _SERVICE, ("position",))


def _fill(session: Session, service: Service, fields: ServiceFields) -> None:
    cleaner = Cleaner()
    name = cleaner.line("name", fields.name, text.NAME, required=True)
    category = cleaner.line("category", fields.category, 64)
    wear = cleaner.block("wear", fields.wear, text.NOTE)
    first_visit = cleaner.block("first_visit", fields.first_visit, text.NOTE)
    aliases = [cleaner.line("aliases", alias, text.NAME) for alias in fields.aliases]
    for figure in ("first_minutes", "return_minutes", "first_price", "return_price"):
        value = getattr(fields, figure)
        if value is not None and not 0 <= value <= 100_000_00:
            cleaner.problems[figure] = Problem.OUT_OF_RANGE
    same = select(Service.id).where(
        func.lower(Service.name) == name.lower(), Service.id != (service.id or 0)
    )
    with session.no_autoflush:
        if name and session.scalar(same) is not None:
            cleaner.problems["name"] = Problem.ALREADY_THERE
    cleaner.check()
    service.name, service.category = name, category
    service.wear, service.first_visit = wear, first_visit
    service.first_minutes, service.return_minutes = fields.first_minutes, fields.return_minutes
    service.first_price, service.return_price = fields.first_price, fields.return_price
    service.to_practitioner, service.active = fields.to_practitioner, fields.active
    _set_lists(service, [alias for alias in dict.fromkeys(aliases) if alias], fields)


def _set_lists(service: Service, aliases: Sequence[str], fields: ServiceFields) -> None:
    known = {row.alias: row for row in service.aliases}
    service.aliases = [known.get(alias) or ServiceAlias(alias=alias) for alias in aliases]
    staff = {row.staff_id: row for row in service.practitioners}
    service.practitioners = [
        staff.get(staff_id) or ServicePractitioner(staff_id=staff_id)
        for staff_id in dict.fromkeys(fields.practitioner_ids)
    ]
    linked = {row.article_id: row for row in service.articles}
    service.articles = [
        linked.get(article_id) or ServiceArticle(article_id=article_id)
        for article_id in dict.fromkeys(fields.article_ids)
    ]
    for position, link in enumerate(service.articles):
        link.position = position
