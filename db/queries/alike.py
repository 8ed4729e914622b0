"""Who may be the same person: names that sound or look alike, and what else they share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Select,
    bindparam,
    func,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from db.domain.phone import search_digits
from db.domain.sounds import likeness, name_keys, strong_keys
from db.domain.words import fold
from db.models.derived import person_key
from db.models.person import FormerName, NotTheSame, Person, PersonPhone, Relation
from db.queries.prepared import rows_of
from db.queries.search import NEXT_DIGIT, phones_between

ALIKE: Final = 0.84
_SURELY_ALIKE: Final = 0.86
# With the same number or address, less of the name has to agree.
_ALIKE_WITH_MORE: Final = 0.7
_MOST_WITH_A_KEY: Final = 80
# A name that more people share says nothing about any two of them.
_COMMON: Final = 30
_DIGITS_OF_A_NUMBER: Final = 7
_TOO_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """Somebody who may be the one that is meant.

    Attributes:
        score: how like the names are, from 0 to 1.
    """

    person_id: int
    name: str
    number: str
    do_not_contact: bool
    score: float
    same_number: bool
    same_email: bool


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two entries that may be one person; ``first`` was entered earlier."""

    first_id: int
    first_name: str
    first_number: str
    second_id: int
    second_name: str
    second_number: str
    score: float
    same_number: bool
    same_email: bool


@dataclass(slots=True)
class _Known:
    """What two people are compared by."""

    name: str
    email: str
    do_not_contact: bool
    names: list[str] = field(default_factory=list)
    phones: dict[int, str] = field(default_factory=dict)


def sounding_alike(
    session: Session, typed: str, *, apart_from: Collection[int] = (), limit: int = 8
) -> list[int]:
    """Return the ids of people whose name, or a part of it, sounds or looks like this one."""
    keys = strong_keys(typed)
    if sum(character.isalpha() for character in typed) <= _TOO_SHORT or not keys:
        return []
    found = _known(session, _with_keys(session, keys), with_numbers=False)
    scores = {
        person_id: max(likeness(typed, name, missing=0.05) for name in known.names)
        for person_id, known in found.items()
        if person_id not in apart_from
    }
    best = sorted(scores, key=lambda person_id: (-scores[person_id], -person_id))
    return [person_id for person_id in best if scores[person_id] >= ALIKE][:limit]


def people_alike(
    session: Session, *, name: str, number: str = "", email: str = "", limit: int = 3
) -> list[AlikeRow]:
    """Return who somebody new may be, the likeliest first."""
    digits = search_digits(number)
    keys = name_keys(name)
    if not keys:
        return []
    sharing: set[int] = set()
    if len(digits) >= _DIGITS_OF_A_NUMBER:
        tails = {"first": digits, "end": digits + NEXT_DIGIT}
        sharing = {person_id for (person_id,) in rows_of(session, _ON_NUMBER, **tails)}
    found = _known(session, {*_with_keys(session, keys), *sharing})
    me = _Known(name, email, do_not_contact=False, names=[name])
    return _ranked(me, found, sharing, limit)


def duplicates_of(session: Session, *, person_id: int, limit: int = 3) -> list[AlikeRow]:
    """Return who may be the same person as this one, the likeliest first.

    Whom somebody told apart, or who belongs to them, is not.
    """
    mine = _known(session, {person_id}).get(person_id)
    if mine is None:
        return []
    theirs = aliased(PersonPhone)
    same_number = (
        select(theirs.person_id)
        .join(PersonPhone, PersonPhone.phone_id == theirs.phone_id)
        .where(PersonPhone.person_id == person_id)
    )
    keys = name_keys(*mine.names)
    candidates = set(session.scalars(same_number))
    if keys:
        candidates.update(_with_keys(session, keys))
    found = _known(session, candidates)
    apart = _told_apart(session, [person_id])
    others = {
        other: known
        for other, known in found.items()
        if other != person_id and _pair(other, person_id) not in apart
    }
    sharing = {other for other, known in others.items() if mine.phones.keys() & known.phones}
    return _ranked(mine, others, sharing, limit)


def likely_duplicates(session: Session, *, after: int, upto: int) -> list[PairRow]:
    """Return pairs of which the later entry has an id above ``after``, up to ``upto``.

    Asked for slice by slice, so that a long search shows how far it is and can be left.
    """
    pairs = set(map(tuple, session.execute(_candidates(after, upto))))
    if not pairs:
        return []
    ids = {person_id for pair in pairs for person_id in pair}
    known = _known(session, ids)
    apart = _told_apart(session, ids)
    found = []
    for first, second in sorted(pairs):
        one, two = known.get(first), known.get(second)
        if one is None or two is None or (first, second) in apart:
            continue
        same_number = bool(one.phones.keys() & two.phones)
        same_email = bool(one.email) and fold(one.email) == fold(two.email)
        score = _score(one, two)
        if score >= (_ALIKE_WITH_MORE if same_number or same_email else _SURELY_ALIKE):
            found.append(
                PairRow(
                    first, one.name, _first(one), second, two.name, _first(two),
                    score, same_number, same_email,
                )
            )  # fmt: skip
    return found


