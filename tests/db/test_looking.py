"""Looking at a place says what is there and leaves it as it was."""

from functools import partial

import pytest

from db.domain.clinic import ClinicProfile
from db.domain.errors import StorageError, StorageFailure
from db.looking import Found, look_at
from db.migrate import upgrade
from db.place import DatabasePlace
from db.services.clinic import save_profile
from db.session import Database
from tests.postgres_server import fresh_database


def failure_at(place):
    with pytest.raises(StorageError) as refused:
        look_at(place)
    return refused.value.failure


def test_a_clinic_is_found_by_its_name(database, actor, now):
    assert look_at(database.place) == Found()
    profile = ClinicProfile(name="Willow Lane")
    database.write(partial(save_profile, actor=actor, at=now, profile=profile))
    assert look_at(database.place) == Found(clinic="Willow Lane")


def test_an_empty_database_on_a_server_is_ready_for_a_first_clinic(postgres_server):
    with fresh_database(postgres_server) as url:
        assert look_at(DatabasePlace.parse(url)) == Found(is_new=True)
        assert look_at(DatabasePlace.parse(url)) == Found(is_new=True)


def test_an_older_database_is_told_and_not_upgraded(tmp_path, monkeypatch):
    file = tmp_path / "clinic.db"
    database = Database(DatabasePlace(file=file))
    upgrade(database)
    database.dispose()
    before = file.read_bytes()
    monkeypatch.setattr("db.migrate.revisions", lambda: ["0001", "0002"])
    assert look_at(DatabasePlace(file=file)) == Found(is_older=True)
    assert file.read_bytes() == before


def test_a_file_that_is_not_there_is_not_made(tmp_path):
    file = tmp_path / "clinic.db"
    assert failure_at(DatabasePlace(file=file)) is StorageFailure.MISSING
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "failure"),
    [(b"", StorageFailure.EMPTY), (b"not a database " * 99, StorageFailure.DAMAGED)],
)
def test_another_file_is_refused_and_left_as_it_was(tmp_path, content, failure):
    file = tmp_path / "letters.db"
    file.write_bytes(content)
    assert failure_at(DatabasePlace(file=file)) is failure
    assert file.read_bytes() == content


@pytest.mark.parametrize("address", ["127.0.0.1:1", "no-such-host.invalid"])
def test_a_server_that_does_not_answer_is_away(address):
    place = DatabasePlace.parse(f"postgresql://{address}/clinic")
    assert failure_at(place) is StorageFailure.BUSY_OR_AWAY
