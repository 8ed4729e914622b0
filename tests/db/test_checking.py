"""A look over the database names what is wrong, and only that."""

import datetime as dt
import uuid
from functools import partial

import pytest
from sqlalchemy import delete, update

from db.checking import Check, look_over
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.models import counted, day_count, lexicon, phone_suffix, tally
from db.services.enquiries import log_enquiry

DAY = dt.date(2026, 3, 6)


@pytest.fixture
def logged(database, actor, now):
    for n, name in enumerate(("Ana Lopez", "Zoë Müller")):
        fields = EnquiryFields(Channel.PHONE, name, phone=f"828 555 010{n}", concern="sore back")
        new = NewEnquiry(uuid.uuid4(), now, DAY, fields)
        database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))
    return database


def faults(database):
    return {finding.check: finding.faults for finding in look_over(database) if finding.faults}


def test_a_whole_database_has_no_faults_and_says_what_was_looked_at(logged):
    findings = {finding.check: finding for finding in look_over(logged)}
    assert not faults(logged)
    assert findings[Check.NUMBERS].looked_at == 2
    assert findings[Check.DAYS].looked_at == 1
    assert findings[Check.FIGURES].looked_at == 2
    assert (Check.PAGES in findings) == (Check.WORDS in findings) == (logged.dialect == "sqlite")


@pytest.mark.parametrize(
    ("table", "check"), [(phone_suffix, Check.NUMBERS), (day_count, Check.DAYS)]
)
def test_a_derived_row_that_is_missing_is_found(logged, table, check):
    with logged.transaction() as session:
        session.execute(delete(table))
    assert faults(logged) == {check: 2 if check is Check.NUMBERS else 1}


def test_an_enquiry_counted_wrongly_and_a_wrong_sum_are_found(logged):
    with logged.transaction() as session:
        session.execute(update(counted).where(counted.c.enquiry_id == 1).values(hour=7))
        wrong = tally.c.kind == "channel"
        session.execute(update(tally).where(wrong).values(asked=5))
    # One enquiry; of its month and its year: the sum that was changed, and those of both hours.
    assert faults(logged) == {Check.FIGURES: 1 + 2 * 3}


def test_a_word_that_is_missing_from_the_lexicon_is_found(sqlite_database, actor, now):
    fields = EnquiryFields(Channel.PHONE, "Ana Lopez")
    new = NewEnquiry(uuid.uuid4(), now, DAY, fields)
    sqlite_database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))
    with sqlite_database.transaction() as session:
        session.execute(delete(lexicon).where(lexicon.c.word == "lopez"))
    assert faults(sqlite_database) == {Check.WORDS: 2}


def test_a_reference_that_leads_nowhere_is_found(sqlite_database):
    with sqlite_database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO phone_suffix (suffix, phone_id) VALUES ('123', 99)")
        driver.execute("PRAGMA foreign_keys=ON")
    assert faults(sqlite_database) == {Check.REFERENCES: 1, Check.NUMBERS: 1}
