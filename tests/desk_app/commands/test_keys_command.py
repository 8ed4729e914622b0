"""The command line and the lock: a key from a file or the environment, and never an argument."""

import json
import re

import pytest

from db.keys.slot_file import is_plain, read_slots, slot_file_of

PASSPHRASE = "four quiet herons wade"


@pytest.fixture
def program(program, say, monkeypatch):
    """The program in this process: each child would take more than a second."""
    monkeypatch.setattr(program, "run", say)
    return program


@pytest.fixture
def key_file(tmp_path):
    file = tmp_path / "key.txt"
    file.write_text(PASSPHRASE + "\n")
    return str(file)


@pytest.fixture
def locked(program, key_file):
    """A clinic with one enquiry, encrypted afterwards; its recovery code."""
    assert program.run("log", "--name", "Zebedee Quill", "--note", "cupping?").returncode == 0
    done = program.run("keys", "--encrypt", "--key-file", key_file)
    assert done.returncode == 0, done.stderr
    assert not is_plain(program.clinic_file)
    return re.search(r"(\w{4}-){6}\w{4}", done.stdout)[0]


def test_each_way_of_giving_the_key_opens_and_nothing_else_does(program, key_file, locked):
    refused = program.run("search", "Zebedee")
    assert refused.returncode == 1
    assert "--key-file" in refused.stderr
    wrong = program.run("search", "Zebedee", "--key-file", "-", given="some other words\n")
    assert (wrong.returncode, "does not open" in wrong.stderr) == (1, True)
    for arguments, given in (
        (("--key-file", key_file), None),
        (("--key-file", "-"), PASSPHRASE + "\n"),
        (("--key-file", "-"), locked.lower().replace("-", " ") + "\n"),
    ):
        found = program.run("search", "Zebedee", *arguments, given=given)
        assert "Zebedee Quill" in found.stdout, found.stderr
    program.environment["FRONT_DESK_KEY"] = PASSPHRASE
    assert "Zebedee Quill" in program.run("search", "Zebedee").stdout
    assert program.run("check").returncode == 0


def test_a_backup_opens_with_the_same_key_and_the_slots_beside_it(
    program, key_file, locked, tmp_path
):
    copy = tmp_path / "copy" / "clinic.db"
    assert program.run("backup", str(copy), "--key-file", key_file).returncode == 0
    assert not is_plain(copy)
    found = program.run("search", "Zebedee", "--database", str(copy), "--key-file", key_file)
    assert "Zebedee Quill" in found.stdout


def test_a_new_computer_restores_an_encrypted_backup_with_the_recovery_code(
    program, key_file, locked, tmp_path
):
    copy = tmp_path / "stick" / "clinic.db"
    program.run("backup", str(copy), "--key-file", key_file)
    program.clinic_file.unlink()
    slot_file_of(program.clinic_file).unlink()
    assert program.run("restore", str(copy), "--yes").returncode == 1
    program.environment["FRONT_DESK_KEY"] = locked
    restored = program.run("restore", str(copy), "--yes")
    assert restored.returncode == 0, restored.stderr
    assert not is_plain(program.clinic_file)
    assert "Zebedee Quill" in program.run("search", "Zebedee").stdout


def test_a_restore_keeps_the_passphrase_of_today_and_the_state_before_opens_too(
    program, key_file, locked, tmp_path
):
    copy = tmp_path / "stick" / "clinic.db"
    program.environment["FRONT_DESK_KEY"] = PASSPHRASE
    program.run("backup", str(copy))
    program.run("keys", "--passphrase", "-", given="a wholly new sentence\n")
    program.environment["FRONT_DESK_KEY"] = "a wholly new sentence"
    refused = program.run("restore", str(copy), "--yes")
    assert "does not open" in refused.stderr
    program.environment["FRONT_DESK_KEY"] = locked
    restored = json.loads(program.run("restore", str(copy), "--yes", "--json").stdout)
    program.environment["FRONT_DESK_KEY"] = "a wholly new sentence"
    assert "Zebedee" in program.run("search", "Zebedee").stdout
    before = program.run("search", "Zebedee", "--database", restored["before"])
    assert "Zebedee" in before.stdout


def test_slots_are_listed_changed_and_removed_but_not_the_last(program, key_file, locked, tmp_path):
    program.environment["FRONT_DESK_KEY"] = PASSPHRASE
    before = program.clinic_file.read_bytes()
    listed = json.loads(program.run("keys", "--json").stdout)
    assert [slot["kind"] for slot in listed] == ["recovery", "passphrase"]
    changed = program.run("keys", "--passphrase", "-", given="a wholly new sentence\n")
    assert changed.returncode == 0, changed.stderr
    assert program.run("search", "Zebedee").returncode == 1
    program.environment["FRONT_DESK_KEY"] = "a wholly new sentence"
    assert "Zebedee" in program.run("search", "Zebedee").stdout
    first, last = read_slots(slot_file_of(program.clinic_file))
    assert program.run("keys", "--remove", str(first.slot_id)).returncode == 0
    refused = program.run("keys", "--remove", str(last.slot_id)[:8])
    assert "last way" in refused.stderr
    assert "no keychain" in program.run("keys", "--keychain").stderr
    assert program.run("keys", "--passphrase", "-", given="short\n").returncode == 2
    pages = program.clinic_file.read_bytes()
    assert pages[:16] == before[:16]  # its salt: the same key, and no page written anew for it


def test_a_damaged_slot_file_is_told_and_its_copy_beside_a_backup_helps(
    program, key_file, locked, tmp_path
):
    copy = tmp_path / "copy.db"
    program.run("backup", str(copy), "--key-file", key_file)
    slots = slot_file_of(program.clinic_file)
    slots.write_text("{}")
    told = program.run("search", "Zebedee", "--key-file", key_file)
    assert told.returncode == 1
    assert "stands beside a backup" in told.stderr
    slots.write_bytes(slot_file_of(copy).read_bytes())
    assert "Zebedee" in program.run("search", "Zebedee", "--key-file", key_file).stdout


def test_a_database_that_a_command_makes_is_encrypted_when_a_passphrase_is_given(program, key_file):
    told = program.run("log", "--name", "Zebedee Quill", "--key-file", "-", given="short\n")
    assert told.returncode == 2
    assert not program.clinic_file.exists()
    logged = program.run("log", "--name", "Zebedee Quill", "--key-file", key_file)
    assert logged.returncode == 0, logged.stderr
    assert not is_plain(program.clinic_file)
    assert "Zebedee" in program.run("search", "Zebedee", "--key-file", key_file).stdout
