"""Backups listed and restored, and everything exported, without a window."""

import json
import zipfile

import pytest

from db.backups.shelf import Shelf
from db.session import Database


@pytest.fixture
def clinic(say, staffed_file, sqlite_database):
    """A clinic with one enquiry; nobody has it open."""
    assert say("log", "--database", staffed_file, "--name", "Ann").returncode == 0
    sqlite_database.dispose()
    return staffed_file


def test_without_a_file_the_backup_goes_to_the_others_and_is_listed(say, clinic):
    assert "no backup in" in say("backup", "--list", "--database", clinic).stderr
    answer = say("backup", "--database", clinic, "--json")
    assert answer.returncode == 0, answer.stderr
    [listed] = json.loads(say("backup", "--list", "--database", clinic, "--json").stdout)
    assert listed["file"] == json.loads(answer.stdout)["file"]
    assert listed["reason"] == "asked"
    assert "asked" in say("backup", "--list", "--database", clinic).stdout


def test_a_backup_is_looked_into_and_nothing_changed_without_yes(say, clinic):
    say("backup", "--database", clinic)
    say("log", "--database", clinic, "--name", "Bob")
    before = clinic.read_bytes()
    answer = say("restore", "--database", clinic, "latest")
    assert answer.returncode == 0, answer.stderr
    assert "Test Clinic" in answer.stdout
    assert "Nothing was changed" in answer.stdout
    assert clinic.read_bytes() == before


def test_a_backup_is_restored_and_the_state_before_kept(say, clinic):
    say("backup", "--database", clinic)
    say("log", "--database", clinic, "--name", "Bob")
    told = json.loads(say("restore", "--database", clinic, "latest", "--yes", "--json").stdout)
    assert (told["enquiries"], told["restored"]) == (1, True)
    back = json.loads(say("restore", "--database", clinic, told["before"], "--json").stdout)
    assert back["enquiries"] == 2
    assert len(Shelf.of(clinic).copies()) == 2


@pytest.mark.parametrize(
    ("backup", "sentence"),
    [
        ("none.db", "there is no such file."),
        ("letter.db", "this backup is damaged, or was made with another key."),
        ("latest", "There is no backup of"),
    ],
)
def test_what_cannot_be_restored_is_one_sentence(say, clinic, tmp_path, backup, sentence):
    (tmp_path / "letter.db").write_text("Dear Ann, " * 100)
    before = clinic.read_bytes()
    name = backup if backup == "latest" else tmp_path / backup
    answer = say("restore", "--database", clinic, name, "--yes")
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    assert clinic.read_bytes() == before


def test_a_clinic_that_is_at_work_is_not_replaced(say, clinic, sqlite_database):
    say("backup", "--database", clinic)
    at_work = Database(sqlite_database.place)
    with at_work.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        answer = say("restore", "--database", clinic, "latest", "--yes")
    at_work.dispose()
    assert answer.returncode == 1
    assert "Another program holds the database" in answer.stderr


def test_a_server_has_its_own_ways(say, postgresql_database):
    place = postgresql_database.place.server
    assert "pg_restore" in say("restore", "--database", place, "latest").stderr
    assert "pg_dump" in say("backup", "--database", place, "--list").stderr
    assert say("backup", "--database", place).returncode == 2


def test_everything_is_exported_from_both_databases(say, place, staffed, tmp_path):
    say("log", "--database", place, "--name", "Ann", "--note", "sore back")
    target = tmp_path / "all.zip"
    answer = say("export", "--database", place, target, "--json")
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["rows"]["enquiry"] == 1
    with zipfile.ZipFile(target) as archive:
        assert "sore back" in archive.read("enquiry.jsonl").decode()
    again = say("export", "--database", place, target)
    assert (again.returncode, len(again.stderr.splitlines())) == (2, 1)


def test_an_export_that_cannot_be_written_is_one_sentence(say, clinic, tmp_path):
    (tmp_path / "in the way").write_text("a file")
    answer = say("export", "--database", clinic, tmp_path / "in the way" / "all")
    assert answer.returncode == 1
    assert "cannot be written" in answer.stderr
