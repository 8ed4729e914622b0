"""Articles and handouts without a window: what is read, what is kept, what is printed."""

import json
from functools import partial
from pathlib import Path

import pytest

from db.domain.article import ArticleState
from db.domain.handout import HandoutKind
from db.queries.articles import article_version, library
from db.queries.handouts import given_sheet, recent_handouts
from desk_app.handouts.pages import page_count
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.sheet import HandoutSheet
from tests.desk_app.handouts.cups_queue import QUEUE

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
FIRST = ARTICLES / "01_nav_and_byline.txt"


@pytest.mark.parametrize("name", ["01_nav_and_byline", "09_spanish", "11_crlf_bom_nbsp_mojibake"])
def test_reading_gives_the_expected_form_and_stores_nothing(say, program, name):
    answer = say("article", "read", ARTICLES / f"{name}.txt", "--json")
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert len(found.pop("dropped_reasons")) == len(found["dropped"])
    expected = json.loads((ARTICLES / f"{name}.json").read_text(encoding="utf-8"))
    assert found == {key: expected[key] for key in found}
    assert not program.clinic_file.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "page.html",
            "<nav>Home</nav><h1>Rest</h1><p>Lie down.</p><h2>Why</h2><ul><li>Sleep.</ul>",
        ),
        ("text.md", "# Rest\n\nLie down.\n\n## Why\n\n- Sleep."),
    ],
)
def test_reading_takes_every_format(say, tmp_path, name, content):
    (tmp_path / name).write_text(content)
    answer = say("article", "read", tmp_path / name, "--json")
    found = json.loads(answer.stdout)
    assert (found["title"], found["intro"]) == ("Rest", [{"type": "p", "text": "Lie down."}])
    why = {"heading": "Why", "blocks": [{"type": "ul", "items": ["Sleep."]}]}
    assert found["sections"] == [why]


def test_reading_takes_standard_input_and_writes_every_letter(program):
    answer = program.run("article", "read", "-", given="Dolor de espalda\n\nSeñora, 足 😀.\n")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("Dolor de espalda\n  Señora, 足 😀.\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no text in it"),
        (b" \n\t\n", "has no text in it"),
        (b"%PDF-1.7 ...", "This is a PDF. Open it"),
        (b"PK\x03\x04word", "This file is damaged"),
        (None, "cannot be read: no such file"),
    ],
)
def test_what_is_no_text_is_refused(say, tmp_path, content, said):
    file = tmp_path / "text.txt"
    if content is not None:
        file.write_bytes(content)
    for words in (["read"], ["import", "--database", tmp_path / "never.db"]):
        answer = say("article", *words, file)
        assert answer.returncode == 2
        assert said in answer.stderr
    assert not (tmp_path / "never.db").exists()


def test_an_imported_text_is_a_draft(say, database, place, staffed):
    answer = say("article", "import", FIRST, "--database", place, "--as", "DL", "--json")
    assert answer.returncode == 0, answer.stderr
    [row] = database.read(library)
    assert json.loads(answer.stdout)["id"] == row.article_id
    assert (row.title, row.state) == ("Your First Massage: What to Expect", ArticleState.DRAFT)
    version = database.read(partial(article_version, version_id=row.version_id))
    assert version.written_by == "Dr Lee"
    assert "Skip to content" in version.source_text


def test_a_title_that_is_too_long_makes_no_database(say, tmp_path):
    (tmp_path / "text.txt").write_text("Rest\n\nLie down for a while.\n")
    place = tmp_path / "new" / "clinic.db"
    command = ("article", "import", tmp_path / "text.txt", "--database", place)
    assert say(*command, "--title", "A" * 1_000_001).returncode == 2
    assert not place.parent.exists()
    assert say(*command).returncode == 0


def test_words_too_long_for_a_files_name_are_taken_for_an_articles(say, tmp_path):
    answer = say("handout", "rest " * 1_000, "--demo", "--output", tmp_path / "handout.pdf")
    assert answer.returncode == 2
    assert "is not an article" in answer.stderr


def test_an_articles_handout_is_recorded_and_makes_the_same_pages_again(
    say, database, place, staffed, tmp_path
):
    say("article", "import", FIRST, "--database", place)
    file = tmp_path / "handout.pdf"
    answer = say(
        *("handout", "first-massage", "--database", place, "--name", "Zoë \ue000Müller"),
        *("--size", "18", "--paper", "a4", "--language", "es", "--as", "Ana Ruiz"),
        *("--output", file, "--json"),
    )
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert said["draft"]
    assert "U+E000" in answer.stderr
    [row] = database.read(recent_handouts)
    assert (row.size_points, row.paper.value, row.language) == (18, "a4", "es")
    assert (row.fingerprint, row.given_by) == (said["fingerprint"], "Ana Ruiz")
    given = database.read(partial(given_sheet, record_id=row.record_id))
    assert HandoutPress().render(HandoutSheet.from_json(given.sheet)).pdf == file.read_bytes()


