"""Privacy in the settings: the words of consent, the clocks, what is too old today."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from sqlalchemy import update

from db.domain.enquiry import Outcome
from db.models import Enquiry
from db.queries.clinic import clinic_facts
from db.services.clinic import save_profile


@pytest.fixture
def old_call(log_call, sqlite_database, now):
    log_call(phone="8285550142", outcome=Outcome.INFORMATION_GIVEN)
    long_ago = now.date() - dt.timedelta(days=500)
    sqlite_database.write(lambda s: s.execute(update(Enquiry).values(received_on=long_ago)))
    log_call(caller_name="Ann Chen", phone="8285550143", concern="still open")
    sqlite_database.write(
        lambda s: s.execute(
            update(Enquiry).where(Enquiry.caller_name == "Ann Chen").values(received_on=long_ago)
        )
    )


def test_words_of_consent_have_a_version_that_rises(open_section, desk, sqlite_database):
    section = open_section("privacy")
    versions = []
    for words in ("May we keep this?", "May we keep this for a year?"):
        section.form.field("consent_words").set_text(words)
        section.save()
        versions.append(sqlite_database.read(clinic_facts).consent)
    assert [each.text for each in versions] == ["May we keep this?", "May we keep this for a year?"]
    assert versions[1].version > versions[0].version


def test_each_ending_has_its_clock(open_section, sqlite_database):
    section = open_section("privacy")
    section.form.field("keep_lost").setValue(6)
    section.save()
    assert sqlite_database.read(clinic_facts).profile.keep_lost == 6


def test_what_is_too_old_is_told_before_it_goes_and_counts_stay(
    old_call, open_section, desk, posted, sqlite_database
):
    section = open_section("privacy")
    assert section._forget.isHidden()
    section._privacy.look()
    assert "Would become anonymous: 1." in section._found.text()
    assert "Information given: 1 of " in section._found.text()
    assert "still open, so they stay: 1" in section._found.text()
    section._forget.click()
    assert posted[-1].text.startswith("Made anonymous: 1.")
    assert "Nothing is older" in section._found.text()
    assert section._forget.isHidden()


def test_what_was_told_is_gone_when_a_clock_changes(
    old_call, open_section, desk, sqlite_database, actor, now
):
    section = open_section("privacy")
    section._privacy.look()
    profile = dataclasses.replace(desk.clinic.profile, keep_information_given=48)
    sqlite_database.write(partial(save_profile, actor=actor, at=now, profile=profile))
    desk.reload_clinic()
    assert section._forget.isHidden()
