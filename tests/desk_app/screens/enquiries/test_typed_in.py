"""An enquiry that was typed in from paper says both times."""

import datetime as dt
import uuid
from functools import partial

from PySide6.QtCore import QObject

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.queries.enquiry import enquiry_detail
from db.services.enquiries import log_enquiry
from desk_app.screens.enquiries.story import StoryWriter


def test_the_head_says_when_it_happened_and_when_it_was_typed_in(
    sqlite_database, desk, clinic, now
):
    owner = QObject()

    def head(away):
        fields = EnquiryFields(channel=Channel.PHONE, caller_name="Ada")
        at = now - away
        new = NewEnquiry(uuid.uuid4(), at, desk.local(at).date(), fields, taken_by=clinic["Mo"])
        work = partial(log_enquiry, actor=desk.seat.actor(), at=now, new=new, region="US")
        enquiry_id = sqlite_database.write(work).record_id
        detail = sqlite_database.read(partial(enquiry_detail, enquiry_id=enquiry_id))
        return StoryWriter(desk, owner).head(detail)

    late = head(dt.timedelta(hours=20))
    assert "yesterday 14:30" in late
    assert "taken by Mo" in late
    assert "typed in today 10:30" in late
    assert "typed in" not in head(dt.timedelta(minutes=20))
