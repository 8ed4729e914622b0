"""What was given is remembered whole, once, and on the enquiry it was given for."""

import datetime as dt
import uuid
from functools import partial

import pytest
from sqlalchemy import func, select, update

from db.domain.article import ArticleText, Block, BlockKind
from db.domain.changes import Topic
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.domain.errors import NotFoundError
from db.domain.handout import Medium, Paper
from db.domain.staff import Actor, Role
from db.models import AuditEntry, Enquiry, HandoutRecord, Person
from db.models.derived import lexicon
from db.queries.articles import library, versions
from db.queries.enquiry import enquiry_detail
from db.queries.handouts import (
    given_sheet,
    handouts_of_enquiry,
    handouts_of_person,
    recent_handouts,
)
from db.queries.search import Hit, HitKind, search_everything
from db.services.articles import NewArticle, add_article, save_version
from db.services.clinic import StaffFields, add_staff
from db.services.derived import rebuild
from db.services.enquiries import bin_enquiry, change_enquiry, log_enquiry
from db.services.handouts import GivenHandout, record_handout
from db.services.people import PersonFields, change_person
from db.services.privacy import erase_person

WORDS = ArticleText("Back pain", "es", (Block(BlockKind.PARAGRAPH, "Walk."),))
SHEET = {"article": {"title": "Back pain"}, "recipient_name": "Zoë 😀", "size": 18, "none": None}


@pytest.fixture
def give(database, actor, now):
    def give_command(command, **arguments):
        return database.write(partial(command, **{"actor": actor, "at": now} | arguments))

    return give_command


@pytest.fixture
def version_id(give, database):
    article = give(add_article, new=NewArticle(WORDS))
    [version] = database.read(partial(versions, article_id=article.record_id))
    return version.version_id


@pytest.fixture
def enquiry_id(give, now):
    fields = EnquiryFields(channel=Channel.WALK_IN, caller_name="Maria Ortiz")
    new = NewEnquiry(uuid.uuid4(), now, dt.date(2026, 3, 6), fields, None)
    return give(log_enquiry, new=new, region="US").record_id


@pytest.fixture
def hand_out(give, version_id):
    def record(by=None, **changes):
        values = {
            "public_id": uuid.uuid4(),
            "article_version_id": version_id,
            "size_points": 18,
            "paper": Paper.A4,
            "language": "es",
            "medium": Medium.PRINTED,
            "fingerprint": "ab" * 32,
            "template_version": 1,
            "sheet": SHEET,
        }
        return give(record_handout, given=GivenHandout(**values | changes), **by or {})

    return record


def test_a_sheet_is_remembered_whole(hand_out, database, give, now):
    staff = give(add_staff, fields=StaffFields("Ana", Role.RECEPTIONIST)).record_id
    change = hand_out(by={"actor": Actor(staff, Role.RECEPTIONIST, "Desk 2")})
    assert change.topics == {Topic.HANDOUT}
    [row] = database.read(recent_handouts)
    assert (row.title, row.version_number, row.size_points, row.paper) == (
        "Back pain",
        1,
        18,
        Paper.A4,
    )
    assert (row.medium, row.language, row.given_by) == (Medium.PRINTED, "es", "Ana")
    assert row.given_at == now
    given = database.read(partial(given_sheet, record_id=row.record_id))
    assert (given.sheet, given.fingerprint, given.template_version) == (SHEET, "ab" * 32, 1)


def test_the_enquiry_and_its_caller_remember_it(hand_out, database, enquiry_id):
    change = hand_out(enquiry_id=enquiry_id)
    hand_out()
    caller = database.read(partial(enquiry_detail, enquiry_id=enquiry_id)).fields.caller_id
    [row] = database.read(partial(handouts_of_enquiry, enquiry_id=enquiry_id))
    assert (row.record_id, row.enquiry_id) == (change.record_id, enquiry_id)
    assert database.read(partial(handouts_of_person, person_id=caller)) == [row]
    assert len(database.read(recent_handouts)) == 2


def test_sending_the_same_record_again_changes_nothing(hand_out, database):
    key = uuid.uuid4()
    first = hand_out(public_id=key)
    assert hand_out(public_id=key, size_points=13).record_id == first.record_id
    [row] = database.read(recent_handouts)
    assert row.size_points == 18


def test_what_was_given_keeps_the_version_that_was_given(
    hand_out, give, database, version_id, actor
):
    hand_out()
    newer = ArticleText("Other words", "es", WORDS.intro)
    [article] = database.read(library)
    give(save_version, article_id=1, seen_version=article.article_version, content=newer)
    [row] = database.read(recent_handouts)
    assert (row.title, row.article_version_id) == ("Back pain", version_id)


