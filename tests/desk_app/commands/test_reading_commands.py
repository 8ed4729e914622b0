"""The commands that look and copy: follow-ups, search, check, backup."""

import json
from functools import partial

import icalendar
import pytest
from sqlalchemy import delete

from db.backups.copying import problems
from db.models import phone_suffix
from db.opening import open_database
from db.place import DatabasePlace
from db.queries.enquiry_log import log_count
from tests.desk_app.handouts import pdf_structure as structure


@pytest.fixture
def filled(say, place, staffed):
    """Four enquiries: due tomorrow, due next week with an owner, with no next step, closed."""
    for words in (
        ["--name", "Ann", "--phone", "828 555 0101", "--follow-up", "tomorrow"],
        ["--name", "王小明", "--follow-up", "in 10 days", "--owner", "DL", "--note", "neck\npain"],
        ["--name", "Bob \u202e", "--service", "cupping"],
        ["--name", "Cleo", "--outcome", "information given"],
    ):
        assert say("log", "--database", place, *words).returncode == 0
    return place


def names(answer):
    assert answer.returncode == 0, answer.stderr
    return [row["name"] for row in json.loads(answer.stdout)]


def test_the_list_is_everybodys_one_persons_or_nobodys(say, filled):
    due = partial(say, "follow-ups", "--database", filled, "--json")
    assert names(due()) == ["Bob", "Ann", "王小明"]
    assert names(due("--staff", "dr lee")) == ["王小明"]
    assert names(due("--nobody")) == ["Bob", "Ann"]
    assert names(due("--due", "today")) == ["Bob"]
    assert names(due("--staff", "ana ruiz")) == []
    assert due("--staff", "ana").returncode == 2


def test_the_list_stands_in_columns_under_its_headings(say, filled):
    lines = say("follow-ups", "--database", filled).stdout.splitlines()
    assert lines[0] == "No next step"
    assert "Bob" in lines[1]
    assert "Cupping" in lines[1]
    assert any("neck pain" in line and "Dr Lee" in line for line in lines)


def test_the_list_goes_into_a_calendar_without_numbers_and_reasons(say, filled, tmp_path):
    file = tmp_path / "list.ics"
    answer = say("follow-ups", "--database", filled, "--staff", "dr lee", "--ics", file)
    assert answer.stdout == f"{file}: 1 follow-ups\n"
    [event] = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "Follow-up 王."
    # The identity of an event is random and may hold any figures.
    told = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("UID")]
    assert not [line for line in told if "neck" in line or "555" in line]
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ann")
    assert say("follow-ups", "--database", filled, "--ics", letter).returncode == 2
    assert letter.read_text() == "Dear Ann"


def test_the_list_goes_on_paper(say, filled, tmp_path):
    file = tmp_path / "list.pdf"
    answer = say("follow-ups", "--database", filled, "--pdf", file)
    assert answer.stdout == f"{file}: 3 follow-ups on 1 page, sheet 1\n"
    assert "Follow-ups: everybody's" in structure.words(file.read_bytes())
    say("follow-ups", "--database", filled, "--staff", "dr lee", "--pdf", file)
    printed = structure.words(file.read_bytes())
    assert "Follow-ups: Dr Lee" in printed
    assert "Sheet 2" in printed
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ann")
    refused = say("follow-ups", "--database", filled, "--pdf", letter)
    assert refused.returncode == 2
    assert letter.read_text() == "Dear Ann"


def test_a_search_finds_by_words_and_by_digits(say, filled):
    def found(*words):
        answer = say("search", "--database", filled, "--json", *words)
        return {(hit["kind"], hit["title"]) for hit in json.loads(answer.stdout)}

    assert found("555", "0101") == {("person", "Ann"), ("enquiry", "Ann")}
    assert found("neck") == {("enquiry", "王小明")}
    assert found('"; DROP TABLE * OR') == set()
    assert found("Kleo") == {("person?", "Cleo")}
    assert say("search", "--database", filled, "nobody").stdout == "Nothing found.\n"
    assert len(
        json.loads(say("search", "--database", filled, "--json", "n", "--limit", "1").stdout)
    )
    assert say("search", "--database", filled, "x", "--limit", "0").returncode == 2


