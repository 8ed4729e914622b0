"""The views of the log that somebody keeps under names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.domain.enquiry import Channel, Outcome
from db.models.clinic import Setting
from db.queries.enquiry_log import Kept, LogFilter, SortBy


@dataclass(frozen=True, slots=True)
class LogView:
    """What narrows and orders the log, and which columns are shown.

    Attributes:
        period: days that go on with the calendar, such as ``this_month``; then ``wanted`` has none.
        hidden: the numbers of columns that are not shown.
    """

    name: str
    wanted: LogFilter
    period: str = ""
    hidden: tuple[int, ...] = ()


def log_views(session: Session, *, staff_id: int | None) -> list[LogView]:
    """Return what somebody keeps, or whoever sits where nobody does, in the order of keeping."""
    stored = session.scalar(select(Setting.value).where(Setting.key == key_of(staff_id)))
    return [_read(view) for view in stored or ()]


def key_of(staff_id: int | None) -> str:
    """Return the setting under which the views of somebody stand."""
    return f"log_views/{staff_id or 0}"


def stored_form(views: Sequence[LogView]) -> list[dict[str, Any]]:
    """Return views as they are stored: what does not narrow is left out."""
    return [
        {
            "name": view.name,
            "period": view.period,
            "hidden": list(view.hidden),
            "wanted": {
                field.name: _plain(value)
                for field in fields(LogFilter)
                if (value := getattr(view.wanted, field.name)) != field.default
            },
        }
        for view in views
    ]


_READ: Final[Mapping[str, Any]] = {
    "channel": Channel,
    "outcome": lambda value: value if isinstance(value, int) else Outcome(value),
    "kept": Kept,
    "sort_by": SortBy,
    "since": dt.date.fromisoformat,
    "until": dt.date.fromisoformat,
}


def _read(view: Mapping[str, Any]) -> LogView:
    wanted = {
        name: _READ[name](value) if name in _READ else value
        for name, value in view["wanted"].items()
    }
    return LogView(view["name"], LogFilter(**wanted), view["period"], tuple(view["hidden"]))


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, Channel | Outcome | Kept | SortBy) else value
