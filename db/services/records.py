"""Steps that every command takes: find a record, check what was seen, clean what was typed."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from db.domain.errors import NotFoundError, Problem, StaleEditError, ValidationError
from db.domain.text import TextTooLongError, clean
from db.services.versions import number_today

M = TypeVar("M")


def find(session: Session, kind: type[M], record_id: int) -> M:
    """Return the record.

    Raises:
        NotFoundError: it is gone.
    """
    record = session.get(kind, record_id)
    if record is None:
        raise NotFoundError(f"{kind.__name__} {record_id}")
    return record


def find_seen(session: Session, kind: type[M], record_id: int, seen_version: int) -> M:
    """Return the record, if it is still as it was seen.

    Raises:
        NotFoundError: it is gone.
        StaleEditError: another desk changed it since.
    """
    record = find(session, kind, record_id)
    seen = number_today(session, kind.__tablename__, record_id, seen_version)  # type: ignore[attr-defined]
    if record.version != seen:  # type: ignore[attr-defined]
        raise StaleEditError(f"{kind.__name__} {record_id}: saw version {seen_version}")
    return record


class Cleaner:
    """Cleans the fields of one form and collects what is wrong with them.

    Attributes:
        problems: field name -> what is wrong with it.
    """

    def __init__(self) -> None:
        self.problems: dict[str, Problem] = {}

    def line(self, name: str, text: str, limit: int, *, required: bool = False) -> str:
        """Return a single line of at most ``limit`` characters."""
        return self._clean(name, text, limit, multiline=False, required=required)

    def block(self, name: str, text: str, limit: int, *, required: bool = False) -> str:
        """Return text that may have several lines."""
        return self._clean(name, text, limit, multiline=True, required=required)

    def _clean(self, name: str, text: str, limit: int, *, multiline: bool, required: bool) -> str:
        try:
            cleaned = clean(text, limit=limit, multiline=multiline)
        except TextTooLongError:
            self.problems[name] = Problem.TOO_LONG
            return ""
        if required and not cleaned:
            self.problems[name] = Problem.REQUIRED
        return cleaned

    def check(self) -> None:
        """Raise what was collected.

        Raises:
            ValidationError: at least one field cannot be accepted.
        """
        if self.problems:
            raise ValidationError(self.problems)
