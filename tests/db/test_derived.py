"""Derived tables: what was kept step by step is what building anew would make."""

import datetime as dt
import uuid
from functools import partial

from sqlalchemy import delete, select, text

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.models import Enquiry, Person, day_count, lexicon, person_key, phone_suffix
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import LogFilter, log_page
from db.services.derived import rebuild
from db.services.enquiries import bin_enquiry, change_enquiry, log_enquiry
from db.services.people import NumberLine, PersonFields, change_person

DAY = dt.date(2026, 3, 6)


def work(database, actor, now):
    """A little of everything that changes searched words, numbers and days."""
    by = {"actor": actor, "at": now}
    changes = []
    for n, name in enumerate(("Ana Lopez", "Zoë Müller", "Bo Chen")):
        fields = EnquiryFields(Channel.PHONE, name, phone=f"828 555 010{n}", concern="sore back")
        new = NewEnquiry(uuid.uuid4(), now, DAY, fields)
        changes.append(database.write(partial(log_enquiry, new=new, region="US", **by)))
    details = [database.read(partial(enquiry_detail, enquiry_id=c.record_id)) for c in changes]
    database.write(
        partial(
            change_enquiry,
            enquiry_id=details[0].enquiry_id,
            seen_version=details[0].version,
            fields=EnquiryFields(
                Channel.PHONE, "Ana Lopez", caller_id=details[0].fields.caller_id, concern="neck"
            ),
            region="US",
            **by,
        )
    )
    database.write(
        partial(
            bin_enquiry, enquiry_id=details[2].enquiry_id, seen_version=details[2].version, **by
        )
    )
    person = details[1].fields.caller_id
    version = database.read(lambda s: s.get(Person, person).version)
    database.write(
        partial(
            change_person,
            person_id=person,
            seen_version=version,
            fields=PersonFields("Zoë Schmidt", [NumberLine("828 555 0199")]),
            region="US",
            **by,
        )
    )


def everything(session):
    return {
        "days": sorted((d, n) for d, n in session.execute(select(day_count)) if n),
        "suffixes": sorted(map(tuple, session.execute(select(phone_suffix)))),
        "keys": sorted(map(tuple, session.execute(select(person_key)))),
        "people": sorted(session.execute(select(Person.id, Person.search_text)).all()),
        "enquiries": sorted(session.execute(select(Enquiry.id, Enquiry.search_text)).all()),
    }


def test_kept_equals_rebuilt(database, actor, now):
    work(database, actor, now)
    kept = database.read(everything)
    assert kept["suffixes"]
    assert kept["keys"]
    with database.transaction() as session:
        session.execute(delete(phone_suffix))
        session.execute(delete(day_count))
        session.execute(delete(person_key))
        session.execute(text("UPDATE enquiry SET search_text = 'damaged'"))
        session.execute(text("UPDATE person SET search_text = 'damaged'"))
    database.write(rebuild)
    assert database.read(everything) == kept


def test_every_word_that_can_be_searched_is_in_the_lexicon(sqlite_database, actor, now):
    work(sqlite_database, actor, now)
    with sqlite_database.reading() as session:
        words = set(session.scalars(select(lexicon.c.word)))
        texts = [
            *session.scalars(select(Enquiry.search_text)),
            *session.scalars(select(Person.search_text)),
        ]
    assert {word for words_ in texts for word in words_.split()} <= words


def test_a_changed_name_finds_the_enquiry_and_the_old_words_do_not(database, actor, now):
    work(database, actor, now)

    def names(typed):
        page = database.read(partial(log_page, wanted=LogFilter(typed=typed)))
        return [row.caller_name for row in page.rows]

    assert names("schmidt") == ["Zoë Müller"]
    assert names("lopez back") == []
    assert names("lopez neck") == ["Ana Lopez"]


def test_no_byte_of_a_changed_word_stays_in_the_file(sqlite_database, actor, now):
    def log(session, words):
        fields = EnquiryFields(Channel.PHONE, "Ana", concern=words)
        return log_enquiry(
            session,
            actor=actor,
            at=now,
            new=NewEnquiry(uuid.uuid4(), now, DAY, fields),
            region="US",
        )

    made = sqlite_database.write(partial(log, words="zzyzxmarker"))
    sqlite_database.write(
        partial(
            change_enquiry,
            actor=actor,
            at=now,
            enquiry_id=made.record_id,
            seen_version=sqlite_database.read(
                partial(enquiry_detail, enquiry_id=made.record_id)
            ).version,
            fields=EnquiryFields(Channel.PHONE, "Ana", concern="gone"),
            region="US",
        )
    )
    with sqlite_database.transaction() as session:
        session.execute(text("DELETE FROM lexicon WHERE word = 'zzyzxmarker'"))
    with sqlite_database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert b"zzyzx" not in sqlite_database.place.file.read_bytes()
