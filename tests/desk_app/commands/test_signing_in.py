"""Commands in a clinic that asks who is there: a name and a PIN from a file or a pipe."""

import io
import json
import sys
from functools import partial
from pathlib import Path

import pytest

from db.domain.sign_in import new_secret
from db.domain.staff import Actor, Role
from db.models.staff import StaffSecret
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.audit import AuditFilter, audit_rows
from db.queries.clinic import clinic_facts
from db.services.sign_in import set_secret

PIN, OTHER = "482915", "rain on the roof"


@pytest.fixture
def signed(database, staffed, now):
    """The manager and the receptionist have PINs."""
    boss = Actor(staffed["Ana Maria Stone"], Role.MANAGER, "Desk 1")
    for name, secret in (("Ana Maria Stone", PIN), ("Ana Ruiz", OTHER)):
        database.write(
            partial(
                set_secret, actor=boss, at=now, staff_id=staffed[name], secret=new_secret(secret)
            )
        )
    return staffed


@pytest.fixture
def pin_file(tmp_path):
    def write(secret):
        file = tmp_path / "pin.txt"
        file.write_text(f"{secret}\n", encoding="utf-8")
        return file

    return write


@pytest.mark.parametrize("command", [("search", "ortiz"), ("follow-ups",), ("log", "--name", "X")])
def test_what_is_needed_is_said(say, place, signed, command):
    verb, *rest = command
    answer = say(verb, *rest, "--database", place)
    assert answer.returncode == 2
    assert "--as" in answer.stderr
    assert answer.stdout == ""


