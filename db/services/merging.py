"""Two entries of one person become one, and can be taken apart again at any later time.

The other entry stays as it is, in the bin; what belonged to it goes over to the one that is
kept. The record of it names every row that moved and every value that was changed, so that
taking apart puts back what came from the other and leaves what was added since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.domain import text
from db.domain.changes import Change, Topic
from db.domain.errors import MergedAgainError, NotPossibleError
from db.domain.person import MERGED_FIELDS, Side, both_values, stricter
from db.domain.staff import Actor
from db.domain.words import fold
from db.models.person import FormerName, NotTheSame, Person, PersonMerge, PersonPhone, Relation
from db.services.derived import index_person
from db.services.gate import command
from db.services.merge_record import OWNED, Moved, change_back
from db.services.records import Cleaner, find, find_seen

_PERSON = frozenset({Topic.PERSON, Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.HANDOUT})

_STOP: Final = (
    "do_not_contact_reason", "do_not_contact_since", "do_not_contact_by", "do_not_contact",
)  # fmt: skip
_LIMITS: Final = {"email": text.EMAIL, "note": text.NOTE}


@command("person_merge")
def merge_people(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    keep_id: int,
    keep_version: int,
    other_id: int,
    other_version: int,
    choices: Mapping[str, Side],
) -> Change:
    """Put two entries of one person together. Undo: ``unmerge_people``.

    An empty field takes the value of the other side. A name that is not chosen becomes a former
    one; of do-not-contact and the rules for messages the stricter holds.

    Args:
        choices: field name -> whose value stands there; without one, ``MERGED_FIELDS``.

    Raises:
        ValidationError: both texts together are too long.
        NotFoundError, StaleEditError.
        NotPossibleError: they are the same entry, or one of them is in the bin.
    """
    keep = find_seen(session, Person, keep_id, keep_version)
    other = find_seen(session, Person, other_id, other_version)
    if keep is other or keep.binned_at is not None or other.binned_at is not None:
        raise NotPossibleError("nothing to put together")
    moved = Moved({name: side.value for name, side in choices.items()})
    _merge_fields(session, keep, other, {**MERGED_FIELDS, **choices}, moved, at)
    _move_numbers(session, keep, other, moved)
    for name in OWNED:
        if not name.startswith(("person_phone", "relation")):
            _move_rows(session, keep, other, name, moved)
    _move_relations(session, keep, other, moved)
    other.binned_at = at
    flag_modified(keep, "name")
    merge = PersonMerge(
        keep_id=keep.id, other_id=other.id, merged_at=at, merged_by=actor.staff_id,
        moved=moved.stored(),
    )  # fmt: skip
    session.add(merge)
    _index(session, keep, other)
    return Change(merge.id, keep.version, _PERSON, tuple(choices))


@command("person_merge")
def unmerge_people(session: Session, *, actor: Actor, at: dt.datetime, merge_id: int) -> Change:
    """Take two people apart again. Undo: ``merge_people`` with the same choices.

    Raises:
        NotFoundError.
        NotPossibleError: that was done already.
        MergedAgainError: one of them was put together with somebody else since; that comes first.
    """
    merge = find(session, PersonMerge, merge_id)
    if merge.undone_at is not None:
        raise NotPossibleError("taken apart already")
    if _later_merge(session, merge) is not None:
        raise MergedAgainError(f"merge {merge.id}")
    keep, other = find(session, Person, merge.keep_id), find(session, Person, merge.other_id)
    moved = Moved(**merge.moved)
    for name, ids in moved.rows.items():
        _move_back(session, keep, other, name, ids)
    for row in session.scalars(select(PersonPhone).where(PersonPhone.person_id == other.id)):
        row.position = moved.positions.get(str(row.id), row.position)
    for name_id in moved.names:
        if (former := session.get(FormerName, name_id)) is not None:
            session.delete(former)
    for change in reversed(moved.changes):
        change_back(session, *change)
    other.binned_at = None
    flag_modified(keep, "name")
    merge.undone_at, merge.undone_by = at, actor.staff_id
    _index(session, keep, other)
    return Change(merge.id, keep.version, _PERSON)


@command("person")
def tell_apart(
    session: Session,
    *,
    actor: Actor,
    at: dt.datetime,
    person_id: int,
    other_id: int,
    apart: bool = True,
) -> Change:
    """Note that two people are not the same one, or that they may be: each undoes the other.

    Raises:
        NotFoundError.
    """
    first, second = sorted(
        (find(session, Person, person_id).id, find(session, Person, other_id).id)
    )
    known = session.get(NotTheSame, (first, second))
    if apart and known is None:
        session.add(
            NotTheSame(person_id=first, other_id=second, told_at=at, told_by=actor.staff_id)
        )
    elif not apart and known is not None:
        session.delete(known)
    session.flush()
    return Change(person_id, 0, frozenset({Topic.PERSON}), ("not_the_same",))


# --- Together ------------------------------------------------------------------------------


def _merge_fields(
    session: Session,
    keep: Person,
    other: Person,
    choices: Mapping[str, Side],
    moved: Moved,
    at: dt.datetime,
) -> None:
    cleaner = Cleaner()
    names = (keep.name, other.name)
    for name in MERGED_FIELDS:
        value = _merged(name, getattr(keep, name), getattr(other, name), choices[name])
        if name in _LIMITS:
            cleaner.block(name, value, _LIMITS[name])
        moved.set(keep, name, value)
    cleaner.check()
    for lost in names:
        if lost and fold(lost) != fold(keep.name):
            former = FormerName(person_id=keep.id, name=lost, until=at)
            session.add(former)
            session.flush()
            moved.names.append(former.id)
    if other.do_not_contact and not keep.do_not_contact:
        for name in _STOP:
            moved.set(keep, name, getattr(other, name))


def _merged(name: str, keep: str, other: str, side: Side) -> str:
    if not (keep and other):
        return keep or other
    if side is Side.BOTH:
        return both_values(name, keep, other)
    return keep if side is Side.KEEP else other


def _move_numbers(session: Session, keep: Person, other: Person, moved: Moved) -> None:
    own = {number.phone_id: number for number in _numbers(session, keep)}
    place = max((number.position for number in own.values()), default=-1)
    went = moved.rows.setdefault("person_phone.person_id", [])
    for number in _numbers(session, other):
        twin = own.get(number.phone_id)
        if twin is None:
            place += 1
            went.append(number.id)
            moved.positions[str(number.id)] = number.position
            number.person_id, number.position = keep.id, place
            continue
        moved.set(twin, "voicemail", stricter(twin.voicemail, number.voicemail))
        moved.set(twin, "label", twin.label or number.label)
        if number.former_since is None:
            moved.set(twin, "former_since", None)
    session.flush()


def _numbers(session: Session, person: Person) -> list[PersonPhone]:
    statement = select(PersonPhone).where(PersonPhone.person_id == person.id)
    return list(session.scalars(statement.order_by(PersonPhone.position, PersonPhone.id)))


def _move_rows(session: Session, keep: Person, other: Person, name: str, moved: Moved) -> None:
    column = OWNED[name]
    rows = session.scalars(select(column.class_).where(column == other.id).order_by("id")).all()
    for row in rows:
        setattr(row, column.key, keep.id)
    moved.rows[name] = [row.id for row in rows]
    session.flush()


def _move_relations(session: Session, keep: Person, other: Person, moved: Moved) -> None:
    """What the two were to each other, or what is known already, stays with the other."""
    for relation in _relations_of(session, other):
        away = "person_id" if relation.person_id == other.id else "other_id"
        if not _relation_stays(session, relation, away, keep.id):
            setattr(relation, away, keep.id)
            moved.rows.setdefault(f"relation.{away}", []).append(relation.id)
            session.flush()


def _relations_of(session: Session, person: Person) -> list[Relation]:
    theirs = (Relation.person_id == person.id) | (Relation.other_id == person.id)
    return list(session.scalars(select(Relation).where(theirs).order_by(Relation.id)))


def _relation_stays(session: Session, relation: Relation, away: str, to_id: int) -> bool:
    """Whether a relation would join somebody to themselves, or be there twice."""
    ends = {"person_id": relation.person_id, "other_id": relation.other_id, away: to_id}
    if ends["person_id"] == ends["other_id"]:
        return True
    return session.scalar(select(Relation.id).filter_by(**ends)) is not None


# --- Apart ---------------------------------------------------------------------------------


def _later_merge(session: Session, merge: PersonMerge) -> int | None:
    keep = merge.keep_id
    statement = select(func.max(PersonMerge.id)).where(
        PersonMerge.id > merge.id,
        PersonMerge.undone_at.is_(None),
        (PersonMerge.keep_id == keep) | (PersonMerge.other_id == keep),
    )
    return session.scalar(statement)


def _move_back(session: Session, keep: Person, other: Person, name: str, ids: list[int]) -> None:
    """A row that was given to somebody else since stays with them."""
    column = OWNED[name]
    kind: type[Any] = column.parent.class_
    for row in [session.get(kind, row_id) for row_id in ids]:
        if row is None or getattr(row, column.key) != keep.id:
            continue
        if isinstance(row, Relation) and _relation_stays(session, row, column.key, other.id):
            continue
        setattr(row, column.key, other.id)
        session.flush()


def _index(session: Session, *people: Person) -> None:
    """Let everything be found by the names it has now."""
    session.flush()
    session.expire_all()
    for person in people:
        index_person(session, person)
    session.flush()
