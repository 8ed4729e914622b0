"""What a merge of two people did, as it is kept so that it can be taken back."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.orm import InstrumentedAttribute, Session

from db.domain.follow_up import VoicemailRule
from db.models.enquiry import Enquiry
from db.models.handout import HandoutRecord
from db.models.person import FormerName, Person, PersonPhone, Relation

# Everything that may belong to a person, in the order in which it moves.
OWNED: Final[dict[str, InstrumentedAttribute[Any]]] = {
    f"{column.class_.__tablename__}.{column.key}": column
    for column in (
        Enquiry.caller_id,
        Enquiry.about_id,
        HandoutRecord.person_id,
        FormerName.person_id,
        PersonPhone.person_id,
        Relation.person_id,
        Relation.other_id,
    )
}
_CHANGED: Final[dict[str, type[Person | PersonPhone]]] = {
    "person": Person,
    "person_phone": PersonPhone,
}


@dataclass(slots=True)
class Moved:
    """What is kept of a merge.

    Attributes:
        choices: field name -> value of the chosen ``Side``.
        rows: name in ``OWNED`` -> ids of the rows that went over.
        positions: id of a number that went over -> its place among the other's.
        names: ids of former names that were written down.
        changes: ``(table, id, column, before, after)``.
    """

    choices: dict[str, str]
    rows: dict[str, list[int]] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)
    changes: list[list[Any]] = field(default_factory=list)

    def set(self, row: Person | PersonPhone, column: str, value: Any) -> None:
        """Change a value and remember what was there."""
        before = getattr(row, column)
        if before != value:
            setattr(row, column, value)
            self.changes.append(
                [row.__tablename__, row.id, column, _stored(before), _stored(value)]
            )

    def stored(self) -> dict[str, Any]:
        """Return it as JSON can hold it; ``Moved(**stored)`` reads it."""
        return {
            "choices": self.choices, "rows": self.rows, "positions": self.positions,
            "names": self.names, "changes": self.changes,
        }  # fmt: skip


def _stored(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return value.value if isinstance(value, enum.Enum) else value


def _loaded(column: str, value: Any) -> Any:
    if column == "voicemail":
        return VoicemailRule(value)
    if column.endswith("_since") and value is not None:
        return dt.datetime.fromisoformat(value)
    return value


def change_back(
    session: Session, table: str, row_id: int, column: str, before: Any, after: Any
) -> None:
    """What was written since stays; what was only written on at the end loses its beginning."""
    row = session.get(_CHANGED[table], row_id)
    if row is None:
        return
    now = _stored(getattr(row, column))
    if now == after:
        setattr(row, column, _loaded(column, before))
    elif column == "note" and now.startswith(after):
        setattr(row, column, before + now[len(after) :])
