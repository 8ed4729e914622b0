"""What every screen is given works: reading, commanding, telling, trying again."""

import datetime as dt

from db.domain.changes import Topic
from db.domain.clinic import ClinicProfile
from db.domain.errors import StorageError, StorageFailure
from db.queries.clinic import clinic_profile
from db.services.clinic import save_profile
from desk_app.notices import Level


def test_a_command_is_given_by_who_sits_here_and_told_to_all(desk, clinic):
    told = []
    desk.changes.committed.connect(lambda change, origin: told.append((change.topics, origin)))
    desk.give(save_profile, owner=desk, profile=ClinicProfile(name="New name"))
    assert told == [(frozenset({Topic.CLINIC}), desk)]
    assert desk.clinic.profile.name == "New name"
    assert desk.seat.actor().staff_id == clinic["Ana"]


def test_an_absent_database_offers_to_try_again(desk, posted):
    desk._data.failure = StorageError(StorageFailure.BUSY_OR_AWAY)
    desk.give(save_profile, owner=desk, profile=ClinicProfile(name="New name"))
    [notice] = posted
    assert (notice.level, notice.action_label) == (Level.ERROR, "Try again")
    notice.action()
    names = []
    desk.ask(clinic_profile, owner=desk, done=lambda profile: names.append(profile.name))
    assert names == ["New name"]


def test_the_clinics_date_is_a_date_in_its_own_zone(desk, now):
    assert desk.today() == dt.date(2026, 3, 6)
    desk.now = lambda: dt.datetime(2026, 3, 7, 4, 30, tzinfo=dt.UTC)
    assert desk.today() == dt.date(2026, 3, 6)
