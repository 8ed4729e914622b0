"""The audit listed and looked over, a person's own copy, erasure: without a window."""

import json

import pytest
from sqlalchemy import text

from db.backups.shelf import Shelf
from db.opening import open_database
from db.place import DatabasePlace


@pytest.fixture
def clinic(say, staffed_file, sqlite_database):
    answer = say("log", "--database", staffed_file, "--name", "Qzxmarker", "--phone", "2125550177")
    assert answer.returncode == 0, answer.stderr
    sqlite_database.dispose()
    return staffed_file


def change(file, statement):
    database = open_database(DatabasePlace(file=file))
    with database.transaction() as session:
        session.execute(text(statement))
    database.dispose()


def person_of(file):
    database = open_database(DatabasePlace(file=file))
    found = database.read(lambda s: s.execute(text("SELECT max(id) FROM person")).scalar())
    database.dispose()
    return str(found)


def test_the_audit_is_listed_newest_first(say, clinic):
    rows = json.loads(say("audit", "--database", clinic, "--json").stdout)
    assert rows[0]["action"] == "log_enquiry"
    assert "logged an enquiry" in say("audit", "--database", clinic).stdout
    mine = say("audit", "--database", clinic, "--json", "--person", person_of(clinic))
    assert [row["action"] for row in json.loads(mine.stdout)] == ["log_enquiry"]


def test_a_changed_row_is_found_and_the_status_says_so(say, clinic):
    whole = say("audit", "--database", clinic, "--verify")
    assert whole.returncode == 0, whole.stderr
    change(clinic, "UPDATE audit_entry SET desk = 'x' WHERE id = 2")
    broken = say("audit", "--database", clinic, "--verify")
    assert broken.returncode == 1
    assert "Row 2" in broken.stderr
    assert say("check", "--database", clinic).returncode == 1


def test_a_list_that_was_kept_elsewhere_tells_of_a_cut_end(say, clinic, tmp_path):
    say("backup", "--database", clinic)
    listed = Shelf.of(clinic).folder / "audit-anchors.jsonl"
    assert say("audit", "--database", clinic, "--verify", "--against", listed).returncode == 0
    change(clinic, "DELETE FROM audit_entry WHERE id > 2")
    cut = say("audit", "--database", clinic, "--verify", "--against", listed)
    assert cut.returncode == 1
    assert "was seen before" in cut.stderr
    wrong = tmp_path / "notes.txt"
    wrong.write_text("hello")
    assert say("audit", "--database", clinic, "--verify", "--against", wrong).returncode == 2


def test_a_person_is_given_all_that_is_known_of_them(say, clinic, tmp_path):
    file = tmp_path / "copy.json"
    person = person_of(clinic)
    answer = say("privacy", "--database", clinic, "--copy", person, "--file", file)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(file.read_text())["person"][0]["name"] == "Qzxmarker"
    listed = json.loads(say("audit", "--database", clinic, "--json").stdout)
    assert (listed[0]["action"], listed[0]["fields"]) == ("hand_out_copy", ["json"])


def test_a_person_s_copy_can_be_paper(say, clinic, tmp_path):
    file = tmp_path / "copy.pdf"
    answer = say("privacy", "--database", clinic, "--copy", person_of(clinic), "--file", file)
    assert answer.returncode == 0, answer.stderr
    assert file.read_bytes().startswith(b"%PDF-")


def test_what_is_too_old_is_told_by_what_came_of_it(say, clinic):
    told = say("privacy", "--database", clinic, "--forget", "--months", "1")
    assert "Nothing was changed" in told.stdout, told.stderr


def test_erasure_asks_first_leaves_nothing_and_outlives_a_restore(say, clinic):
    person = person_of(clinic)
    assert "Nothing was changed" in say("privacy", "--database", clinic, "--erase", person).stdout
    assert b"Qzxmarker" in clinic.read_bytes()
    answer = say("privacy", "--database", clinic, "--erase", person, "--yes")
    assert answer.returncode == 0, answer.stderr
    assert b"Qzxmarker" not in clinic.read_bytes()
    [copy] = Shelf.of(clinic).folder.glob("*before-erase.db")
    restored = say("restore", "--database", clinic, copy, "--yes")
    assert restored.returncode == 0, restored.stderr
    assert b"Qzxmarker" not in clinic.read_bytes()
    assert "erased again" in say("audit", "--database", clinic).stdout


@pytest.mark.parametrize(
    ("command", "words"),
    [(("search", "qzx"), "found"), (("follow-ups",), "follow-ups"), (("search", "nobody"), "")],
)
def test_names_that_leave_by_the_command_line_are_written_down(say, clinic, command, words):
    before = json.loads(say("audit", "--database", clinic, "--json").stdout)
    assert say(*command, "--database", clinic).returncode == 0
    after = json.loads(say("audit", "--database", clinic, "--json").stdout)
    new = [(row["action"], row["fields"]) for row in after[: len(after) - len(before)]]
    assert new == ([("export", [words])] if words else [])
    assert "qzx" not in json.dumps(after)


def test_commands_that_fail_tell_nobody_of_what_they_were_given(say, tmp_path, caplog):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + b"Qzxmarker 2127770134 " * 400)
    for words in (("log", "--name", "Qzxmarker", "--phone", "2127770134"), ("search", "Qzxmarker")):
        answer = say(words[0], "--database", broken, *words[1:])
        assert answer.returncode != 0
        for mark in ("Qzxmarker", "2127770134"):
            assert mark not in answer.stderr
            assert mark not in caplog.text
