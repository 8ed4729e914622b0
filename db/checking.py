"""Whether a database is whole, and what is computed from other rows still agrees with them."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.backups import copying
from db.dialects.search import search_dialect
from db.domain.audit_chain import BEGINNING
from db.domain.phone import suffixes
from db.models.article import ArticleVersion
from db.models.derived import counted, day_count, lexicon, phone_suffix, tally
from db.models.enquiry import Enquiry
from db.models.handout import HandoutRecord
from db.models.person import Person, Phone
from db.queries.audit import Link, look_over_stretch
from db.queries.tallies import ALL_OF_THEM, month_of
from db.services.counting import facts_of
from db.session import Database

_AT_ONCE = 1_000
_SPELLINGS = select(Phone.id, Phone.spellings)


class Check(enum.Enum):
    """One thing that is looked at."""

    PAGES = "pages"
    REFERENCES = "references"
    NUMBERS = "numbers"
    DAYS = "days"
    FIGURES = "figures"
    WORDS = "words"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check.

    Attributes:
        looked_at: how many records; 0 where it is the file as a whole.
        faults: how many of them are wrong.
    """

    check: Check
    looked_at: int
    faults: int


def look_over(database: Database) -> list[Finding]:
    """Check everything that can be checked while work goes on; nothing is changed.

    A server watches over its own pages and references, and has no lexicon.
    """
    findings = _look_over_file(database)
    with database.reading() as session:
        findings += [_numbers(session), _days(session), _figures(session), _audit(session)]
        if search_dialect(session).keeps_lexicon:
            findings.append(_words(session))
    return findings


def _look_over_file(database: Database) -> list[Finding]:
    if database.place.file is None:
        return []
    found = copying.problems(database.place.file, key_hex=database.key_hex)
    references = sum(line.endswith("a reference leads nowhere") for line in found)
    return [
        Finding(Check.PAGES, 0, len(found) - references),
        Finding(Check.REFERENCES, 0, references),
    ]


def _numbers(session: Session) -> Finding:
    """Every number is found by every run of its digits, and by no other."""
    kept: dict[int, set[str]] = {}
    for phone_id, suffix in session.execute(
        select(phone_suffix.c.phone_id, phone_suffix.c.suffix).execution_options(yield_per=_AT_ONCE)
    ):
        kept.setdefault(phone_id, set()).add(suffix)
    numbers = {phone.id: phone.spellings for phone in session.execute(_SPELLINGS)}
    faults = sum(
        kept.get(phone_id, set()) != set(suffixes(*spellings.split()))
        for phone_id, spellings in numbers.items()
    )
    return Finding(Check.NUMBERS, len(numbers), faults + len(kept.keys() - numbers.keys()))


def _days(session: Session) -> Finding:
    """Every day's count is the number of its enquiries."""
    kept = Counter({row.day: row.n for row in session.execute(select(day_count))})
    counted = (
        select(Enquiry.received_on.label("day"), func.count().label("n"))
        .where(Enquiry.binned_at.is_(None))
        .group_by(Enquiry.received_on)
    )
    real = Counter({row.day: row.n for row in session.execute(counted)})
    days = {day for day in (*kept, *real) if kept[day] or real[day]}
    return Finding(Check.DAYS, len(days), sum(kept[day] != real[day] for day in days))


def _figures(session: Session) -> Finding:
    """Every enquiry is counted as it is, and every sum is that of its enquiries."""
    months = session.scalars(select(counted.c.month).distinct()).all()
    days = session.scalars(select(Enquiry.received_on).distinct()).all()
    looked_at = faults = 0
    for month in sorted({*months, *map(month_of, days)}):
        kept = session.execute(select(counted).where(counted.c.month == month))
        real = [tuple(facts.values()) for facts in facts_of(session, month)]
        wrong = set(real).symmetric_difference(map(tuple, kept))
        looked_at += len(real)
        faults += len({enquiry_id for _, enquiry_id, *_ in wrong})
    sums = select(tally).where(tally.c.asked != 0)
    wrong_sums = set(map(tuple, session.execute(sums))).symmetric_difference(
        map(tuple, session.execute(ALL_OF_THEM))
    )
    return Finding(Check.FIGURES, looked_at, faults + len({row[:4] for row in wrong_sums}))


def _words(session: Session) -> Finding:
    """Every word that can be searched is in the lexicon."""
    known = set(session.scalars(select(lexicon.c.word)))
    looked_at = faults = 0
    for kind in (Person, Enquiry, ArticleVersion, HandoutRecord):
        texts = select(kind.search_text).execution_options(yield_per=_AT_ONCE)
        for text in session.scalars(texts):
            looked_at += 1
            faults += not known.issuperset(text.split())
    return Finding(Check.WORDS, looked_at, faults)


def _audit(session: Session) -> Finding:
    """Every row of the audit is as it was written, and stands where it was written."""
    end, looked_at, faults = Link(0, BEGINNING, None), 0, 0
    while (stretch := look_over_stretch(session, after=end)).looked_at:
        end = stretch.end
        looked_at += stretch.looked_at
        faults += len(stretch.broken)
    return Finding(Check.AUDIT, looked_at, faults)
