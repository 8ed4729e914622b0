"""A chunk of imported rows: all rows first, then what is computed from them, each in bulk."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import Table, select, text
from sqlalchemy.orm import Session

from db.dialects.bulk import insert_all, insert_tuples, reserve_ids
from db.dialects.search import search_dialect
from db.domain.enquiry import About
from db.domain.importing import ImportedEnquiry, ImportedRow, Made, Matching
from db.domain.many_phones import parse_many
from db.domain.phone import suffixes
from db.domain.staff import Actor
from db.domain.words import fold, index_words
from db.models.derived import lexicon, phone_suffix
from db.models.enquiry import Enquiry
from db.models.person import Phone
from db.models.service import Service
from db.services.counting import clinic_zone, count_new
from db.services.import_people import Newcomers

_ENQUIRIES: Table = Enquiry.__table__  # type: ignore[assignment]
_PHONES: Table = Phone.__table__  # type: ignore[assignment]
_AT_ONCE: Final = 1_000
_NOON: Final = dt.time(12)
_SAID: Final = (
    "channel", "service_id", "concern", "heard_id", "heard_detail", "outcome", "lost_reason_id",
    "outcome_note", "taken_by", "started_at", "received_on", "is_open", "needs_next_step",
)  # fmt: skip
_COLUMNS: Final = (
    "id", "public_id", "year", "number", "caller_id", "caller_name", "caller_key", "phone_id",
    "phone_raw", *_SAID, "search_text", "about", "about_name", "routine_reason", "desk",
    "saved_at", "version",
)  # fmt: skip
_COUNT_ON = text(
    "INSERT INTO year_counter (year, last) VALUES (:year, :more) "
    "ON CONFLICT (year) DO UPDATE SET last = year_counter.last + :more RETURNING last"
)


class Chunk:
    """One transaction's worth of an import."""

    def __init__(
        self,
        session: Session,
        made: Made,
        *,
        actor: Actor,
        at: dt.datetime,
        matching: Matching,
        region: str,
    ) -> None:
        self._session = session
        self._made = made
        self._actor = actor
        self._at = at
        self._matching = matching
        self._region = region
        self._words: set[str] = set()

    def store(self, rows: Sequence[ImportedRow]) -> None:
        """Store the rows, and note in ``made`` what came of them."""
        phones = self._phones(rows)
        people = Newcomers(self._session, self._made, phones, self._matching)
        placed = people.place(rows)
        self._words |= people.store()
        asked = [(row, person_id) for row, person_id in placed if row.enquiry is not None]
        self._enquiries(asked, people.names, phones)
        if search_dialect(self._session).keeps_lexicon:
            words = [(word,) for word in sorted(self._words)]
            insert_tuples(self._session, lexicon, ("word",), words, but_known=True)

    # --- Numbers ------------------------------------------------------------------------

    def _phones(self, rows: Sequence[ImportedRow]) -> dict[str, int]:
        """Return number as it stood in the file -> id of its row."""
        raws = {number.raw for row in rows for number in row.numbers}
        parsed = parse_many(raws, self._region)
        by_key = {number.key: number for number in parsed.values() if number.key}
        known = self._known_phones(by_key)
        new = [number for key, number in by_key.items() if key not in known]
        ids = reserve_ids(self._session, _PHONES, len(new))
        for number, phone_id in zip(new, ids, strict=True):
            known[number.key] = phone_id
        values = [
            {
                "id": known[number.key], "key": number.key, "e164": number.e164,
                "digits": number.digits, "spellings": " ".join(number.spellings),
            }
            for number in new
        ]  # fmt: skip
        insert_all(self._session, _PHONES, values)
        tails = sorted(
            (tail, known[number.key]) for number in new for tail in suffixes(*number.spellings)
        )
        insert_tuples(self._session, phone_suffix, ("suffix", "phone_id"), tails)
        self._made.add("phone", ids)
        return {raw: known[number.key] for raw, number in parsed.items() if number.key}

    def _known_phones(self, keys: Iterable[str]) -> dict[str, int]:
        known: dict[str, int] = {}
        for some in batches(sorted(keys)):
            found = select(_PHONES.c.key, _PHONES.c.id).where(_PHONES.c.key.in_(some))
            known |= {key: phone_id for key, phone_id in self._session.execute(found)}  # noqa: C416
        return known

    # --- Enquiries ----------------------------------------------------------------------

    def _enquiries(
        self,
        asked: Sequence[tuple[ImportedRow, int | None]],
        names: Mapping[int, str],
        phones: Mapping[str, int],
    ) -> None:
        if not asked:
            return
        ids = reserve_ids(self._session, _ENQUIRIES, len(asked))
        numbers = self._numbers(row.enquiry for row, _ in asked if row.enquiry is not None)
        services = {None: "", **self._service_names()}
        zone = clinic_zone(self._session)
        same = (About.SELF, "", "", self._actor.desk, self._at, 1)
        rows = []
        for enquiry_id, (row, person_id) in zip(ids, asked, strict=True):
            enquiry = row.enquiry
            assert enquiry is not None  # noqa: S101 - chosen so
            year, known_as = enquiry.received_on.year, names.get(person_id or 0, "")
            number, name = next(numbers[year]), row.name or known_as
            words = index_words(
                f"{year}-{number:04d}", name, known_as if known_as != name else "",
                services.get(enquiry.service_id, ""), enquiry.concern, enquiry.heard_detail,
                enquiry.outcome_note,
            )  # fmt: skip
            self._words.update(words)
            raw = row.numbers[0].raw if row.numbers else ""
            of_caller = (person_id, name, fold(name), phones.get(raw), raw)
            said = _said(enquiry, zone)
            rows.append(
                (enquiry_id, uuid.uuid4(), year, number, *of_caller, *said, " ".join(words), *same)
            )
        with search_dialect(self._session).adding(self._session, _ENQUIRIES.name):
            insert_tuples(self._session, _ENQUIRIES, _COLUMNS, rows)
        self._made.add("enquiry", ids)
        count_new(self._session, _COLUMNS, rows)

    def _numbers(self, enquiries: Iterable[ImportedEnquiry]) -> dict[int, Iterator[int]]:
        """Return year -> the numbers of its enquiries, given out at once."""
        years = Counter(enquiry.received_on.year for enquiry in enquiries)
        numbers = {}
        for year, more in sorted(years.items()):
            last = self._session.scalar(_COUNT_ON, {"year": year, "more": more}) or more
            numbers[year] = iter(range(last - more + 1, last + 1))
        return numbers

    def _service_names(self) -> dict[int | None, str]:
        rows = self._session.execute(select(Service.id, Service.name))
        return {service_id: name for service_id, name in rows}  # noqa: C416


def _said(enquiry: ImportedEnquiry, zone: dt.tzinfo) -> tuple[Any, ...]:
    """The columns that stand in the file, see ``_SAID``."""
    started_at = dt.datetime.combine(enquiry.received_on, enquiry.time or _NOON, zone)
    is_open = enquiry.outcome is None or enquiry.outcome.needs_next_step
    return (
        enquiry.channel, enquiry.service_id, enquiry.concern, enquiry.heard_id,
        enquiry.heard_detail, enquiry.outcome, enquiry.lost_reason_id, enquiry.outcome_note,
        enquiry.taken_by, started_at.astimezone(dt.UTC), enquiry.received_on, is_open, is_open,
    )  # fmt: skip


def batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield them in lists as long as a statement may have parameters."""
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
