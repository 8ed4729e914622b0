"""From what stands in the form to the fields of an enquiry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from db.domain.enquiry import EnquiryFields, Outcome
from db.domain.errors import Problem
from db.queries.catalogue import ServiceRow
from desk_app.desk_context import DeskContext
from desk_app.screens.enquiries.choices import service_named
from desk_app.screens.enquiries.content import TypedEnquiry
from desk_app.screens.enquiries.days import read_any_day


def read_typed(
    desk: DeskContext,
    typed: TypedEnquiry,
    shown: TypedEnquiry,
    stored: EnquiryFields,
    services: Sequence[ServiceRow],
) -> tuple[EnquiryFields, dict[str, Problem]]:
    """Return the fields that are meant, and by their name those that are not understood.

    Args:
        shown: the stored fields as the form shows them; what is typed no otherwise stays.
    """
    problems: dict[str, Problem] = {}
    service_id = typed.service_id
    if typed.service == shown.service:
        service_id = stored.service_id
    elif service_id is None and typed.service.strip():
        service_id = service_named(services, typed.service)
        if service_id is None:
            problems["service"] = Problem.UNKNOWN_SERVICE
    booked = _booked(desk, typed, shown, stored, problems)
    return replace(typed.fields, service_id=service_id, booked_on=booked), problems


def _booked(
    desk: DeskContext,
    typed: TypedEnquiry,
    shown: TypedEnquiry,
    stored: EnquiryFields,
    problems: dict[str, Problem],
) -> dt.date | None:
    if typed.fields.outcome is not Outcome.BOOKED or not typed.booked.strip():
        return None
    if typed.booked == shown.booked:
        return stored.booked_on
    day = read_any_day(desk, typed.booked)
    if day is None:
        problems["booked_on"] = Problem.NOT_UNDERSTOOD
    return day
