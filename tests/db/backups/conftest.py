"""A clinic with one enquiry, and a copy of it."""

import uuid
from functools import partial

import pytest

from db.backups.copying import back_up
from db.domain.clinic import ClinicProfile
from db.domain.enquiry import Channel, EnquiryFields, NewEnquiry
from db.services.clinic import save_profile
from db.services.enquiries import log_enquiry


@pytest.fixture
def log(actor, now):
    def give(database, name="Ann", concern=""):
        fields = EnquiryFields(channel=Channel.PHONE, caller_name=name, concern=concern)
        new = NewEnquiry(uuid.uuid4(), now, now.date(), fields, None)
        return database.write(partial(log_enquiry, actor=actor, at=now, new=new, region="US"))

    return give


@pytest.fixture
def name_clinic(actor, now):
    def give(database):
        profile = ClinicProfile(name="Willow Lane")
        database.write(partial(save_profile, actor=actor, at=now, profile=profile))

    return give


@pytest.fixture
def willow(sqlite_database, log, name_clinic):
    name_clinic(sqlite_database)
    log(sqlite_database)
    return sqlite_database


@pytest.fixture
def copy(willow, tmp_path):
    file = tmp_path / "elsewhere" / "copy.db"
    back_up(willow, file)
    return file
