"""How the small records on a card are kept in its draft."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

from db.domain.screening import Answer, HandingOver, SaidCard

R = TypeVar("R", Answer, HandingOver, SaidCard)


def to_json(record: Answer | HandingOver | SaidCard) -> dict[str, Any]:
    """Return a record as plain values."""
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def from_json(kind: type[R], data: object) -> R | None:
    """The opposite of ``to_json``; None for what means nothing to this version."""
    if not isinstance(data, Mapping):
        return None
    hints = get_type_hints(kind)
    try:
        return kind(**{name: _typed(data[name], hints[name]) for name in hints if name in data})
    except (TypeError, ValueError):
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _typed(value: Any, hint: Any) -> Any:
    if hint is dt.datetime:
        instant = dt.datetime.fromisoformat(value)
        if instant.tzinfo is None:
            raise ValueError("an instant without a zone")
        return instant
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(value)
    if not isinstance(value, hint):
        raise TypeError(type(value).__name__)
    return value
