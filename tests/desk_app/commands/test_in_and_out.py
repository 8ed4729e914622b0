"""Files are brought in and written by the command line; what was written is read again."""

import csv
import io
import json
from pathlib import Path

import pytest

FILES = Path(__file__).parents[2] / "data" / "imports"
LOG = """Date,Time,Caller,Phone,Asking about,Notes,Source,Outcome
2026-01-05,09:30,Élodie Marchetti,"+1 828 555 0142; 828 555 0143 (work)",,"=stiff knee
since May",Friend: Ann,Booked
2026-01-06,,Tom Okafor,828.555.0143,,price of cupping,,Lost: Price
someday,,Al Green,828 555 0160,,asked about parking,,
"""


@pytest.fixture
def log(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(LOG, encoding="utf-8")
    return file


def rows_of(file):
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def test_a_look_stores_nothing_and_tells_what_would_come_of_it(say, place, staffed, log, tmp_path):
    answer = say("import", "--database", place, log, "--dry-run", "--json")
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert (told["enquiries"], told["aside"]) == (2, [{"row": 4, "why": "not_a_day"}])
    assert "import" not in told
    say("export", "--database", place, "enquiries", "--output", tmp_path / "out.csv")
    assert rows_of(tmp_path / "out.csv") == []


def test_a_log_is_brought_in_with_its_bad_rows_kept_aside_and_taken_back(
    say, place, staffed, log, tmp_path
):
    answer = say("import", "--database", place, log)
    assert answer.returncode == 0, answer.stderr
    assert "--undo 1 takes it back" in answer.stdout
    (aside,) = rows_of(tmp_path / "log-kept-aside.csv")
    assert (aside["Caller"], aside["?"]) == ("Al Green", "the day is not understood")
    assert say("import", "--database", place, log).returncode == 2  # the file aside is there
    assert say("import", "--database", place, "--undo", "1").returncode == 0
    say("export", "--database", place, "people", "--output", tmp_path / "out.csv")
    assert rows_of(tmp_path / "out.csv") == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_enquiries_that_were_written_come_back_as_they_were(
    say, staffed_file, tmp_path, log, ending
):
    place = staffed_file
    say("import", "--database", place, log)
    table, first, second = (tmp_path / name for name in (f"out.{ending}", "1.csv", "2.csv"))
    for file in (table, first):
        answer = say("export", "--database", place, "enquiries", "--output", file)
        assert answer.returncode == 0, answer.stderr
    say("import", "--database", place, "--undo", "1")
    answer = say("import", "--database", place, table)
    assert answer.returncode == 0, answer.stderr
    say("export", "--database", place, "enquiries", "--output", second)
    numbered = {"No.": "another"}
    assert [row | numbered for row in rows_of(second)] == [row | numbered for row in rows_of(first)]
    assert rows_of(first)[0]["Reason"] == "'=stiff knee\nsince May"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "vcf"])
def test_people_that_were_written_come_back_as_they_were(say, staffed_file, tmp_path, ending):
    place, contacts = staffed_file, FILES / "outlook_contacts.csv"
    say("import", "--database", place, contacts, "--aside", tmp_path / "aside.csv")
    table, first, second = (tmp_path / name for name in (f"out.{ending}", "1.csv", "2.csv"))
    for file in (table, first):
        say("export", "--database", place, "people", "--output", file)
    say("import", "--database", place, "--undo", "1")
    say("import", "--database", place, table)
    say("export", "--database", place, "people", "--output", second)
    assert len(rows_of(first)) == 2
    assert [row["Phone"] for row in rows_of(second)] == [row["Phone"] for row in rows_of(first)]
    assert [row["Note"] for row in rows_of(second)] == [row["Note"] for row in rows_of(first)]


def test_what_cannot_be_is_one_sentence(say, place, staffed, tmp_path, log):
    for arguments, words in (
        (("export", "people"), "--output"),
        (("export", "enquiries", "--output", tmp_path / "a.vcf"), "people only"),
        (("export", "people", "--output", log), "is there already"),
        (("import", tmp_path / "nowhere.csv"), "cannot be read"),
        (("import", log, "--sheet", "March"), "is no sheet"),
    ):
        verb, *others = arguments
        answer = say(verb, "--database", place, *others)
        assert answer.returncode == 2, arguments
        assert words in answer.stderr


def test_follow_ups_are_written_as_a_table(say, place, staffed, tmp_path):
    say("log", "--database", place, "--name", "Ann", "--phone", "828 555 0101",
        "--outcome", "call_back", "--follow-up", "tomorrow")  # fmt: skip
    file = tmp_path / "due.csv"
    answer = say("export", "--database", place, "follow-ups", "--output", file, "--json")
    assert json.loads(answer.stdout)["rows"] == 1
    assert rows_of(file)[0]["Name"] == "Ann"


def test_a_report_is_listed_set_on_paper_and_saved(say, place, staffed, tmp_path):
    say("log", "--database", place, "--name", "Ann", "--phone", "828 555 0101")
    listed = say("report", "--database", place)
    assert listed.stdout.startswith("1 enquiry")
    pdf, table = tmp_path / "r.pdf", tmp_path / "r.csv"
    answer = say("report", "--database", place, "--pdf", pdf, "--table", table)
    assert answer.returncode == 0, answer.stderr
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert any(row["Row"] == "Phone call" for row in rows_of(table))
    assert say("report", "--database", place, "--days", "someday").returncode == 2


def test_a_copy_is_made_before_many_lines_and_before_an_article_unless_there_is_a_fresh_one(
    say, staffed_file, tmp_path
):
    def copies():
        return sorted(tmp_path.rglob("*before-import*.db"))

    lines, article = tmp_path / "lines.jsonl", tmp_path / "article.txt"
    lines.write_text(json.dumps({"name": "Al Green", "note": "price"}) + "\n", "utf-8")
    article.write_text("Cups\n\nCups are put on the back.\n", "utf-8")
    assert say("log", "--database", staffed_file, "--name", "Ann").returncode == 0
    assert copies() == []
    assert say("log", "--database", staffed_file, "--jsonl", lines).returncode == 0
    (made,) = copies()
    assert say("article", "--database", staffed_file, "import", article).returncode == 0
    assert copies() == [made]
    made.unlink()
    assert say("article", "--database", staffed_file, "import", article).returncode == 0
    assert len(copies()) == 1
