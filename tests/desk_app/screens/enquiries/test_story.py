"""The story of an enquiry in words."""

import uuid
from functools import partial

import pytest
from PySide6.QtCore import QObject

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, NextStep, Outcome
from db.domain.follow_up import AttemptResult
from db.queries.enquiry import enquiry_detail
from db.services.attempts import record_first_attempt
from db.services.contacts import continue_enquiry
from desk_app.screens.enquiries.story import StoryWriter


@pytest.fixture
def give(sqlite_database, desk, now):
    return lambda command, **arguments: sqlite_database.write(
        partial(command, actor=desk.seat.actor(), at=now, **arguments)
    )


@pytest.fixture
def story(sqlite_database, desk):
    owner = QObject()

    def tell(enquiry_id):
        detail = sqlite_database.read(partial(enquiry_detail, enquiry_id=enquiry_id))
        return StoryWriter(desk, owner).story(detail)

    yield tell
    owner.deleteLater()


def test_a_conversation_that_went_on_says_by_which_way_it_came(give, log_call, story, desk, now):
    step = NextStep(desk.today())
    logged = log_call("Maria", step, outcome=Outcome.CALL_BACK).record_id
    fields = EnquiryFields(Channel.WALK_IN, caller_name="Maria", concern="here again")
    new = NewEnquiry(uuid.uuid4(), now, desk.today(), fields)
    give(continue_enquiry, enquiry_id=logged, new=new, region="US")
    _promise, spoke = story(logged).promises
    assert spoke.text == "today 10:30: spoke, Walk-in, Ana"
    assert spoke.detail == "here again"


def test_a_first_try_is_told_as_such(give, log_call, story, desk):
    logged = log_call("Maria")
    ids = {"enquiry_id": logged.record_id, "seen_version": logged.version}
    step = NextStep(desk.today())
    number = {"phone_raw": "828 555 0142"}
    give(record_first_attempt, **ids, result=AttemptResult.NO_ANSWER, step=step, **number)
    told = story(logged.record_id)
    assert told.promises[1].text == "today 10:30: no answer, Ana, 828 555 0142"
    assert told.changes[0].text == "Ana: noted a try and promised the next step"