@pytest.mark.parametrize("words", [["follow-ups"], ["search", "x"], ["check"], ["backup", "b.db"]])
def test_looking_makes_no_database(say, tmp_path, words):
    place = tmp_path / "none.db"
    answer = say(*words, "--database", place)
    assert (answer.returncode, answer.stderr) == (1, f"There is no database at {place}.\n")
    assert not place.exists()


@pytest.mark.parametrize("words", [["follow-ups"], ["log", "--name", "A"]])
def test_an_empty_place_is_never_the_clinics_own_database(say, program, words):
    answer = say(*words, "--database", "")
    assert answer.returncode == 2
    assert "--database: say which" in answer.stderr
    assert not program.clinic_file.exists()


def test_a_whole_database_is_told_what_was_looked_at(say, filled):
    answer = say("check", "--database", filled)
    assert answer.returncode == 0, answer.stderr
    assert "telephone numbers as searched" in answer.stdout
    assert json.loads(say("check", "--database", filled, "--json").stdout)["whole"]


def test_what_is_wrong_with_a_database_is_told(say, database, filled):
    with database.transaction() as session:
        session.execute(delete(phone_suffix))
    answer = say("check", "--database", filled)
    assert answer.returncode == 1
    assert "1 wrong" in answer.stdout
    assert "--repair" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    repaired = say("check", "--repair", "--database", filled)
    assert repaired.returncode == 0, repaired.stderr
    assert say("check", "--database", filled).returncode == 0


def test_a_damaged_file_is_told(say, sqlite_database, staffed_file, tmp_path):
    copy = tmp_path / "damaged.db"
    assert say("backup", "--database", staffed_file, copy).returncode == 0
    content = bytearray(copy.read_bytes())
    content[4096:40960] = bytes(36864)
    copy.write_bytes(content)
    answer = say("check", "--database", copy)
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1


def test_a_copy_of_a_file_can_be_opened(say, sqlite_database, staffed_file, tmp_path):
    copy = tmp_path / "folder" / "copy.db"
    say("log", "--database", staffed_file, "--name", "Ann")
    assert say("backup", "--database", staffed_file, copy).returncode == 0
    assert say("backup", "--database", staffed_file, copy).returncode == 0
    assert problems(copy) == []
    opened = open_database(DatabasePlace(file=copy))
    assert opened.read(log_count) == 1
    opened.dispose()


def test_a_copy_never_takes_the_place_of_what_is_no_copy(
    say, sqlite_database, staffed_file, tmp_path
):
    link = tmp_path / "link.db"
    link.symlink_to(staffed_file)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ann")
    before = staffed_file.read_bytes()
    for target in (staffed_file, link, letter, tmp_path):
        answer = say("backup", "--database", staffed_file, target)
        assert answer.returncode == 2, target
    assert staffed_file.read_bytes() == before
    assert letter.read_text() == "Dear Ann"


def test_a_copy_of_a_server_is_an_archive_for_pg_restore(say, postgresql_database, tmp_path):
    place = postgresql_database.place.server
    copy = tmp_path / "copy.dump"
    answer = say("backup", "--database", place, copy)
    if answer.returncode and "which is not installed" in answer.stderr:
        pytest.skip("pg_dump is not installed")
    assert answer.returncode == 0, answer.stderr
    assert copy.read_bytes().startswith(b"PGDMP")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.dump"]


def test_a_server_that_is_not_there_is_one_sentence(say):
    answer = say("follow-ups", "--database", "postgresql://nobody@127.0.0.1:9/none")
    assert (answer.returncode, answer.stderr) == (1, "The database does not answer; try again.\n")


@pytest.mark.parametrize(
    "place", ["postgresql://", "postgresql://[x/y", "postgresql://h:port/y", "mysql://h/y"]
)
def test_an_address_that_makes_no_sense_is_one_sentence(say, place):
    answer = say("follow-ups", "--database", place)
    assert answer.returncode in (1, 2)
    assert len(answer.stderr.splitlines()) == 1


def test_blank_slips_go_into_a_file(say, filled, tmp_path):
    file = tmp_path / "slips.pdf"
    answer = say("slips", "--database", filled, "--count", "5", "--paper", "a4", "--output", file)
    assert answer.stdout == f"{file}: 5 slips on 3 pages\n"
    assert file.read_bytes().startswith(b"%PDF-")
    for count in ("0", "201"):
        refused = say("slips", "--database", filled, "--count", count, "--output", file)
        assert refused.returncode == 2
        assert "from 1 to 200" in refused.stderr
