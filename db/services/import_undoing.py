"""Takes an import back: what nobody has touched since is erased, and leaves no word behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Table, and_, delete, exists, select
from sqlalchemy.orm import Session

from db.dialects.search import search_dialect
from db.domain.importing import Made
from db.models import Base
from db.models.enquiry import Enquiry
from db.models.person import Person, Phone
from db.services.counting import forget_many
from db.services.derived import index_person

_AT_ONCE: Final = 1_000
# Part of the person: it goes with them.
_OF_A_PERSON: Final = frozenset({"person_phone", "person_key", "former_name"})


def take_back(session: Session, made: Made) -> int:
    """Erase what an import made; return how many people and enquiries stay."""
    with search_dialect(session).erasing(session):
        kept = _erase_enquiries(session, made) + _erase_people(session, made)
        kept += _restore_joined(session, made)
        _erase_phones(session, made)
    return kept


def _erase_enquiries(session: Session, made: Made) -> int:
    table: Table = Enquiry.__table__  # type: ignore[assignment]
    untouched = and_(table.c.version == 1, table.c.binned_at.is_(None), *_nobody_names(table))
    ids = _among(session, table, made, untouched)
    forget_many(session, ids)
    _erase(session, table, ids)
    return _count(session, table, made)


def _erase_people(session: Session, made: Made) -> int:
    table: Table = Person.__table__  # type: ignore[assignment]
    untouched = and_(table.c.version == 1, table.c.binned_at.is_(None), *_nobody_names(table))
    _erase(session, table, _among(session, table, made, untouched))
    return _count(session, table, made)


def _restore_joined(session: Session, made: Made) -> int:
    """People who were there before lose what they learnt, unless they were edited since."""
    kept = 0
    for person_id, before in made.joined.items():
        person = session.get(Person, int(person_id))
        if person is None:
            continue
        if person.version != before["version"]:
            kept += 1
            continue
        person.email, person.note = before["email"], before["note"]
        learnt = [own for own in person.numbers if made.holds("person_phone", own.id)]
        for own in learnt:
            person.numbers.remove(own)
        index_person(session, person)
    session.flush()
    return kept


def _erase_phones(session: Session, made: Made) -> None:
    table: Table = Phone.__table__  # type: ignore[assignment]
    unused = and_(*_nobody_names(table, except_in=("phone_suffix",)))
    _erase(session, table, _among(session, table, made, unused))


def _nobody_names(
    table: Table, *, except_in: Sequence[str] = tuple(_OF_A_PERSON)
) -> list[ColumnElement[bool]]:
    """No row of any other table refers to it."""
    return [
        ~exists().where(key.parent == table.c.id).correlate(table)
        for other in Base.metadata.sorted_tables
        if other.name not in except_in
        for key in other.foreign_keys
        if key.column is table.c.id
    ]


def _among(session: Session, table: Table, made: Made, which: ColumnElement[bool]) -> list[int]:
    ids: list[int] = []
    for first, last in made.ranges.get(table.name, ()):
        statement = select(table.c.id).where(table.c.id.between(first, last), which)
        ids += session.scalars(statement.order_by(table.c.id))
    return ids


def _erase(session: Session, table: Table, ids: Sequence[int]) -> None:
    for start in range(0, len(ids), _AT_ONCE):
        session.execute(delete(table).where(table.c.id.in_(ids[start : start + _AT_ONCE])))


def _count(session: Session, table: Table, made: Made) -> int:
    return len(_among(session, table, made, table.c.id.is_not(None)))
