"""A desk asks which of its cards were saved after all."""

import uuid
from functools import partial

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.queries.logged import logged_numbers
from db.services.enquiries import bin_enquiry, log_enquiry


def test_only_cards_that_were_logged_have_a_number_also_when_binned(database, actor, now):
    saved, unsaved = uuid.uuid4(), uuid.uuid4()
    fields = EnquiryFields(Channel.PHONE, caller_name="A")
    new = NewEnquiry(saved, now, now.date(), fields)
    change = database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))
    ask = partial(logged_numbers, public_ids=[saved, unsaved])
    assert database.read(ask) == {saved: "2026-0001"}
    undo = partial(bin_enquiry, enquiry_id=change.record_id, seen_version=change.version)
    database.write(partial(undo, actor=actor, at=now))
    assert database.read(ask) == {saved: "2026-0001"}
    assert database.read(partial(logged_numbers, public_ids=[])) == {}
