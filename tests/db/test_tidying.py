"""What is done while nobody works: short steps, after which every search answers as before."""

import random
import uuid
from functools import partial

import pytest
from sqlalchemy import select, text

from db.dialects.tidying import MERGED_AT_ONCE, merge_some
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.keys.encrypting import encrypt_file
from db.models import Enquiry
from db.queries.enquiry_log import LogFilter, log_page
from db.services.enquiries import log_enquiry
from db.services.privacy import erase_person
from db.tidying import tidy_up

MARK = "Zwqmark"
SAVED = 40
# Rows in the tables behind the index: what comes, and two of every merged tree that goes.
MOST_CHANGES = 3 * MERGED_AT_ONCE + 2 * SAVED
SAID = ("back sore", "backache at night", "knee", "needles", "çervical pain", "a sore knee")


@pytest.fixture
def save(database, actor, now):
    def log(n):
        chance = random.Random(n)
        words = " ".join(f"w{chance.randrange(10**6)}" for _ in range(240))  # fills pages
        fields = EnquiryFields(
            Channel.PHONE, f"Caller {n} {MARK}{n}", concern=f"{SAID[n % len(SAID)]} {words}"
        )
        new = NewEnquiry(uuid.uuid4(), now, now.date(), fields)
        return database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))

    return log


def found(database):
    typed = ("s", "sore", "back", "backa", "kne", "needles", MARK, f"{MARK}7", "cervical", "w1")
    return [database.read(partial(log_page, wanted=LogFilter(typed=each))) for each in typed]


def trees(database):
    count = text("SELECT count(DISTINCT segid) FROM enquiry_words_idx")
    return database.read(lambda session: session.scalar(count))


def test_what_saves_leave_is_merged_and_every_search_answers_as_before(database, save):
    for n in range(SAVED):
        save(n)
    before = found(database)
    assert all(page.rows for page in before)
    if database.place.file is None:
        assert list(tidy_up(database)) == []
    else:
        assert trees(database) == SAVED  # no save merged anything
        for _step in tidy_up(database):
            assert found(database) == before
        assert trees(database) < 8
        assert list(tidy_up(database)) == []  # nothing is left to merge
        database.write(lambda s: s.execute(text(CHECK_INDEX)))
    assert found(database) == before


CHECK_INDEX = "INSERT INTO enquiry_words(enquiry_words) VALUES ('integrity-check')"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_one_step_writes_few_pages_however_much_there_is_to_merge(database, save):
    for n in range(SAVED):
        save(n)

    def step(session):
        written = text("SELECT total_changes()")
        before = session.scalar(written)
        return merge_some(session, searched="enquiry"), session.scalar(written) - before

    while (done := database.write(step))[0]:
        assert done[1] <= MOST_CHANGES


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_of_somebody_erased_nothing_stays_in_a_merged_index(database, save, actor, now):
    callers = [save(n).record_id for n in range(12)]
    list(tidy_up(database))
    person = select(Enquiry.caller_id).where(Enquiry.id == callers[5])
    person_id = database.read(lambda s: s.scalar(person))
    database.write(partial(erase_person, actor=actor, at=now, person_id=person_id))
    list(tidy_up(database))
    database.dispose()
    content = database.place.file.read_bytes().lower()
    assert f"{MARK}5".lower().encode() not in content
    assert f"{MARK}6".lower().encode() in content


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_that_was_tidied_up_can_be_encrypted(database, save):
    save(1)
    list(tidy_up(database))
    before = found(database)
    database.dispose()
    key = "ab" * 32
    encrypt_file(database.place.file, key)
    sealed = type(database)(database.place, key_hex=key)
    assert found(sealed) == before
    sealed.dispose()