def test_the_practice_clinics_articles_are_found_by_words_id_and_language(say, tmp_path):
    out = tmp_path / "handout.pdf"
    make = partial(say, "handout", "--demo", "--output", out)
    assert make("dry needling").returncode == 0
    assert make("1").returncode == 0
    assert make("primera-visita").returncode == 0
    several = make("acupuncture")
    assert several.returncode == 2
    assert several.stderr.startswith('"acupuncture" may be "')
    assert "is not an article" in make("surgery").stderr
    assert make("99999").stderr == "There is no article 99999.\n"
    assert make("letter.txt").stderr == 'There is no file "letter.txt".\n'


def test_a_text_file_needs_no_database_and_is_a_draft(say, program, tmp_path):
    out = tmp_path / "handout.pdf"
    answer = say("handout", FIRST, "--output", out)
    assert answer.stdout == f"{out}: 1 page, marked DRAFT\n", answer.stderr
    assert out.read_bytes().startswith(b"%PDF-")
    assert not program.clinic_file.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--output", "x.pdf", "--size", "14"],
        ["--output", "x.pdf", "--paper", "legal"],
        ["--output", "x.pdf", "--print", "Laser"],
        [],
        ["--print", "No such printer"],
        ["--output", "x.pdf", "--name", "A" * 201],
    ],
)
def test_a_wrong_wish_is_one_sentence(say, tmp_path, monkeypatch, qapp, words):
    monkeypatch.chdir(tmp_path)
    answer = say("handout", FIRST, *words)
    assert answer.returncode == 2, answer.stdout
    assert len(answer.stderr.splitlines()) == 1
    assert not (tmp_path / "x.pdf").exists()


def test_no_other_file_is_lost_to_a_handout(say, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ann")
    assert say("handout", FIRST, "--output", letter).returncode == 2
    assert letter.read_text() == "Dear Ann"
    answer = say("handout", FIRST, "--output", tmp_path / "no such folder" / "x.pdf")
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1


def test_a_leaflet_is_recorded_as_one_and_made_the_same_again(say, database, place, tmp_path):
    say("article", "import", FIRST, "--database", place)
    file = tmp_path / "handout.pdf"
    made = say(
        *("handout", "first-massage", "--database", place, "--kind", "leaflet", "--output", file)
    )
    assert made.stdout.endswith(": 2 pages, marked DRAFT\n"), made.stderr
    [row] = database.read(recent_handouts)
    assert row.kind is HandoutKind.LEAFLET
    given = database.read(partial(given_sheet, record_id=row.record_id))
    assert HandoutPress().render(HandoutSheet.from_json(given.sheet)).pdf == file.read_bytes()


def test_a_kind_that_cannot_be_made_says_why_and_writes_nothing(say, tmp_path):
    out = tmp_path / "handout.pdf"
    make = partial(say, "handout", "--output", out, "--kind")
    for words, said in (
        (("leaflet", "--demo", "--size", "18", "dry needling"), "does not fit on a leaflet"),
        (("summary", FIRST), "nothing to put in a summary"),
    ):
        answer = make(*words)
        assert (answer.returncode, out.exists()) == (1, False)
        assert said in answer.stderr
    assert make("summary", "--demo", "dry needling").stdout.endswith(": 1 page, marked DRAFT\n")


def test_several_articles_go_into_a_folder_each_under_its_title_and_are_recorded(
    say, tmp_path, place, database, staffed
):
    say("article", "import", FIRST, "--database", place)
    folder = tmp_path / "set"
    make = partial(say, "handout", "first-massage", "first-massage", "--database", place)
    make = partial(make, "--as", "Ana Ruiz")
    assert make("--output", folder).returncode == 2
    folder.mkdir()
    answer = make("--output", folder, "--json")
    assert answer.returncode == 0, answer.stderr
    files = [Path(each["file"]) for each in json.loads(answer.stdout)]
    assert len(set(files)) == 2
    assert set(files) == set(folder.iterdir())
    assert len(database.read(recent_handouts)) == 2
    assert make("--output", folder, "--copies", "0").returncode == 2


def test_a_set_is_one_job_of_the_queue_with_as_many_copies(printer, program):
    """In a process of its own: one that has asked a spooler before never asks another."""
    answer = program.run(
        "handout", FIRST, FIRST, "--print", QUEUE, "--copies", "2", "--duplex", "--json"
    )
    assert answer.returncode == 0, answer.stderr
    leaves = sum(-(-each["pages"] // 2) for each in json.loads(answer.stdout))
    assert page_count(printer.printed().read_bytes()) >= 2 * (2 * leaves - 1)
    assert len(list((printer.home / "out").rglob("*.pdf"))) == 1
