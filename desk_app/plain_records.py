"""Records of plain fields as values that JSON can hold, and back, for what is kept as a draft."""

from __future__ import annotations

import datetime as dt
import enum
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

R = TypeVar("R")


def to_json(record: Any) -> dict[str, Any]:
    """Return a record, and the records in it, as plain values."""
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def from_json(kind: type[R], data: object) -> R | None:
    """The opposite of ``to_json``; None for what means nothing to this version."""
    try:
        return _record(kind, data)
    except (TypeError, ValueError):
        return None


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return to_json(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _record(kind: type[R], data: object) -> R:
    if not isinstance(data, Mapping):
        raise TypeError(type(data).__name__)
    hints = get_type_hints(kind)
    return kind(**{name: _typed(data[name], hints[name]) for name in hints if name in data})


def _typed(value: Any, hint: Any) -> Any:
    if get_origin(hint) is types.UnionType:  # something or None
        return None if value is None else _typed(value, get_args(hint)[0])
    if get_origin(hint) is not None:  # several of one kind
        if not isinstance(value, list):
            raise TypeError(type(value).__name__)
        return tuple(_typed(each, get_args(hint)[0]) for each in value)
    if hint is dt.datetime:
        instant = dt.datetime.fromisoformat(value)
        if instant.tzinfo is None:
            raise ValueError("an instant without a zone")
        return instant
    if hint is dt.date:
        return dt.date.fromisoformat(value)
    if is_dataclass(hint):
        return _record(hint, value)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(value)
    if not isinstance(value, hint):
        raise TypeError(type(value).__name__)
    return value