def last_person(session: Session) -> int:
    """Return the highest id of a person; 0 when there is nobody."""
    return session.scalar(select(func.max(Person.id))) or 0


# --- Candidates ------------------------------------------------------------------------------


_NUMBERS = phones_between(bindparam("first"), bindparam("end"))
_ON_NUMBER = select(PersonPhone.person_id).join(_NUMBERS, _NUMBERS.c.id == PersonPhone.phone_id)


def _with_keys(session: Session, keys: Iterable[str]) -> list[int]:
    """The newest people with each of the keys: every one is the end of one B-tree range."""
    wanted = sorted(keys)
    if any(key[0] == "2" for key in wanted):
        wanted = [key for key in wanted if key[0] != "0"]
    asked = {f"key_{place}": key for place, key in enumerate(wanted)}
    return [person_id for (person_id,) in rows_of(session, _of_keys(len(wanted)), **asked)]


@cache
def _of_keys(count: int) -> Select[int]:
    ranges = [
        select(
            select(person_key.c.person_id)
            .where(person_key.c.key == bindparam(f"key_{place}"))
            .order_by(person_key.c.person_id.desc())
            .limit(_MOST_WITH_A_KEY)
            .subquery()
        )
        for place in range(count)
    ]
    found = union_all(*ranges).subquery()
    return select(found.c.person_id)


def _candidates(after: int, upto: int) -> CompoundSelect[int, int]:
    """Pairs with the same two sounds in their names, or the same number."""
    early, late, crowd = (person_key.alias(name) for name in ("early", "late", "crowd"))
    crowded = select(func.count()).where(crowd.c.key == late.c.key).correlate(late)
    sounding = (
        select(early.c.person_id, late.c.person_id)
        .join(late, (late.c.key == early.c.key) & (early.c.person_id < late.c.person_id))
        .where(
            late.c.person_id > after,
            late.c.person_id <= upto,
            late.c.key >= "2",
            crowded.scalar_subquery() <= _COMMON,
        )
    )
    first, second = aliased(PersonPhone), aliased(PersonPhone)
    reachable = (
        select(first.person_id, second.person_id)
        .join(second, (second.phone_id == first.phone_id) & (first.person_id < second.person_id))
        .where(second.person_id > after, second.person_id <= upto)
    )
    return union(sounding, reachable)


def _told_apart(session: Session, ids: Collection[int]) -> set[tuple[int, int]]:
    """Pairs, the smaller id first, of which it is known that they are two people."""
    apart: set[tuple[int, int]] = set()
    for statement in _APART:
        apart.update(_pair(one, two) for one, two in rows_of(session, statement, ids=sorted(ids)))
    return apart


def _pair(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_APART = [
    select(kind.person_id, kind.other_id).where(kind.person_id.in_(_IDS) | kind.other_id.in_(_IDS))
    for kind in (NotTheSame, Relation)
]
_PRESENT = select(Person.id, Person.name, Person.email, Person.do_not_contact).where(
    Person.id.in_(_IDS), Person.binned_at.is_(None), Person.name != ""
)
_FORMER = select(FormerName.person_id, FormerName.name).where(FormerName.person_id.in_(_IDS))
_REACHED_ON = (
    select(PersonPhone.person_id, PersonPhone.phone_id, PersonPhone.raw)
    .where(PersonPhone.person_id.in_(_IDS))
    .order_by(PersonPhone.former_since.is_not(None), PersonPhone.position)
)


# --- Comparing -------------------------------------------------------------------------------


def _known(session: Session, ids: Iterable[int], *, with_numbers: bool = True) -> dict[int, _Known]:
    """What is known of those people, present ones only; names include former ones."""
    ids = sorted(set(ids))
    rows = rows_of(session, _PRESENT, ids=ids)
    known = {
        person_id: _Known(name, email, blocked, [name]) for person_id, name, email, blocked in rows
    }
    for person_id, name in rows_of(session, _FORMER, ids=ids):
        if person_id in known:
            known[person_id].names.append(name)
    if not with_numbers:
        return known
    for person_id, phone_id, raw in rows_of(session, _REACHED_ON, ids=ids):
        if person_id in known:
            known[person_id].phones.setdefault(phone_id, raw)
    return known


def _ranked(
    me: _Known, found: Mapping[int, _Known], sharing: Collection[int], limit: int
) -> list[AlikeRow]:
    rows = []
    for person_id, known in found.items():
        same_email = bool(me.email) and fold(me.email) == fold(known.email)
        same_number = person_id in sharing
        score = _score(me, known)
        if score >= (_ALIKE_WITH_MORE if same_number or same_email else ALIKE):
            rows.append(
                AlikeRow(
                    person_id, known.name, _first(known), known.do_not_contact,
                    score, same_number, same_email,
                )
            )  # fmt: skip
    rows.sort(key=lambda row: (-row.same_number - row.same_email, -row.score, -row.person_id))
    return rows[:limit]


def _score(one: _Known, two: _Known) -> float:
    return max(likeness(a, b) for a in one.names for b in two.names)


def _first(known: _Known) -> str:
    return next(iter(known.phones.values()), "")