@pytest.mark.parametrize("gone", [{"article_version_id": 99}, {"enquiry_id": 99}])
def test_a_sheet_of_something_that_is_gone_is_refused_whole(hand_out, database, gone):
    with pytest.raises(NotFoundError):
        hand_out(**gone)
    assert database.read(lambda s: s.scalar(select(func.count(HandoutRecord.id)))) == 0
    assert database.read(partial(given_sheet, record_id=1)) is None


def test_the_newest_come_first_and_no_more_than_asked(hand_out, database, now):
    ids = [
        hand_out(by={"at": now + dt.timedelta(minutes=minute)}).record_id for minute in (5, 1, 9)
    ]
    rows = database.read(partial(recent_handouts, limit=2))
    assert [row.record_id for row in rows] == [ids[2], ids[0]]


def test_the_audit_holds_nothing_of_the_sheet(hand_out, database):
    hand_out()
    details = database.read(lambda s: s.scalars(select(AuditEntry.details)).all())
    assert "Zoë" not in str(details)


@pytest.fixture
def found(database):
    def search(typed):
        hits = database.read(partial(search_everything, typed=typed))
        return [hit for hit in hits if hit.kind is HitKind.HANDOUT]

    return search


def test_a_sheet_is_found_by_its_title_and_by_the_name_on_it(hand_out, found, now):
    first, second = hand_out().record_id, hand_out(public_id=uuid.uuid4()).record_id
    for typed in ("pai", "back ZOE", "zoë"):
        assert found(typed) == [
            Hit(HitKind.HANDOUT, each, "Back pain", "Zoë 😀", at=now) for each in (second, first)
        ]
    assert found("pain maria") == found("walk") == []


def test_a_sheet_without_a_name_is_found_by_who_called(hand_out, enquiry_id, found):
    hand_out(enquiry_id=enquiry_id, sheet={})
    [hit] = found("maria pain")
    assert hit.detail == "Maria Ortiz"


def test_a_changed_name_finds_the_sheet(hand_out, enquiry_id, found, give, database):
    record = hand_out(enquiry_id=enquiry_id, sheet={}).record_id
    person = database.read(lambda s: s.get(Enquiry, enquiry_id).caller_id)
    version = database.read(lambda s: s.get(Person, person).version)
    fields = PersonFields("Maria Weber", [])
    give(change_person, person_id=person, seen_version=version, fields=fields, region="US")
    assert [hit.record_id for hit in found("weber")] == [record]


def test_a_sheet_is_found_by_the_name_its_enquiry_has_now(hand_out, enquiry_id, found, give):
    record = hand_out(enquiry_id=enquiry_id, sheet={}).record_id
    fields = EnquiryFields(channel=Channel.WALK_IN, caller_name="Harriet Quill")
    give(change_enquiry, enquiry_id=enquiry_id, seen_version=1, fields=fields, region="US")
    assert [hit.record_id for hit in found("quill")] == [record]


def test_a_sheet_of_an_enquiry_in_the_bin_is_not_found(hand_out, enquiry_id, found, give):
    hand_out(enquiry_id=enquiry_id)
    give(bin_enquiry, enquiry_id=enquiry_id, seen_version=1)
    assert found("pain") == []


def test_of_a_person_that_is_erased_no_sheet_and_no_word_is_left(
    hand_out, enquiry_id, found, give, database
):
    hand_out(enquiry_id=enquiry_id, sheet={"recipient_name": "Xanthippe"})
    assert found("xanthippe")
    person = database.read(lambda s: s.get(Enquiry, enquiry_id).caller_id)
    give(erase_person, person_id=person)
    assert found("xanthippe") == []
    assert "xanthippe" not in database.read(lambda s: list(s.scalars(select(lexicon.c.word))))


def test_what_is_found_by_rebuilt_words_is_what_was_found_by_kept_ones(
    hand_out, enquiry_id, database
):
    hand_out(enquiry_id=enquiry_id)
    hand_out()
    texts = select(HandoutRecord.search_text).order_by(HandoutRecord.id)
    kept = database.read(lambda s: list(s.scalars(texts)))
    assert all(kept)
    with database.transaction() as session:
        session.execute(update(HandoutRecord).values(search_text="damaged"))
    database.write(rebuild)
    assert database.read(lambda s: list(s.scalars(texts))) == kept
