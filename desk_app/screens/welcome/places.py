"""A place to join, as typed: whether it can be one, and what stands there."""

from __future__ import annotations

from urllib.parse import urlsplit

from db.looking import Found, look_at
from db.place import DatabasePlace


def is_place(text: str) -> bool:
    """Whether the text can be a file, or the address of a database on a server."""
    text = text.strip()
    if not text:
        return False
    if "://" not in text:
        return True
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname and parts.path.strip("/"))
        return named and parts.scheme.startswith("postgres") and (parts.port or 1) > 0
    except ValueError:
        return False


def look(text: str) -> Found:
    """Return what stands at a place that ``is_place``; for a worker.

    Raises:
        StorageError: it cannot be used.
    """
    return look_at(DatabasePlace.parse(text.strip()))
