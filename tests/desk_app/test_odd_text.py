"""Odd text in every field of a caller and an enquiry: saved, found, listed and exported."""

import csv
import datetime as dt
import io
import os
import uuid
import zipfile
from xml.etree import ElementTree

import pytest

from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry, Outcome
from db.domain.errors import ValidationError
from db.queries.enquiry import enquiry_detail
from db.queries.enquiry_log import LogFilter, log_page
from db.queries.exported import exported_enquiries, exported_people
from db.queries.search import search_everything
from db.services.enquiries import log_enquiry
from db.services.people import PersonFields, add_person
from desk_app.exporting import enquiry_rows, people_rows
from desk_app.spreadsheet import csv_bytes
from desk_app.workbook import xlsx_bytes
from tests.desk_app.handouts.odd_strings import ODD

# All of them in the long form: each is a commit's worth of work on both databases.
STRINGS = ODD if os.environ.get("FRONT_DESK_LONG") else ODD[::16]


def kept(session, typed, **by):
    """Give both commands; a string that no field takes whole is refused in our words."""
    fields = EnquiryFields(
        channel=Channel.PHONE, caller_name=typed, phone=typed[:60], about_name=typed,
        concern=typed, heard_detail=typed, outcome=Outcome.INFORMATION_GIVEN, outcome_note=typed,
    )  # fmt: skip
    new = NewEnquiry(uuid.uuid4(), by["at"], by["at"].date(), fields, None)
    person = PersonFields(typed, email=typed, note=typed)
    for command, given in ((log_enquiry, {"new": new}), (add_person, {"fields": person})):
        try:
            with session.begin_nested():
                yield command(session, region="US", **given, **by)
        except ValidationError:
            yield None


@pytest.fixture
def told(database, actor, now):
    """What became of every string: the change, or None where it was refused in our words."""
    return database.write(
        lambda session: [list(kept(session, typed, actor=actor, at=now)) for typed in STRINGS]
    )


def test_odd_text_is_kept_or_refused_found_and_exported_as_words(database, told, now):
    enquiries = [change.record_id for change, _ in told if change]
    assert len(enquiries) > len(STRINGS) * 0.9
    with database.reading() as session:
        for enquiry_id in enquiries:
            assert enquiry_detail(session, enquiry_id=enquiry_id)
        for typed in STRINGS:
            search_everything(session, typed)
            log_page(session, wanted=LogFilter(typed=typed), limit=5)
        tables = [people_rows(exported_people(session)),
                  enquiry_rows(exported_enquiries(session), dt.UTC)]  # fmt: skip
    for rows in tables:
        read = list(csv.reader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"), newline="")))
        assert len(read) == len(rows)
        assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@"))]
        with zipfile.ZipFile(io.BytesIO(xlsx_bytes([("Odd", rows)]))) as book:
            [sheet] = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
            root = ElementTree.fromstring(book.read(sheet))
        kinds = [part.tag.rpartition("}")[2] for part in root.iter()]
        assert kinds.count("row") == len(rows)
        assert "f" not in kinds
