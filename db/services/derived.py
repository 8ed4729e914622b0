"""Keeps what is computed from other rows, in the same transaction as those.

Every command that changes searched words or numbers ends here; what reports count
is kept by ``db.services.counting``. ``rebuild`` makes all of it anew, in bulk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, text, true
from sqlalchemy.orm import Session

from db.dialects.search import search_dialect
from db.domain.article import ArticleText
from db.domain.phone import suffixes
from db.domain.sounds import name_keys
from db.domain.words import fold, index_words
from db.models.article import ArticleVersion
from db.models.derived import lexicon, person_key, phone_suffix
from db.models.enquiry import Enquiry
from db.models.follow_up import Attempt, FollowUp
from db.models.handout import HandoutRecord
from db.models.person import Person, Phone
from db.models.service import Service
from db.queries.prepared import rows_of
from db.services.counting import count_all

# Both databases understand these; in word order, so that two desks never wait for each other.
_ADD_WORD = text("INSERT INTO lexicon (word) VALUES (:word) ON CONFLICT DO NOTHING")

_ADD_KEY = insert(person_key)
_ADD_SUFFIX = insert(phone_suffix)
_SERVICE = select(Service.__table__.c.name).where(Service.__table__.c.id == bindparam("id"))

Searched = Enquiry | Person | ArticleVersion | HandoutRecord


def index_enquiry(session: Session, enquiry: Enquiry) -> None:
    """Make an enquiry findable by its own words and the names of the people it concerns."""
    is_new = enquiry.id is None  # nothing else can belong to it
    people = [person for person in (enquiry.caller, enquiry.person_concerned) if person]
    services = rows_of(session, _SERVICE, id=enquiry.service_id) if enquiry.service_id else ()
    enquiry.caller_key = fold(enquiry.caller_name)
    _set_words(
        session,
        enquiry,
        f"{enquiry.year}-{enquiry.number:04d}",
        enquiry.caller_name,
        enquiry.about_name,
        *(person.name for person in people),
        *(name for (name,) in services),
        enquiry.concern,
        enquiry.heard_detail,
        enquiry.outcome_note,
        *_later_words(session, enquiry),
    )
    if not is_new:
        _index_handouts(session, HandoutRecord.enquiry_id == enquiry.id)


def _later_words(session: Session, enquiry: Enquiry) -> Sequence[str]:
    """What the caller said when they called again; nothing on an enquiry that is new."""
    if enquiry.id is None or enquiry.version == 1:
        return ()
    contacts = (
        select(Attempt.note)
        .join(FollowUp, FollowUp.id == Attempt.follow_up_id)
        .where(FollowUp.enquiry_id == enquiry.id, Attempt.public_id.is_not(None))
    )
    return session.scalars(contacts).all()


def index_person(session: Session, person: Person) -> None:
    """Make a person findable by present and former names, and their enquiries with them."""
    is_new = person.id is None  # nothing else can know them
    former = [old.name for old in person.former_names]
    _set_words(session, person, person.name, *former, person.email or "", person.note or "")
    keys = name_keys(person.name, *former)
    if is_new:
        session.flush()
        _add_keys(session, person, keys)
        return
    _set_keys(session, person, keys)
    theirs = (Enquiry.caller_id == person.id) | (Enquiry.about_id == person.id)
    for enquiry in session.scalars(select(Enquiry).where(theirs)):
        index_enquiry(session, enquiry)
    _index_handouts(session, HandoutRecord.person_id == person.id)


def index_article_version(session: Session, version: ArticleVersion) -> None:
    """Make a version findable by its title and every word of its text."""
    content = ArticleText.from_json(version.content)
    _set_words(session, version, content.title, *content.texts())


def index_handout(session: Session, record: HandoutRecord) -> None:
    """Make a sheet that was given findable by its title and by whoever it was given to."""
    person = session.get(Person, record.person_id) if record.person_id else None
    enquiry = session.get(Enquiry, record.enquiry_id) if record.enquiry_id else None
    names = (person.name if person else "", enquiry.caller_name if enquiry else "")
    _set_words(session, record, record.title, record.recipient_name, *names)


def _index_handouts(session: Session, theirs: ColumnElement[bool]) -> None:
    for record in session.scalars(select(HandoutRecord).where(theirs)):
        index_handout(session, record)


def index_number(session: Session, phone: Phone) -> None:
    """Make a number findable by any run of its digits. The number must have its id."""
    tails = [{"suffix": tail, "phone_id": phone.id} for tail in suffixes(*phone.spellings.split())]
    if tails:
        session.execute(_ADD_SUFFIX, tails)


def rebuild(session: Session) -> None:
    """Make every derived row anew. Slow on a large log; for repair and after an import."""
    for table in (phone_suffix, lexicon, person_key):
        session.execute(delete(table))
    for phone in session.scalars(select(Phone)):
        index_number(session, phone)
    count_all(session)
    for person in session.scalars(select(Person)):
        index_person(session, person)
    for version in session.scalars(select(ArticleVersion)):
        index_article_version(session, version)
    for enquiry in session.scalars(select(Enquiry)):
        index_enquiry(session, enquiry)
    _index_handouts(session, true())
    session.flush()


def _set_words(session: Session, row: Searched, *texts: str) -> None:
    words = index_words(*texts)
    row.search_text = " ".join(words)
    if search_dialect(session).keeps_lexicon:
        add_words(session, words)


def _set_keys(session: Session, person: Person, keys: frozenset[str]) -> None:
    mine = person_key.c.person_id == person.id
    known = frozenset(session.scalars(select(person_key.c.key).where(mine)))
    if gone := known - keys:
        session.execute(delete(person_key).where(mine, person_key.c.key.in_(gone)))
    _add_keys(session, person, keys - known)


def _add_keys(session: Session, person: Person, keys: frozenset[str]) -> None:
    if new := [{"key": key, "person_id": person.id} for key in sorted(keys)]:
        session.execute(_ADD_KEY, new)


def add_words(session: Session, words: Iterable[str]) -> None:
    """Add words to the lexicon, for a database that keeps one."""
    new = [{"word": word} for word in sorted(words)]
    if new:
        session.execute(_ADD_WORD, new)
