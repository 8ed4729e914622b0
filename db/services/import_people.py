"""Who the rows of a chunk are: people who are known, people of this file, and new ones."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.dialects.bulk import insert_all, insert_tuples, reserve_ids
from db.dialects.search import search_dialect
from db.domain.follow_up import VoicemailRule
from db.domain.importing import ImportedRow, Made, Matching
from db.domain.person import both_values
from db.domain.sounds import name_keys
from db.domain.words import fold, index_words
from db.models.derived import person_key
from db.models.person import Person, PersonPhone
from db.services.derived import index_person

_PEOPLE: Table = Person.__table__  # type: ignore[assignment]
_OWNED: Table = PersonPhone.__table__  # type: ignore[assignment]
_AT_ONCE: Final = 1_000
_BEHIND: Final = 1_000  # the numbers somebody has already


@dataclass(slots=True)
class _Somebody:
    """A person of this chunk; ``person_id`` is 0 until a new one has it."""

    name: str
    person_id: int = 0
    email: str = ""
    language: str = ""
    note: str = ""
    numbers: dict[int, tuple[str, str]] = field(default_factory=dict)  # phone id -> raw, label
    owned: set[int] = field(default_factory=set)  # phone ids that are stored
    is_known: bool = False
    was_there: bool = False  # before this import
    is_changed: bool = False


class Newcomers:
    """Finds or makes the person of each row.

    Attributes:
        names: person id -> name, of everybody in the chunk.
    """

    def __init__(
        self, session: Session, made: Made, phones: Mapping[str, int], matching: Matching
    ) -> None:
        self._session = session
        self._made = made
        self._phones = phones
        self._matching = matching
        self.names: dict[int, str] = {}
        self._people: list[_Somebody] = []
        self._by_number: defaultdict[tuple[str, int], list[_Somebody]] = defaultdict(list)
        self._by_name: defaultdict[str, list[_Somebody]] = defaultdict(list)
        self._owners: defaultdict[int, list[_Somebody]] = defaultdict(list)

    def place(self, rows: Sequence[ImportedRow]) -> list[tuple[ImportedRow, int | None]]:
        """Return each row that is to be stored with its person; None is nobody for certain."""
        self._find_known(rows)
        placed: list[tuple[ImportedRow, _Somebody | None]] = []
        for row in rows:
            person = self._person_of(row)
            if person and person.was_there and self._matching is Matching.SKIP:
                self._made.skipped += 1
            else:
                placed.append((row, person))
                if person:
                    self._learn(person, row)
        new = [person for person in self._people if not person.is_known]
        ids = reserve_ids(self._session, _PEOPLE, len(new))
        for person, person_id in zip(new, ids, strict=True):
            person.person_id = person_id
        self._made.add("person", ids)
        self.names = {person.person_id: person.name for person in self._people}
        return [(row, person.person_id if person else None) for row, person in placed]

    # --- Who it is ----------------------------------------------------------------------

    def _person_of(self, row: ImportedRow) -> _Somebody | None:
        name = fold(row.name)
        phone_ids = [
            self._phones[number.raw] for number in row.numbers if number.raw in self._phones
        ]
        for phone_id in phone_ids:
            if same := self._by_number.get((name, phone_id)):
                return same[0]
        if not name:
            if not phone_ids or any(phone_id in self._owners for phone_id in phone_ids):
                return None
        elif not phone_ids:  # a name alone is only the same within one file
            own = [person for person in self._by_name.get(name, []) if not person.was_there]
            if len(own) == 1:
                return own[0]
        person = _Somebody(row.name)
        self._add(person, name, phone_ids)
        return person

    def _add(self, person: _Somebody, name: str, phone_ids: Sequence[int]) -> None:
        self._people.append(person)
        self._by_name[name].append(person)
        for phone_id in phone_ids:
            self._by_number[name, phone_id].append(person)
            self._owners[phone_id].append(person)

    def _learn(self, person: _Somebody, row: ImportedRow) -> None:
        for number in row.numbers:
            phone_id = self._phones.get(number.raw)
            if phone_id is not None and phone_id not in person.numbers:
                person.numbers[phone_id] = (number.raw, number.label)
                self._by_number[fold(person.name), phone_id].append(person)
                self._owners[phone_id].append(person)
        for name in ("email", "note"):
            both = both_values(name, getattr(person, name), getattr(row, name))
            if both != getattr(person, name):
                setattr(person, name, both)
                person.is_changed = True
        person.language = person.language or row.language

    def _find_known(self, rows: Sequence[ImportedRow]) -> None:
        found: dict[int, _Somebody] = {}
        phone_ids = sorted(set(self._phones.values()))
        names = {fold(row.name) for row in rows if row.name and not row.numbers}
        for start in range(0, len(phone_ids), _AT_ONCE):
            some = phone_ids[start : start + _AT_ONCE]
            self._read(_OWNED.c.phone_id.in_(some), found)
        keys = sorted({key for name in names for key in name_keys(name)})
        for start in range(0, len(keys), _AT_ONCE):
            some_keys = keys[start : start + _AT_ONCE]
            sounding = select(person_key.c.person_id).where(person_key.c.key.in_(some_keys))
            self._read(_PEOPLE.c.id.in_(sounding), found, only=names)
        for person in found.values():
            self._add(person, fold(person.name), sorted(person.owned))

    def _read(self, where: Any, found: dict[int, _Somebody], only: set[str] | None = None) -> None:
        columns = (_PEOPLE.c.id, _PEOPLE.c.name, _PEOPLE.c.email, _PEOPLE.c.note)
        statement = (
            select(*columns, _OWNED.c.phone_id)
            .outerjoin(
                _OWNED, (_OWNED.c.person_id == _PEOPLE.c.id) & _OWNED.c.former_since.is_(None)
            )
            .where(where, _PEOPLE.c.binned_at.is_(None))
            .order_by(_PEOPLE.c.id)
        )
        for person_id, name, email, note, phone_id in self._session.execute(statement):
            was_there = not self._made.holds("person", person_id)
            if was_there and self._matching is Matching.SEPARATE:
                continue
            if only is not None and fold(name) not in only:
                continue
            person = found.setdefault(
                person_id,
                _Somebody(name, person_id, email, note=note, is_known=True, was_there=was_there),
            )
            if phone_id is not None:
                person.owned.add(phone_id)
                person.numbers.setdefault(phone_id, ("", ""))

    # --- Storing -------------------------------------------------------------------------

    def store(self) -> set[str]:
        """Store who is new and what is new of others; return the words they are found by."""
        new = [person for person in self._people if not person.is_known]
        found_by = [index_words(person.name, person.email, person.note) for person in new]
        people = [_row(person, words) for person, words in zip(new, found_by, strict=True)]
        keys = sorted((key, person.person_id) for person in new for key in name_keys(person.name))
        words = {word for some in found_by for word in some}
        with search_dialect(self._session).adding(self._session, _PEOPLE.name):
            insert_all(self._session, _PEOPLE, people)
        insert_tuples(self._session, person_key, ("key", "person_id"), keys)
        words |= self._change_known()
        self._store_numbers()
        return words

    def _store_numbers(self) -> None:
        lines = [
            (person, phone_id, position)
            for person in self._people
            for position, phone_id in enumerate(person.numbers, _BEHIND if person.is_known else 0)
            if phone_id not in person.owned
        ]
        ids = reserve_ids(self._session, _OWNED, len(lines))
        rows = [
            {
                "id": own_id, "person_id": person.person_id, "phone_id": phone_id,
                "raw": person.numbers[phone_id][0], "label": person.numbers[phone_id][1],
                "voicemail": VoicemailRule.UNKNOWN, "position": position,
            }
            for own_id, (person, phone_id, position) in zip(ids, lines, strict=True)
        ]  # fmt: skip
        insert_all(self._session, _OWNED, rows)
        self._made.add("person_phone", ids)

    def _change_known(self) -> set[str]:
        """Write down what is new of people who are stored; return the words of this file's own."""
        words: set[str] = set()
        for person in self._people:
            has_new = person.is_changed or person.numbers.keys() - person.owned
            if person.is_known and has_new and person.was_there:
                self._change(person)
            elif person.is_known and person.is_changed:
                found_by = index_words(person.name, person.email, person.note)
                words.update(found_by)
                self._session.execute(
                    update(_PEOPLE)
                    .where(_PEOPLE.c.id == person.person_id)
                    .values(email=person.email, note=person.note, search_text=" ".join(found_by))
                )
        return words

    def _change(self, person: _Somebody) -> None:
        """As if somebody had typed it: other desks' open forms see that it is another version."""
        stored = self._session.get_one(Person, person.person_id)
        before = self._made.joined.get(str(stored.id), {"email": stored.email, "note": stored.note})
        stored.email, stored.note = person.email, person.note
        flag_modified(stored, "note")  # a number alone is news too
        index_person(self._session, stored)
        self._session.flush()
        self._made.joined[str(stored.id)] = {**before, "version": stored.version}


def _row(person: _Somebody, words: Sequence[str]) -> dict[str, Any]:
    return {
        "id": person.person_id,
        "public_id": uuid.uuid4(),
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "note": person.note,
        "do_not_contact": False,
        "do_not_contact_reason": "",
        "search_text": " ".join(words),
        "version": 1,
    }