def test_a_name_alone_is_not_enough_without_a_terminal(say, place, signed, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    answer = say("search", "x", "--database", place, "--as", "AR")
    assert answer.returncode == 2
    assert "--pin-file" in answer.stderr


def test_the_right_pin_lets_in_and_the_enquiry_is_theirs(say, place, signed, database, pin_file):
    logged = say(
        "log", "--name", "Zed", "--phone", "8285550100", "--database", place,
        "--as", "AR", "--pin-file", pin_file(OTHER),
    )  # fmt: skip
    assert logged.returncode == 0, logged.stderr
    found = say("search", "zed", "--database", place, "--as", "AR", "--pin-file", pin_file(OTHER))
    assert "Zed" in found.stdout


def test_the_pin_may_come_through_a_pipe(say, place, signed):
    words = ("search", "x", "--database", place, "--as", "AR", "--pin-file", "-")
    answer = say(*words, given=f"{OTHER}\n")
    assert answer.returncode in (0, 1), answer.stderr
    assert "PIN" not in answer.stderr


def test_a_wrong_pin_is_counted_and_tells_nothing(say, place, signed, pin_file, database):
    for _ in range(3):
        answer = say("search", "x", "--database", place, "--as", "AR", "--pin-file", pin_file(PIN))
        assert answer.returncode == 2
        assert "not their PIN" in answer.stderr
    with database.reading() as session:
        assert session.get(StaffSecret, signed["Ana Ruiz"]).tries == 3


def test_who_has_no_pin_is_not_let_in(say, place, signed, pin_file):
    answer = say("search", "x", "--database", place, "--as", "DL", "--pin-file", pin_file(PIN))
    assert answer.returncode == 2
    assert "no PIN" in answer.stderr


def test_only_a_manager_exports_everything(say, place, signed, pin_file, tmp_path):
    target = tmp_path / "all"
    words = ("export", target, "--database", place)
    refused = say(*words, "--as", "AR", "--pin-file", pin_file(OTHER))
    assert refused.returncode == 1
    assert "Only the manager" in refused.stderr
    assert not target.exists()
    done = say(*words, "--as", "AS", "--pin-file", pin_file(PIN))
    assert done.returncode == 0, done.stderr
    assert not list(target.glob("staff_secret*"))
    assert not any(b"argon2" in file.read_bytes() for file in target.iterdir())


@pytest.fixture
def closed(sqlite_database, staffed_file, now, say):
    """A clinic's file with PINs and one backup; nobody has it open."""
    members = {m.name: m for m in sqlite_database.read(clinic_facts).staff}
    boss = Actor(members["Ana Maria Stone"].staff_id, Role.MANAGER, "Desk 1")
    for name, secret in (("Ana Maria Stone", PIN), ("Ana Ruiz", OTHER)):
        staff_id = members[name].staff_id
        sqlite_database.write(
            partial(set_secret, actor=boss, at=now, staff_id=staff_id, secret=new_secret(secret))
        )
    sqlite_database.dispose()
    assert say("backup", "--database", staffed_file).returncode == 0  # a nightly job has no PIN
    return staffed_file


def test_only_a_manager_puts_a_backup_in_the_place_of_the_records(say, closed, pin_file):
    words = ("restore", "latest", "--yes", "--database", closed)
    assert "--as" in say(*words).stderr
    refused = say(*words, "--as", "AR", "--pin-file", pin_file(OTHER))
    assert (refused.returncode, refused.stderr) == (1, "Only the manager may do this.\n")
    done = say(*words, "--as", "AS", "--pin-file", pin_file(PIN), "--json")
    assert done.returncode == 0, done.stderr
    manager = ("--as", "AS", "--pin-file", pin_file(PIN), "--json")
    [newest, *_] = json.loads(say("audit", "--database", closed, *manager).stdout)[1:]
    assert (newest["action"], newest["who"]) == ("restore", "Ana Maria Stone")
    before = open_database(DatabasePlace(file=Path(json.loads(done.stdout)["before"])))
    kept = before.read(partial(audit_rows, wanted=AuditFilter()))
    assert (kept[0].action, kept[0].who) == ("restore", "Ana Maria Stone")
    before.dispose()


def test_of_a_damaged_database_nobody_can_be_asked(say, closed):
    closed.write_bytes(b"x" * 5_000)
    assert say("restore", "latest", "--yes", "--database", closed).returncode == 0


def test_only_a_manager_takes_a_copy_elsewhere(say, closed, pin_file, tmp_path):
    words = ("backup", tmp_path / "copy.db", "--database", closed)
    assert "--as" in say(*words).stderr
    assert "manager" in say(*words, "--as", "AR", "--pin-file", pin_file(OTHER)).stderr
    assert not (tmp_path / "copy.db").exists()
    assert say(*words, "--as", "AS", "--pin-file", pin_file(PIN)).returncode == 0


def test_a_manager_s_forgotten_pin_is_set_by_whoever_can_write_the_database(
    say, place, signed, pin_file
):
    reset = ("reset-pin", "--database", place, "--pin-file", pin_file("739154"))
    assert say(*reset, "AR").returncode == 2
    assert say(*reset, "AS").returncode == 0
    manager = ("--as", "AS", "--pin-file", pin_file("739154"), "--json")
    listed = json.loads(say("audit", "--database", place, *manager).stdout)
    assert "reset_secret" in [row["action"] for row in listed]


def test_of_an_encrypted_database_the_owner_s_secret_is_wanted_for_it(
    say, closed, pin_file, tmp_path
):
    key = tmp_path / "key.txt"
    key.write_text("four quiet herons wade")
    encrypt = ("keys", "--encrypt", "--database", closed, "--key-file", key)
    assert "--as" in say(*encrypt).stderr
    assert "manager" in say(*encrypt, "--as", "AR", "--pin-file", pin_file(OTHER)).stderr
    sealed = say(*encrypt, "--as", "AS", "--pin-file", pin_file(PIN))
    assert sealed.returncode == 0, sealed.stderr
    new_code = ("keys", "--recovery", "--database", closed, "--key-file", key)
    assert "manager" in say(*new_code, "--as", "AR", "--pin-file", pin_file(OTHER)).stderr
    assert say(*new_code, "--as", "AS", "--pin-file", pin_file(PIN)).returncode == 0
    pin_file("739154")
    reset = ("reset-pin", "AS", "--database", closed, "--pin-file", pin_file("739154"))
    assert "--key-file" in say(*reset).stderr
    assert say(*reset, "--key-file", pin_file(PIN)).returncode == 1
    pin_file("739154")
    assert say(*reset, "--key-file", key).returncode == 0


def test_what_tells_nothing_of_anybody_asks_for_nobody(say, place, signed, database):
    assert say("check", "--database", place).returncode == 0
    assert database.read(clinic_facts).needs_sign_in
